// Rooms with people from outside: silent until an admin approved them, then open to outsiders as viewers at most.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { workspaceTools } from "../../../src/capabilities/workspace/tools.ts";
import { bindRoom } from "../../../src/capabilities/workspace/workspace.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import type { Answerer } from "../../../src/chat/chat.ts";
import type { Db } from "../../../src/db/db.ts";
import { endOf, makeAnswerer, textCard } from "../../chat/made-answerer.ts";
import { nameOnSlack, soon } from "../../chat/posting.ts";
import { personOf } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import type { SlackDriver } from "../../support/slack-driver.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";
import { keptIn, peopleIn } from "./door/support.ts";
import { envelope, message, self } from "./inbound/made-payloads.ts";
import { buttonsIn, makeTeam, openReplica, pressButton, pressToken, write } from "./support.ts";

let db: Db;
let api: SlackApi;
let admin: Ctx;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  admin = await makeTeam(db);
  api = await openSlackApi(self);
  api.rooms.set("C1", "여름-세일");
  api.people.set("U1", { real_name: "김마케터" });
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

/** Says in which role it was asked. */
const answerer: Answerer = makeAnswerer(
  async function* (ctx, { said }) {
    yield { kind: "card", card: textCard(`${ctx.role} asked: ${said}`, ctx.lang) };
    yield endOf();
  },
  (ctx, tool, input) => act(ctx, workspaceTools, { tool, input }, () => {}),
);

let seconds = 0;
const shared = { is_ext_shared_channel: true };
const outsider = { user: "U9", user_team: "T9", user_profile: { display_name: "Noah" } };
/** Somebody of another team mentions us in C1. */
const knock = (slack: SlackDriver, over: object = {}) => write(api, slack, { ...outsider, ...over }, shared);

const inRoom = () => api.sent.filter(({ channel }) => channel === "C1");
const toAdmin = () => api.sent.filter(({ channel }) => channel === "D-U1");
const textsOf = (posts: readonly { text: string }[]) => posts.map(({ text }) => text).join("\n");

test("an outsider's mention is answered by one line to them, and asks each admin once with the room and the name", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await knock(slack, { text: "<@UBOT> how was last week?" });
  await expect.poll(() => [toAdmin().length, api.whispered.length], soon).toEqual([1, 1]);
  await knock(slack);
  await knock(slack, { user: "U8" });
  await expect.poll(() => api.whispered.length, soon).toBe(2);

  expect(api.whispered.map(({ user }) => user)).toEqual(["U9", "U8"]);
  expect(api.whispered[0]?.text).toContain("nothing is answered here until an admin");
  expect(textsOf(toAdmin())).toMatch(/#여름-세일 \(C1\)[^]*Noah 님이 물어봤어요/);
  expect(
    toAdmin()
      .flatMap(buttonsIn)
      .map(({ text }) => text.text),
  ).toEqual(["이 방에서 답하기", "답하지 않기"]);
  expect([inRoom(), await keptIn(db), await peopleIn(db)]).toEqual([[], [], ["T1/U1"]]);
  expect(api.refused).toEqual([]);
});

test("the line comes again on another day, and never for talk that is not meant for us", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await knock(slack, { text: "점심 뭐 먹지?" });
  await knock(slack);
  await expect.poll(() => api.whispered.length, soon).toBe(1);
  await asOwner(db, "update outside_notice set told_at = told_at - interval '1 day'");
  await knock(slack);

  await expect.poll(() => api.whispered.length, soon).toBe(2);
  expect(toAdmin()).toHaveLength(1);
});

test("colleagues in such a room are sent to direct messages", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack, {}, shared);

  await expect.poll(() => api.whispered[0]?.text, soon).toContain("DM으로 물어보시면");
  expect(inRoom()).toEqual([]);
});

test("once an admin approved it, every replica answers there, outsiders as viewers; taken back, none does", async () => {
  const first = await openReplica(db, api, answerer);
  const second = await openReplica(db, api, answerer);
  await knock(first.slack);
  await expect.poll(() => toAdmin().length, soon).toBe(1);
  await pressButton(api, first.slack, "이 방에서 답하기");
  await expect.poll(() => textsOf(toAdmin()), soon).toContain("승인했어요");

  await knock(second.slack);
  await write(api, first.slack, {}, shared);
  await expect.poll(() => inRoom().map(({ text }) => text), soon).toHaveLength(2);
  expect(textsOf(inRoom())).toContain("viewer asked:");
  expect(textsOf(inRoom())).toContain("company_admin asked:");

  await pressButton(api, second.slack, "승인 취소");
  await expect.poll(() => textsOf(toAdmin()), soon).toContain("이 방에서는 답하지 않을게요");
  await asOwner(db, "delete from outside_notice");
  await knock(first.slack);
  await expect.poll(() => api.whispered.length, soon).toBe(2);
  expect(inRoom()).toHaveLength(2);
  expect(await verifyLedger(admin)).toMatchObject({ state: "whole" });
  expect(
    await asOwner(
      db,
      `select action from ledger where workspace_id = '${admin.workspaceId}' and subject = 'slack:T1/C1' order by seq`,
    ),
  ).toEqual([{ action: "room.approve" }, { action: "room.silence" }]);
});

test("an outsider is a viewer there, whatever role they were given", async () => {
  const manager = await joinWorkspace(admin, "project_manager");
  await nameOnSlack(db, personOf(manager), "T1/U9");
  const { slack } = await openReplica(db, api, answerer);
  await knock(slack);
  await expect.poll(() => toAdmin().length, soon).toBe(1);
  await pressButton(api, slack, "이 방에서 답하기");
  await expect.poll(() => textsOf(toAdmin()), soon).toContain("승인했어요");
  await knock(slack);

  await expect.poll(() => textsOf(inRoom()), soon).toContain("viewer asked:");
});

test("an approval is for its room alone", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await knock(slack);
  await expect.poll(() => toAdmin().length, soon).toBe(1);
  await pressButton(api, slack, "이 방에서 답하기");
  await expect.poll(() => textsOf(toAdmin()), soon).toContain("승인했어요");
  await knock(slack, { channel: "C2" });

  await expect.poll(() => textsOf(toAdmin()), soon).toContain("‘C2’");
  expect(api.sent.filter(({ channel }) => channel === "C2")).toEqual([]);
});

test("a guest closes a room for everybody, as soon as Slack says who they are", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack);
  await expect.poll(() => inRoom().length, soon).toBe(1);
  api.people.set("U7", { real_name: "이게스트", is_restricted: true });
  await write(api, slack, { user: "U7" });
  await expect.poll(() => textsOf(toAdmin()), soon).toContain("이게스트 님이 물어봤어요");
  await write(api, slack);

  await expect.poll(() => api.whispered.map(({ user }) => user), soon).toEqual(["U7", "U1"]);
  expect(inRoom()).toHaveLength(1);
  expect(await peopleIn(db)).toEqual(["T1/U1"]);
});

test("nobody is answered before Slack has said who they are: its repeats are", async () => {
  const release = api.hold("users.info");
  const { slack } = await openReplica(db, api, answerer);
  const event = envelope(message({ text: "<@UBOT> 지난주 어땠어?" }), { event_id: "Ev-who" });

  expect((await slack.event(event)).status).toBe(500);
  expect([await keptIn(db), api.sent, api.whispered]).toEqual([[], [], []]);
  release();
  const retry = { num: 1, reason: "http_error" as const };
  await expect
    .poll(async () => (await slack.event(event, { offsetS: ++seconds, retry })).status, soon)
    .toBe(200);

  await expect.poll(() => inRoom().length, soon).toBe(1);
});

test("a guest who writes first while Slack is slow is not answered as a colleague", async () => {
  const release = api.hold("users.info");
  api.people.set("U7", { real_name: "이게스트", is_ultra_restricted: true });
  const { slack } = await openReplica(db, api, answerer);
  const event = envelope(message({ user: "U7", ts: "1763809000.000001" }), { event_id: "Ev-slow-guest" });

  expect((await slack.event(event)).status).toBe(500);
  release();
  await expect.poll(async () => (await slack.event(event, { offsetS: ++seconds })).status, soon).toBe(200);

  await expect.poll(() => api.whispered.map(({ user }) => user), soon).toEqual(["U7"]);
  expect(inRoom()).toEqual([]);
});

test("an app that may not see people says so to the asker, and answers nothing in rooms", async () => {
  api.refuse("users.info", "missing_scope");
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack);
  await expect.poll(() => textsOf(api.whispered), soon).toContain("users:read");
  await write(api, slack, { channel: "D1", channel_type: "im", text: "지난주 어땠어?" });

  await expect.poll(() => api.sent.map(({ channel }) => channel), soon).toEqual(["D-U1"]);
  expect(api.whispered).toHaveLength(1);
});

test("a knock that no admin could be asked about on Slack is kept, and asked about once one is there", async () => {
  await asOwner(db, "delete from identity where platform = 'slack'");
  const { slack } = await openReplica(db, api, answerer);
  await knock(slack);
  await expect.poll(() => api.whispered.length, soon).toBe(1);
  const state = () =>
    asOwner(db, `select state from outside_room where workspace_id = '${admin.workspaceId}'`);
  expect([await state(), toAdmin()]).toEqual([[{ state: "asked" }], []]);

  await nameOnSlack(db, personOf(admin), "T1/U1");
  await knock(slack);
  await knock(slack);
  await expect.poll(() => toAdmin().length, soon).toBe(1);
  expect(await state()).toEqual([{ state: "asked" }]);
});

test("somebody of another team alone with us hears once where they can be answered", async () => {
  const { slack } = await openReplica(db, api, answerer);
  const alone = { channel: "D9", channel_type: "im", text: "how was last week?" };
  await knock(slack, alone);
  await knock(slack, alone);
  await expect.poll(() => api.sent.length, soon).toBe(1);

  expect(api.sent[0]).toMatchObject({ channel: "D9" });
  expect(api.sent[0]?.text).toContain("I do not answer direct messages from other companies");
  expect(await peopleIn(db)).toEqual(["T1/U1"]);
});

test("nobody but the admin it went to can press the card, and an old card turns nothing round", async () => {
  const other = await joinWorkspace(admin, "company_admin");
  await nameOnSlack(db, personOf(other), "T1/U5");
  const { slack } = await openReplica(db, api, answerer);
  await knock(slack);
  await expect.poll(() => api.sent.length, soon).toBe(2);
  const [mine] = toAdmin();
  const theirs = api.sent.find(({ channel }) => channel === "D-U5");
  const [approve] = buttonsIn(mine ?? {});
  const silence = buttonsIn(theirs ?? {})[1];
  if (!mine || !theirs || !approve || !silence) throw new Error("not every admin was asked");
  await pressToken(slack, mine, approve, { id: "U3" });
  await pressToken(slack, mine, approve, { id: "U1" });
  await expect.poll(() => textsOf(toAdmin()), soon).toContain("승인했어요");
  await pressToken(slack, theirs, silence, { id: "U5" });

  await expect
    .poll(() => textsOf(api.sent), soon)
    .toContain("이 방은 이미 승인됐어요. 김마케터 님이 결정했어요.");
  expect(await asOwner(db, "select state from outside_room")).toContainEqual({ state: "approved" });
});

test("what one workspace approved opens nothing of another that a thread went on in", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await knock(slack);
  await expect.poll(() => toAdmin().length, soon).toBe(1);
  await pressButton(api, slack, "이 방에서 답하기");
  await expect.poll(() => textsOf(toAdmin()), soon).toContain("승인했어요");
  const [, thread = ""] = (await write(api, slack, {}, shared)).split(":");
  await expect.poll(() => inRoom().length, soon).toBe(1);
  const other = await makeWorkspace(db);
  await nameOnSlack(db, personOf(other), "T1/U6");
  await bindRoom(other, { platform: "slack", roomRef: `T1/C1/${thread}` });
  await write(api, slack, { user: "U6", thread_ts: thread, text: "<@UBOT> 여기는?" });

  await expect.poll(() => api.whispered.map(({ user }) => user), soon).toEqual(["U9", "U6"]);
  await expect.poll(() => api.sent.map(({ channel }) => channel), soon).toContain("D-U6");
  expect(inRoom()).toHaveLength(1);
});
