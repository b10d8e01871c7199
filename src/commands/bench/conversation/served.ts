// The parent's side of a bench server: started as a process of its own, asked what it cost, ended at the end.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { heard, leave } from "../../child.ts";
import { benchNow } from "../dataset.ts";

const Cost = z.object({
  /** The longest the event loop was held up. */
  longestBlockMs: z.number(),
  /** The same in processor time of its thread. */
  longestTaskMs: z.number(),
  /** Processor time of the whole process, all threads. */
  processorMs: z.number(),
});
export type Cost = z.output<typeof Cost>;

export type Served = {
  url: string;
  /** What it cost since this was asked last. */
  cost: () => Promise<Cost>;
  close: () => Promise<void>;
};

const worker = fileURLToPath(new URL("worker.ts", import.meta.url));
const Ready = z.object({ url: z.url() });

/** The app at its web door or in Slack; as bare baselines express, or Bolt, with one committed row and a constant answer. */
type Kind = "app" | "slack" | "bare" | "bolt";

/** @param variables of the app's configuration beside the usual ones */
export async function serve(
  kind: Kind,
  databaseUrl: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Served> {
  const child = fork(worker, [kind], {
    execArgv: [],
    env: {
      PATH: "",
      DATABASE_URL: databaseUrl,
      PORT: "0",
      LOG_LEVEL: "warn",
      CO9MA_NOW: benchNow().toString(),
      ...variables,
    },
  });
  const { url } = Ready.parse(await heard(child));
  return {
    url,
    async cost() {
      const answer = heard(child);
      child.send("cost");
      return Cost.parse(await answer);
    },
    close: () => leave(child),
  };
}
