// The one statement by which a message is kept: what is there before, what comes at once, what is kept already.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keep, type Kept, type Place } from "../../src/chat/inbox.ts";
import type { Db } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { makePlace } from "./support.ts";

let db: Db;
let transactions = 0;
beforeAll(async () => {
  const opened = await openTestDb();
  db = Object.assign(opened, {
    run: (
      (run) =>
      (...args: Parameters<Db["run"]>) => {
        transactions += 1;
        return run(...args);
      }
    )(opened.run) as Db["run"],
  });
});
afterAll(() => closeTestDb(db));

const say = (place: Place, key: string = randomUUID()): Promise<Kept> =>
  keep(db, place, { dedupeKey: key, body: { kind: "message", text: `"${key}" \\ 안녕`, lang: "ko" } });

const rowsAt = ({ workspaceId }: Place, table: "inbound" | "conversation") =>
  asOwner<{ id: string }>(db, `select id from ${table} where workspace_id = '${workspaceId}'`);

test("a first message and a next one are kept in one transaction each, in one conversation", async () => {
  const place = makePlace(await makeWorkspace(db));
  transactions = 0;

  const [first, next] = [await say(place), await say(place)];

  expect(transactions).toBe(2);
  expect([first.fresh, next.fresh]).toEqual([true, true]);
  expect(next.conversationId).toBe(first.conversationId);
  expect(await rowsAt(place, "conversation")).toHaveLength(1);
});

test("the same message again is the row that is there, with its words as they were", async () => {
  const place = makePlace(await makeWorkspace(db));
  const key = randomUUID();
  const first = await say(place, key);

  const again = await say(place, key);

  expect(again).toEqual({ ...first, fresh: false });
  expect(await asOwner(db, `select body from inbound where id = '${first.inboundId}'`)).toEqual([
    { body: { text: `"${key}" \\ 안녕`, lang: "ko" } },
  ]);
});

test("twelve first messages of a thread at once are all kept, each once, in one conversation", async () => {
  const place = makePlace(await makeWorkspace(db));
  const keys = Array.from({ length: 12 }, () => randomUUID());

  const kept = await Promise.all([...keys, ...keys].map((key) => say(place, key)));

  expect(kept.filter(({ fresh }) => fresh)).toHaveLength(12);
  expect(new Set(kept.map(({ conversationId }) => conversationId)).size).toBe(1);
  expect(await rowsAt(place, "inbound")).toHaveLength(12);
});
