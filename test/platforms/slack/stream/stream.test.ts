// Answers that grow in their thread: tasks first, words as they are proved, the card as the last blocks; one message whatever happens.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { TurnEvent } from "../../../../src/agent/turn.ts";
import type { Answerer } from "../../../../src/chat/chat.ts";
import { Card } from "../../../../src/core/card/card.ts";
import { Failure } from "../../../../src/core/failure.ts";
import type { Db } from "../../../../src/db/db.ts";
import { echo, endOf, makeAnswerer, makeGate, textCard } from "../../../chat/made-answerer.ts";
import { soon } from "../../../chat/posting.ts";
import { asOwner, closeTestDb, openTestDb } from "../../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../../support/slack-api.ts";
import { self } from "../inbound/made-payloads.ts";
import { makeTeam, openReplica, write } from "../support.ts";

let db: Db;
let api: SlackApi;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  await makeTeam(db);
  api = await openSlackApi(self);
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

const progress = (text: string): TurnEvent => ({
  kind: "progress",
  card: Card.parse({ lang: "ko", parts: [{ kind: "progress", runs: [text] }] }),
});

/** Says `first`, waits for the gate, then says the rest. */
function slow(
  first: TurnEvent[],
  then: TurnEvent[],
): { answerer: Answerer; open: () => void; runs: () => number } {
  const gate = makeGate();
  let count = 0;
  const answerer = makeAnswerer(async function* () {
    count += 1;
    yield* first;
    await gate.passed;
    yield* then;
    yield endOf();
  });
  return { answerer, open: gate.open, runs: () => count };
}

const card = (text: string): TurnEvent => ({ kind: "card", card: textCard(text) });
const words = (text: string): TurnEvent => ({ kind: "words", text });

/** Everything that was kept is answered, and every answer is where it belongs. */
async function delivered(): Promise<void> {
  const open = () =>
    asOwner(
      db,
      `select id from inbound where platform = 'slack' and state in ('waiting', 'working')
       union all select id from delivery where platform = 'slack' and state in ('waiting', 'working')`,
    );
  await expect.poll(open, { ...soon, timeout: 15_000 }).toEqual([]);
}

const seen = (): string => JSON.stringify(api.sent);
const tasks = (): string[] =>
  (api.streams[0]?.chunks ?? []).flatMap(({ type, title, status }) =>
    type === "task_update" ? [`${status}: ${title}`] : [],
  );

test("a slow answer grows in its thread for its asker: tasks, words, then its card, all in one message", async () => {
  const { answerer, open } = slow(
    [progress("네이버 데이터를 읽고 있어요"), words("지난주 광고비가 줄었어요. ")],
    [words("이유는 클릭이에요."), card("표")],
  );
  const { slack } = await openReplica(db, api, answerer);

  const asked = await write(api, slack);
  await expect.poll(() => api.streams.length, soon).toBe(1);
  expect(api.streams[0]).toMatchObject({
    channel: "C1",
    thread_ts: asked.split(":")[1],
    recipient: "U1",
    state: "in_progress",
  });
  expect(tasks()).toContain("in_progress: 네이버 데이터를 읽고 있어요");
  expect(JSON.stringify(api.streams[0]?.chunks)).toContain("지난주 광고비가 줄었어요.");
  open();
  await delivered();

  expect(api.sent).toHaveLength(1);
  expect(api.sent[0]?.text).toContain("이유는 클릭이에요.");
  expect(JSON.stringify(api.sent[0]?.blocks).match(/지난주 광고비가 줄었어요/g)).toHaveLength(1);
  expect(seen()).toContain("표");
  expect(api.streams[0]?.state).toBe("completed");
  expect(api.asked).not.toContain("chat.postMessage");
  expect(api.refused).toEqual([]);
});

test("an answer that is there at once is posted whole", async () => {
  const { slack } = await openReplica(db, api, makeAnswerer(echo));

  await write(api, slack);
  await delivered();

  expect(api.asked).not.toContain("chat.startStream");
  expect(api.sent).toHaveLength(1);
});

test.each(["unknown_method", "missing_scope", 30])(
  "where nothing may grow (%s) the answer is posted, and Slack is not asked again",
  async (refusal) => {
    const { answerer, open } = slow([], [card("답")]);
    const { slack } = await openReplica(db, api, answerer);
    api.refuse("chat.startStream", refusal);
    const starts = () => api.asked.filter((method) => method === "chat.startStream").length;
    await write(api, slack);
    await expect.poll(starts, soon).toBe(1);
    open();
    await delivered();
    await write(api, slack, { ts: "1763801999.000001" });
    await expect.poll(() => api.sent.length, soon).toBe(2);

    expect(starts()).toBe(1);
    expect(api.sent[0]?.text).toContain("답");
    expect(api.streams).toEqual([]);
  },
);

test("a reply that is lost after the message was begun: it is found by its task and finished, none stands beside it", async () => {
  const { answerer, open } = slow([], [card("답 하나")]);
  const { slack } = await openReplica(db, api, answerer);
  api.lose("chat.startStream");
  await write(api, slack);
  await expect.poll(() => api.streams.length, soon).toBe(1);
  open();
  await delivered();

  expect(api.sent).toHaveLength(1);
  expect(api.sent[0]?.text).toContain("답 하나");
  expect(api.asked).not.toContain("chat.postMessage");
});

test("a process that dies in the middle: whoever takes over finishes what people saw", async () => {
  const { answerer } = slow([words("반쯤 된 문장.")], [card("안 와요")]);
  const first = await openReplica(db, api, answerer);
  await write(api, first.slack);
  await expect.poll(() => api.streams.length, soon).toBe(1);
  await first.close();
  await openReplica(db, api, makeAnswerer(echo));
  await delivered();

  expect(api.sent).toHaveLength(1);
  expect(api.sent[0]?.text).toContain("answer to: 지난주 어땠어?");
  expect(seen()).not.toContain("반쯤 된 문장");
  expect(api.streams).toHaveLength(1);
  expect(api.streams[0]?.state).toBe("completed");
});

test("an end whose outcome is not known is not said twice", async () => {
  const { answerer, open } = slow([words("말. ")], [card("답")]);
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack);
  await expect.poll(() => api.streams.length, soon).toBe(1);
  api.lose("chat.stopStream");
  open();
  await delivered();

  expect(api.sent).toHaveLength(1);
  expect(api.asked.filter((method) => method === "chat.stopStream")).toHaveLength(1);
});

test("what Slack ended itself is edited to the whole answer", async () => {
  const { answerer, open } = slow([words("말이 먼저. ")], [card("답")]);
  const { slack } = await openReplica(db, api, answerer);
  const asked = await write(api, slack);
  await expect.poll(() => api.streams.length, soon).toBe(1);
  const [channel = "", ts = ""] = asked.split(":");
  expect(api.stopStreams(channel, ts)).toHaveLength(1);
  open();
  await delivered();

  expect(api.sent).toHaveLength(1);
  expect(api.sent[0]?.text).toContain("말이 먼저.");
  expect(api.sent[0]?.text).toContain("답");
  expect(api.asked).toContain("chat.update");
});

test("a message that its reader deleted meanwhile: the answer is posted", async () => {
  const { answerer, open } = slow([], [card("답")]);
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack);
  await expect.poll(() => api.streams.length, soon).toBe(1);
  api.refuse("chat.stopStream", "message_not_found");
  open();
  await expect.poll(() => api.sent.length, soon).toBe(2);

  expect(api.sent[1]?.text).toContain("답");
});

test("blocks that Slack does not take end in plain words, in the same message", async () => {
  const { answerer, open } = slow([], [card("답")]);
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack);
  await expect.poll(() => api.streams.length, soon).toBe(1);
  api.refuse("chat.stopStream", "invalid_blocks", 1);
  open();
  await delivered();

  expect(api.sent).toHaveLength(1);
  expect(api.sent[0]?.text).toContain("답");
});

test("changes of a message keep their distance, a pause is kept, and no word of it is lost", async () => {
  const { answerer, open } = slow(
    [words("하나. ")],
    [words("둘. "), words("셋. "), words("넷."), card("표")],
  );
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack);
  await expect.poll(() => api.streams.length, soon).toBe(1);
  api.refuse("chat.appendStream", 1);
  open();
  await delivered();

  const text = api.sent.map((one) => one.text).join("\n");
  for (const word of ["하나.", "둘. 셋. 넷.", "표"]) expect(text).toContain(word);
  const touched = api.streams[0]?.touched ?? [];
  for (const [index, at] of touched.slice(1).entries())
    expect(at - (touched[index] ?? 0)).toBeGreaterThanOrEqual(1_150);
});

test("what is for the asker alone in the end leaves nothing behind in the room", async () => {
  const gate = makeGate();
  const answerer = makeAnswerer(async function* () {
    await gate.passed;
    yield endOf();
    throw new Failure("forbidden", "not for this person");
  });
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack);
  await expect.poll(() => api.streams.length, soon).toBe(1);
  gate.open();
  await delivered();

  expect(api.sent).toEqual([]);
  expect(api.whispered).toHaveLength(1);
});
