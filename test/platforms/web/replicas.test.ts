// One replica's page while another replica answers in the same conversation.

import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDemo } from "../../../src/capabilities/workspace/workspace.ts";
import { type Chat, openChat, type Place } from "../../../src/chat/chat.ts";
import { firstPersona } from "../../../src/chat/people.ts";
import type { Db } from "../../../src/db/db.ts";
import { buildWeb, listenWeb, type Listening } from "../../../src/platforms/web/web.ts";
import { makeAnswerer } from "../../chat/made-answerer.ts";
import { until } from "../../chat/support.ts";
import { closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { fixedNow } from "../../support/workspace.ts";
import { readEvents, type SseEvent, visit } from "./support.ts";

let db: Db;
let here: Chat;
let there: Chat;
let web: Listening;

/** Each answers what it kept itself, so that a test can say who answers what. */
function openReplica(): Promise<Chat> {
  return openChat({ db, log: silentLog, now: () => fixedNow, answerer: makeAnswerer(), serve: "own" });
}

beforeAll(async () => {
  db = await openTestDb();
  await openDemo(db, { now: fixedNow, zone: "Asia/Seoul" });
  [here, there] = [await openReplica(), await openReplica()];
  const parts = { chat: here, log: silentLog, uploadDir: tmpdir(), maxFileBytes: 1_000, zone: "Asia/Seoul" };
  web = await listenWeb(buildWeb(parts), { host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await web.close();
  await here.close();
  await there.close();
  await closeTestDb(db);
});

/** A page of this replica on a conversation of its own. */
async function openPage(): Promise<{ place: Place; stream: Response }> {
  const threadRef = randomUUID();
  const me = await visit(web.url.replace("localhost", "127.0.0.1"));
  const stream = await me.get(`/api/events?thread=${threadRef}`);
  const personId = firstPersona();
  const place = await here.placeOf({ personId, platform: "web", roomRef: personId, threadRef });
  return { place, stream };
}

/** What was said in the messages whose answers were told, until `last` is among them. */
async function toldUntil(stream: Response, last: string): Promise<unknown[]> {
  const isEnd = ({ event }: SseEvent): boolean => event === "end";
  const events = await readEvents(stream, (all) =>
    all.some((one) => isEnd(one) && one.data["said"] === last),
  );
  return events.filter(isEnd).map(({ data }) => data["said"]);
}

test("an answer of another replica is told before the next one of this replica, never skipped", async () => {
  const { place, stream } = await openPage();

  const first = await there.send(place, { key: randomUUID(), text: "다른 서버에서" });
  await until(() => there.answerTo(place, first.inboundId));
  await here.send(place, { key: randomUUID(), text: "이 서버에서" });

  expect(await toldUntil(stream, "이 서버에서")).toEqual(["다른 서버에서", "이 서버에서"]);
});

test("an answer of another replica reaches an open page at once", async () => {
  const { place, stream } = await openPage();

  const begun = performance.now();
  await there.send(place, { key: randomUUID(), text: "다른 서버에서" });

  expect(await toldUntil(stream, "다른 서버에서")).toEqual(["다른 서버에서"]);
  expect(performance.now() - begun).toBeLessThan(10_000); // the page looks for itself every 15 s
});

test("answers that follow each other here are told as they come, without a look at what is stored", async () => {
  const { place, stream } = await openPage();
  const look = vi.spyOn(here, "answers");

  for (const text of ["하나", "둘", "셋"]) {
    const { inboundId } = await here.send(place, { key: randomUUID(), text });
    await until(() => here.answerTo(place, inboundId));
  }

  expect(await toldUntil(stream, "셋")).toEqual(["하나", "둘", "셋"]);
  expect(look).not.toHaveBeenCalled();
  look.mockRestore();
});
