import { describe, expect, it } from "vitest";
import { interpret } from "../../src/agent/interpreter/interpret.ts";
import type { Before, Part } from "../../src/agent/interpreter/interpretation.ts";
import { advance } from "../../src/agent/interpreter/thread.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };

/** The last part of the last message, read in its thread. */
function last(...messages: string[]): Part | undefined {
  let before: Before = {};
  let part: Part | undefined;
  for (const message of messages) {
    for (part of interpret(message, before, setting).parts) before = advance(before, part);
  }
  return part;
}

const olive = [{ field: "campaign", op: "in", values: ["Olive Oil"] }];

describe("a thread", () => {
  it.each([
    ["How is Olive Oil doing this week?", "not great, pause that one"],
    ["Olive Oil 지난주 ROAS", "그거 꺼줘"],
  ])("knows what is pointed at when it was one campaign: %s %s", (first, second) => {
    expect(last(first, second)?.wish).toMatchObject({ tool: "pause_campaign", input: { filters: olive } });
  });

  it.each([
    ["최근 30일 전환수 캠페인별로", "그거 꺼줘"],
    ["Spend by campaign over the last 14 days", "pause that one"],
  ])("leaves it open where there were many: %s %s", (first, second) => {
    expect(last(first, second)?.wish).toMatchObject({ tool: "pause_campaign", input: { filters: [] } });
  });

  it.each([
    ["Spend by campaign last week", "pause that one", "the Olive Oil one"],
    ["지난주 CPA 높은 캠페인", "그거 꺼줘", "Olive Oil"],
  ])("takes the name that was missing: %s %s %s", (...messages) => {
    expect(last(...messages)?.wish).toMatchObject({
      tool: "pause_campaign",
      input: { action: "pause", filters: olive },
    });
  });

  it("puts a corrected figure into the last wish", () => {
    expect(last("Raise Olive Oil's budget by 10%", "no wait, make it 15%")?.wish).toMatchObject({
      tool: "edit_campaign",
      input: { filters: olive, changePct: 15 },
    });
  });

  it("asks for the figures of the campaign a wish was about, and says so", () => {
    const query = last("Pause Olive Oil", "thanks", "How many clicks did it get last week?")?.query;

    expect(query).toMatchObject({ metrics: ["clicks"], time: "last_week", filters: olive });
    expect(query?.assumptions.join()).toContain("campaign:");
  });

  it("limits the last list", () => {
    expect(last("which campaigns are active right now?", "only the ones on Kakao")?.listing).toMatchObject({
      status: "active",
      filters: [{ field: "status" }, { field: "medium", values: ["kakao"] }],
    });
  });

  it.each([
    ["메타 이번 달 ROAS", "그럼 구글은요?", "둘이 나란히 비교해 주세요"],
    ["Meta ROAS this month", "and Google?", "put the two side by side"],
  ])("compares the last two answers: %s %s %s", (...messages) => {
    expect(last(...messages)?.query).toMatchObject({
      kind: "compare",
      metrics: ["roas"],
      dimensions: ["medium"],
      filters: [{ field: "medium", values: ["meta", "google_ads"] }],
      time: "this_month",
    });
  });

  it.each([
    ["클릭 많은 키워드 5개", "10개로 늘려", 10],
    ["5 best campaigns by ROAS", "make that 2", 2],
  ])("changes how many are shown: %s %s", (first, second, limit) => {
    expect(last(first, second)?.query).toMatchObject({ kind: "top_n", limit });
  });

  it("changes the condition of the last figures", () => {
    expect(last("ROAS 200% 미만 캠페인별로 최근 30일", "기준을 150%로 낮춰봐")?.query).toMatchObject({
      having: [{ metric: "roas", op: "<", value: 1.5 }],
      time: "last_30_days",
    });
  });

  it("leaves the medium out again", () => {
    expect(last("카카오 매출 지난주 일별로", "전체 매체로 보면?")?.query).toMatchObject({
      kind: "trend",
      metrics: ["revenue"],
      filters: [],
    });
  });

  it("carries nothing into a whole new question", () => {
    expect(last("지난주 메타 ROAS", "고마워", "이번 분기 매체별 매출은 어떻게 돼?")?.query).toMatchObject({
      metrics: ["revenue"],
      dimensions: ["medium"],
      filters: [],
      time: "this_quarter",
    });
  });
});
