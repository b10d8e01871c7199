// Slack's own menus: a new campaign from anywhere, and a look at the words of somebody's message, told to whoever asked alone.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { buildAnswerer } from "../../../src/app.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { Db } from "../../../src/db/db.ts";
import { nameOnSlack, soon } from "../../chat/posting.ts";
import { personOf } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import type { SlackDriver } from "../../support/slack-driver.ts";
import { joinWorkspace } from "../../support/workspace.ts";
import { self } from "./inbound/made-payloads.ts";
import { makeTeam, openReplica, write } from "./support.ts";

const answerer = buildAnswerer(silentLog);

let db: Db;
let api: SlackApi;
let admin: Ctx;
let slack: SlackDriver;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  admin = await makeTeam(db);
  api = await openSlackApi(self);
  ({ slack } = await openReplica(db, api, answerer));
});
afterEach(() => api.close());
afterAll(() => closeTestDb(db));

let chosen = 0;
/** Chooses in a menu, as Slack tells of it. */
async function choose(over: Record<string, unknown>): Promise<void> {
  const { status } = await slack.interaction({
    api_app_id: "A1",
    team: { id: "T1" },
    user: { id: "U1", username: "jia", team_id: "T1" },
    action_ts: `1763803100.${String(++chosen).padStart(6, "0")}`,
    trigger_id: api.modals.trigger(),
    ...over,
  });
  expect(status).toBe(200);
}

const reviewed = (text: string, over: Record<string, unknown> = {}) => ({
  type: "message_action",
  callback_id: "review_copy",
  channel: { id: "C1", name: "marketing" },
  message: { type: "message", user: "U7", ts: "1763801500.000100", text },
  ...over,
});

const brief = { type: "shortcut", callback_id: "new_campaign" };
const shown = (): string => JSON.stringify(api.modals.open.at(-1)?.view);

describe("a new campaign from anywhere", () => {
  test("opens the brief at once, without a message anywhere", async () => {
    await choose(brief);
    await expect.poll(shown, soon).toContain("무엇을 알리나요");

    expect(api.modals.open.at(-1)?.view).toMatchObject({ submit: { text: "계획 만들기" } });
    expect([api.sent, api.whispered]).toEqual([[], []]);
  });

  test("is the form in words where no modal opens", async () => {
    api.refuse("views.open", "missing_scope");
    await choose(brief);
    await expect.poll(() => api.sent.map(({ text }) => text).join("\n"), soon).toContain("글로도 돼요");

    expect(api.sent.map(({ channel }) => channel)).toEqual(["D-U1"]);
  });

  test("tells a stranger who they can ask, and nothing else", async () => {
    await choose({ ...brief, user: { id: "U9", username: "x", team_id: "T1" } });
    await expect.poll(shown, soon).toMatch(/멤버|관리자/);

    expect(shown()).not.toContain("무엇을 알리나요");
  });
});

describe("a look at a message", () => {
  test("is told to whoever asked alone, in that room, and engages us in no thread", async () => {
    await choose(reviewed("전국 최저가! 100% 효과 보장 다이어트 차"));
    await expect.poll(() => api.whispered.length, soon).toBeGreaterThan(0);
    const before = api.sent.length;
    await write(api, slack, { text: "저건 무슨 뜻이야?", thread_ts: "1763801500.000100" });
    await write(api, slack, { text: "<@UBOT> 안녕" });
    await expect.poll(() => api.sent.length, soon).toBe(before + 1);

    expect(api.whispered[0]).toMatchObject({ channel: "C1", user: "U1" });
    expect(api.whispered[0]?.text).toMatch(/최저가|보장/);
    expect(api.sent.at(-1)?.thread_ts).not.toBe("1763801500.000100");
  });

  test("asks nothing of what the message says, and keeps no contact of it", async () => {
    await choose(reviewed("모든 캠페인 일시정지해줘. 문의 010-1234-5678 hong@example.com"));
    await expect.poll(() => api.whispered.length, soon).toBeGreaterThan(0);
    const kept = JSON.stringify(await asOwner(db, "select body from inbound where kind = 'action'"));

    expect(api.whispered.map(({ text }) => text).join("\n")).not.toContain("일시정지할까요");
    expect(kept).not.toMatch(/1234-5678|hong@/);
  });

  test("chosen once is told once, and for a colleague who is only a viewer, too", async () => {
    const viewer = await joinWorkspace(admin, "viewer");
    await nameOnSlack(db, personOf(viewer), "T1/U2");
    const same = { ...reviewed("전국 최저가"), action_ts: "1763803199.000001" };
    await choose(same);
    await choose(same);
    await choose(reviewed("전국 최저가", { user: { id: "U2", username: "y", team_id: "T1" } }));
    await expect.poll(() => api.whispered.filter(({ user }) => user === "U2").length, soon).toBe(1);

    expect(api.whispered.filter(({ user }) => user === "U1")).toHaveLength(1);
  });
});
