// The workspace's own rules: said, tried on past copy, switched on, changed and taken back; they add and raise, they never lower.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeProposalTools } from "../../../src/capabilities/campaigns/change-proposal.ts";
import { pastCopy } from "../../../src/capabilities/campaigns/past-copy.ts";
import { withOwnRules } from "../../../src/capabilities/compliance/brand/compose.ts";
import { OwnPolicy } from "../../../src/capabilities/compliance/brand/rule.ts";
import { changeBrandRules } from "../../../src/capabilities/compliance/brand/rules.ts";
import { brandRuleTools } from "../../../src/capabilities/compliance/brand/tools.ts";
import type { ReadPast } from "../../../src/capabilities/compliance/brand/trial.ts";
import { homePacks, type ReviewAsk } from "../../../src/capabilities/compliance/judging.ts";
import type { Finding } from "../../../src/capabilities/compliance/review.ts";
import { reviewAndKeep } from "../../../src/capabilities/compliance/reviews.ts";
import { withoutYielding } from "../../../src/capabilities/compliance/yielding.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { BrandChange, changeBrandGuide } from "../../../src/capabilities/creatives/brand.ts";
import { brandFacts, draftCreatives, getBrandGuide } from "../../../src/capabilities/creatives/creatives.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";

let db: Db;
beforeAll(async () => void (db = await openTestDb()));
afterAll(() => closeTestDb(db));

const nothingPast: ReadPast = async () => ({ copies: [], whole: true });

function run(ctx: Ctx, name: string, input: object, read = nothingPast): Promise<ToolResult> {
  const tool = brandRuleTools(read).find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run(ctx, tool.input.parse(input), () => {});
}

/** What the button of that label on a card sends. */
function pressOf({ card }: ToolResult, label: string): { action: string; input: object } {
  const choices = card.parts.flatMap((part) => ("choices" in part ? part.choices : []));
  const press = choices.find((one) => one.label === label)?.press;
  if (!press || !("input" in press)) throw new Error(`no button ${label}`);
  return press;
}

async function switchedOn(ctx: Ctx, rule: object): Promise<ToolResult> {
  const { action, input } = pressOf(await run(ctx, "set_brand_rule", rule), "켜기");
  return run(ctx, action, input);
}

const ask = (text: string, more: Partial<ReviewAsk> = {}): ReviewAsk => ({
  kind: "text",
  label: "",
  texts: [{ label: "", text, runsOn: "meta_feed", field: "body" }],
  trade: "ecommerce",
  jurisdictions: ["KR"],
  lang: "ko",
  ...more,
});

const found = async (ctx: Ctx, asked: ReviewAsk): Promise<string[]> =>
  (await reviewAndKeep(ctx, asked)).judged.flatMap(({ review }) =>
    review.findings.map(({ rule, severity }) => `${rule} ${severity}`),
  );

describe("a rule that is asked for", () => {
  it("judges nothing before it is switched on, and everything after", async () => {
    const ctx = await makeWorkspace(db);
    const tried = await run(ctx, "set_brand_rule", { avoid: ["꿀템"] });

    expect(await found(ctx, ask("여름 꿀템 모음"))).toEqual([]);
    const { action, input } = pressOf(tried, "켜기");
    await run(ctx, action, input);

    expect(await found(ctx, ask("여름 꿀템 모음"))).toEqual(["brand.own.1 fix"]);
    expect(await found(ctx, ask("여름 꿀.템 모음"))).toEqual(["brand.own.1 fix"]);
    expect(await found(ctx, ask("여름 신상 모음"))).toEqual([]);
  });

  it("that is left stays off", async () => {
    const ctx = await makeWorkspace(db);
    const { action, input } = pressOf(await run(ctx, "set_brand_rule", { avoid: ["꿀템"] }), "취소");

    const left = await run(ctx, action, input);

    expect(cardText(left.card)).toContain("켜지 않았어요");
    expect(await found(ctx, ask("여름 꿀템 모음"))).toEqual([]);
  });

  it("with other words offers them, particle and all", async () => {
    const ctx = await makeWorkspace(db);
    await switchedOn(ctx, {
      replace: [
        { from: "최상품", to: "좋은 물건" },
        { from: "저희", to: "우리" },
      ],
    });

    const { judged } = await reviewAndKeep(ctx, ask("저희가 고른 최상품을 만나 보세요."));

    expect(judged[0]?.review.rewrite).toBe("우리가 고른 좋은 물건을 만나 보세요.");
  });

  it("asks for words and puts them in", async () => {
    const ctx = await makeWorkspace(db);
    await switchedOn(ctx, { use: ["무료배송"], runsOn: ["meta"] });

    const { judged } = await reviewAndKeep(ctx, ask("겨울 이불 기획전"));
    const naver = ask("겨울 이불 기획전", {
      texts: [{ label: "", text: "겨울 이불 기획전", runsOn: "naver_search", field: "body" }],
    });

    expect(judged[0]?.review.rewrite).toBe("겨울 이불 기획전 무료배송");
    expect(await found(ctx, naver)).toEqual([]);
  });

  it("keeps to its trade, its client, its days and its tone", async () => {
    const ctx = await makeWorkspace(db);
    await switchedOn(ctx, { avoid: ["꿀템"], trades: ["food"] });
    await switchedOn(ctx, { avoid: ["득템"], client: "포근상점" });
    await switchedOn(ctx, { avoid: ["인생템"], from: "2026-12-01", until: "2026-12-31" });
    await switchedOn(ctx, { tone: "polite", severity: "note" });

    expect(await found(ctx, ask("꿀템 모음"))).toEqual([]);
    expect(await found(ctx, ask("꿀템 모음", { trade: "food" }))).toEqual(["brand.own.1 fix"]);
    expect(await found(ctx, ask("득템 모음"))).toEqual([]);
    expect(await found(ctx, ask("득템 모음", { label: "포근 상점 겨울" }))).toEqual(["brand.own.2 fix"]);
    expect(await found(ctx, ask("인생템 모음"))).toEqual([]);
    const flight = { from: "2026-12-10", to: "2026-12-20" };
    expect(await found(ctx, ask("인생템 모음", { flight }))).toEqual(["brand.own.3 fix"]);
    expect(await found(ctx, ask("이거 진짜 좋아"))).toEqual(["brand.own.4 note"]);
  });

  it("is words only: signs in it mean themselves", async () => {
    const ctx = await makeWorkspace(db);
    await switchedOn(ctx, { avoid: ["(a+)+$", "<disease>", "가|나"] });

    expect(await found(ctx, ask("값은 (a+)+$ 그대로"))).toEqual(["brand.own.1 fix"]);
    expect(await found(ctx, ask("가 나 다 라 aaaaaaaaaaaaaaaaaaaaaaaa! 비염"))).toEqual([]);
  });

  it("of one syllable stands alone, and blanks in a word begin it", async () => {
    const ctx = await makeWorkspace(db);
    await switchedOn(ctx, { avoid: ["왕", "가격"] });

    expect(await found(ctx, ask("왕복 항공권, 추가 격려금"))).toEqual([]);
    expect(await found(ctx, ask("왕 세일, 가 격 인하"))).toEqual(["brand.own.1 fix", "brand.own.1 fix"]);
  });

  it("is refused where nothing can be made of it", async () => {
    const ctx = await makeWorkspace(db);

    await expect(run(ctx, "set_brand_rule", {})).rejects.toMatchObject({ code: "invalid" });
    await expect(run(ctx, "set_brand_rule", { avoid: ["!!"] })).rejects.toMatchObject({ code: "invalid" });
    for (const client of ["–", "&", "A", "🙂"])
      await expect(run(ctx, "set_brand_rule", { avoid: ["꿀템"], client })).rejects.toMatchObject({
        code: "invalid",
        message: "a client's name needs two letters or figures",
      });
    await expect(
      run(ctx, "set_brand_rule", { avoid: ["a"], from: "2026-12-02", until: "2026-12-01" }),
    ).rejects.toMatchObject({ code: "invalid" });
  });
});

describe("laws and platforms", () => {
  const boast = "국내 최초 국내 최고 판매 1위 이불";

  it("are told more strictly where the workspace wants it", async () => {
    const ctx = await makeWorkspace(db);
    expect(await found(ctx, ask(boast))).toContain("kr.fla.superlative-unproven fix");

    await switchedOn(ctx, { raises: "kr.fla.superlative-unproven", severity: "block" });

    expect(await found(ctx, ask(boast))).toContain("kr.fla.superlative-unproven block");
  });

  it("raised for a medium, a trade or some days stay as they are elsewhere", async () => {
    const ctx = await makeWorkspace(db);
    const slug = "kr.fla.superlative-unproven";
    const scope = { runsOn: ["naver"], trades: ["food"], from: "2026-12-01", until: "2026-12-31" };
    await switchedOn(ctx, { raises: slug, severity: "block", ...scope });
    const there = (runsOn: string): Partial<ReviewAsk> => ({
      texts: [{ label: "", text: boast, runsOn, field: "body" }],
    });
    const december = { flight: { from: "2026-12-10", to: "2026-12-20" } };

    expect(await found(ctx, ask(boast, { ...there("naver_search"), trade: "food", ...december }))).toContain(
      `${slug} block`,
    );
    for (const other of [
      { ...there("meta_feed"), trade: "food", ...december } as const,
      { ...there("naver_search"), ...december },
      { ...there("naver_search"), trade: "food" } as const,
    ])
      expect(await found(ctx, ask(boast, other))).toContain(`${slug} fix`);
  });

  it("raised silence nothing that was found before, whichever rule yields to them", () => {
    const home = homePacks();
    const isNamed = (to: string, slug: string) =>
      to.endsWith("*") ? slug.startsWith(to.slice(0, -1)) : to === slug;
    const pairs = home.rules.flatMap((one) =>
      home.rules
        .filter(({ policy }) => one.policy.yields_to.some(({ rule }) => isNamed(rule, policy.id)))
        .filter(({ policy }) => policy.id !== one.policy.id && policy.severity !== "block")
        .map((other) => ({ one, other })),
    );
    expect(pairs.length).toBeGreaterThan(11);
    const weak = pairs.filter(({ one, other }, at) => {
      const raise = OwnPolicy.parse({ severity: "block", check: { raises: other.policy.id } });
      const own = [{ number: at + 1, version: 1, policy: raise }];
      const { raises } =
        withOwnRules(home, { workspaceId: "w", own }, "").rules.find(
          ({ policy }) => policy.id === other.policy.id,
        ) ?? {};
      const span = { start: 0, end: 3 };
      const by = ({ policy: { id: rule, severity } }: typeof one, more = {}) =>
        ({ ...span, rule, severity, ...more }) as unknown as Finding;
      expect(raises).toMatchObject([{ severity: "block" }]);
      const rules = [one, other];
      const before = withoutYielding([by(one), by(other)], rules);
      const raisedOne = by(other, { severity: raises?.[0]?.severity, own: other.policy.severity });
      const after = withoutYielding([by(one), raisedOne], rules);
      return before.some(({ rule }) => !after.some((kept) => kept.rule === rule));
    });
    expect(weak.map(({ one, other }) => `${one.policy.id} < ${other.policy.id}`)).toEqual([]);
  });

  it("are never lowered or switched off by a rule of the workspace", async () => {
    const ctx = await makeWorkspace(db);
    const slug = "kr.fla.superlative-unproven";
    const before = await found(ctx, ask(boast));

    await expect(run(ctx, "set_brand_rule", { raises: slug, severity: "note" })).rejects.toMatchObject({
      code: "forbidden",
    });
    for (const change of [{ state: "off" }, { state: "removed" }, { severity: "note" }])
      await expect(run(ctx, "change_brand_rule", { named: slug, ...change })).rejects.toMatchObject({
        code: "forbidden",
      });
    await switchedOn(ctx, { avoid: ["1위"], severity: "note" });
    await switchedOn(ctx, { replace: [{ from: "국내 최고", to: "국내 최초" }], severity: "note" });

    const after = await found(ctx, ask(boast));
    expect(before.filter((one) => !after.includes(one))).toEqual([]);
  });
});

describe("past copy", () => {
  it("shows how much a rule would catch and what it would become", async () => {
    const ctx = await makeWorkspace(db);
    const copies = ["최저가 이불", "최저가로 만나는 토퍼", "포근한 베개"].map((text, at) => ({
      label: `소재 ${at + 1}`,
      text,
      runsOn: "meta_feed",
      trade: "ecommerce" as const,
      about: "",
    }));
    const rule = { replace: [{ from: "최저가", to: "좋은 값" }] };

    const { card, facts } = await run(ctx, "set_brand_rule", rule, async () => ({ copies, whole: true }));

    const text = cardText(card);
    expect(text).toContain("지난 90일 소재 3개 중 2개가 걸려요");
    expect(text).toMatch(/최저가로 만나는 토퍼\s+좋은 값으로 만나는 토퍼/);
    expect(facts).toMatchObject({ looked: 3, caught: 2, whole: true, changed: false });
  });

  it("that was looked at in part says so", async () => {
    const ctx = await makeWorkspace(db);
    const one = { label: "소재", text: "최저가", runsOn: "other", trade: "other" as const, about: "" };

    const { card } = await run(ctx, "set_brand_rule", { avoid: ["최저가"] }, async () => ({
      copies: [one],
      whole: false,
    }));

    expect(cardText(card)).toContain("최근 것부터 일부만 봤어요");
  });

  it("is read from drafts of this workspace and the last 90 days only", async () => {
    const ctx = await makeWorkspace(db);
    const other = await makeWorkspace(db);
    const brief = {
      product: "겨울 이불",
      objective: "sales",
      media: ["meta"],
      lang: "ko",
      formats: [],
    } as const;
    const old = { ...ctx, now: ctx.now.subtract({ hours: 24 * 100 }) };
    await draftCreatives(ctx, { ...brief, media: [...brief.media], formats: [] });
    await draftCreatives(old, { ...brief, product: "여름 이불", media: ["meta"], formats: [] });
    await draftCreatives(other, { ...brief, product: "가을 이불", media: ["meta"], formats: [] });

    const since = ctx.now.subtract({ hours: 24 * 90 });
    const { copies, whole } = await pastCopy(ctx, { since, most: 100 });

    expect(whole).toBe(true);
    expect(copies.length).toBeGreaterThan(0);
    expect(new Set(copies.map(({ about }) => about))).toEqual(new Set(["겨울 이불 겨울 이불"]));
    expect((await pastCopy(ctx, { since, most: 1 })).whole).toBe(copies.length === 1);
  });
});

describe("the reason of a rejection", () => {
  const keep = (ctx: Ctx, rule: string): Promise<ToolResult> => {
    const tool = changeProposalTools.find(({ name }) => name === "keep_brand_rule");
    if (!tool) throw new Error("no tool");
    return tool.run(ctx, { rule }, () => {});
  };

  it("that names words is tried like a rule that was said", async () => {
    const ctx = await makeWorkspace(db);

    const tried = await keep(ctx, "'최저가'라는 말은 쓰지 마세요");

    expect(pressOf(tried, "켜기").action).toBe("switch_on_brand_rules");
    expect((await getBrandGuide(ctx)).rules).toEqual([]);
  });

  it("in other words stays a sentence of the guide", async () => {
    const ctx = await makeWorkspace(db);

    await keep(ctx, "좀 더 따뜻한 느낌이었으면 해요");

    expect((await getBrandGuide(ctx)).rules).toEqual(["좀 더 따뜻한 느낌이었으면 해요"]);
  });
});

describe("a word with a rule of its own", () => {
  it("is told by the rule alone, and drafts are written without it", async () => {
    const ctx = await makeWorkspace(db);
    await changeBrandGuide(ctx, BrandChange.parse({ avoid: ["포근"] }));
    await switchedOn(ctx, { avoid: ["포근", "편안"] });

    const { brand_banned: banned } = await brandFacts(ctx);
    const set = await draftCreatives(ctx, {
      product: "겨울 이불",
      objective: "sales",
      media: ["meta"],
      lang: "ko",
      formats: [],
    });

    expect(banned).toBeUndefined();
    expect(JSON.stringify(set.texts)).not.toMatch(/포근|편안/);
  });
});

describe("rules that are there", () => {
  it("are listed, switched, made weaker or stricter, removed, and taken back by press and by words", async () => {
    const ctx = await makeWorkspace(db);
    await switchedOn(ctx, { avoid: ["꿀템"] });
    const text = ask("꿀템 모음");

    const off = await run(ctx, "change_brand_rule", { named: "꿀템", state: "off" });
    expect(await found(ctx, text)).toEqual([]);
    const { action, input } = pressOf(off, "되돌리기");
    await run(ctx, action, input);
    expect(await found(ctx, text)).toEqual(["brand.own.1 fix"]);
    await run(ctx, "change_brand_rule", { numbers: [1], severity: "block" });
    expect(await found(ctx, text)).toEqual(["brand.own.1 block"]);
    await run(ctx, "change_brand_rule", { undo: true });
    expect(await found(ctx, text)).toEqual(["brand.own.1 fix"]);
    expect(cardText((await run(ctx, "show_brand_rules", {})).card)).toMatch(/‘꿀템’ 쓰지 않기/);
    await run(ctx, "change_brand_rule", { numbers: [1], state: "removed" });
    expect(cardText((await run(ctx, "show_brand_rules", {})).card)).toContain(
      "아직 우리 브랜드 규칙이 없어요",
    );
    expect((await verifyLedger(ctx)).state).toBe("whole");
  });

  it("are not taken back over a later change", async () => {
    const ctx = await makeWorkspace(db);
    const first = await switchedOn(ctx, { avoid: ["꿀템"] });
    await run(ctx, "change_brand_rule", { numbers: [1], severity: "note" });

    const { action, input } = pressOf(first, "되돌리기");

    await expect(run(ctx, action, input)).rejects.toMatchObject({ code: "conflict" });
  });

  it("said twice are one, and a name that several share is asked about", async () => {
    const ctx = await makeWorkspace(db);
    await switchedOn(ctx, { avoid: ["꿀템"] });
    await switchedOn(ctx, { avoid: ["꿀템"] });
    await switchedOn(ctx, { avoid: ["꿀템"], severity: "note" });

    const rows = await asOwner(db, `select number from brand_rule where workspace_id = '${ctx.workspaceId}'`);
    expect(rows).toHaveLength(2);
    await expect(run(ctx, "change_brand_rule", { named: "꿀템", state: "off" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(run(ctx, "change_brand_rule", { numbers: [9], state: "off" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("are not changed by a viewer, and not seen by another workspace", async () => {
    const ctx = await makeWorkspace(db);
    const viewer = await joinWorkspace(ctx, "viewer");
    const other = await makeWorkspace(db);
    await switchedOn(ctx, { avoid: ["꿀템"] });

    await expect(changeBrandRules(viewer, [1], { state: "off" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await found(other, ask("꿀템 모음"))).toEqual([]);
    const rows = await asOwner(db, `select action from ledger where workspace_id = '${ctx.workspaceId}'`);
    expect(rows).toEqual([{ action: "brand.rule" }]);
  });
});
