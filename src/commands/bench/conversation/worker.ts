// A server of the bench in a process of its own: the app's chat behind its web door or in Slack, or the bare server beside it.
// Its parent asks by message how long its event loop was held up and what it cost; it ends with its parent.

import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { App as Bolt, ExpressReceiver } from "@slack/bolt";
import express from "express";
import type { Logger } from "pino";
import { type App, buildAnswerer, openApp, openSurfaces } from "../../../app.ts";
import { type Answerer, openChat } from "../../../chat/chat.ts";
import { buildLinks } from "../../../chat/links.ts";
import { inbound } from "../../../chat/tables.ts";
import { type Config, readConfig } from "../../../config.ts";
import { WorkspaceId } from "../../../core/ids.ts";
import { type Db, withTx } from "../../../db/db.ts";
import { isDriverWriteFault } from "../../../db/faults.ts";
import { openDb } from "../../../db/open.ts";
import { openLog } from "../../../log.ts";
import { workspaceUuid } from "../dataset.ts";
import { HANG_MS, HANGING } from "./questions.ts";

const config = readConfig();
const log = openLog(config.logLevel);
const url = await served(process.argv[2] ?? "");

const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const task = watchTasks();
let used = process.cpuUsage();
process.on("message", () => {
  const { user, system } = process.cpuUsage(used);
  const [longestBlockMs, longestTaskMs] = [delay.max / 1e6, task.longestMs];
  process.send?.({ longestBlockMs, longestTaskMs, processorMs: (user + system) / 1e3 });
  used = process.cpuUsage();
  delay.reset();
  task.longestMs = 0;
});
process.on("disconnect", () => process.exit(0));
process.send?.({ url });

/** What the loop itself worked at most from one look at its timers to the next: unlike its delay, other programs do not add to it. */
function watchTasks(): { longestMs: number } {
  const found = { longestMs: 0 };
  let before = process.threadCpuUsage();
  setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    before = process.threadCpuUsage();
    found.longestMs = Math.max(found.longestMs, (user + system) / 1e3);
  }, 5);
  return found;
}

async function served(kind: string): Promise<string> {
  if (kind === "slack") return serveSlack();
  const db = await openDb({ kind: "postgres", url: config.databaseUrl ?? "" }, { log });
  if (kind === "bare") return serveBare(db);
  return kind === "bolt" ? serveBolt(db, config.slack?.signingSecret ?? "") : serveApp(config, db, log);
}

/** As `npm start` does it, with the one message that hangs. */
async function serveSlack(): Promise<string> {
  return (await openSurfaces(config, await openApp(config, log, { around: hanging }), log)).url;
}

/** Put together as the app does it, with the one message that hangs before the agent gets it. */
async function serveApp(config: Config, db: Db, log: Logger): Promise<string> {
  const now = (): Temporal.Instant => {
    if (!config.now) throw new Error("the bench has a fixed clock");
    return config.now;
  };
  const chat = await openChat({ db, log, now, answerer: hanging(buildAnswerer(log)) });
  const links = buildLinks(db, { publicUrl: undefined, secret: undefined });
  const app: App = { db, chat, links, now, survives: isDriverWriteFault, close: () => chat.close() };
  return (await openSurfaces(config, app, log)).url;
}

function hanging(answerer: Answerer): Answerer {
  return {
    ...answerer,
    async *turn(ctx, input) {
      if (input.said === HANGING) await pause(HANG_MS, undefined, ctx.signal && { signal: ctx.signal });
      yield* answerer.turn(ctx, input);
    },
  };
}

/** Express, one committed row, a constant: what any durable server would pay. */
async function serveBare(db: Db): Promise<string> {
  const app = express().disable("x-powered-by");
  app.post("/api/messages", express.json({ limit: "64kb", strict: true }), async (_req, res) => {
    const id = randomUUID();
    await keepOne(db, id);
    res.status(202).json({ id });
  });
  return listening(createServer(app));
}

/** Bolt, which answers when the one row of an event is committed: what any durable Slack app would pay. */
async function serveBolt(db: Db, signingSecret: string): Promise<string> {
  const app = express().disable("x-powered-by");
  const receiver = new ExpressReceiver({ signingSecret, app, processBeforeResponse: true });
  const slack = new Bolt({
    receiver,
    processBeforeResponse: true,
    authorize: () => Promise.resolve({}),
    convoStore: false,
  });
  slack.event("message", () => keepOne(db, randomUUID()));
  slack.event("app_mention", () => keepOne(db, randomUUID()));
  return listening(createServer(app));
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return `http://localhost:${typeof address === "object" && address ? address.port : 0}`;
}

async function keepOne(db: Db, id: string): Promise<void> {
  const workspaceId = WorkspaceId.parse(workspaceUuid(1));
  await withTx({ db, workspaceId }, (tx) =>
    tx.insert(inbound).values({
      id,
      workspaceId,
      conversationId: id,
      personId: id,
      platform: "bench",
      dedupeKey: id,
      kind: "message",
      body: { text: "bench" },
      createdAt: Temporal.Instant.fromEpochMilliseconds(0),
      state: "done",
    }),
  );
}
