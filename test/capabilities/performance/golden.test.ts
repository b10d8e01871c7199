// Fixed rows where each query has one right figure, and a trap beside it. Amounts can be checked by hand.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { ask, figureOf, leadOf, notesOf, partOf, rowsOf, valueOf } from "./asked.ts";
import { loadReport, type MadeRow } from "./made-facts.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

/** The same row on each day of a stretch. */
function each(from: string, to: string, row: Omit<MadeRow, "day">): MadeRow[] {
  const rows: MadeRow[] = [];
  for (let day = Temporal.PlainDate.from(from); day.toString() <= to; day = day.add({ days: 1 })) {
    rows.push({ ...row, day: day.toString() });
  }
  return rows;
}

describe("ratios", () => {
  test("are sums divided, not means of rows", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: [
        {
          day: "2026-11-09",
          campaign: "큰 것",
          spend: 900_000,
          revenue: 900_000,
          impressions: 90_000,
          clicks: 900,
          conversions: 9,
        },
        {
          day: "2026-11-09",
          campaign: "작은 것",
          spend: 10_000,
          revenue: 90_000,
          impressions: 1_000,
          clicks: 100,
          conversions: 10,
        },
      ],
    });

    const answer = await ask(ctx, {
      kind: "total",
      time: "last_week",
      metrics: ["roas", "ctr", "cpc", "cpm", "cvr", "cpa", "aov"],
    });

    // The mean of the two ROAS would be 5.0, of the two CTR 5.5 %.
    expect(valueOf(answer, "roas")).toBeCloseTo(990_000 / 910_000, 12);
    expect(valueOf(answer, "ctr")).toBeCloseTo(1000 / 91_000, 12);
    expect(valueOf(answer, "cpc")).toBe(910);
    expect(valueOf(answer, "cpm")).toBe(10_000);
    expect(valueOf(answer, "cvr")).toBe(0.019);
    expect(valueOf(answer, "cpa")).toBeCloseTo(910_000 / 19, 9);
    expect(valueOf(answer, "aov")).toBeCloseTo(990_000 / 19, 9);
  });

  test("pair their sides: rows that know only one are left out, counted and said", async () => {
    const ctx = await makeWorkspace(db);
    const day = "2026-11-09";
    await loadReport(ctx, {
      medium: "meta",
      rows: [
        { day, campaign: "가", spend: 100, revenue: 300 },
        { day, campaign: "나", revenue: 700 },
        { day, campaign: "다", spend: 50 },
        { day, campaign: "라", spend: 100, revenue: 100 },
      ],
    });

    const answer = await ask(ctx, {
      kind: "total",
      time: "last_week",
      metrics: ["roas", "spend", "revenue"],
    });

    expect(valueOf(answer, "roas")).toBe(2);
    expect(valueOf(answer, "spend")).toBe(250);
    expect(valueOf(answer, "revenue")).toBe(1100);
    expect(notesOf(answer)).toContain("ROAS는 매출·광고비를 모두 아는 2행으로 계산했어요(2행 제외).");
    expect(notesOf(answer)).toContain("광고비 칸이 비어 있는 1행은 0이 아니라 '모름'이라 합계에 없어요.");
  });

  test("with a divisor of 0 are no number, and say why", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: each("2026-11-09", "2026-11-15", { campaign: "가", spend: 1000, conversions: 0 }),
    });

    const answer = await ask(ctx, { kind: "total", time: "last_week", metrics: ["cpa"] });

    expect(valueOf(answer, "cpa")).toBeNull();
    expect(leadOf(answer)).toBe("지난주(11월 9일~15일) CPA는 계산할 수 없어요.");
    expect(notesOf(answer)).toContain("전환이 없어(0) CPA는 계산할 수 없어요.");
  });
});

describe("days", () => {
  test("borders of weeks and months belong to one side only", async () => {
    const ctx = await makeWorkspace(db);
    const rows = ["2026-10-31", "2026-11-01", "2026-11-08", "2026-11-09", "2026-11-15", "2026-11-16"].map(
      (day, index) => ({ day, campaign: "가", spend: 10 ** index }),
    );
    await loadReport(ctx, { medium: "meta", rows });

    expect(valueOf(await ask(ctx, { kind: "total", time: "last_week", metrics: ["spend"] }), "spend")).toBe(
      11_000,
    );
    expect(valueOf(await ask(ctx, { kind: "total", time: "last_month", metrics: ["spend"] }), "spend")).toBe(
      1,
    );
    expect(
      valueOf(await ask(ctx, { kind: "total", time: "week_before_last", metrics: ["spend"] }), "spend"),
    ).toBe(100);
    const weeks = await ask(ctx, { kind: "trend", time: "last_3_weeks", metrics: ["spend"], grain: "week" });
    expect(rowsOf(weeks)).toEqual([
      ["10월 26일~11월 1일", 11],
      ["11월 2일~8일", 100],
      ["11월 9일~15일", 11_000],
    ]);
  });

  test("a running week is compared over its complete days only", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: [
        ...each("2026-11-09", "2026-11-15", { campaign: "가", spend: 100 }),
        ...each("2026-11-16", "2026-11-20", { campaign: "가", spend: 200 }),
      ],
    });

    const answer = await ask(ctx, {
      kind: "compare",
      time: "this_week",
      compare: "last_week",
      metrics: ["spend"],
    });

    expect(valueOf(answer, "spend", { from: "2026-11-16", to: "2026-11-20" })).toBe(1000);
    expect(valueOf(answer, "spend", { from: "2026-11-09", to: "2026-11-13" })).toBe(500);
    expect(valueOf(answer, "change")).toBe(1);
    expect(notesOf(answer)).toContain("진행 중인 기간이라 끝난 날끼리만 비교했어요.");
  });

  test("today is not compared without hourly figures", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: each("2026-11-19", "2026-11-21", { campaign: "가", spend: 100 }),
    });

    const answer = await ask(ctx, { kind: "total", time: "today", compare: "yesterday", metrics: ["spend"] });

    expect(valueOf(answer, "spend")).toBe(100);
    expect(figureOf(answer, "change")).toBeUndefined();
    expect(notesOf(answer)).toContain("오늘은 아직 끝나지 않았고 시간대별 데이터가 없어 비교하지 않았어요.");
  });

  test("a trend draws the period compared with beside it, point by point", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: [
        ...each("2026-11-02", "2026-11-08", { campaign: "가", spend: 1 }),
        ...each("2026-11-09", "2026-11-15", { campaign: "가", spend: 2 }),
      ],
    });

    const answer = await ask(ctx, {
      kind: "trend",
      time: "last_week",
      compare: "previous_period",
      metrics: ["spend"],
    });

    const { series } = partOf(answer, "chart");
    expect(series.map(({ name, values }) => [name, values.map(({ value }) => value)])).toEqual([
      ["광고비", [2, 2, 2, 2, 2, 2, 2]],
      ["그 전주", [1, 1, 1, 1, 1, 1, 1]],
    ]);
    expect(series[1]?.values[0]?.scope).toMatchObject({ from: "2026-11-02", to: "2026-11-02" });
  });

  test("where the stored days end inside the period is said", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: each("2026-11-03", "2026-11-18", { campaign: "가", spend: 1 }),
    });

    const answer = await ask(ctx, { kind: "total", time: "explicit:2026-11-01..today", metrics: ["spend"] });

    expect(valueOf(answer, "spend")).toBe(16);
    expect(notesOf(answer)).toEqual(["데이터는 11월 3일~18일에만 있어요."]);
  });

  test("kinds of days follow the official holidays", async () => {
    const ctx = await makeWorkspace(db);
    // Chuseok of 2026: Thursday 24 to Saturday 26 September; Sunday 27 is a weekend.
    await loadReport(ctx, {
      medium: "meta",
      rows: each("2026-09-21", "2026-09-27", { campaign: "가", spend: 1 }),
    });

    const answer = await ask(ctx, {
      kind: "breakdown",
      time: "explicit:2026-09-21..2026-09-27",
      metrics: ["spend"],
      dimensions: ["day_type"],
    });

    expect(valueOf(answer, "spend", { day_type: "holiday" })).toBe(3);
    expect(valueOf(answer, "spend", { day_type: "weekday" })).toBe(3);
    expect(valueOf(answer, "spend", { day_type: "weekend" })).toBe(1);
  });

  test("the newest day names the media that are not in yet", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: each("2026-11-14", "2026-11-20", { campaign: "가", spend: 1 }),
    });
    await loadReport(ctx, {
      medium: "kakao",
      rows: each("2026-11-14", "2026-11-19", { campaign: "나", spend: 1 }),
    });

    const answer = await ask(ctx, { kind: "total", time: "last_7_days", metrics: ["spend"] });

    expect(valueOf(answer, "spend")).toBe(13);
    expect(notesOf(answer)).toContain("11월 20일의 카카오 데이터는 아직 없어요.");
  });
});

describe("money", () => {
  test("of two currencies is never added; counts are", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: each("2026-11-09", "2026-11-10", {
        campaign: "가",
        spend: 50_000,
        revenue: 100_000,
        impressions: 10,
        clicks: 1,
      }),
    });
    await loadReport(ctx, {
      medium: "google_ads",
      currency: "USD",
      rows: each("2026-11-09", "2026-11-10", {
        campaign: "나",
        spend: 30.5,
        revenue: 122,
        impressions: 10,
        clicks: 3,
      }),
    });

    const answer = await ask(ctx, {
      kind: "total",
      time: "last_week",
      metrics: ["spend", "roas", "clicks", "ctr"],
    });

    const spends = answer.quantities
      .filter(({ metric }) => metric === "spend")
      .map(({ value, currency }) => [value, currency]);
    expect(spends).toContainEqual([100_000, "KRW"]);
    expect(spends).toContainEqual([61, "USD"]);
    expect(
      answer.quantities
        .filter(({ metric }) => metric === "roas")
        .map(({ value }) => value)
        .toSorted((a, b) => Number(a) - Number(b)),
    ).toEqual([2, 2, 4, 4]);
    expect(valueOf(answer, "clicks")).toBe(8);
    expect(valueOf(answer, "ctr")).toBe(0.2);
    expect(notesOf(answer)).toContain("통화가 여러 개라 환산하지 않고 따로 보여요.");
  });

  test("of unknown currency is allowed and said", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "other",
      currency: "XXX",
      vat: "unknown",
      rows: each("2026-11-09", "2026-11-09", { campaign: "가", spend: 12.345 }),
    });

    const answer = await ask(ctx, { kind: "total", time: "last_week", metrics: ["spend"] });

    expect(figureOf(answer, "spend")).toMatchObject({ value: 12.35, currency: "XXX", vat: "unknown" });
    expect(leadOf(answer)).toBe("지난주(11월 9일~15일) 광고비(통화 미상)는 12.35예요.");
  });

  test("of one VAT basis stays as it is", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "naver",
      vat: "included",
      rows: each("2026-11-09", "2026-11-15", { campaign: "가", spend: 1100 }),
    });

    const answer = await ask(ctx, { kind: "total", time: "last_week", metrics: ["spend"] });

    expect(figureOf(answer, "spend")).toMatchObject({ value: 7700, vat: "included" });
  });

  test("of mixed VAT bases is brought to VAT-excluded, rounded once, also across the switch of a medium", async () => {
    const ctx = await makeWorkspace(db);
    // Naver reports without VAT until 29 March 2026 and with it from the 30th on: three days of 100 won each.
    await loadReport(ctx, {
      medium: "naver",
      rows: [
        ...each("2026-03-28", "2026-03-29", { campaign: "가", spend: 100, revenue: 1000, vat: "excluded" }),
        ...each("2026-03-30", "2026-04-01", { campaign: "가", spend: 100, revenue: 1000, vat: "included" }),
      ],
    });

    const answer = await ask(ctx, {
      kind: "trend",
      time: "explicit:2026-03-28..2026-04-01",
      metrics: ["spend"],
      grain: "month",
    });
    const total = await ask(ctx, {
      kind: "total",
      time: "explicit:2026-03-28..2026-04-01",
      metrics: ["spend", "roas"],
    });

    // 200 + 300 / 1.1 = 472.73; the parts are 200 + 181.82 and 90.91, each rounded on its own.
    expect(figureOf(total, "spend")).toMatchObject({ value: 473, vat: "excluded" });
    expect(valueOf(total, "roas")).toBeCloseTo(5000 / (200 + 300 / 1.1), 9);
    expect(rowsOf(answer)).toEqual([
      ["3월 28일~31일", 382],
      ["4월 1일", 91],
    ]);
    expect(notesOf(total)).toContain("VAT 포함·별도가 섞여 모두 VAT 별도로 맞췄어요.");
  });
});

describe("what counts", () => {
  test("a reading that was replaced does not", async () => {
    const ctx = await makeWorkspace(db);
    const old = each("2026-11-09", "2026-11-15", { campaign: "가", spend: 1 });
    await loadReport(ctx, { medium: "meta", rows: old, superseded: true });
    await loadReport(ctx, { medium: "meta", rows: old });
    await loadReport(ctx, {
      medium: "meta",
      rows: each("2026-11-12", "2026-11-13", { campaign: "가", spend: 10 }),
    });

    expect(valueOf(await ask(ctx, { kind: "total", time: "last_week", metrics: ["spend"] }), "spend")).toBe(
      25,
    );
  });

  test("only one view of an account does: the coarsest that answers", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: each("2026-11-09", "2026-11-15", { campaign: "가", spend: 100, clicks: 10 }),
    });
    await loadReport(ctx, {
      medium: "meta",
      view: "campaign+gender",
      rows: ["female", "male"].flatMap((gender) =>
        each("2026-11-09", "2026-11-15", { campaign: "가", spend: 45, clicks: 4, breakdown: { gender } }),
      ),
    });

    const total = await ask(ctx, { kind: "total", time: "last_week", metrics: ["spend"] });
    const split = await ask(ctx, {
      kind: "breakdown",
      time: "last_week",
      metrics: ["spend"],
      dimensions: ["gender"],
    });
    const women = await ask(ctx, {
      kind: "total",
      time: "last_week",
      metrics: ["spend"],
      filters: [{ field: "gender", op: "in", values: ["여성"] }],
    });

    expect(valueOf(total, "spend")).toBe(700);
    expect(rowsOf(split)).toEqual([
      ["여성", 315],
      ["남성", 315],
    ]);
    expect(valueOf(women, "spend", { gender: "female" })).toBe(315);
    expect(leadOf(women)).toContain("여성 광고비는 315원이에요");
  });

  test("a site's own figures never join ad figures", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "meta",
      rows: each("2026-11-09", "2026-11-15", { campaign: "가", conversions: 1 }),
    });
    await loadReport(ctx, {
      medium: "other",
      account: "GA4",
      externalRef: "analytics:123",
      rows: each("2026-11-09", "2026-11-15", { campaign: "나", conversions: 100 }),
    });

    expect(
      valueOf(await ask(ctx, { kind: "total", time: "last_week", metrics: ["conversions"] }), "conversions"),
    ).toBe(7);
  });

  test("another workspace's rows do not", async () => {
    const [ctx, other] = [await makeWorkspace(db), await makeWorkspace(db)];
    await loadReport(other, {
      medium: "meta",
      rows: each("2026-11-09", "2026-11-15", { campaign: "남의 것", spend: 1 }),
    });

    const answer = await ask(ctx, {
      kind: "total",
      time: "last_week",
      metrics: ["spend"],
      filters: [{ field: "campaign", op: "in", values: ["남의 것"] }],
    });

    expect(answer.quantities).toEqual([]);
    expect(leadOf(answer)).toContain("데이터에 없어요");
  });

  test("conversions and revenue of several media carry the note that orders may be claimed twice", async () => {
    const ctx = await makeWorkspace(db);
    for (const medium of ["meta", "naver"] as const) {
      await loadReport(ctx, {
        medium,
        rows: each("2026-11-09", "2026-11-15", { campaign: "가", spend: 10, conversions: 1, revenue: 50 }),
      });
    }

    const answer = await ask(ctx, {
      kind: "breakdown",
      time: "last_week",
      metrics: ["conversions"],
      dimensions: ["medium"],
    });

    expect(valueOf(answer, "conversions", { medium: "meta" })).toBe(7);
    expect(partOf(answer, "table").total?.[1]).toMatchObject({ value: 14 });
    expect(notesOf(answer)).toContain("전환과 매출은 각 매체 보고 기준이라 같은 주문이 겹칠 수 있어요.");
  });

  test("rows without delivery are said as such, not as missing", async () => {
    const ctx = await makeWorkspace(db);
    await loadReport(ctx, {
      medium: "tiktok",
      rows: each("2026-11-09", "2026-11-15", { campaign: "가", spend: 0, impressions: 0, clicks: 0 }),
    });

    const answer = await ask(ctx, { kind: "total", time: "last_week", metrics: ["spend"] });

    expect(valueOf(answer, "spend")).toBe(0);
    expect(leadOf(answer)).toBe("지난주(11월 9일~15일) 집행이 없었어요.");
  });
});
