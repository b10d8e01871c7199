// The Home of a person: what waits for them with buttons that work, what is on, their language; a stranger finds how to get in and no more.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import type { Answerer } from "../../../src/chat/chat.ts";
import { Card } from "../../../src/core/card/card.ts";
import type { Db } from "../../../src/db/db.ts";
import { echo, makeAnswerer } from "../../chat/made-answerer.ts";
import { nameOnSlack, soon } from "../../chat/posting.ts";
import { personOf } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import type { SlackDriver } from "../../support/slack-driver.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";
import { envelope, press, self } from "./inbound/made-payloads.ts";
import { buttonsIn, makeTeam, openReplica } from "./support.ts";

let db: Db;
let api: SlackApi;
let admin: Ctx;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  admin = await makeTeam(db);
  api = await openSlackApi({ ...self, scopes: ["chat:write", "assistant:write"] });
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

const input = { platform: "slack", roomRef: "T1/C9" };
const waitingCard = Card.parse({
  lang: "ko",
  parts: [
    { kind: "text", runs: ["승인을 기다리는 요청이 1건 있어요."] },
    {
      kind: "proposal",
      title: "여름 세일 예산 변경",
      lines: [["일 예산을 올려요."]],
      choices: [{ label: "이 방 연결", press: { action: "bind_room", input } }],
    },
  ],
});

const answerer: Answerer = makeAnswerer(echo, async (ctx, tool, given) => {
  if (tool !== "show_approvals") return act(ctx, tools, { tool, input: given }, () => {});
  const open = (await asOwner(db, "select 1 from room where room_ref = 'T1/C9'")).length === 0;
  const parts = open ? waitingCard.parts : [];
  return { card: { lang: ctx.lang, parts }, facts: {} };
});

let opened = 0;
const open = (slack: SlackDriver, user = "U1"): Promise<Response> =>
  slack.event(
    envelope(
      { type: "app_home_opened", user, channel: `D-${user}`, tab: "home", event_ts: "1.1" },
      { event_id: `Ev-home-${++opened}` },
    ),
  );

const nameOf = async ({ workspaceId }: Pick<Ctx, "workspaceId">): Promise<string> =>
  String((await asOwner(db, `select name from workspace where id = '${workspaceId}'`))[0]?.["name"]);

const home = (user = "U1"): { blocks: unknown[]; text: string; count: number } => {
  const seen = api.agent.homes.get(user) ?? { blocks: [], count: 0 };
  return { ...seen, text: JSON.stringify(seen.blocks) };
};

let presses = 0;
async function pressIn(slack: SlackDriver, label: string, user = "U1"): Promise<void> {
  const button = buttonsIn({ blocks: home(user).blocks }).find(({ text }) => text.text === label);
  if (!button) throw new Error(`no button ${label} in the Home`);
  const {
    channel: _,
    message: __,
    ...rest
  } = press(
    {
      user: { id: user, team_id: "T1" },
      container: { type: "view", view_id: `V-${user}` },
      view: { id: `V-${user}`, type: "home" },
    },
    {
      action_id: button.action_id,
      value: button.value,
      action_ts: `1763802000.9${String(++presses).padStart(5, "0")}`,
    },
  );
  expect((await slack.interaction(rest)).status).toBe(200);
}

test("shows what waits, what is planned, what is on and what to ask, all of the viewer's own workspace", async () => {
  const other = await makeWorkspace(db);
  const { slack } = await openReplica(db, api, answerer);

  await open(slack);
  await expect.poll(() => home().count, soon).toBe(1);

  const { text } = home();
  for (const said of [
    await nameOf(admin),
    "기다리는 승인",
    "여름 세일 예산 변경",
    "예약된 보고",
    "내장 해석기",
    "한국어",
    "English",
    "무엇을 할 수 있어?",
  ])
    expect(text).toContain(said);
  expect(text).not.toContain(await nameOf(other));
  expect(text).not.toContain(other.workspaceId);
  expect(api.refused).toEqual([]);
});

test("a button in it works once, its outcome comes as a direct message, and the Home is drawn anew", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await open(slack);
  await expect.poll(() => home().text, soon).toContain("이 방 연결");
  await pressIn(slack, "이 방 연결");

  await expect
    .poll(() => asOwner(db, "select room_ref from room where room_ref = 'T1/C9'"), soon)
    .toEqual([{ room_ref: "T1/C9" }]);
  await expect.poll(() => home().text, soon).not.toContain("이 방 연결");
  await expect.poll(() => api.sent.length, soon).toBeGreaterThan(0);
  expect(api.sent[0]?.channel).toBe("D-U1");
});

test("looking ten times makes the buttons once", async () => {
  const { slack } = await openReplica(db, api, answerer);
  const count = async () =>
    (await asOwner(db, `select 1 from button where workspace_id = '${admin.workspaceId}'`)).length;
  for (let times = 1; times <= 4; times += 1) {
    await open(slack);
    await expect.poll(() => home().count, soon).toBe(times);
  }

  expect(await count()).toBe(1);
});

test("who may decide nothing sees what waits without buttons", async () => {
  const viewer = await joinWorkspace(admin, "viewer");
  await nameOnSlack(db, personOf(viewer), "T1/U5");
  const { slack } = await openReplica(db, api, answerer);

  await open(slack, "U5");
  await expect.poll(() => home("U5").text, soon).toContain("여름 세일 예산 변경");

  expect(home("U5").text).not.toContain("이 방 연결");
});

test("the language that somebody chooses stays theirs", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await open(slack);
  await expect.poll(() => home().text, soon).toContain("기다리는 승인");

  await pressIn(slack, "English");

  await expect.poll(() => home().text, soon).toContain("Waiting approvals");
  expect(await asOwner(db, `select lang from person where id = '${personOf(admin)}'`)).toEqual([
    { lang: "en" },
  ]);
});

test("a question in it is answered alone with its reader", async () => {
  const { slack } = await openReplica(db, api, answerer);
  await open(slack);
  await expect.poll(() => home().count, soon).toBe(1);

  await pressIn(slack, "무엇을 할 수 있어?");

  await expect
    .poll(() => api.sent.map(({ channel, text }) => `${channel} ${text}`), soon)
    .toEqual([expect.stringContaining("D-U1 answer to: 무엇을 할 수 있어?")]);
});

test("a stranger finds how to get in, leaves no trace and sees nothing of anybody's", async () => {
  const { slack } = await openReplica(db, api, answerer);
  api.people.set("U9", { real_name: "Lee", locale: "en-US" });

  await open(slack, "U9");
  await expect.poll(() => home("U9").text, soon).toContain("ask an admin");

  expect(home("U9").text).not.toContain(await nameOf(admin));
  expect(await asOwner(db, "select 1 from identity where platform_id = 'T1/U9'")).toEqual([]);
});
