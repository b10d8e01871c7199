// Live streams under what browsers and networks do to them.

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { firstPersona } from "../../../src/chat/people.ts";
import type { Db } from "../../../src/db/db.ts";
import { endOf, makeAnswerer, makeGate, textCard } from "../../chat/made-answerer.ts";
import { converse } from "../../chat/support.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { readEvents, serve, type Served, type SseEvent, visit } from "./support.ts";

let db: Db;
let served: Served;

beforeAll(async () => {
  db = await openTestDb();
});
afterEach(() => served.close());
afterAll(() => closeTestDb(db));

/** How many pages are told what happens now. */
function countFollowers({ chat }: Served): () => number {
  const { follow } = chat;
  let followers = 0;
  chat.follow = (...call) => {
    const unfollow = follow(...call);
    followers += 1;
    return () => {
      followers -= 1;
      unfollow();
    };
  };
  return () => followers;
}

test("a page that is gone before its stream begins leaves nothing behind", async () => {
  let held: Promise<void> | undefined;
  const asked = makeGate();
  const slow: Db = {
    ...db,
    run: async (as, ...call) => {
      const bySession = as.role === "co9ma_system" && as.job.startsWith("session");
      if (bySession && held) {
        asked.open();
        await held;
      }
      return db.run(as, ...call);
    },
  };
  served = await serve(slow, makeAnswerer());
  const me = await visit(served.url);
  const followers = countFollowers(served);
  const gate = makeGate();
  held = gate.passed;

  const leaving = new AbortController();
  const headers = { cookie: me.cookie };
  const left = fetch(`${served.url}/api/events?thread=gone`, { headers, signal: leaving.signal });
  await asked.passed;
  leaving.abort();
  await expect(left).rejects.toThrow("aborted");
  await sleep(200);
  gate.open();
  held = undefined;
  await me.get("/api/state");
  await sleep(200);

  expect(followers()).toBe(0);
});

test("a page that has missed much is told all of it", async () => {
  const long = "가".repeat(100_000);
  const script = async function* () {
    yield { kind: "card" as const, card: textCard(long) };
    yield endOf();
  };
  served = await serve(db, makeAnswerer(script));
  const me = await visit(served.url);
  const personId = firstPersona();
  const threadRef = randomUUID();
  const place = await served.chat.placeOf({ personId, platform: "web", roomRef: personId, threadRef });
  await converse(served.chat, place, ["하나", "둘", "셋", "넷", "다섯"]);

  const stream = await me.get(`/api/events?thread=${threadRef}`);
  const ends = (events: SseEvent[]) => events.filter(({ event }) => event === "end");
  const events = await readEvents(stream, (all) => ends(all).length === 5);

  expect(ends(events).map(({ data }) => data["said"])).toEqual(["하나", "둘", "셋", "넷", "다섯"]);
});
