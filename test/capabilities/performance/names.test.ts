import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matchName } from "../../../src/capabilities/performance/match-names.ts";
import { storedValues } from "../../../src/capabilities/performance/match-values.ts";
import { campaign } from "../../../src/capabilities/catalog/tables.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { ask, leadOf, partOf, valueOf } from "./asked.ts";
import { loadReport } from "./made-facts.ts";
import { eq } from "drizzle-orm";

const items = ["초여름 샌들", "겨울 코트 세일", "브랜드 검색", "브랜드 영상", "Summer Sale 2026"].map(
  (name) => ({ id: name, name }),
);

describe("a name", () => {
  test.each([
    ["초여름 샌들", "초여름 샌들"],
    ["초여름샌들 캠페인", "초여름 샌들"],
    ["초여름 샌들 캠페인을", "초여름 샌들"],
    ["쵸여름 샌들", "초여름 샌들"],
    ["ㅊㅇㄹㅅㄷ", "초여름 샌들"],
    ["겨울 코트", "겨울 코트 세일"],
    ["summer sale", "Summer Sale 2026"],
    ["SUMMER-SALE 2026 campaign", "Summer Sale 2026"],
    ["qmfosem rjator", "브랜드 검색"],
  ])("%s is %s", (written, expected) => {
    expect(matchName(written, items)).toMatchObject({ kind: "found", items: [{ name: expected }] });
  });

  test("that fits two is asked about, at most three", () => {
    expect(matchName("브랜드", items)).toEqual({ kind: "several", names: ["브랜드 검색", "브랜드 영상"] });
  });

  test("that starts within a word and ends in the next is asked about, never taken", () => {
    const ads = [{ id: "1", name: "영상_15초 여름밤" }];

    expect(matchName("초여름", ads).kind).toBe("confirm");
    expect(matchName("여름밤", ads).kind).toBe("found");
  });

  test("that is only near is confirmed, and one that is far is not there", () => {
    expect(matchName("겨울 커튼 세일가", items).kind).toBe("confirm");
    expect(matchName("핸드크림", items).kind).toBe("none");
  });

  test.each([
    ["Men | Studio Sports", "Women | Studio Sports"],
    ["Women | Studio Sports", "Men | Studio Sports"],
    ["남성 스튜디오 스포츠 컬렉션", "여성 스튜디오 스포츠 컬렉션"],
    ["봄 신상 스튜디오 컬렉션 전환", "여름 신상 스튜디오 컬렉션 전환"],
    ["프로모션 스튜디오 1", "프로모션 스튜디오 2"],
    ["Summer Sale 2025", "Summer Sale 2026"],
    ["여름 샌들", "초여름 샌들"],
    ["Retargeting set A", "Retargeting set B"],
  ])("%s is never taken for %s without asking", (written, stored) => {
    expect(matchName(written, [{ id: "1", name: stored }]).kind).toBe("confirm");
  });

  test("is no slip of another one when its word stands in the data", () => {
    const known = ["Runner Spring", "Sprint Studio"].map((name) => ({ id: name, name }));

    expect(matchName("Runner Sprint", known).kind).toBe("confirm");
    expect(matchName("Runner Sprinf", known)).toMatchObject({ items: [{ name: "Runner Spring" }] });
  });

  test.each([
    ["쵸여름샌들 세일", "초여름 샌들 세일"],
    ["Retargetting Shoppers", "Retargeting Shoppers"],
    ["검색", "브랜드검색 2026"],
    ["Studio Sport", "Women | Studio Sports"],
  ])("%s is still %s", (written, stored) => {
    expect(matchName(written, [{ id: "1", name: stored }])).toMatchObject({ kind: "found" });
  });

  test("on two media is one thing", () => {
    const both = [
      { id: "1", name: "여름 세일" },
      { id: "2", name: "여름세일" },
    ];

    expect(matchName("여름 세일", both)).toMatchObject({ kind: "found", items: both });
  });
});

describe("a value of a breakdown", () => {
  const stored = ["18-24", "25-34", "35-44", "45-54", "55-64", "65+"];

  test.each([
    ["gender", ["여자"], ["female", "male"], ["female"]],
    ["device", ["PC"], ["DESKTOP", "MOBILE"], ["DESKTOP"]],
    ["age", ["25-34"], stored, ["25-34"]],
    ["age", ["25-44"], stored, ["25-34", "35-44"]],
    ["age", ["20대"], ["20-24", "25-29", "30-34"], ["20-24", "25-29"]],
    ["product_type", ["파워링크"], ["powerlink", "shopping"], ["powerlink"]],
  ])("%s %j over %j is %j", (field, words, values, expected) => {
    expect(storedValues(field, words, values)).toEqual(expected);
  });

  test("that cuts through a stored group has no figures", () => {
    expect(storedValues("age", ["20-29"], stored)).toBeUndefined();
  });
});

describe("a filter", () => {
  let db: Db;
  beforeAll(async () => {
    db = await openTestDb();
  });
  afterAll(() => closeTestDb(db));

  async function withCampaigns(): Promise<Ctx> {
    const ctx = await makeWorkspace(db);
    const row = (name: string, spend: number) => ({
      day: "2026-11-10",
      campaign: name,
      adGroup: `${name} 그룹`,
      spend,
    });
    await loadReport(ctx, {
      medium: "meta",
      view: "adGroup",
      status: "active",
      rows: [row("초여름 샌들", 1), row("브랜드 검색", 10), row("브랜드 영상", 100)],
    });
    await loadReport(ctx, {
      medium: "naver",
      view: "adGroup+product_type",
      status: "paused",
      rows: [
        { ...row("초여름 샌들", 1000), breakdown: { product_type: "powerlink" } },
        { ...row("쇼핑", 10_000), breakdown: { product_type: "shopping" } },
      ],
    });
    return ctx;
  }

  const spend = { kind: "total", time: "last_week", metrics: ["spend"] } as const;

  test("takes a campaign of one name on all its media, and says what it took a misspelling for", async () => {
    const ctx = await withCampaigns();

    const answer = await ask(ctx, {
      ...spend,
      metrics: ["spend"],
      filters: [{ field: "campaign", op: "in", values: ["쵸여름 샌들"] }],
    });

    expect(valueOf(answer, "spend", { campaign: "초여름 샌들" })).toBe(1001);
    expect(partOf(answer, "sources").assumptions).toEqual([
      "campaign: '쵸여름 샌들' → '초여름 샌들'로 봤어요",
    ]);
  });

  test("asks when two campaigns fit, and each button asks the same of one", async () => {
    const answer = await ask(await withCampaigns(), {
      ...spend,
      metrics: ["spend"],
      filters: [{ field: "campaign", op: "in", values: ["브랜드"] }],
    });

    expect(answer.quantities).toEqual([]);
    expect(answer.facts.asked).toEqual(["campaign"]);
    expect(leadOf(answer)).toBe("'브랜드'에 맞는 캠페인이 여러 개예요. 어느 쪽인가요?");
    expect(partOf(answer, "form").choices.map(({ label, press }) => [label, press])).toEqual(
      ["브랜드 검색", "브랜드 영상"].map((name) => [
        name,
        {
          action: "query_performance",
          input: expect.objectContaining({ filters: [{ field: "campaign", op: "in", values: [name] }] }),
        },
      ]),
    );
  });

  test.each([
    [[{ field: "campaign", op: "contains", values: ["브랜드"] }], 110],
    [[{ field: "campaign", op: "not_in", values: ["브랜드 검색"] }], 11_101],
    [[{ field: "medium", op: "in", values: ["페북"] }], 111],
    [[{ field: "medium", op: "not_in", values: ["네이버"] }], 111],
    [[{ field: "medium", op: "in", values: ["파워링크"] }], 1000],
    [[{ field: "product_type", op: "in", values: ["shopping"] }], 10_000],
    [[{ field: "status", op: "in", values: ["진행 중"] }], 111],
    [[{ field: "adGroup", op: "in", values: ["브랜드 영상 그룹"] }], 100],
    [[{ field: "campaign", op: "in", values: ["쇼핑 그룹"] }], 10_000],
  ] as const)("%j limits spend to %d", async (filters, expected) => {
    const answer = await ask(await withCampaigns(), {
      ...spend,
      metrics: ["spend"],
      filters: filters.map((filter) => ({ ...filter, values: [...filter.values] })),
    });

    expect(valueOf(answer, "spend")).toBe(expected);
  });

  test("on a medium that has no data names those that have", async () => {
    const answer = await ask(await withCampaigns(), {
      ...spend,
      metrics: ["spend"],
      filters: [{ field: "medium", op: "in", values: ["tiktok"] }],
    });

    expect(answer.quantities).toEqual([]);
    expect(leadOf(answer)).toContain("틱톡은 이 워크스페이스에 연결되어 있지 않아서");
  });

  test("and a split see merged spellings as one campaign", async () => {
    const ctx = await withCampaigns();
    await loadReport(ctx, {
      medium: "kakao",
      rows: [
        { day: "2026-11-10", campaign: "가을신발", spend: 5 },
        { day: "2026-11-10", campaign: "가을-신발!", spend: 7 },
        { day: "2026-11-10", campaign: "갸을신발", spend: 1 },
      ],
    });
    await withTx(ctx, async (tx) => {
      const rows = await tx.select().from(campaign);
      const keep = rows.find(({ name }) => name === "가을신발")?.id ?? "";
      for (const name of ["가을-신발!", "갸을신발"])
        await tx.update(campaign).set({ mergedInto: keep }).where(eq(campaign.name, name));
    });

    const answer = await ask(ctx, {
      kind: "breakdown",
      time: "last_week",
      metrics: ["spend"],
      dimensions: ["campaign"],
      filters: [{ field: "campaign", op: "in", values: ["가을신발"] }],
    });

    expect(partOf(answer, "table").rows).toMatchObject([["가을신발", { value: 13 }]]);
  });
});
