// Other words for ads that run: reviewed as their plan was, judged again at the decision, and a hold of them that is set aside.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { type Approval, decide, findApproval } from "../../../src/capabilities/approvals/approvals.ts";
import { approvedActions } from "../../../src/capabilities/campaigns/actions.ts";
import { activationOf } from "../../../src/capabilities/campaigns/activate.ts";
import { makeAccount } from "../../../src/capabilities/catalog/catalog.ts";
import { policiesOf } from "../../../src/capabilities/compliance/brand/asked.ts";
import { addBrandRules } from "../../../src/capabilities/compliance/brand/rules.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { carriedOut, launchSandals } from "../../support/launched.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

async function call(ctx: Ctx, tool: string, input: object) {
  const { card, facts } = await act(ctx, tools, { tool, input }, () => undefined);
  return { text: cardText(card), facts: facts as { approval?: string; refused?: string } };
}

const swap = (ctx: Ctx) =>
  call(ctx, "edit_campaign", {
    filters: [{ field: "campaign", op: "contains", values: ["샌들"] }],
    level: "campaign",
    creative: "B",
  });

const hold = (ctx: Ctx, word: string, from?: string) =>
  addBrandRules(
    ctx,
    policiesOf({ avoid: [word], severity: "block", ...(from !== undefined && { from }) }).map((policy) => ({
      policy,
    })),
  );

const press = (ctx: Ctx, id = "") => decide(ctx, { id, decision: "approve" }, approvedActions);

/** A plan of two weeks, launched on the simulated market and made there. */
async function launchedPlan(ctx: Ctx): Promise<Approval> {
  const account = { connection: "sandbox", name: "meta", externalRef: "1", currency: "KRW" } as const;
  await withTx(ctx, (tx) => makeAccount(tx, ctx, { ...account, medium: "meta" }));
  const brief = {
    product: "여름 샌들",
    budget: { amount: 3_000_000, currency: "KRW", period: "total" },
    media: ["meta"],
    start: "2026-11-25",
    durationDays: 14,
  };
  const { facts } = await call(ctx, "create_campaign", brief);
  const asked = (facts as unknown as { approval: { id: string } }).approval;
  const launch = (await findApproval(ctx, asked.id))!;
  expect(await activationOf(ctx, launch, await carriedOut(ctx, launch))).toBeDefined();
  return launch;
}

describe("a swap", () => {
  it("is held by a rule that begins within the flight of its plan", async () => {
    const ctx = await makeWorkspace(db);
    await launchedPlan(ctx);
    await hold(ctx, "샌들", "2026-12-05");

    const { text, facts } = await swap(ctx);

    expect(facts.refused).toBe("review_block");
    expect(text).toContain("심의에서 보류된 문구라 소재 교체를 요청하지 않았어요");
    const [kept] = await asOwner<{ facts: { trade: string }; judged_to: unknown; version: number }>(
      db,
      `select facts, judged_to::text, version from review
       where workspace_id = '${ctx.workspaceId}' and kind = 'creative' order by created_at desc limit 1`,
    );
    expect(kept).toEqual({ facts: { trade: "ecommerce" }, judged_to: "2026-12-08", version: 1 });
  });

  it("that waits cannot be approved once its words are held, nor asked for anew", async () => {
    const ctx = await makeWorkspace(db);
    await launchSandals(ctx, "meta");
    const { facts } = await swap(ctx);
    await hold(ctx, "뽀송");

    await expect(press(ctx, facts.approval)).rejects.toMatchObject({ message: "the review holds it" });

    const later = { ...ctx, now: ctx.now.add({ hours: 24 * 30 }) };
    await expect(call(later, "ask_again", { id: facts.approval })).rejects.toMatchObject({
      message: "the review holds it",
    });
  });

  it("that is held is let through by an admin's reason and another person's press, for these words", async () => {
    const admin = await makeWorkspace(db);
    const manager = await joinWorkspace(admin, "project_manager");
    await launchSandals(admin, "meta");
    await hold(admin, "뽀송");
    expect((await swap(admin)).facts.refused).toBe("review_block");

    const { facts } = await call(admin, "set_aside_review", {
      reason: "브랜드 팀이 이번 시즌만 쓰기로 했습니다",
    });
    const asked = facts as unknown as { held: string; approval: { id: string } };
    await press(manager, asked.approval.id);
    const again = await swap(admin);

    expect(asked.held).toBe("여름 샌들 세일");
    expect(again.facts.approval).toBeDefined();
    expect((await press(manager, again.facts.approval)).outcome).toBe("approved");
  });
});

it("a draft that is held is let through the same way", async () => {
  const admin = await makeWorkspace(db);
  await joinWorkspace(admin, "project_manager");
  await call(admin, "generate_copy", { product: "위고비 처방", media: ["meta"] });

  const { facts } = await call(admin, "set_aside_review", {
    reason: "브랜드 팀이 이번 시즌만 쓰기로 했습니다",
  });

  expect(facts).toMatchObject({ held: "위고비 처방", approval: { state: "waiting" } });
});

it("where nothing is held there is nothing to set aside", async () => {
  const admin = await makeWorkspace(db);

  await expect(
    call(admin, "set_aside_review", { reason: "브랜드 팀이 이번 시즌만 쓰기로 했습니다" }),
  ).rejects.toMatchObject({ code: "conflict", message: "nothing is held" });
});
