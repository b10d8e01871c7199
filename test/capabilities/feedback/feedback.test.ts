// Whether answers helped: each person's last word about each answer, without contacts, read by those who look after the team.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { act } from "../../../src/agent/act.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { listFeedback } from "../../../src/capabilities/feedback/feedback.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const [turnA, turnB] = ["019ab000-0000-7000-8000-00000000000a", "019ab000-0000-7000-8000-00000000000b"];

const give = (ctx: Ctx, verdict: "good" | "bad", over: object = {}) =>
  act(
    ctx,
    tools,
    { tool: "give_feedback", input: { turnId: turnA, verdict, asked: "지난주 어땠어?", ...over } },
    () => {},
  );
const show = async (ctx: Ctx) =>
  cardText((await act(ctx, tools, { tool: "show_feedback", input: {} }, () => {})).card, { width: 200 });

describe("feedback", () => {
  test("is one row a person and answer: the last word counts", async () => {
    const admin = await makeWorkspace(db);
    const viewer = await joinWorkspace(admin, "viewer");
    await give(admin, "good");
    await give(admin, "bad", { values: { template: "wrong", reason: "CPA가 달라요" } });
    await give(viewer, "good");
    await give(viewer, "good", { turnId: turnB });

    expect((await listFeedback(admin, 20)).counts).toEqual({ good: 2, bad: 1 });
    expect(
      await asOwner(
        db,
        `select verdict, template, reason from feedback where workspace_id = '${admin.workspaceId}' and verdict = 'bad'`,
      ),
    ).toEqual([{ verdict: "bad", template: "wrong", reason: "CPA가 달라요" }]);
  });

  test("changed to a good word loses its reason", async () => {
    const admin = await makeWorkspace(db);
    await give(admin, "bad", { values: { reason: "느려요" } });
    await give(admin, "good");

    const [only] = (await listFeedback(admin, 20)).heard;
    expect(only).toMatchObject({ verdict: "good", reason: null, template: null });
  });

  test("keeps no contact: not in the reason, not in the question", async () => {
    const admin = await makeWorkspace(db);
    await give(admin, "bad", {
      asked: "010-1234-5678 지워줘",
      values: { reason: "hong@example.com 으로 연락 주세요" },
    });

    const kept = JSON.stringify(
      await asOwner(db, `select * from feedback where workspace_id = '${admin.workspaceId}'`),
    );
    expect(kept).not.toMatch(/1234-5678|hong@example/);
  });

  test("is read by admins and managers, and by nobody else", async () => {
    const admin = await makeWorkspace(db);
    const [manager, member] = [
      await joinWorkspace(admin, "project_manager"),
      await joinWorkspace(admin, "member"),
    ];
    await give(member, "bad", { values: { template: "missing", reason: "네이버가 없어요" } });

    for (const reader of [admin, manager]) {
      const text = await show(reader);
      expect(text).toContain("👍 0건, 👎 1건");
      expect(text).toMatch(/박동료\s+👎\s+원하던 내용이 빠졌어요 · 네이버가 없어요\s+지난주 어땠어\?/);
    }
    await expect(show(member)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("of another workspace is nobody's to read here", async () => {
    await give(await makeWorkspace(db), "bad");

    expect(await show(await makeWorkspace(db))).toContain("아직 받은 피드백이 없어요");
  });

  test("asks why not in a form where nothing was asked in place", async () => {
    const admin = await makeWorkspace(db);
    const { card, alone } = await give(admin, "bad");
    const form = card.parts.find(({ kind }) => kind === "form");

    expect(alone).toBe(true);
    expect(form).toMatchObject({ slot: "feedback", choices: [{ label: "의견 보내기" }] });
  });
});
