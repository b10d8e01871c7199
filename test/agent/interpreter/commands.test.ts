// Orders about automation itself, and what must not be taken for one.

import { describe, expect, test } from "vitest";
import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const calls = (said: string) => callsFor(interpret(said, {} as never, setting));
const toolOf = (said: string) => calls(said)[0]?.tool;

describe("an order", () => {
  test.each([
    ["자동 실행 전부 멈춰줘", "stop_automation"],
    ["자동화 당장 중지해", "stop_automation"],
    ["긴급 정지!", "stop_automation"],
    ["co9ma stop", "stop_automation"],
    ["stop all automation now", "stop_automation"],
    ["Halt everything automatic", "stop_automation"],
    ["자동 실행 다시 시작해줘", "resume_automation"],
    ["멈춤 해제해 주세요", "resume_automation"],
    ["resume automation please", "resume_automation"],
    ["지금 한도 보여줘", "show_limits"],
    ["show the limits", "show_limits"],
    ["실행 기록 보여줘", "show_history"],
    ["show me the history", "show_history"],
    ["피드백 보여줘", "show_feedback"],
    ["받은 피드백 목록 좀 보여주세요", "show_feedback"],
    ["우리 팀 답변 피드백 뭐 있어?", "show_feedback"],
    ["show feedback", "show_feedback"],
    ["list the recent team feedback please", "show_feedback"],
  ])("%s", (said, tool) => {
    expect(toolOf(said)).toBe(tool);
  });

  test.each([
    ["하루 한도 50만원으로 해줘", { kind: "cap_day", amount: { amount: 500_000, currency: "KRW" } }],
    [
      "한 달 지출 한도를 1,000만원으로 설정해줘",
      { kind: "cap_month", amount: { amount: 10_000_000, currency: "KRW" } },
    ],
    [
      "캠페인당 한도 300만원으로 바꿔줘",
      { kind: "cap_campaign", amount: { amount: 3_000_000, currency: "KRW" } },
    ],
    ["set the daily cap to 500,000 won", { kind: "cap_day", amount: { amount: 500_000, currency: "KRW" } }],
  ])("%s", (said, input) => {
    expect(calls(said)).toEqual([{ tool: "set_limit", input }]);
  });
});

describe("somebody leaves", () => {
  test.each([
    ["배하린 내보내줘", "배하린"],
    ["강도현 님을 워크스페이스에서 내보내 주세요", "강도현"],
    ["Remove Harin from the workspace", "Harin"],
  ])("%s", (said, person) => {
    expect(calls(said)).toEqual([{ tool: "set_role", input: { action: "remove", person } }]);
  });

  test("and no campaign is meant", () => {
    expect(toolOf("여름 세일 캠페인 내보내줘")).not.toBe("set_role");
    expect(toolOf("Remove Kakao from the plan")).not.toBe("set_role");
  });
});

describe("a deputy", () => {
  test.each([
    ["배하린 님을 대리인으로 지정해줘", { person: "배하린" }],
    [
      "11월 24일부터 11월 28일까지 배하린 님을 대리인으로 지정해줘",
      { person: "배하린", from: "2026-11-24", to: "2026-11-28" },
    ],
    ["다음 주 동안 강도현을 대리인으로 정해줘", { person: "강도현", from: "2026-11-23", to: "2026-11-29" }],
    ["Make Harin my deputy next week", { person: "Harin", from: "2026-11-23", to: "2026-11-29" }],
  ])("%s", (said, input) => {
    expect(calls(said)).toEqual([{ tool: "set_deputy", input }]);
  });
});

describe("words about campaigns are no order about automation", () => {
  test.each([
    "메타 캠페인 전부 멈춰줘",
    "광고 다 중지해",
    "네이버 하루 한도 5만원으로 캠페인 만들어줘",
    "여름 샌들 캠페인 하루 한도 5만원으로 바꿔줘",
    "Stop the Summer Sale campaign",
    "지난달 지출 한도 대비 얼마 썼어?",
    "show the campaign history of clicks last month",
  ])("%s", (said) => {
    expect(["stop_automation", "set_limit", "show_limits", "show_history"]).not.toContain(toolOf(said));
  });
});
