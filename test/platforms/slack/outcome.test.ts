// A card that was pressed turns into its outcome: no button is left, and it says what was chosen, by whom and when.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { workspaceTools } from "../../../src/capabilities/workspace/tools.ts";
import type { Answerer } from "../../../src/chat/chat.ts";
import { Card } from "../../../src/core/card/card.ts";
import type { Db } from "../../../src/db/db.ts";
import { endOf, makeAnswerer } from "../../chat/made-answerer.ts";
import { nameOnSlack, soon } from "../../chat/posting.ts";
import { personOf } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import { joinWorkspace } from "../../support/workspace.ts";
import { self } from "./inbound/made-payloads.ts";
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
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

const input = { platform: "slack", roomRef: "T1/C9" };
const offer = Card.parse({
  lang: "ko",
  parts: [
    { kind: "text", runs: ["지금은 데모로 답하고 있어요."] },
    {
      kind: "proposal",
      title: "이 방을 연결할까요?",
      lines: [["연결하면 이 워크스페이스의 데이터로 답해요."]],
      choices: [{ label: "이 방 연결", press: { action: "bind_room", input } }],
    },
    { kind: "suggestions", texts: ["지난주 어땠어?"] },
  ],
});

const answerer: Answerer = makeAnswerer(
  async function* () {
    yield { kind: "card", card: offer };
    yield endOf();
  },
  (ctx, tool, given) => act(ctx, workspaceTools, { tool, input: given }, () => {}),
);

/** Asked by U1 in C1, answered with the button. */
async function offered() {
  const { slack } = await openReplica(db, api, answerer);
  const asked = await write(api, slack);
  await expect.poll(() => api.sent.length, soon).toBe(1);
  const [post] = api.sent;
  const button = buttonsIn(post ?? {}).find(({ text }) => text.text === "이 방 연결");
  if (!post || !button) throw new Error("nothing was offered");
  return { slack, post, button, thread: asked.split(":")[1] ?? "" };
}

const labels = (post: { blocks?: unknown[] }) => buttonsIn(post).map(({ text }) => text.text);
const bound = () => asOwner(db, "select room_ref from room where room_ref = 'T1/C9'");
const line = "✔ ‘이 방 연결’ · 김마케터 님 · 2026-11-21 10:00";

test("the message itself says what was chosen, by whom and when, and only what still works can be pressed", async () => {
  const { slack, post } = await offered();
  await pressButton(api, slack, "이 방 연결");

  await expect.poll(() => api.edited.length, soon).toBe(1);
  expect(api.edited[0]).toMatchObject({
    channel: "C1",
    ts: post.ts,
    text: expect.stringContaining(line) as string,
  });
  expect(JSON.stringify(api.edited[0]?.blocks)).toContain(line);
  expect(JSON.stringify(api.edited[0]?.blocks)).toContain("이 방을 연결할까요?");
  expect(labels(api.edited[0] ?? {})).toEqual(["지난주 어땠어?"]);
  await expect.poll(() => api.sent.at(-1)?.text, soon).toContain("연결했어요");
  expect(api.refused).toEqual([]);
});

test("two clicks, at two doors, are one execution and one edit", async () => {
  const { slack, post, button } = await offered();
  const other = await openReplica(db, api, answerer);
  await Promise.all([
    pressToken(slack, post, button, { id: "U1" }),
    pressToken(other.slack, post, button, { id: "U1" }),
  ]);
  await expect.poll(() => api.edited.length, soon).toBe(1);
  await pressToken(slack, post, button, { id: "U1" });
  await expect.poll(() => api.whispered.at(-1)?.text, soon).toContain("이미 눌러서 처리한 버튼");

  expect([api.edited.length, (await bound()).length]).toEqual([1, 1]);
});

test("a press that came to nothing leaves the card as it was", async () => {
  const { slack, post, button } = await offered();
  await pressToken(slack, post, button, { id: "U4" });
  await asOwner(db, `update membership set role = 'viewer' where workspace_id = '${admin.workspaceId}'`);
  await pressToken(slack, post, button, { id: "U1" });
  await expect.poll(() => api.whispered.length, soon).toBe(2);

  expect(api.edited).toEqual([]);
  expect(labels(post)).toContain("이 방 연결");
});

test.each(["message_not_found", "cant_update_message", "edit_window_closed", "invalid_blocks"])(
  "where Slack says %s the line is posted in the thread",
  async (word) => {
    const { slack, thread } = await offered();
    api.refuse("chat.update", word);
    await pressButton(api, slack, "이 방 연결");

    await expect.poll(() => api.sent.map(({ text }) => text), soon).toContain(line);
    expect(api.sent.find(({ text }) => text === line)).toMatchObject({ channel: "C1", thread_ts: thread });
    expect(api.edited).toEqual([]);
  },
);

test("a pause is waited out, and then there is one edit", async () => {
  const { slack } = await offered();
  api.refuse("chat.update", 1);
  await pressButton(api, slack, "이 방 연결");
  await expect.poll(() => api.asked, soon).toContain("chat.update");
  api.refuse("chat.update", undefined);

  await expect.poll(() => api.edited.length, soon).toBe(1);
  expect(api.sent.map(({ text }) => text)).not.toContain(line);
});

test("another process edits what the one that took the press could not", async () => {
  const { slack, post, button } = await offered();
  const release = api.hold("chat.update");
  await pressToken(slack, post, button, { id: "U1" });
  await expect.poll(() => api.asked, soon).toContain("chat.update");
  await openReplica(db, api, answerer);
  release();

  await expect.poll(() => api.edited.length, soon).toBe(1);
});

test("what one admin decided stands on every admin's card", async () => {
  const other = await joinWorkspace(admin, "company_admin");
  await nameOnSlack(db, personOf(other), "T1/U5");
  const { slack } = await openReplica(db, api, answerer);
  await write(api, slack, { user: "U2", user_profile: { display_name: "신지안" } });
  await expect.poll(() => api.sent.length, soon).toBe(2);
  const theirs = api.sent.find(({ channel }) => channel === "D-U5");
  const away = buttonsIn(theirs ?? {}).find(({ text }) => text.text === "거절");
  if (!theirs || !away) throw new Error("the other admin was not asked");
  const before = { ...theirs };
  const mine = api.sent.find(({ channel }) => channel === "D-U1");
  const admit = buttonsIn(mine ?? {})[0];
  if (!mine || !admit) throw new Error("the admin was not asked");
  await pressToken(slack, mine, admit, { id: "U1" });

  const decided = "✔ ‘멤버로 추가’ · 김마케터 님";
  await expect
    .poll(() => api.edited.map(({ channel }) => channel).toSorted(), soon)
    .toEqual(["D-U1", "D-U5"]);
  expect(api.edited.every(({ text }) => text.includes(decided))).toBe(true);
  expect(api.edited.map(labels)).toEqual([[], []]);
  await pressToken(slack, before, away, { id: "U5" });
  await expect.poll(() => api.sent.at(-1)?.text, soon).toContain("김마케터 님이 결정했어요");
});
