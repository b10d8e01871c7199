// What a chaos run of KakaoTalk stands on: a strict engine, a model that takes its time, and the doors of the replicas.

import { keyOf } from "../../../platforms/kakao/door/key.ts";
import { withClient } from "../../bench/databases.ts";
import { type Door, type Engine, startEngine } from "../../kakao/engine.ts";
import { startSlowModel } from "../../kakao/model.ts";
import type { Replica } from "../replica.ts";

const SECRET = "0123456789abcdef0123456789abcdef";

export type KakaoStage = {
  engine: Engine;
  /** Of the app's configuration. */
  variables: Record<string, string>;
  doors: (databaseUrl: string, replicas: readonly Replica[], signal: AbortSignal) => Promise<Door[]>;
  close: () => Promise<void>;
};

export async function openKakaoStage(): Promise<KakaoStage> {
  const [engine, model] = [await startEngine(), await startSlowModel()];
  const variables = {
    ...model.variables,
    KAKAO_SKILL_SECRET: SECRET,
    KAKAO_API_URL: engine.url,
    CO9MA_SIGN_IN_SECRET: SECRET,
  };
  return {
    engine,
    variables,
    async doors(databaseUrl, replicas, signal) {
      for (const replica of replicas) await replica.serving(signal);
      const [demo] = await withClient(
        databaseUrl,
        (sql) => sql<{ id: string }[]>`select id from workspace where kind = 'demo'`,
      );
      if (!demo) throw new Error("no demo workspace");
      const key = keyOf(SECRET, demo.id);
      return replicas.map(({ url }) => ({ url, workspace: demo.id, key }));
    },
    close: async () => {
      await engine.close();
      await model.close();
    },
  };
}
