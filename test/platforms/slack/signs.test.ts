// The first thing a person sees: eyes under their message while it is being answered, gone once the answer stands.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Answerer } from "../../../src/chat/chat.ts";
import type { Db } from "../../../src/db/db.ts";
import { echo, endOf, makeAnswerer, makeGate, textCard } from "../../chat/made-answerer.ts";
import { soon } from "../../chat/posting.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import type { SlackDriver } from "../../support/slack-driver.ts";
import { direct, envelope, mention, press, self } from "./inbound/made-payloads.ts";
import { makeTeam, openReplica, write as writeIn } from "./support.ts";

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

/** Answers once the gate is open. */
function gated(): { answerer: Answerer; open: () => void } {
  const gate = makeGate();
  const answerer = makeAnswerer(async function* (ctx, input) {
    await gate.passed;
    yield* echo(ctx, input);
  });
  return { answerer, open: gate.open };
}

let posts = 0;
const write = (slack: SlackDriver, over: Record<string, unknown> = {}): Promise<string> =>
  writeIn(api, slack, over);

const methodsOn = (name: string): string[] =>
  api.calls.filter((call) => call.message === name).map(({ method }) => method);

test("every message is seen before anything could answer it; with its answer the sign goes", async () => {
  const { answerer, open } = gated();
  const { slack } = await openReplica(db, api, answerer);

  const names = await Promise.all([
    ...Array.from({ length: 15 }, () => write(slack)),
    ...Array.from({ length: 5 }, () =>
      write(slack, direct({ ts: `1763802000.${String(++posts).padStart(6, "0")}` })),
    ),
  ]);

  await expect.poll(() => api.signs, soon).toEqual(new Set(names));
  expect(api.sent).toEqual([]);
  open();
  await expect.poll(() => api.sent.length, soon).toBe(20);
  await expect.poll(() => api.signs.size, soon).toBe(0);
  expect(names.map(methodsOn)).toEqual(Array(20).fill(["reactions.add", "reactions.remove"]));
});

test("Slack has its answer before it is asked for a sign, and no sign keeps it or the person waiting", async () => {
  const release = api.hold("reactions.add");
  const { slack } = await openReplica(db, api, makeAnswerer());

  const name = await write(slack);
  await expect.poll(() => api.sent.length, soon).toBe(1);
  release();

  await expect.poll(() => methodsOn(name), soon).toContain("reactions.remove");
  await expect.poll(() => api.signs.size, soon).toBe(0);
});

test("a pause or a refusal costs the sign and nothing else", async () => {
  const { slack } = await openReplica(db, api, makeAnswerer());
  api.refuse("reactions.add", 30);
  await write(slack);
  await expect.poll(() => api.sent.length, soon).toBe(1);
  await expect.poll(() => api.asked.filter((method) => method === "reactions.add").length, soon).toBe(1);
  api.refuse("reactions.add", undefined);
  await write(slack);
  await expect.poll(() => api.sent.length, soon).toBe(2);

  expect(api.asked.filter((method) => method === "reactions.add")).toHaveLength(1);
  expect(api.signs.size).toBe(0);
});

test("a process that ends leaves no eyes: whichever posts the answer takes them off", async () => {
  const { answerer } = gated();
  const first = await openReplica(db, api, answerer);
  const name = await write(first.slack);
  await expect.poll(() => [...api.signs], soon).toEqual([name]);
  await first.close();
  await openReplica(db, api, makeAnswerer());

  await expect.poll(() => api.sent.length, soon).toBe(1);
  await expect.poll(() => api.signs.size, soon).toBe(0);
});

test("a pause while it is taken off is waited out, and the answer does not wait for it", async () => {
  const { slack } = await openReplica(db, api, makeAnswerer());
  api.refuse("reactions.remove", 1);
  await write(slack);
  await expect.poll(() => api.asked, soon).toContain("reactions.remove");
  api.refuse("reactions.remove", undefined);

  await expect.poll(() => api.sent.length, soon).toBe(1);
  await expect.poll(() => api.signs.size, soon).toBe(0);
});

test("what gets no answer gets no sign, and a twin or a press on a card no second one", async () => {
  const { answerer, open } = gated();
  const { slack } = await openReplica(db, api, answerer);
  await write(slack, { text: "점심 뭐 먹지?" });
  await write(slack, { channel: "C7", user_team: "T9" });
  const asked = await write(slack);
  const [channel, ts] = asked.split(":");
  await slack.event(envelope(mention({ channel, ts }), { event_id: "Ev-sign-twin" }));
  await slack.interaction(press());
  await expect.poll(() => [...api.signs], soon).toEqual([asked]);
  open();
  await expect.poll(() => api.signs.size, soon).toBe(0);

  expect(api.asked.filter((method) => method === "reactions.add")).toHaveLength(1);
});

test("an answer that its channel never takes leaves no sign, and its asker hears once and alone what to do", async () => {
  const gate = makeGate();
  const twoCards = makeAnswerer(async function* (ctx) {
    await gate.passed;
    yield { kind: "card", card: textCard("하나", ctx.lang) };
    yield { kind: "card", card: textCard("둘", ctx.lang) };
    yield endOf();
  });
  const { slack } = await openReplica(db, api, twoCards);
  api.left("C1", "UBOT");
  const message = await write(slack, { text: "<@UBOT> 지난주 어땠어?" });
  await expect.poll(() => [...api.signs], soon).toEqual([message]);

  gate.open();
  await expect.poll(() => api.sent.length, soon).toBe(1);

  await expect.poll(() => api.signs.size, soon).toBe(0);
  expect(api.sent[0]).toMatchObject({ channel: "D-U1" });
  expect(api.sent[0]?.text).toContain("‘지난주 어땠어?’의 답을 채널에 올리지 못했어요.");
  expect(api.sent[0]?.text).toContain("/invite");
  const dead = () => asOwner(db, "select trouble from delivery where platform = 'slack' and state = 'dead'");
  await expect.poll(dead, soon).toEqual([{ trouble: "not_in_channel" }, { trouble: "not_in_channel" }]);
  expect(api.sent).toHaveLength(1);
});
