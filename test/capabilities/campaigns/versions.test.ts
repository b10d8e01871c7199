// Versions of a plan: compared, gone back to as new ones, and what a plan does not hold.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { readPlan } from "../../../src/capabilities/campaigns/plan/store.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

async function run(
  ctx: Ctx,
  tool: string,
  input: object,
): Promise<{ text: string; facts: unknown; card: Card }> {
  const { card, facts } = await act(
    { ...ctx, withoutCreatives: true },
    tools,
    { tool, input },
    () => undefined,
  );
  return { text: cardText(Card.parse(card)).replaceAll(/\s+/g, " "), facts, card: Card.parse(card) };
}

const sandals = {
  product: "여름 샌들 세일",
  media: ["meta", "naver"],
  budget: { amount: 3_000_000 },
  durationDays: 14,
};

async function drafted(ctx: Ctx): Promise<string> {
  const { facts } = await run(ctx, "create_campaign", sandals);
  const { planId } = facts as { planId: string };
  await run(ctx, "create_campaign", { planId, set: [{ medium: "meta", amount: 50_000, period: "daily" }] });
  await run(ctx, "create_campaign", { planId, durationDays: 21 });
  return planId;
}

describe("versions of a plan", () => {
  it("stand beside each other with what changed between any two", async () => {
    const ctx = await makeWorkspace(db);
    const planId = await drafted(ctx);

    const all = await run(ctx, "show_plan_versions", { planId, from: 1 });
    const step = await run(ctx, "show_plan_versions", { planId, from: 1, to: 2 });
    const last = await run(await joinWorkspace(ctx, "viewer"), "show_plan_versions", {});

    expect(all.text).toContain("버전 1에서 3 사이에");
    expect(all.text).toContain("메타 예산 1,941,000원 700,000원");
    expect(all.text).toMatch(/모든 버전.* 3 1,759,000원 .* 2 1,759,000원 .* 1 3,000,000원 /);
    expect(step.text).not.toMatch(/버전 2 ─+ ─+ ─+ .*기간 2026.*모든 버전/);
    expect(last.text).toContain("버전 2에서 3 사이에 1가지가 바뀌었어요");
  });

  it("are gone back to as a new version that waits for its own approval", async () => {
    const ctx = await makeWorkspace(db);
    const planId = await drafted(ctx);

    const { text } = await run(ctx, "create_campaign", { planId, toVersion: 1 });

    const { plan } = await withTx(ctx, (tx) => readPlan(tx, ctx, planId));
    expect(plan).toMatchObject({ version: 4, budget: { totalMinor: 3_000_000 } });
    expect(plan.media.map(({ totalMinor }) => totalMinor)).toEqual([1_941_000, 1_059_000]);
    expect(text).toContain("메타 예산 700,000원 → 1,941,000원");
  });

  it("a first version has none before it, and an unknown one is refused with what there is", async () => {
    const ctx = await makeWorkspace(db);
    const { facts } = await run(ctx, "create_campaign", sandals);
    const { planId } = facts as { planId: string };

    const back = await run(ctx, "create_campaign", { planId, toVersion: 0 });

    expect(back.text).toContain("앞 버전이 없어요");
    await expect(run(ctx, "show_plan_versions", { planId, from: 7 })).rejects.toMatchObject({
      code: "not_found",
      message: expect.stringContaining("never had"),
    });
    await expect(run(await makeWorkspace(db), "show_plan_versions", {})).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("what a plan does not hold", () => {
  it("dates of their own for a medium: refused with the two messages that do it instead", async () => {
    const ctx = await makeWorkspace(db);
    const { facts } = await run(ctx, "create_campaign", sandals);
    const { planId } = facts as { planId: string };

    const { text, card } = await run(ctx, "create_campaign", {
      planId,
      cannot: "medium_dates",
      media: ["naver"],
    });

    expect(text).toContain("모두 같은 날 시작하고 끝나요");
    expect(card.parts.find(({ kind }) => kind === "suggestions")).toMatchObject({
      texts: ["네이버 빼줘", "여름 샌들 세일 새 캠페인 만들어줘, 네이버, 1,059,000원"],
    });
    const { plan } = await withTx(ctx, (tx) => readPlan(tx, ctx, planId));
    expect(plan.version).toBe(1);
  });

  it("more money on some days: refused with its reason", async () => {
    const { text } = await run(await makeWorkspace(db), "create_campaign", { cannot: "unlike_days" });

    expect(text).toContain("하루 예산은 매일 같게 잡아요");
  });
});
