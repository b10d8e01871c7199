// Kakao whole, for a test: the strict bot engine, and our door over a database of the test with an answerer of its own.

import { tmpdir } from "node:os";
import { onTestFinished } from "vitest";
import type { Ctx } from "../../src/capabilities/context.ts";
import { keptId } from "../../src/capabilities/workspace/workspace.ts";
import { type Answerer, type Chat, openChat } from "../../src/chat/chat.ts";
import type { Links } from "../../src/chat/links.ts";
import { type Door, type Engine, engineTimes, startEngine } from "../../src/commands/kakao/engine.ts";
import type { Db } from "../../src/db/db.ts";
import { keyOf } from "../../src/platforms/kakao/door/key.ts";
import { openKakao } from "../../src/platforms/kakao/kakao.ts";
import type { PushSetting } from "../../src/platforms/kakao/push/knockers.ts";
import type { Times } from "../../src/platforms/kakao/slot/clock.ts";
import { buildWeb, listenWeb } from "../../src/platforms/web/web.ts";
import { personOf } from "../chat/support.ts";
import { asOwner, silentLog } from "./database.ts";
import { wallSeconds } from "./slack-driver.ts";
import { fixedNow } from "./workspace.ts";

export const skillSecret = "a-secret-of-the-tests-of-thirty-two-letters";

/** Decided soon, late by far: nothing here waits for real seconds, and a slow machine is no fault. */
const shortTimes: Times = {
  decideMs: 1_000,
  sayMs: 4_000,
  lateMs: 6_000,
  callback: { person: { dueMs: 30_000, shutMs: 40_000 }, team: { dueMs: 30_000, shutMs: 40_000 } },
};

/** Callbacks come to their last moment soon. */
export const hastyTimes: Times = {
  ...shortTimes,
  callback: { person: { dueMs: 2_000, shutMs: 9_000 }, team: { dueMs: 2_000, shutMs: 9_000 } },
};

/** For what is answered at once, however slow the machine. */
export const patientTimes: Times = { ...shortTimes, decideMs: 6_000, sayMs: 7_000, lateMs: 7_500 };

export async function openEngine(): Promise<Engine> {
  const engine = await startEngine({ ...engineTimes, cutMs: 8_000 });
  onTestFinished(() => engine.close());
  return engine;
}

export type KakaoReplica = { chat: Chat; door: Door; close: () => Promise<void> };

/** One process of ours; several over one database are replicas. */
export async function openKakaoReplica(
  db: Db,
  ctx: Pick<Ctx, "workspaceId">,
  engine: Engine,
  answerer: Answerer,
  over: { times?: Times; nowS?: () => number; push?: PushSetting; links?: Links } = {},
): Promise<KakaoReplica> {
  const { times = shortTimes, nowS = wallSeconds, push = {}, links } = over;
  const kakao = openKakao({ skillSecret, apiUrl: engine.url, push });
  const log = silentLog;
  const works = [kakao.callbacks({ db, log })];
  const chat = await openChat({ db, log, now: () => fixedNow, answerer, works, knockers: kakao.knockers });
  const linked = links && { links, drawer: { draw: async () => undefined } };
  const page = buildWeb({
    chat,
    log,
    zone: "Asia/Seoul",
    uploadDir: tmpdir(),
    maxFileBytes: 1_000,
    ...(linked && { linked }),
  });
  const app = kakao.beside(page, { chat, log, nowS, times, links });
  const server = await listenWeb(app, { host: "127.0.0.1", port: 0 });
  let open = true;
  const close = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await server.close();
    await chat.close(0);
  };
  onTestFinished(close);
  const workspace = ctx.workspaceId;
  const url = server.url.replace("localhost", "127.0.0.1");
  return { chat, door: { url, workspace, key: keyOf(skillSecret, workspace) }, close };
}

/** Makes the person of this context known by this id at the bot of its workspace. */
export async function nameOnKakao(db: Db, ctx: Ctx, user: string, bot = "bot1"): Promise<void> {
  const id = keptId("kakao", `${bot}:${user}`, ctx.workspaceId);
  await asOwner(
    db,
    `insert into identity (platform, platform_id, person_id) values ('kakao', '${id}', '${personOf(ctx)}')`,
  );
}
