// The line that somebody is at it: one post in the thread, told longer and longer in its place, and nothing after the answer.

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Place } from "../../src/chat/chat.ts";
import { openFirstLine } from "../../src/chat/first-line.ts";
import { openConversation } from "../../src/chat/inbox.ts";
import { cardText } from "../../src/core/card/plain/plain.ts";
import { InboundId } from "../../src/core/ids.ts";
import type { Db } from "../../src/db/db.ts";
import { withTx } from "../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { stillReadingCard } from "../../src/chat/replies.ts";
import { openKeeping, soon } from "./posting.ts";
import { makePlace } from "./support.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

test("is posted once and edited every so often, by whoever takes it over too", async () => {
  const { posts } = await openKeeping(db);
  const ctx = await makeWorkspace(db);
  const place: Place = { ...makePlace(ctx), platform: "slack", roomRef: "@T1/U1" };
  const conversationId = await withTx(ctx, (tx) => openConversation(tx, place));
  const item = { id: InboundId.parse(randomUUID()), conversationId, platform: "slack" };
  const body = { files: [{ name: "리포트.csv", remote: { id: "F1", name: "리포트.csv" } }] };
  const pace = { afterMs: 1, everyMs: 40 };

  const first = openFirstLine(ctx, item, body, pace);
  // They go on coming while it looks: it waits for the third, whatever stands there when it looks next.
  await expect.poll(() => posts.length, soon).toBeGreaterThan(2);
  await first.close();
  const second = openFirstLine(ctx, item, body, pace);
  await expect.poll(() => posts.filter(({ edit }) => edit).length, soon).toBeGreaterThan(3);
  await second.close();

  expect(posts.filter(({ edit }) => edit === undefined)).toHaveLength(1);
  expect(posts.slice(1).every(({ edit }) => edit?.message === "1" && edit.settled === undefined)).toBe(true);
  expect(cardText(posts[0]!.card)).toContain("‘리포트.csv’ 파일을 받아서 읽고 있어요. 끝나면");
  expect(cardText(posts[1]!.card)).toContain("읽고 있어요 (0초째)");
});

test.each([
  [15, "읽고 있어요 (15초째)", "(for 15 s)"],
  [60, "읽고 있어요 (1분째)", "(for 1 min)"],
  [75, "읽고 있어요 (1분 15초째)", "(for 1 min 15 s)"],
])("after %i seconds says so in words", (seconds, ko, en) => {
  expect(cardText(stillReadingCard(["a.csv"], "ko", seconds))).toContain(ko);
  expect(cardText(stillReadingCard(["a.csv"], "en", seconds))).toContain(en);
});
