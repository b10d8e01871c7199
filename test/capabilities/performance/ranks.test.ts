// Rankings, conditions, root cause, the stored query and the tools.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeEvent } from "../../../src/capabilities/performance/tables.ts";
import { explainQuery, listCampaigns } from "../../../src/capabilities/performance/performance.ts";
import { performanceTools } from "../../../src/capabilities/performance/tools.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { Failure } from "../../../src/core/failure.ts";
import { QueryId, newId } from "../../../src/core/ids.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { ask, leadOf, notesOf, partOf, rowsOf, valueOf } from "./asked.ts";
import { loadReport } from "./made-facts.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

describe("rankings", () => {
  async function withCampaigns(lang: "ko" | "en" = "ko"): Promise<Ctx> {
    const ctx = await makeWorkspace(db, { lang });
    const row = (campaign: string, spend: number, conversions: number, clicks: number) => ({
      day: "2026-11-10",
      campaign,
      spend,
      conversions,
      clicks,
      revenue: conversions * 10_000,
    });
    await loadReport(ctx, {
      medium: "meta",
      rows: [
        row("가", 10_000, 10, 100),
        row("나", 60_000, 20, 300),
        row("다", 100, 2, 10),
        row("라", 90_000, 0, 500),
      ],
    });
    return ctx;
  }

  test("put the best first, small samples apart, and what has no figure last", async () => {
    const answer = await ask(await withCampaigns(), { kind: "top_n", time: "last_week", metrics: ["cpa"] });

    expect(leadOf(answer)).toBe("지난주(11월 9일~15일) 캠페인별 CPA는 가가 1,000원으로 가장 낮아요.");
    expect(rowsOf(answer)).toEqual([
      ["가", 1000],
      ["나", 3000],
    ]);
    const small = answer.card.parts.findLast((part) => part.kind === "table");
    expect(small?.rows.map(([name]) => name)).toEqual(["다", "라"]);
  });

  test("follow the order and the limit that were asked for", async () => {
    const answer = await ask(await withCampaigns(), {
      kind: "top_n",
      time: "last_week",
      metrics: ["spend"],
      order: { by: "spend", dir: "desc" },
      limit: 2,
    });

    expect(rowsOf(answer)).toEqual([
      ["라", 90_000],
      ["나", 60_000],
    ]);
    expect(partOf(answer, "table").total).toBeUndefined();
  });

  test("keep to conditions, which a missing figure never meets", async () => {
    const answer = await ask(await withCampaigns(), {
      kind: "breakdown",
      time: "last_week",
      metrics: ["roas"],
      dimensions: ["campaign"],
      having: [
        { metric: "cpa", op: "<=", value: 3000 },
        { metric: "spend", op: ">", value: 1000 },
      ],
    });

    expect(rowsOf(answer).map(([name]) => name)).toEqual(["가", "나"]);
  });

  test("read well in English", async () => {
    const answer = await ask(await withCampaigns("en"), {
      kind: "top_n",
      time: "last_week",
      metrics: ["roas"],
    });

    expect(leadOf(answer)).toBe("Last week (Nov 9–15): ROAS by campaign is highest for 가, at 1,000%.");
  });
});

describe("two dimensions and comparisons of values", () => {
  test("split by both", async () => {
    const ctx = await makeWorkspace(db);
    const rows = ["2026-11-09", "2026-11-14"].flatMap((day) =>
      ["가", "나"].map((campaign) => ({ day, campaign, clicks: campaign === "가" ? 3 : 4 })),
    );
    await loadReport(ctx, { medium: "meta", rows });

    const answer = await ask(ctx, {
      kind: "breakdown",
      time: "last_week",
      metrics: ["clicks"],
      dimensions: ["campaign", "weekday"],
      order: { by: "clicks", dir: "desc" },
    });

    expect(valueOf(answer, "clicks", { campaign: "나", weekday: "saturday" })).toBe(4);
    expect(partOf(answer, "table").total?.[2]).toMatchObject({ value: 14 });
  });

  test("of two media are told side by side", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: [{ day: "2026-11-10", campaign: "가", spend: 3000, conversions: 3 }],
    });
    await loadReport(ctx, {
      medium: "naver",
      rows: [{ day: "2026-11-10", campaign: "나", spend: 4000, conversions: 2 }],
    });
    await loadReport(ctx, {
      medium: "kakao",
      rows: [{ day: "2026-11-10", campaign: "다", spend: 1, conversions: 1 }],
    });

    const answer = await ask(ctx, {
      kind: "compare",
      time: "last_week",
      metrics: ["cpa"],
      filters: [{ field: "medium", op: "in", values: ["meta", "naver"] }],
    });

    expect(leadOf(answer)).toBe("지난주(11월 9일~15일) CPA는 메타 1,000원, 네이버 2,000원이에요.");
  });
});

describe("why a figure changed", () => {
  /** The worked case of the split: revenue and spend of a week against the week before. */
  async function withWeeks(): Promise<Ctx> {
    const ctx = await makeWorkspace(db);
    const weeks = (campaign: string, spend: [number, number], revenue: [number, number]) => [
      { day: "2026-11-03", campaign, spend: spend[0], revenue: revenue[0] },
      { day: "2026-11-10", campaign, spend: spend[1], revenue: revenue[1] },
    ];
    await loadReport(ctx, {
      medium: "naver",
      rows: weeks("브랜드 검색", [1_500_000, 1_200_000], [9_000_000, 7_080_000]),
    });
    await loadReport(ctx, {
      medium: "meta",
      rows: weeks("신규 고객", [2_000_000, 3_200_000], [4_800_000, 6_720_000]),
    });
    await loadReport(ctx, {
      medium: "kakao",
      rows: weeks("모먼트", [1_500_000, 1_600_000], [3_000_000, 1_920_000]),
    });
    return ctx;
  }

  test("starts with the premise and its figures, then parts that add up", async () => {
    const answer = await ask(await withWeeks(), {
      kind: "root_cause",
      time: "last_week",
      metrics: ["roas"],
      direction: "down",
    });

    expect(leadOf(answer)).toBe("지난주(11월 9일~15일) ROAS는 그 전주 336%에서 262%로 내렸어요(−22.0%).");
    const table = answer.card.parts.findLast(
      (part) => part.kind === "table" && part.columns[0]?.key === "campaign",
    );
    const sums =
      table?.kind === "table"
        ? table.rows.map((row) =>
            row.map((cell) => (typeof cell === "string" ? cell : Number(cell.value?.toFixed(6)))),
          )
        : [];
    expect(sums).toEqual([
      ["브랜드 검색", 6, 5.9, 0.3, 0.2, -0.025, -0.296, -0.321],
      ["신규 고객", 2.4, 2.1, 0.4, 0.533333, -0.14, -0.098667, -0.238667],
      ["모먼트", 2, 1.2, 0.3, 0.266667, -0.226667, 0.046333, -0.180333],
    ]);
    expect(cardText(answer.card)).not.toMatch(/때문/);
  });

  test("corrects a premise that is wrong", async () => {
    const answer = await ask(await withWeeks(), {
      kind: "root_cause",
      time: "last_week",
      metrics: ["roas"],
      direction: "up",
    });

    expect(leadOf(answer)).toContain("ROAS는 오르지 않았어요. 그 전주 336%에서 262%로 내렸어요");
  });

  test("shows the changes on record beside it", async () => {
    const ctx = await withWeeks();
    await withTx(ctx, (tx) =>
      tx.insert(changeEvent).values({
        workspaceId: ctx.workspaceId,
        id: newId(QueryId),
        day: Temporal.PlainDate.from("2026-11-09"),
        text: { ko: "랜딩 페이지를 바꿨어요", en: "landing page changed" },
        createdAt: ctx.now,
      }),
    );

    const answer = await ask(ctx, { kind: "root_cause", time: "last_week", metrics: ["revenue"] });

    expect(cardText(answer.card)).toMatch(/함께 나타난 변경[\s\S]*11월 9일 +랜딩 페이지를 바꿨어요/);
    expect(valueOf(answer, "effect")).toBeDefined();
  });

  test("says when there is nothing to compare with", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: [{ day: "2026-11-10", campaign: "가", spend: 1, revenue: 2 }],
    });

    const answer = await ask(ctx, { kind: "root_cause", time: "last_week", metrics: ["roas"] });

    expect(leadOf(answer)).toBe("ROAS를 두 기간에서 모두 계산할 수 없어 변화를 나눌 수 없어요.");
    expect(notesOf(answer)).toContain("비교할 기간에는 데이터가 없어요.");
  });
});

describe("the query behind a figure", () => {
  test("is explained with its days, its arithmetic and its figures", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: [{ day: "2026-11-10", campaign: "가", spend: 100, revenue: 250 }],
    });
    const answer = await ask(ctx, { kind: "total", time: "last_week", metrics: ["roas"] });

    const card = await explainQuery(ctx, QueryId.parse(answer.queryId));

    const text = cardText(card);
    expect(text).toContain("11월 9일~15일");
    expect(text).toContain("ROAS = 매출 합계 250원 ÷ 광고비 합계 100원 = 250%");
    expect(text).toContain("250%");
    expect(answer.quantities.every(({ queryId }) => queryId === answer.queryId)).toBe(true);
  });

  test("of another workspace is not there", async () => {
    const [ctx, other] = [await makeWorkspace(db), await makeWorkspace(db)];
    await loadReport(ctx, { medium: "meta", rows: [{ day: "2026-11-10", campaign: "가", spend: 100 }] });
    const { queryId } = await ask(ctx, { kind: "total", time: "last_week", metrics: ["spend"] });

    await expect(explainQuery(other, QueryId.parse(queryId))).rejects.toThrow(Failure);
  });
});

describe("tools", () => {
  test("list campaigns with medium, state and days, newest first", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      status: "active",
      connection: "sandbox",
      rows: [
        { day: "2026-11-01", campaign: "가", spend: 1 },
        { day: "2026-11-20", campaign: "가", spend: 1 },
      ],
    });
    await loadReport(ctx, {
      medium: "naver",
      status: "paused",
      rows: [{ day: "2026-10-01", campaign: "나", spend: 1 }],
    });

    const { lines } = await listCampaigns(ctx, { level: "campaign", filters: [] });
    const tool = performanceTools.find(({ name }) => name === "list_campaigns");
    const { card, facts } = (await tool?.run(ctx, { status: "paused" }, () => {})) ?? {};

    expect(
      lines.map(({ name, medium, status, first, last, demo }) => [
        name,
        medium,
        status,
        `${first}..${last}`,
        demo,
      ]),
    ).toEqual([
      ["가", "meta", "active", "2026-11-01..2026-11-20", true],
      ["나", "naver", "paused", "2026-10-01..2026-10-01", false],
    ]);
    expect(facts).toEqual({ campaigns: [{ name: "나", medium: "naver", status: "paused" }], count: 1 });
    expect(card?.parts[0]?.kind).toBe("text");
  });

  test("answer a typed query, and mark demo figures", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      connection: "sandbox",
      rows: [{ day: "2026-11-10", campaign: "가", spend: 1 }],
    });

    const tool = performanceTools.find(({ name }) => name === "query_performance");
    const result = await tool?.run(ctx, { kind: "total", time: "last_week", metrics: ["spend"] }, () => {});

    expect(result?.facts).toMatchObject({
      period: { from: "2026-11-09", to: "2026-11-15" },
      media: ["meta"],
      demo: true,
    });
    expect(result?.card.parts.find((part) => part.kind === "sources")).toMatchObject({ demo: true });
  });
});
