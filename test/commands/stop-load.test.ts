// A stop as a deployment does it: one of two replicas gets SIGTERM while people write and a slow model is in hand.

import { type ChildProcess, type ChildProcessByStdio, spawn } from "node:child_process";
import { createServer, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Sql } from "postgres";
import { expect, inject, it, onTestFinished } from "vitest";
import { type Browser, sendMessage, visit } from "../../src/commands/chaos/browser.ts";
import { openDb } from "../../src/db/open.ts";
import { makeAnswerer } from "../chat/made-answerer.ts";
import { makePlace, openTestChat } from "../chat/support.ts";
import { onPostgres, silentLog } from "../support/database.ts";
import { makeDatabase, onServer } from "../support/server.ts";
import { makeWorkspace } from "../support/workspace.ts";

const main = fileURLToPath(new URL("../../src/main.ts", import.meta.url));

/** More than one person may send at once is refused; these stay below it. */
const IN_HAND = 16;
const DURING_STOP = 10;

type Server = { process: ChildProcess; url: string };

function spawnServer(env: Record<string, string>): ChildProcessByStdio<null, Readable, null> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: "", PORT: "0", LOG_LEVEL: "error", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function startServer(env: Record<string, string>): Promise<Server> {
  const child = spawnServer(env);
  const [text] = await once(child.stdout, "data");
  const url = /web chat\s+(\S+)/.exec(String(text))?.[1];
  if (url === undefined) throw new Error("the start text names no address");
  return { process: child, url };
}

/** A model that refuses every call at once, or lets them wait until it does. */
async function openModel() {
  const waiting = new Set<ServerResponse>();
  let slow = false;
  const refuse = (response: ServerResponse): void => void response.writeHead(500).end("{}");
  const server = createServer((request, response) => {
    request.resume();
    if (!slow) return refuse(response);
    waiting.add(response);
    response.once("close", () => waiting.delete(response));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    waiting,
    setSlow(value: boolean): void {
      slow = value;
      if (!slow) waiting.forEach(refuse);
    },
  };
}

async function makeScratch(): Promise<string> {
  const start = inject("testDatabase");
  if (start.kind !== "server") throw new Error("no server");
  const { url, drop } = await makeDatabase(start.url, start.template, start.template);
  onTestFinished(drop);
  return url;
}

/** Resolves when no message is in one of these states any more. */
async function untilNone(sql: Sql, states: readonly string[]): Promise<void> {
  for (;;) {
    const found = await sql`select 1 from inbound where state in ${sql([...states])} limit 1`;
    if (found.length === 0) return;
    await sleep(20);
  }
}

/** Writers, each in a conversation of their own: what was acknowledged, by its text. */
function buildWriters({ url }: Server, browser: Browser, workspace: string) {
  const acknowledged: string[] = [];
  async function write(text: string): Promise<void> {
    const message = { key: crypto.randomUUID(), thread: crypto.randomUUID(), workspace, text };
    await sendMessage(browser, url, message).then(
      () => acknowledged.push(text),
      () => {}, // refused, or the connection was closed: nobody may answer it
    );
  }
  return { acknowledged, write };
}

it.skipIf(!onPostgres())(
  "a replica stops under load in ten seconds, the other one goes on within three, and nothing is done unacknowledged",
  { timeout: 120_000 },
  async ({ annotate }) => {
    const model = await openModel();
    const database = await makeScratch();
    const env = { DATABASE_URL: database, OPENAI_BASE_URL: model.url, OPENAI_MODEL: "slow" };
    const [leaving] = await Promise.all([startServer(env), startServer(env)]);
    const visitor = await visit(leaving.url);
    const { acknowledged, write } = buildWriters(leaving, visitor, visitor.state.workspace.id);

    await onServer(database, async (sql) => {
      await write("안녕하세요"); // it loads the demo
      await untilNone(sql, ["waiting", "working"]);
      model.setSlow(true);
      await Promise.all(Array.from({ length: IN_HAND }, (_, index) => write(`in hand ${index}`)));
      await expect.poll(() => model.waiting.size, { timeout: 7_000 }).toBe(IN_HAND);

      const late = writeDuring(write);
      const gone = once(leaving.process, "exit");
      const asked = performance.now();
      leaving.process.kill("SIGTERM");
      const [code] = await gone;
      const exitMs = performance.now() - asked;
      const ended = performance.now();
      await untilNone(sql, ["waiting"]);
      const onMs = performance.now() - ended;
      model.setSlow(false);
      await untilNone(sql, ["working"]);
      await late;
      await annotate(`exit_ms=${exitMs.toFixed(0)} goes_on_ms=${onMs.toFixed(0)}`);

      expect(code).toBe(0);
      expect(exitMs).toBeLessThan(10_000);
      expect(onMs).toBeLessThan(3_000);
      const done = await sql`select said from turn`;
      expect(done.map(({ said }) => String(said)).toSorted()).toEqual(acknowledged.toSorted());
      expect(acknowledged.length).toBeGreaterThan(IN_HAND);
    });
  },
);

it.skipIf(!onPostgres())(
  "a replica that is told to stop while it starts gives back what it has taken already",
  { timeout: 120_000 },
  async () => {
    const model = await openModel();
    model.setSlow(true);
    const database = await makeScratch();
    const db = await openDb({ kind: "postgres", url: database }, { log: silentLog });
    onTestFinished(() => db.close());
    const door = await openTestChat(db, makeAnswerer());
    await door.close();
    await door.send(makePlace(await makeWorkspace(db)), { key: "k", text: "지난주 광고비" });

    const server = spawnServer({ DATABASE_URL: database, OPENAI_BASE_URL: model.url, OPENAI_MODEL: "slow" });
    const gone = once(server, "exit");
    await onServer(database, async (sql) => {
      await untilNone(sql, ["waiting"]);
      server.kill("SIGTERM");
      const [code] = await gone;

      expect(code).toBe(0);
      expect(await sql`select state, attempts from inbound`).toMatchObject([
        { state: "waiting", attempts: 0 },
      ]);
    });
  },
);

/** Goes on writing from before the stop until the door is closed. */
async function writeDuring(write: (text: string) => Promise<void>): Promise<void> {
  const written: Promise<void>[] = [];
  for (let index = 0; index < DURING_STOP; index += 1) {
    written.push(write(`late ${index}`));
    await sleep(5);
  }
  await Promise.all(written);
}
