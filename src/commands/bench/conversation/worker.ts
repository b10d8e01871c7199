// A server of the bench in a process of its own: the app's chat behind its web door, or the bare server beside it.
// Its parent asks by message how long its event loop was held up and what it cost; it ends with its parent.

import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import express from "express";
import type { Logger } from "pino";
import { type App, buildAnswerer, openSurfaces } from "../../../app.ts";
import { type Answerer, openChat } from "../../../chat/chat.ts";
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
const db = await openDb({ kind: "postgres", url: config.databaseUrl ?? "" }, { log });
const url = process.argv[2] === "bare" ? await serveBare(db) : await serveApp(config, db, log);

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

/** Put together as the app does it, with the one message that hangs before the agent gets it. */
async function serveApp(config: Config, db: Db, log: Logger): Promise<string> {
  const now = (): Temporal.Instant => {
    if (!config.now) throw new Error("the bench has a fixed clock");
    return config.now;
  };
  const chat = await openChat({ db, log, now, answerer: hanging(buildAnswerer(log)) });
  const app: App = { db, chat, now, survives: isDriverWriteFault, close: () => chat.close() };
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
  const server = createServer(app);
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
