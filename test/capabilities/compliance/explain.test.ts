// Findings of a review explained afterwards, from the review that was kept and the same words.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { explainTool } from "../../../src/capabilities/compliance/explain/tool.ts";
import { complianceTools, type ReviewGround } from "../../../src/capabilities/compliance/tools.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => void (db = await openTestDb()));
afterAll(() => closeTestDb(db));

const ground: ReviewGround = {
  brandFacts: async () => ({}),
  find: async () => undefined,
  named: async () => undefined,
};
const tools = [...complianceTools(ground), explainTool(ground)];

function run(ctx: Ctx, name: string, input: object): Promise<ToolResult> {
  const tool = tools.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run(ctx, tool.input.parse(input), () => {});
}

const text = "국내 판매 1위 수분크림. 여드름이 치료됩니다";

async function reviewed(ctx: Ctx, input: object): Promise<string> {
  const { facts } = await run(ctx, "review_compliance", input);
  return (facts as { reviewId: string }).reviewId;
}

const told = async (ctx: Ctx, input: object): Promise<string> =>
  cardText((await run(ctx, "explain_findings", input)).card);

describe("a review explained", () => {
  it("says words, act, article and what would open each finding, in both languages", async () => {
    const ctx = await makeWorkspace(db);
    const reviewId = await reviewed(ctx, { text });

    const ko = await told(ctx, { reviewId, text });
    expect(ko).toContain("화장품법 13①1");
    expect(ko).toContain("‘여드름이 치료’: 근거 자료로는 풀리지 않아요.");
    expect(ko).toContain("‘국내 판매 1위’: 근거 자료(순위 자료, 설문·조사");
    expect(ko).toContain("문구에도 기간, 출처나 기관이 함께 있어야");
    const en = await told({ ...ctx, lang: "en" }, { reviewId, text });
    expect(en).toContain("“여드름이 치료”: No proof opens this one");
    expect(en).toContain("Proof on file would open it, one of: ranking");
  });

  it("tells one finding by its number, and with the question what would open it the rewrite", async () => {
    const ctx = await makeWorkspace(db);
    const reviewId = await reviewed(ctx, { text });

    const second = await told(ctx, { reviewId, text, nth: 2 });
    expect(second).toContain("검토 의견: 고쳐야 해요");
    expect(second).toContain("‘국내 판매 1위’");
    expect(second).not.toContain("여드름");
    expect(second).not.toContain("이렇게 바꿀 수 있어요");
    expect(await told(ctx, { reviewId, text, open: true })).toContain("이렇게 바꿀 수 있어요");
    expect(await told(ctx, { reviewId, text, nth: 9 })).toContain("그만큼의 지적이 없어요");
  });

  it("is that of the trade and law the review was made under, whatever is asked with it", async () => {
    const ctx = await makeWorkspace(db);
    const reviewId = await reviewed(ctx, { text: "업계 1위 비타민", trade: "food", jurisdiction: "US" });

    const { card, facts } = await run(ctx, "explain_findings", { reviewId, text: "업계 1위 비타민" });
    expect(cardText(card)).toContain("식품 광고로 미국 기준에서");
    expect(cardText(card)).not.toContain("다시 붙여 주셔야");
    expect(facts).toMatchObject({ reviewId, explained: [{ severity: "fix" }] });
  });

  it("does without the words where other ones, or none, are given", async () => {
    const ctx = await makeWorkspace(db);
    await reviewed(ctx, { text });

    const bare = await told(ctx, { text: "오늘만 무료 배송" });
    expect(bare).toContain("kr.cos.medical-claim");
    expect(bare).toContain("다시 붙여 주셔야");
    expect(bare).not.toContain("여드름");
  });

  it("says that nothing was found, and that there is nothing to explain", async () => {
    const ctx = await makeWorkspace(db);
    const reviewId = await reviewed(ctx, { text: "매일 아침 촉촉하게" });
    const colleague = await joinWorkspace(ctx, "viewer");
    const stranger = await makeWorkspace(db);

    expect(await told(ctx, { reviewId })).toContain("걸린 곳이 없었어요");
    expect(await told(colleague, { reviewId })).toContain("걸린 곳이 없었어요");
    await expect(told(colleague, {})).rejects.toMatchObject({ code: "not_found" });
    await expect(told(stranger, { reviewId })).rejects.toMatchObject({ code: "not_found" });
  });
});
