// Reports of other shapes: sums over several days, a weekly media mix, metrics that a report does not have, days elsewhere.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { ask, leadOf, notesOf, partOf, rowsOf, valueOf } from "./asked.ts";
import { loadReport } from "./made-facts.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

describe("a report that only says the sum of several days", () => {
  async function withWindow(): Promise<Ctx> {
    const ctx = await makeWorkspace(db);
    const window = { day: "2026-01-20", dayTo: "2026-01-21" };
    await loadReport(ctx, {
      medium: "google_ads",
      view: "ad~window",
      currency: "USD",
      rows: [
        { ...window, campaign: "Deck", spend: 19.02, impressions: 127, interactions: 2, conversions: 0 },
        { ...window, campaign: "Siding", spend: 24.65, impressions: 18, interactions: 4, conversions: 0 },
      ],
    });
    return ctx;
  }

  test("counts when it lies in the period", async () => {
    const ctx = await withWindow();

    const month = await ask(ctx, {
      kind: "total",
      time: "explicit:2026-01-01..2026-01-31",
      metrics: ["spend", "interaction_rate"],
    });
    const split = await ask(ctx, {
      kind: "breakdown",
      time: "explicit:2026-01-20..2026-01-21",
      metrics: ["spend"],
      dimensions: ["campaign"],
    });

    expect(valueOf(month, "spend")).toBe(43.67);
    expect(valueOf(month, "interaction_rate")).toBeCloseTo(6 / 145, 12);
    expect(rowsOf(split)).toEqual([
      ["Siding", 24.65],
      ["Deck", 19.02],
    ]);
  });

  test("is not cut to a part of its days", async () => {
    const answer = await ask(await withWindow(), {
      kind: "total",
      time: "explicit:2026-01-20..2026-01-20",
      metrics: ["spend"],
    });

    expect(answer.quantities).toEqual([]);
    expect(leadOf(answer)).toBe("1월 20일~21일 합계만 있는 보고서라 이 기간으로 자를 수 없어요.");
    expect(partOf(answer, "form").choices.map(({ label }) => label)).toEqual(["1월 20일~21일"]);
  });

  test("has no days to draw a trend of", async () => {
    const answer = await ask(await withWindow(), {
      kind: "trend",
      time: "explicit:2026-01-20..2026-01-21",
      metrics: ["spend"],
    });

    expect(answer.quantities).toEqual([]);
    expect(leadOf(answer)).toContain("날짜로 나눌 수 없어요");
  });

  test("does not count when one of its days points elsewhere", async () => {
    const ctx = await withWindow();
    await loadReport(ctx, {
      medium: "google_ads",
      view: "ad~window",
      currency: "USD",
      rows: [{ day: "2026-01-21", dayTo: "2026-01-22", campaign: "Deck", spend: 5 }],
    });

    expect(
      valueOf(
        await ask(ctx, { kind: "total", time: "explicit:2026-01-01..2026-01-31", metrics: ["spend"] }),
        "spend",
      ),
    ).toBe(5);
  });

  test("without clicks names them as missing, offers interactions, and gives no number for clicks", async () => {
    const answer = await ask(await withWindow(), {
      kind: "total",
      time: "explicit:2026-01-20..2026-01-21",
      metrics: ["clicks"],
    });

    expect(answer.quantities).toEqual([]);
    expect(answer.facts.missing).toEqual(["clicks"]);
    expect(leadOf(answer)).toBe("클릭은 이 데이터에 없어요. 대신 상호작용(클릭 포함)은 있어요.");
    expect(partOf(answer, "suggestions").texts[0]).toBe("1월 20일~21일 상호작용 보여줘");
  });

  test("shows interactions by their own name in an overview", async () => {
    const answer = await ask(await withWindow(), { kind: "total", time: "explicit:2026-01-20..2026-01-21" });

    expect(partOf(answer, "kpis").items.map(({ label }) => label)).toEqual([
      "상호작용(클릭 포함)",
      "광고비",
      "노출",
      "전환",
    ]);
    expect(notesOf(answer)).toContain("이 데이터에 없는 지표: 클릭, 매출, ROAS.");
  });

  test("is preferred less than daily rows of the same days", async () => {
    const ctx = await withWindow();
    await loadReport(ctx, {
      medium: "google_ads",
      currency: "USD",
      view: "ad",
      rows: ["2026-01-20", "2026-01-21"].map((day) => ({ day, campaign: "Deck", spend: 9 })),
    });

    expect(
      valueOf(
        await ask(ctx, { kind: "total", time: "explicit:2026-01-20..2026-01-21", metrics: ["spend"] }),
        "spend",
      ),
    ).toBe(18);
  });
});

describe("a weekly media mix", () => {
  async function withMix(): Promise<Ctx> {
    const ctx = await makeWorkspace(db);
    const week = (day: string, tv: number, search: number, revenue: number, conversions: number) => [
      { day, campaign: "TV", spend: tv, impressions: tv * 10 },
      { day, campaign: "Search", spend: search, impressions: search * 5 },
      { day, revenue, conversions },
    ];
    await loadReport(ctx, {
      medium: "other",
      view: "medium~week",
      currency: "XXX",
      vat: "unknown",
      rows: [
        ...week("2023-12-25", 100, 50, 900, 9.5),
        ...week("2024-01-01", 200, 50, 1000, 10.25),
        ...week("2024-01-08", 100, 100, 1100, 11.5),
      ],
    });
    return ctx;
  }

  test("meets spend and result on the week, not in a row", async () => {
    const answer = await ask(await withMix(), {
      kind: "total",
      time: "all_time",
      metrics: ["roas", "cpa", "spend", "conversions"],
    });

    expect(valueOf(answer, "roas")).toBe(5);
    expect(valueOf(answer, "cpa")).toBe(19.2);
    expect(valueOf(answer, "spend")).toBe(600);
    expect(valueOf(answer, "conversions")).toBe(31.25);
    expect(notesOf(answer).join()).not.toContain("제외");
  });

  test("keeps its ROAS in an overview, where the table has only what channels know", async () => {
    const answer = await ask(await withMix(), { kind: "total", time: "all_time" });

    expect(valueOf(answer, "roas")).toBe(5);
    expect(partOf(answer, "table").columns.map(({ key }) => key)).toEqual([
      "campaign",
      "spend",
      "impressions",
    ]);
  });

  test("counts a week by its first day", async () => {
    const ctx = await withMix();

    expect(
      valueOf(
        await ask(ctx, { kind: "total", time: "explicit:2024-01-01..2024-12-31", metrics: ["revenue"] }),
        "revenue",
      ),
    ).toBe(2100);
    expect(
      valueOf(
        await ask(ctx, { kind: "total", time: "explicit:2023-01-01..2023-12-31", metrics: ["revenue"] }),
        "revenue",
      ),
    ).toBe(900);
  });

  test("splits spend by channel, and says that its result is not split", async () => {
    const answer = await ask(await withMix(), {
      kind: "breakdown",
      time: "all_time",
      metrics: ["spend", "roas"],
      dimensions: ["campaign"],
    });

    expect(rowsOf(answer)).toEqual([
      ["TV", 400],
      ["Search", 200],
    ]);
    expect(answer.facts.missing).toEqual(["roas"]);
    expect(notesOf(answer)).toContain("ROAS는 캠페인별로 나뉘어 있지 않아요. 전체 값으로만 볼 수 있어요.");
  });

  test("has no clicks, so CTR, CPC and CVR are named as missing", async () => {
    const answer = await ask(await withMix(), {
      kind: "total",
      time: "all_time",
      metrics: ["ctr", "cpc", "cvr"],
    });

    expect(answer.quantities).toEqual([]);
    expect(answer.facts.missing).toEqual(["ctr", "cpc", "cvr"]);
    expect(leadOf(answer)).toBe("클릭률은 알 수 없어요. 데이터에 클릭이 없어요.");
  });

  test("draws its trend by weeks when no grain was said", async () => {
    const answer = await ask(await withMix(), {
      kind: "trend",
      time: "explicit:2023-12-25..2024-01-14",
      metrics: ["spend"],
    });

    expect(partOf(answer, "table").columns[0]?.key).toBe("week");
    expect(rowsOf(answer).map(([, value]) => value)).toEqual([150, 250, 200]);
  });
});

describe("days that have no rows", () => {
  async function withOldReport(): Promise<Ctx> {
    const ctx = await makeWorkspace(db);
    const rows = ["2025-01-01", "2025-01-02", "2025-03-31"].map((day) => ({
      day,
      campaign: "가",
      spend: 100,
    }));
    await loadReport(ctx, { medium: "meta", rows });
    return ctx;
  }

  test("of a period that was defaulted give way to the stored days, and that is said", async () => {
    const answer = await ask(await withOldReport(), {
      kind: "total",
      time: "last_7_days",
      metrics: ["spend"],
      assumptions: ["time: last_7_days, no period given"],
    });

    expect(valueOf(answer, "spend", { from: "2025-01-01", to: "2025-03-31" })).toBe(300);
    expect(partOf(answer, "sources").assumptions).toEqual([
      "time: 기본 기간에는 데이터가 없어 저장된 기간을 봤어요",
    ]);
  });

  test("of a period that was asked for are said, with the stored days as buttons", async () => {
    const answer = await ask(await withOldReport(), { kind: "total", time: "last_week", metrics: ["spend"] });

    expect(answer.quantities).toEqual([]);
    expect(leadOf(answer)).toBe(
      "11월 9일~15일에는 데이터가 없어요. 저장된 기간은 2025년 1월 1일~3월 31일이에요.",
    );
    expect(partOf(answer, "form").choices[0]?.press).toMatchObject({
      action: "query_performance",
      input: { time: "explicit:2025-01-01..2025-03-31", metrics: ["spend"] },
    });
  });

  test("in a workspace without any data ask for a report", async () => {
    const answer = await ask(await makeWorkspace(db, { lang: "en" }), { kind: "total", time: "last_week" });

    expect(leadOf(answer)).toBe(
      "There are no data yet. Drop a report exported from the medium into this chat.",
    );
  });

  test("are gaps in a trend, not zeros", async () => {
    const answer = await ask(await withOldReport(), {
      kind: "trend",
      time: "explicit:2025-01-01..2025-01-03",
      metrics: ["spend"],
    });

    expect(rowsOf(answer).map(([, value]) => value)).toEqual([100, 100, null]);
  });
});

describe("what cannot be given", () => {
  async function withRows(lang: "ko" | "en" = "ko"): Promise<Ctx> {
    const ctx = await makeWorkspace(db, { lang });
    await loadReport(ctx, {
      medium: "meta",
      rows: [{ day: "2026-11-10", campaign: "가", spend: 100, impressions: 10 }],
    });
    return ctx;
  }

  test("reach and frequency are named with what is missing, without a number", async () => {
    const answer = await ask(await withRows(), {
      kind: "total",
      time: "last_week",
      metrics: ["reach", "frequency"],
    });

    expect(answer.quantities).toEqual([]);
    expect(answer.facts.missing).toEqual(["reach", "frequency"]);
    expect(leadOf(answer)).toContain("도달·빈도는 알 수 없어요");
  });

  test("hours say that hourly data are missing", async () => {
    const answer = await ask(await withRows("en"), {
      kind: "top_n",
      time: "last_week",
      metrics: ["spend"],
      dimensions: ["hour"],
    });

    expect(answer.quantities).toEqual([]);
    expect(leadOf(answer)).toBe("There are no hourly data. Drop an hourly report of the medium to see them.");
  });

  test("a forecast comes later, without a number", async () => {
    const answer = await ask(await withRows(), { kind: "forecast", time: "next_week", metrics: ["spend"] });

    expect(answer.quantities).toEqual([]);
    expect(leadOf(answer)).toContain("예측은 아직 할 수 없어요");
  });

  test.each([
    ["explicit:2026-04-31..2026-05-02", "4월 31일은 없는 날짜예요. 어느 날짜인지 다시 알려 주세요."],
    [
      "explicit:2026-11-15..2026-11-01",
      "끝나는 날(11월 1일)이 시작하는 날(11월 15일)보다 앞서요. 기간을 다시 알려 주세요.",
    ],
    ["next_month", "12월 1일~31일은 아직 오지 않아 실적이 없어요. 지난 기간 중 어느 때를 볼까요?"],
  ])("the period %s is asked about", async (time, question) => {
    const answer = await ask(await withRows(), { kind: "total", time, metrics: ["spend"] });

    expect(answer.facts.asked).toEqual(["time"]);
    expect(leadOf(answer)).toBe(question);
  });
});

describe("two reports of the same days, of which one leaves a column out", () => {
  async function withTwoReports(): Promise<Ctx> {
    const ctx = await makeWorkspace(db);
    const day = "2026-11-10";
    await loadReport(ctx, { medium: "meta", rows: [{ day, campaign: "가", spend: 1000, clicks: 10 }] });
    await loadReport(ctx, {
      medium: "meta",
      view: "adGroup",
      rows: [
        { day, campaign: "가", adGroup: "하나", spend: 600, clicks: 6, conversions: 2 },
        { day, campaign: "가", adGroup: "둘", spend: 400, clicks: 4, conversions: 3 },
      ],
    });
    return ctx;
  }

  test("are read from the one that knows what was asked", async () => {
    const ctx = await withTwoReports();

    const cpa = await ask(ctx, { kind: "total", time: "last_week", metrics: ["cpa"] });
    const split = await ask(ctx, {
      kind: "breakdown",
      time: "last_week",
      metrics: ["conversions"],
      dimensions: ["campaign"],
    });

    expect(valueOf(cpa, "cpa")).toBe(200);
    expect(rowsOf(split)).toEqual([["가", 5]]);
  });

  test("are read from the smaller one where both know it", async () => {
    const answer = await ask(await withTwoReports(), {
      kind: "total",
      time: "last_week",
      metrics: ["spend"],
    });

    expect(valueOf(answer, "spend")).toBe(1000);
  });

  test("still name what neither knows", async () => {
    const answer = await ask(await withTwoReports(), {
      kind: "total",
      time: "last_week",
      metrics: ["revenue"],
    });

    expect(answer.facts.missing).toEqual(["revenue"]);
  });
});
