// What a room may see: answered at once, figures to the asker alone, or nothing before its lead pressed.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { setRoomPolicy, type Policy } from "../../../src/capabilities/workspace/room-policy.ts";
import { ageDrafts } from "../../../src/chat/draft-aging.ts";
import type { Card } from "../../../src/core/card/card.ts";
import type { Db } from "../../../src/db/db.ts";
import { buildAnswerer } from "../../../src/app.ts";
import { endOf, makeAnswerer } from "../../chat/made-answerer.ts";
import { nameOnSlack, soon } from "../../chat/posting.ts";
import { personOf } from "../../chat/support.ts";
import { asOwner, closeTestDb, openTestDb, silentLog } from "../../support/database.ts";
import { openSlackApi, type SlackApi } from "../../support/slack-api.ts";
import type { SlackDriver } from "../../support/slack-driver.ts";
import { joinWorkspace } from "../../support/workspace.ts";
import { self } from "./inbound/made-payloads.ts";
import { buttonsIn, makeTeam, openReplica, pressButton, pressToken, write } from "./support.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

type Room = { ctx: Ctx; api: SlackApi; slack: SlackDriver };

async function roomWith(policy: Policy, answerer = makeAnswerer()): Promise<Room> {
  const ctx = await makeTeam(db);
  await asOwner(db, "delete from draft_answer");
  await setRoomPolicy(ctx, { platform: "slack", roomRef: "T1/C1" }, { policy, leadId: undefined });
  const api = await openSlackApi(self);
  const { slack } = await openReplica(db, api, answerer);
  return { ctx, api, slack };
}

const inRoom = ({ sent }: SlackApi) => sent.filter(({ channel }) => channel === "C1");
const toLead = ({ sent }: SlackApi) => sent.filter(({ channel }) => channel === "D-U1");
const drafts = () =>
  asOwner<{ state: string; edited: string | null }>(db, "select state, edited from draft_answer");

test("draft first: nothing enters the room before its lead pressed Send, and then once", async () => {
  const { api, slack } = await roomWith("draft_first");

  await write(api, slack);
  await expect.poll(() => toLead(api).length, soon).toBe(1);
  const before = inRoom(api).length;
  const card = toLead(api)[0];
  const send = buttonsIn(card ?? {}).find(({ text }) => text.text === "보내기");
  if (!card || !send) throw new Error("no draft to send");
  await Promise.all([
    pressToken(slack, card, send, { id: "U1" }),
    pressToken(slack, card, send, { id: "U1" }),
    pressToken(slack, card, send, { id: "U1" }),
  ]);
  await expect.poll(() => inRoom(api).length, soon).toBe(1);
  await expect.poll(() => api.edited.length, soon).toBeGreaterThan(0);

  expect(before).toBe(0);
  expect(api.whispered.map(({ user, text }) => [user, text])[0]).toEqual([
    "U1",
    "담당자가 확인한 뒤에 이 방에 답할게요.",
  ]);
  expect(inRoom(api)).toHaveLength(1);
  expect(await drafts()).toEqual([{ state: "sent", edited: null }]);
  expect(api.refused).toEqual([]);
});

test("draft first: a rejection tells the asker politely, and nothing enters the room", async () => {
  const { api, slack } = await roomWith("draft_first");

  await write(api, slack);
  await expect.poll(() => toLead(api).length, soon).toBe(1);
  await pressButton(api, slack, "거절");
  await expect.poll(() => api.whispered.length, soon).toBe(2);

  expect(api.whispered[1]?.text).toContain("이 방에서 답하지 않기로 했어요");
  expect(inRoom(api)).toEqual([]);
  expect(await drafts()).toEqual([{ state: "rejected", edited: null }]);
});

test("draft first: nobody's silence sends anything; the lead is reminded once, and the draft ends", async () => {
  const { api, slack } = await roomWith("draft_first");
  await write(api, slack);
  await expect.poll(() => toLead(api).length, soon).toBe(1);
  const age = (hours: number) =>
    asOwner(db, `update draft_answer set created_at = now() - interval '${hours} hours'`);

  await age(5);
  const reminded = [await ageDrafts(db, silentLog), await ageDrafts(db, silentLog)];
  await expect.poll(() => toLead(api).length, soon).toBe(2);
  await age(25);
  await ageDrafts(db, silentLog);
  await expect.poll(() => api.whispered.length, soon).toBe(2);
  await pressButton(api, slack, "보내기");
  await expect.poll(() => api.edited.length + toLead(api).length, soon).toBeGreaterThan(2);

  expect(reminded).toEqual([1, 0]);
  expect(api.whispered[1]?.text).toContain("담당자가 아직 확인하지 못해서");
  expect(inRoom(api)).toEqual([]);
  expect(await drafts()).toEqual([{ state: "expired", edited: null }]);
});

test("draft first: other words are looked at again, and only they enter the room", async () => {
  const { api, slack, ctx } = await roomWith("draft_first");
  await write(api, slack);
  await expect.poll(() => toLead(api).length, soon).toBe(1);
  const old = toLead(api)[0];
  const send = buttonsIn(old ?? {}).find(({ text }) => text.text === "보내기");

  const [row] = await asOwner<{ id: string }>(db, "select turn_id as id from draft_answer");
  const { decideDraft } = await import("../../../src/chat/drafts.ts");
  const { draftVerbs } = await import("../../../src/chat/draft-cards.ts");
  const form = await decideDraft(ctx, draftVerbs.edit, { turn: row?.id, version: 1 });
  await decideDraft(ctx, draftVerbs.edit, {
    turn: row?.id,
    version: 1,
    values: { text: "곧 전화드릴게요." },
  });
  if (old && send) await pressToken(slack, old, send, { id: "U1" });
  await expect.poll(() => toLead(api).length, soon).toBeGreaterThan(1);
  const between = inRoom(api).length;
  await decideDraft(ctx, draftVerbs.send, { turn: row?.id, version: 2 });
  await expect.poll(() => inRoom(api).length, soon).toBe(1);

  expect(form.card.parts[0]).toMatchObject({ kind: "form", fields: [{ name: "text" }] });
  expect(between).toBe(0);
  expect(inRoom(api)[0]?.text).toBe("곧 전화드릴게요.");
});

test("draft first: a lead who may decide nothing here is passed over for the admins", async () => {
  const { ctx, api, slack } = await roomWith("draft_first");
  const viewer = personOf(await joinWorkspace(ctx, "viewer"));
  await nameOnSlack(db, viewer, "T1/U5");
  await setRoomPolicy(
    ctx,
    { platform: "slack", roomRef: "T1/C1" },
    { policy: "draft_first", leadId: viewer },
  );
  await write(api, slack);
  await expect.poll(() => toLead(api).length, soon).toBe(1);

  expect(api.sent.filter(({ channel }) => channel !== "D-U1")).toEqual([]);
});

test("draft first: the lead reads all that the room would, an offer with buttons, too", async () => {
  const offer: Card = {
    lang: "ko",
    parts: [
      {
        kind: "proposal",
        title: "예산을 올릴까요?",
        lines: [["하루 30만 원 → 50만 원"]],
        choices: [{ label: "올리기", style: "primary", press: { action: "help", input: {} } }],
      },
    ],
  };
  const { api, slack } = await roomWith(
    "draft_first",
    makeAnswerer(async function* () {
      yield { kind: "card", card: offer };
      yield endOf();
    }),
  );
  await write(api, slack);
  await expect.poll(() => toLead(api).length, soon).toBe(1);

  expect(JSON.stringify(toLead(api)[0]?.blocks)).toContain("50만 원");
  expect(buttonsIn(toLead(api)[0] ?? {}).map(({ text }) => text.text)).toEqual(["보내기", "수정", "거절"]);
});

test("links only: figures go to whoever asked alone, words to the room", async () => {
  const { api, slack } = await roomWith("links_only", buildAnswerer(silentLog));

  await write(api, slack, { text: "<@UBOT> 도움말" });
  await expect.poll(() => inRoom(api).length, soon).toBe(1);
  await write(api, slack, { text: "<@UBOT> 권한 누가 있어?" });
  await expect.poll(() => api.whispered.length + inRoom(api).length, soon).toBe(2);

  expect(api.whispered.length).toBe(1);
});

test("draft first is set by an admin's words and press, and seen by the admin alone", async () => {
  const { api, slack } = await roomWith("open", buildAnswerer(silentLog));

  await write(api, slack, { text: "<@UBOT> 이 방은 초안 먼저로" });
  await expect.poll(() => api.whispered.length, soon).toBe(1);
  const card = api.whispered[0];
  const set = buttonsIn(card ?? {}).find(({ text }) => text.text === "이렇게 설정");
  if (!card || !set) throw new Error("no card to set it by");
  await pressToken(slack, card, set, { id: "U1" });

  await expect
    .poll(
      () =>
        asOwner(db, "select policy from room_policy where room_ref = 'T1/C1' order by set_at desc limit 1"),
      soon,
    )
    .toEqual([{ policy: "draft_first" }]);
  expect(inRoom(api)).toEqual([]);
});

test("the record of what was done enters no room that is guarded: a member sees it alone", async () => {
  const { api, slack } = await roomWith("draft_first", buildAnswerer(silentLog));

  await write(api, slack, { text: "<@UBOT> 최근 변경 이력 보여줘" });
  await expect.poll(() => api.whispered.length, soon).toBe(1);

  expect([inRoom(api).length, toLead(api).length]).toEqual([0, 0]);
});

test.each(["draft_first", "links_only"] as const)(
  "%s: what is told in a room that nobody asked for goes to its person's direct messages",
  async (policy) => {
    const ctx = await makeTeam(db);
    await setRoomPolicy(ctx, { platform: "slack", roomRef: "T1/C1" }, { policy, leadId: undefined });
    const api = await openSlackApi(self);
    const { chat } = await openReplica(db, api, buildAnswerer(silentLog));
    const place = { workspaceId: ctx.workspaceId, personId: personOf(ctx), platform: "slack" };

    await chat.act(
      { ...place, roomRef: "T1/C1", threadRef: "" },
      { key: `told:${policy}:${ctx.workspaceId}`, action: "show_limits", input: {}, said: "" },
    );
    await expect.poll(() => toLead(api).length, soon).toBe(1);

    expect(toLead(api)[0]?.text).toContain("한도");
    expect([inRoom(api), api.whispered]).toEqual([[], []]);
  },
);
