// "How I got this" below an answer in Slack: told in its thread, once a press, with the right of whoever presses.

import { readFile } from "node:fs/promises";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { buildAnswerer } from "../../../src/app.ts";
import { bindRoom, openDemo } from "../../../src/capabilities/workspace/workspace.ts";
import type { Db } from "../../../src/db/db.ts";
import { nameOnSlack, soon } from "../../chat/posting.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import type { SlackDriver } from "../../support/slack-driver.ts";
import { fixedNow } from "../../support/workspace.ts";
import { forgetSlack } from "./door/support.ts";
import { press, self } from "./inbound/made-payloads.ts";
import { buttonsIn, openReplica, pressToken, write } from "./support.ts";

const [korean, english] = ["이 숫자는 어떻게 나왔어요?", "How I got this"];
const zone = "Asia/Seoul";
const answerer = buildAnswerer(silentLog);

type Post = SlackApi["sent"][number];

let db: Db;
let api: SlackApi;

beforeAll(async () => {
  db = await openTestDb();
  const { people, workspaceId } = await openDemo(db, { now: fixedNow, zone });
  const personId = people.company_admin;
  const actor = { kind: "person", personId } as const;
  await forgetSlack(db);
  await asOwner(db, "delete from room where platform = 'slack'");
  const admin = {
    workspaceId,
    actor,
    role: "company_admin",
    lang: "ko",
    zone,
    now: fixedNow,
    db,
    log: silentLog,
  } as const;
  await bindRoom(admin, { platform: "slack", roomRef: "T1" });
  await nameOnSlack(db, personId, "T1/U1");
  await nameOnSlack(db, people.viewer, "T1/U2");
});
beforeEach(async () => {
  // What a replica posted and had no time to mark would be posted again in the next test's Slack, which never saw it.
  await asOwner(db, "delete from delivery where state in ('waiting', 'working')");
  api = await openSlackApi(self);
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

const howIn = (post: Post | undefined) =>
  buttonsIn(post ?? {}).find(({ text }) => text.text === korean || text.text === english);

const explanations = (): Post[] =>
  api.sent.filter(({ text }) => /이렇게 나왔어요|how the figures were made/.test(text));

/** Asks in the channel. @returns the answer and its button */
async function ask(slack: SlackDriver, text: string) {
  const before = api.sent.length;
  await write(api, slack, { text: `<@UBOT> ${text}` });
  const answered = (): Post | undefined => api.sent.slice(before).find((post) => howIn(post));
  await expect.poll(answered, soon).toBeDefined();
  const post = answered();
  const button = howIn(post);
  if (!post || !button) throw new Error("no button below the answer");
  return { post, button };
}

test("is called as on the page, in both languages, and stands below figures only", async () => {
  const page = await readFile(new URL("../../../src/platforms/web/page/words.js", import.meta.url), "utf8");
  const { slack } = await openReplica(db, api, answerer);
  const [ko, en] = [
    await ask(slack, "지난주 ROAS 어땠어?"),
    await ask(slack, "How much did we spend on Naver last month?"),
  ];
  await write(api, slack, { text: "<@UBOT> 안녕" });
  await expect.poll(() => api.sent.length, soon).toBe(3);

  expect([ko.button.text.text, en.button.text.text]).toEqual([korean, english]);
  expect(page).toContain(`how: ["${korean}", "${english}"]`);
  expect(howIn(api.sent[2])).toBeUndefined();
  expect(api.refused).toEqual([]);
});

test("tells of its own answer, also far up in an old thread, below it and without a button of its own", async () => {
  const { slack } = await openReplica(db, api, answerer);
  const first = await ask(slack, "지난주 ROAS 어땠어?");
  const second = await ask(slack, "How much did we spend on Naver last month?");
  await pressToken(slack, first.post, first.button, { id: "U1" });
  await expect.poll(() => explanations().length, soon).toBe(1);
  await pressToken(slack, second.post, second.button, { id: "U1" });
  await expect.poll(() => explanations().length, soon).toBe(2);

  const [told, later] = explanations();
  expect(told).toMatchObject({ channel: "C1", thread_ts: first.post.thread_ts });
  expect(told?.text).toMatch(
    /이렇게 나왔어요[^]*11월 9일~15일[^]*ROAS = 매출 합계 [\d,]+원 ÷ 광고비 합계 [\d,]+원/,
  );
  expect(later).toMatchObject({ channel: "C1", thread_ts: second.post.thread_ts });
  expect(later?.text).toMatch(/how the figures were made[^]*Oct 1–31/);
  expect([told, later].map(howIn)).toEqual([undefined, undefined]);
  expect(api.refused).toEqual([]);
});

test("tells once a press, whatever Slack repeats, and again when it is pressed again", async () => {
  const { slack } = await openReplica(db, api, answerer);
  const { post, button } = await ask(slack, "지난주 광고비는?");
  const { ts, thread_ts } = post;
  const container = { type: "message", message_ts: ts, channel_id: "C1", thread_ts };
  const pressed = press(
    { container, message: { ts, thread_ts } },
    { action_id: button.action_id, value: button.value, action_ts: "1763803000.000100" },
  );
  await Promise.all([slack.interaction(pressed), slack.interaction(pressed)]);
  await expect.poll(() => explanations().length, soon).toBe(1);
  await slack.interaction(pressed, { retry: { num: 1, reason: "http_timeout" }, offsetS: 60 });
  await pressToken(slack, post, button, { id: "U1" });
  await expect.poll(() => explanations().length, soon).toBe(2);
  await write(api, slack, { text: "<@UBOT> 안녕" });
  await expect.poll(() => api.sent.at(-1)?.text, soon).not.toContain("이렇게 나왔어요");

  expect(explanations()).toHaveLength(2);
});

test("tells a viewer whose answer it is not, and no stranger", async () => {
  const { slack } = await openReplica(db, api, answerer);
  const { post, button } = await ask(slack, "지난주 클릭 수는?");
  await pressToken(slack, post, button, { id: "U9" });
  await expect.poll(() => api.whispered.length, soon).toBe(1);
  await pressToken(slack, post, button, { id: "U2" });
  await expect.poll(() => explanations().length, soon).toBe(1);

  expect(JSON.stringify(api.whispered)).not.toMatch(/이렇게 나왔어요|\d,\d{3}/);
  expect(explanations()[0]?.thread_ts).toBe(post.thread_ts);
});

test("says so when its answer is gone: what was asked, or all that was known of the button", async () => {
  const { slack } = await openReplica(db, api, answerer);
  const { post, button } = await ask(slack, "지난주 노출은?");
  await asOwner(db, "delete from stored_query");
  await pressToken(slack, post, button, { id: "U1" });
  await expect
    .poll(() => JSON.stringify(api.whispered), soon)
    .toMatch(/이 숫자의 조회 기록을 찾지 못했어요.*같은 질문을 다시 해 주세요/);
  await asOwner(db, "delete from button where action = 'explain_card'");
  await pressToken(slack, post, button, { id: "U1" });
  await expect.poll(() => JSON.stringify(api.whispered), soon).toContain("이 버튼은 누를 수 없어요");

  expect(explanations()).toEqual([]);
});

test("has no last day", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await ask(slack, "지난주 전환은?");
  const soonGone =
    "select 1 from button where action = 'explain_card' and expires_at < now() + interval '10 years'";

  expect(await asOwner(db, soonGone)).toEqual([]);
});
