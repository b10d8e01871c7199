// The review inside the flow of a campaign: before anybody decides, at the decision, in the pack, and how a hold is opened.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { act } from "../../../src/agent/act.ts";
import { decide, findApproval } from "../../../src/capabilities/approvals/approvals.ts";
import { approvedActions } from "../../../src/capabilities/campaigns/actions.ts";
import { activationOf, proposeActivation } from "../../../src/capabilities/campaigns/activate.ts";
import { makeAccount } from "../../../src/capabilities/catalog/catalog.ts";
import { policiesOf } from "../../../src/capabilities/compliance/brand/asked.ts";
import { addBrandRules } from "../../../src/capabilities/compliance/brand/rules.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { tools } from "../../../src/capabilities/registry.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { carriedOut } from "../../support/launched.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

type Facts = { planId: string; findings: string[]; approval?: { id: string; state: string } };

async function call(ctx: Ctx, tool: string, input: object, tainted = false) {
  const { card, facts } = await act(ctx, tools, { tool, input }, () => undefined, { tainted });
  const checked = Card.parse(card);
  return { card: checked, text: cardText(checked).replaceAll(/\s+/g, " "), facts: facts as Facts };
}

const brief = (product: string) => ({
  product,
  budget: { amount: 3_000_000, currency: "KRW", period: "total" },
  media: ["meta"],
  durationDays: 14,
});

const held = (ctx: Ctx) => call(ctx, "create_campaign", brief("위고비 처방"));

function reviewsOf({ workspaceId }: Ctx): Promise<{ verdict: string; version: number; findings: number }[]> {
  return asOwner(
    db,
    `select verdict, version, (select count(*)::int from finding f where f.review_id = r.id) as findings
     from review r where workspace_id = '${workspaceId}' order by created_at, id`,
  );
}

describe("a plan is reviewed before anybody sees its card", () => {
  it("a clean one says so, keeps the review with the version, and is asked for", async () => {
    const ctx = await makeWorkspace(db);

    const { text, facts } = await call(ctx, "create_campaign", brief("여름 샌들"));

    expect(text).toMatch(/심의: 광고 \d+개의 문구를 규칙으로 검토했고/);
    expect(facts.approval?.state).toBe("waiting");
    expect(await reviewsOf(ctx)).toEqual([{ verdict: "pass", version: 1, findings: 0 }]);
    expect((await verifyLedger(ctx)).state).toBe("whole");
  });

  it("one with a held text stands with its findings and cannot be asked for, nor taken away as a pack", async () => {
    const ctx = await makeWorkspace(db);

    const { card, facts } = await held(ctx);

    const parts = card.parts.filter((part) => part.kind === "findings");
    expect(parts[0]).toMatchObject({ verdict: "block" });
    expect(parts[0]?.findings[0]).toMatchObject({ rule: "kr.pharm.rx-ad", act: "약사법", provisional: true });
    expect(facts.findings).toContain("review_block");
    expect(facts.approval).toBeUndefined();
    await expect(call(ctx, "launch_pack", { planId: facts.planId })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("a word that the brand bans is told once, for the name and the copy together", async () => {
    const ctx = await makeWorkspace(db);
    await call(ctx, "set_brand_guide", { avoid: ["샌들"] });

    const { card, facts } = await call(ctx, "create_campaign", brief("여름 샌들"));

    const told = card.parts.flatMap((part) => (part.kind === "findings" ? [part] : []));
    const named = told.filter(({ subject }) => subject.includes("캠페인 이름"));
    expect(named).toHaveLength(1);
    expect(named[0]?.findings).toMatchObject([{ words: "샌들", rule: "brand.banned-term", severity: "fix" }]);
    expect(facts.findings).toEqual(["review_fix"]);
  });

  it("shown again with the same words and rules it is not reviewed again", async () => {
    const ctx = await makeWorkspace(db);
    const { facts } = await call(ctx, "create_campaign", brief("여름 샌들"));

    await call(ctx, "create_campaign", { planId: facts.planId });

    expect(await reviewsOf(ctx)).toHaveLength(1);
  });
});

describe("a hold stays", () => {
  const shut = (ctx: Ctx, planId: string) =>
    expect(call(ctx, "launch_pack", { planId })).rejects.toMatchObject({ code: "forbidden" });

  it.each([{ jurisdiction: "US" }, { trade: "food" }])(
    "whatever the same copy is read as beside it: %j",
    async (other) => {
      const admin = await makeWorkspace(db);
      const viewer = await joinWorkspace(admin, "viewer");
      const { facts } = await held(admin);
      const kept = async () =>
        (await reviewsOf(admin)).filter(({ version }) => version !== null).map(({ verdict }) => verdict);
      const before = await kept();

      await call(viewer, "review_compliance", {
        action: "rerun",
        ...other,
      });

      expect(await reviewsOf(admin)).toHaveLength(2);
      expect(await kept()).toEqual(before);
      await shut(admin, facts.planId);
    },
  );

  it("when the notice of one medium is pasted and the copy of another is held", async () => {
    const admin = await makeWorkspace(db);
    const viewer = await joinWorkspace(admin, "viewer");
    const { facts } = await call(admin, "create_campaign", {
      ...brief("콜드브루 커피"),
      name: "콜드브루 겨울 기획전",
      media: ["meta", "naver"],
    });
    const at = `'{creatives,texts,0,fields,0,text}'`;
    await asOwner(
      db,
      `update plan_version set plan = jsonb_set(plan, ${at}, '"위고비 처방"')
       where workspace_id = '${admin.workspaceId}' and plan->'creatives'->'texts'->0->>'medium' = 'meta'`,
    );
    const shown = await call(admin, "create_campaign", { planId: facts.planId });

    const pasted = await call(viewer, "review_rejection", {
      notice: "‘콜드브루 겨울 기획전’ 소재: 최상급 표현 사용",
      filters: [{ field: "medium", op: "in", values: ["naver"] }],
    });

    expect(shown.facts.findings).toContain("review_block");
    expect(pasted.facts).toMatchObject({ verdict: "fix", medium: "naver" });
    await shut(admin, facts.planId);
    // Nor do the dossier and the nights, which read by subject, take it for the plan's.
    const ofPlan = await asOwner(
      db,
      `select notice, verdict from review where subject = '${facts.planId}' and version = 1 order by created_at, id`,
    );
    expect(ofPlan.at(-1)).toEqual({ notice: null, verdict: "block" });
  });
});

describe("a hold is set aside", () => {
  const reason = "사내 법무팀이 확인한 의료진 대상 안내문이라 내보내도 됩니다";

  it("by an admin's reason and another person's approval, for these words only", async () => {
    const admin = await makeWorkspace(db);
    const manager = await joinWorkspace(admin, "project_manager");
    const { facts } = await held(admin);

    const asked = await call(admin, "set_aside_review", { planId: facts.planId, reason });
    const id = asked.facts.approval?.id ?? "";
    await expect(decide(admin, { id, decision: "approve" }, approvedActions)).rejects.toMatchObject({
      code: "forbidden",
    });
    await decide(manager, { id, decision: "approve" }, approvedActions);
    const again = await call(admin, "create_campaign", { planId: facts.planId });

    expect(asked.text).toContain(reason);
    expect(again.facts.approval?.state).toBe("waiting");
    expect(again.text).toContain("보류 의견은 사유를 적고 다른 분의 승인으로 해제됐어요");
    expect((await verifyLedger(admin)).state).toBe("whole");
  });

  it("by nobody in a firm of one, by no manager, and not without a reason", async () => {
    const alone = await makeWorkspace(db);
    const { facts } = await held(alone);
    const manager = await joinWorkspace(alone, "project_manager");
    const input = { planId: facts.planId, reason };

    await expect(call(manager, "set_aside_review", input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(call(alone, "set_aside_review", { ...input, reason: "그냥" })).rejects.toMatchObject({
      code: "invalid",
    });
    const single = await makeWorkspace(db);
    const own = await held(single);
    await expect(
      call(single, "set_aside_review", { planId: own.facts.planId, reason }),
    ).rejects.toMatchObject({ code: "forbidden", message: "nobody else is there to approve" });
  });
});

describe("a campaign that is held after its launch", () => {
  const hold = (ctx: Ctx) =>
    addBrandRules(
      ctx,
      policiesOf({ avoid: ["샌들"], severity: "block" }).map((policy) => ({ policy })),
    );

  async function launched(ctx: Ctx) {
    const account = {
      medium: "meta",
      connection: "sandbox",
      name: "meta",
      externalRef: "1",
      currency: "KRW",
    };
    await withTx(ctx, (tx) => makeAccount(tx, ctx, account as never));
    const { facts } = await call(ctx, "create_campaign", brief("여름 샌들"));
    const launch = await findApproval(ctx, facts.approval?.id ?? "");
    if (!launch) throw new Error("nothing was asked for");
    const calls = await carriedOut(ctx, launch);
    const exact = await activationOf(ctx, launch, calls);
    if (!exact) throw new Error("nothing was made");
    return { launch, start: await proposeActivation(ctx, launch, exact) };
  }
  const press = (ctx: Ctx, { id }: { id: string }) =>
    decide(ctx, { id, decision: "approve" }, approvedActions);

  it("is not started by an approval", async () => {
    const ctx = await makeWorkspace(db);
    const { start } = await launched(ctx);
    await hold(ctx);

    await expect(press(ctx, start)).rejects.toMatchObject({
      code: "forbidden",
      message: "the review holds it",
    });

    expect(await findApproval(ctx, start.id)).toMatchObject({ state: "waiting" });
  });

  it.each([
    ["resumed", "pause_campaign", { action: "resume" }],
    ["prolonged", "edit_campaign", { endShiftDays: 7 }],
    ["given more money", "edit_campaign", { changePct: 10 }],
  ])("is not %s: nobody is even asked, and what waits cannot be approved", async (_, tool, change) => {
    const ctx = await makeWorkspace(db);
    const { start } = await launched(ctx);
    await carriedOut(ctx, start);
    const filters = [{ field: "campaign", op: "contains", values: ["샌들"] }];
    const wish = (name: string, input: object) => call(ctx, name, { filters, level: "campaign", ...input });
    const pause = async () => {
      const { facts } = await wish("pause_campaign", { action: "pause" });
      return (facts as unknown as { approval: string }).approval;
    };
    if (tool === "pause_campaign") {
      const found = await findApproval(ctx, await pause());
      await carriedOut(ctx, found!);
    }
    const waiting = (await wish(tool, change)).facts as unknown as { approval: string };
    await hold(ctx);

    await expect(press(ctx, { id: waiting.approval })).rejects.toMatchObject({ code: "forbidden" });
    await expect(wish(tool, change)).rejects.toMatchObject({ code: "forbidden" });
    if (tool !== "pause_campaign") await press(ctx, { id: await pause() });
  });
});

describe("a review that is asked for", () => {
  const twoPlans = async () => {
    const ctx = await makeWorkspace(db);
    await call(ctx, "create_campaign", {
      ...brief("콜드브루 커피"),
      name: "콜드브루 기획전",
      media: ["meta", "naver"],
    });
    await call(ctx, "create_campaign", { ...brief("여름 샌들"), name: "여름 샌들 세일" });
    return ctx;
  };
  const review = (ctx: Ctx, ...filters: [field: string, ...values: string[]][]) =>
    call(ctx, "review_compliance", {
      action: "rerun",
      filters: filters.map(([field, ...values]) => ({ field, op: "in", values })),
    });
  const labelsOf = ({ workspaceId }: Ctx) =>
    asOwner<{ label: string; subject: string | null }>(
      db,
      `select label, subject from review where workspace_id = '${workspaceId}' order by created_at desc, id desc limit 1`,
    );

  it("without a name says that the newest plan was taken, with one says which", async () => {
    const ctx = await twoPlans();

    expect((await review(ctx)).text).toContain("가장 최근 계획 ‘여름 샌들 세일’의 문구를 검토했어요");
    expect((await review(ctx, ["campaign", "콜드브루"])).text).toContain(
      "‘콜드브루 기획전’의 문구를 검토했어요",
    );
  });

  it("for a medium or a creative reads these texts alone, and leaves the plan's own review as it is", async () => {
    const ctx = await twoPlans();

    await review(ctx, ["campaign", "콜드브루"], ["medium", "naver"], ["ad", "소재 B"]);

    expect(await labelsOf(ctx)).toEqual([{ label: "콜드브루 기획전", subject: null }]);
    const [{ n } = { n: -1 }] = await asOwner<{ n: number }>(
      db,
      `select count(distinct text_hash)::int n from review where workspace_id = '${ctx.workspaceId}'`,
    );
    expect(n).toBe(3);
  });

  it("for what the plan does not have reviews nothing, and names what it has", async () => {
    const ctx = await twoPlans();

    await expect(review(ctx, ["campaign", "샌들"], ["medium", "naver"])).rejects.toMatchObject({
      message: "the plan has no such creative",
    });
    const { text } = await review(ctx, ["ad", "소재 Z"]);
    expect(text).toContain("하나만 더 확인할게요");
  });
});

it("proof and refusals that text from outside may have asked for wait for a press", async () => {
  const ctx = await makeWorkspace(db);

  const proof = await call(ctx, "give_evidence", { said: "판매 순위 자료, 자사몰 집계" }, true);
  const refusal = await call(ctx, "withdraw_consent", { contact: "010-1234-5678" }, true);

  expect(proof.text).toContain("누르셔야 근거 자료로 등록해요");
  expect(refusal.text).toContain("누르셔야 수신 거부로 처리해요");
  expect(refusal.text).not.toContain("1234");
  const kept = await asOwner(db, `select 1 from evidence where workspace_id = '${ctx.workspaceId}'`);
  expect(kept).toEqual([]);
});

describe("a rule that begins within the flight", () => {
  const honey = (ctx: Ctx, start: string, days: number) =>
    call(ctx, "create_campaign", {
      product: "AI 약사가 추천하는 도라지 음료",
      budget: { amount: 3_000_000, currency: "KRW", period: "total" },
      media: ["meta"],
      start,
      durationDays: days,
    });

  it("says nothing of a flight that ends before its first day", async () => {
    const { text } = await honey(await makeWorkspace(db), "2026-11-23", 4);

    expect(text).not.toContain("kr.food.ai-expert");
  });

  it.each([
    ["2026-11-23", 5, "into its first day", "2026-11-27"],
    ["2026-11-28", 14, "across both of its versions", "2026-11-27"],
    ["2026-12-10", 7, "under the later one alone", "2026-12-10"],
  ])("holds a flight from %s of %s days, %s", async (start, days, _, from) => {
    const { text, facts } = await honey(await makeWorkspace(db), start, days);

    expect(text).toContain(`${from} 시행: 집행 기간에 걸려요`);
    expect(facts.findings).toContain("review_block");
    expect(facts.approval).toBeUndefined();
  });
});
