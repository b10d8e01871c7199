// How campaigns are named and links tagged: said once, kept by every later plan, and taken back.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { campaignTools } from "../../../src/capabilities/campaigns/tools.ts";
import { draftPlan } from "../../../src/capabilities/campaigns/plan/draft.ts";
import { defaultRule, ruleOf } from "../../../src/capabilities/campaigns/plan/naming.ts";
import { preflight } from "../../../src/capabilities/campaigns/plan/preflight.ts";
import { ruleTools } from "../../../src/capabilities/campaigns/rule-tools.ts";
import { templateFor } from "../../../src/capabilities/campaigns/templates.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { setBrandGuide } from "../../../src/capabilities/creatives/creatives.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { Failure } from "../../../src/core/failure.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { latinSlug } from "../../../src/language/romanized.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";
import { makeBrief, makeGround } from "./made-plan.ts";

let db: Db;
beforeAll(async () => void (db = await openTestDb()));
afterAll(() => closeTestDb(db));

function run(ctx: Ctx, name: string, input: object): Promise<ToolResult> {
  const tool = [...ruleTools, ...campaignTools].find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run({ ...ctx, withoutCreatives: true }, tool.input.parse(input), () => {});
}

const naming = (pattern: string) => ({ changes: [{ part: "naming", pattern }] });
const latin = { changes: [{ part: "utmCampaign", letters: "latin" }] };
const sandals = {
  product: "여름 샌들",
  media: ["meta", "naver"],
  budget: { amount: 3_000_000 },
  durationDays: 14,
  url: "https://shop.co.kr/sandal",
};

describe("a rule that was said", () => {
  test("names and tags the next plan, whose card shows both", async () => {
    const ctx = await makeWorkspace(db);
    await setBrandGuide(ctx, { name: "올리브" });
    const told = await run(ctx, "set_campaign_rule", naming("{brand}_{medium}_{start}"));
    await run(ctx, "set_campaign_rule", latin);

    const text = cardText((await run(ctx, "create_campaign", sandals)).card);

    expect(cardText(told.card)).toMatch(
      /캠페인 이름 +\[상품\]_\[매체\]_\[시작일\] +\[브랜드\]_\[매체\]_\[시작일\]/,
    );
    expect(text).toMatch(/올리브_meta_2026112\d/);
    expect(text).toContain("utm_campaign=yeoreum_saendeul");
  });

  test("is taken back by its button and by words, and both leave ledger rows", async () => {
    const ctx = await makeWorkspace(db);
    const { card } = await run(ctx, "set_campaign_rule", naming("{brand}_{start}"));
    const form = card.parts.find((part) => part.kind === "form");
    const press = form?.choices[0]?.press as { input: object };

    await run(ctx, "restore_campaign_rule", press.input);
    expect(await withTx(ctx, (tx) => ruleOf(tx, ctx))).toEqual(defaultRule);
    await expect(run(ctx, "restore_campaign_rule", press.input)).rejects.toThrow(Failure);
    await run(ctx, "set_campaign_rule", latin);
    await run(ctx, "set_campaign_rule", { undo: true });

    expect(await withTx(ctx, (tx) => ruleOf(tx, ctx))).toEqual(defaultRule);
    const rows = await asOwner(db, `select action from ledger where workspace_id = '${ctx.workspaceId}'`);
    expect(rows.map(({ action }: { action?: unknown }) => action)).toEqual(
      Array(4).fill("campaign_rule.set"),
    );
  });

  test("with a field nobody fills, or that names everything alike, changes nothing", async () => {
    const ctx = await makeWorkspace(db);

    await expect(run(ctx, "set_campaign_rule", naming("{season}_{medium}_{name}"))).rejects.toThrow(Failure);
    await expect(run(ctx, "set_campaign_rule", naming("{medium}_광고"))).rejects.toThrow(Failure);

    expect(await withTx(ctx, (tx) => ruleOf(tx, ctx))).toEqual(defaultRule);
  });

  test("is not a viewer's to say", async () => {
    const viewer = await joinWorkspace(await makeWorkspace(db), "viewer");

    await expect(run(viewer, "set_campaign_rule", latin)).rejects.toThrow(Failure);
  });
});

test("Korean in Latin letters", () => {
  expect(latinSlug("여름 샌들 세일!")).toBe("yeoreum_saendeul_seil");
  expect(latinSlug("Café 50%")).toBe("cafe_50");
});

describe("pre-flight", () => {
  const { template } = templateFor("여름 샌들");
  const today = Temporal.PlainDate.from("2026-11-21");
  const planOf = (rule = defaultRule, said = {}) =>
    draftPlan(
      makeBrief({ product: "여름 샌들", media: ["meta", "naver"], ...said }),
      makeGround("여름 샌들", { rule }),
    );
  const codes = (...given: Parameters<typeof preflight>) => preflight(...given).map(({ code }) => code);
  const around = { today, template, names: [] };

  test("a rule without the medium names two campaigns alike", () => {
    expect(codes(planOf({ ...defaultRule, naming: "{name}_{start}" }), around)).toContain(
      "same_name_over_media",
    );
    expect(codes(planOf(), around)).not.toContain("same_name_over_media");
  });

  test("ages with a hole reach those in it, and a place no medium leaves out is told", () => {
    const people = { gender: [], region: [], audience: [] };
    const hole = { targeting: { ...people, age: [{ min: 14, max: 29 }, { min: 40 }] } };
    const place = { targeting: { ...people, age: [], audience: ["강남 제외"] } };

    expect(codes(planOf(defaultRule, hole), around)).toContain("age_gap");
    expect(codes(planOf(defaultRule, place), around)).toContain("place_left_out");
    expect(codes(planOf(), around)).not.toContain("age_gap");
  });
});

test("a new plan without a medium takes the usual others", async () => {
  const ctx = await makeWorkspace(db);
  const { media: _, ...open } = sandals;

  const { facts } = await run(ctx, "create_campaign", { ...open, dropMedia: ["naver"] });

  expect(JSON.stringify(facts)).not.toContain('"naver"');
});
