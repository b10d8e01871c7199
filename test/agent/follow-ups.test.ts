import { describe, expect, it } from "vitest";
import { interpret } from "../../src/agent/interpreter/interpret.ts";
import type { Before } from "../../src/agent/interpreter/interpretation.ts";
import type { MarketingQuery } from "../../src/core/query.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };

function thread(...messages: string[]): MarketingQuery | undefined {
  let before: Before = {};
  for (const message of messages) {
    const query = interpret(message, before, setting).parts.at(-1)?.query;
    if (query) before = { query };
  }
  return before.query;
}

describe("follow-ups", () => {
  it.each([
    ["지난주 메타 ROAS 알려줘", "캠페인별로는?"],
    ["Meta ROAS last week", "and by campaign?"],
  ])("split the last figures: %s %s", (first, second) => {
    expect(thread(first, second)).toMatchObject({
      kind: "breakdown",
      metrics: ["roas"],
      dimensions: ["campaign"],
      time: "last_week",
      filters: [{ field: "medium", op: "in", values: ["meta"] }],
    });
  });

  it.each([
    ["지난주 광고비 얼마야", "그 전 주랑 비교하면?"],
    ["Spend last week", "compared with the week before that?"],
  ])("compare with the period before: %s %s", (first, second) => {
    expect(thread(first, second)).toMatchObject({
      metrics: ["spend"],
      time: "last_week",
      compare: "previous_period",
    });
  });

  it.each([
    ["지난주 광고비 얼마야", "그 전주는?", "week_before_last"],
    ["Spend last week", "and the week before that?", "week_before_last"],
    ["지난달 클릭수", "그 전달은요?", "month_before_last"],
    ["Clicks on Nov 11", "the day before that?", "explicit:2026-11-10..2026-11-10"],
    ["10월 1일부터 15일까지 메타 CPM", "16일부터 말일까지는요?", "explicit:2026-10-16..2026-10-31"],
  ])("step back from the thread's own period: %s %s", (first, second, time) => {
    expect(thread(first, second)).toMatchObject({ kind: "total", time });
  });

  it.each([
    ["매체별 CPA 지난달", "메타만"],
    ["CPA by channel last month", "only Meta"],
  ])("narrow to one medium: %s %s", (first, second) => {
    expect(thread(first, second)).toMatchObject({
      metrics: ["cpa"],
      time: "last_month",
      filters: [{ field: "medium", op: "in", values: ["meta"] }],
    });
  });

  it.each([
    ["이번 달 구글 전환수 일별로", "지난달은?"],
    ["Daily Google conversions this month", "last month instead"],
  ])("change the period only: %s %s", (first, second) => {
    expect(thread(first, second)).toMatchObject({
      kind: "trend",
      grain: "day",
      metrics: ["conversions"],
      time: "last_month",
      filters: [{ field: "medium", values: ["google_ads"] }],
    });
  });

  it("replaces a medium that was corrected", () => {
    expect(thread("지난주 네이버 클릭수", "아니 네이버 말고 카카오")).toMatchObject({
      metrics: ["clicks"],
      time: "last_week",
      filters: [{ field: "medium", op: "in", values: ["kakao"] }],
    });
  });

  it("draws the last figures by day", () => {
    expect(thread("지난주 매출 얼마야?", "일별로 그려줘")).toMatchObject({
      kind: "trend",
      grain: "day",
      metrics: ["revenue"],
      time: "last_week",
    });
  });

  it("keeps the period when another metric is asked for, and says so", () => {
    const query = thread("10월 ROAS 알려줘", "그럼 CPA는?");

    expect(query).toMatchObject({ metrics: ["cpa"], time: "explicit:2026-10-01..2026-10-31" });
    expect(query?.assumptions.join()).toContain("time:");
  });

  it("starts afresh with a whole question", () => {
    expect(thread("지난주 메타 ROAS 알려줘", "지난달 네이버 클릭수 얼마야?")).toMatchObject({
      kind: "total",
      metrics: ["clicks"],
      time: "last_month",
      filters: [{ field: "medium", op: "in", values: ["naver"] }],
    });
  });

  it("reads two requests in one message, the second in the light of the first", () => {
    const { parts } = interpret("지난주 ROAS 알려주고 캠페인별 CPA도 뽑아줘", {}, setting);

    expect(parts.map(({ query }) => [query?.kind, query?.metrics, query?.time])).toEqual([
      ["total", ["roas"], "last_week"],
      ["breakdown", ["cpa"], "last_week"],
    ]);
  });

  it("reads a question and a wish in one message", () => {
    const { parts } = interpret("Show spend by campaign for last week and pause Olive Oil", {}, setting);

    expect(parts.map(({ intent }) => intent)).toEqual(["breakdown", "pause_resume"]);
    expect(parts[1]?.wish).toMatchObject({
      tool: "pause_campaign",
      input: { action: "pause", filters: [{ field: "campaign", op: "in", values: ["Olive Oil"] }] },
    });
  });
});
