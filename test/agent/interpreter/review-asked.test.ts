// What is said about a review that stands in the thread: why, what would open it, as what it is to be judged; and what is about something else.

import { describe, expect, test } from "vitest";
import { callsFor, type ToolCall } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";
import type { Before, Wish } from "../../../src/agent/interpreter/interpretation.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const reviewId = "0190a0a0-0000-7000-8000-000000000001";
const reviewed: Wish = {
  tool: "review_compliance",
  input: { text: "업계 1위 세럼", filters: [], action: "rerun" },
  reviewId,
};
const behind = (...wishes: Wish[]): Before => ({ last: "wish", wishes });
const calls = (said: string, before: Before = behind(reviewed)): ToolCall[] =>
  callsFor(interpret(said, before, setting));
const copy = { text: "업계 1위 세럼" };

describe("why it was found", () => {
  test.each([
    "왜 걸렸어?",
    "이거 왜 걸린 거야?",
    "왜요?",
    "왜 안 돼?",
    "이유가 뭐야?",
    "뭐가 문제야?",
    "무슨 법에 걸려?",
    "근거 조항 알려줘",
    "자세히 설명해줘",
    "왜 이게 문제야?",
    "why was it flagged?",
    "why?",
    "but why is that a problem?",
    "what's wrong with it?",
    "which law is that?",
    "why did you flag this?",
    "explain please",
    "why can't we say that?",
  ])("%s", (said) => {
    expect(calls(said)).toEqual([{ tool: "explain_findings", input: { ...copy, reviewId } }]);
  });

  test.each([
    ["첫 번째 지적 왜?", 1],
    ["두 번째는 왜?", 2],
    ["3번 지적은 왜 나온 거야?", 3],
    ["그럼 두 번째는?", 2],
    ["why the first one?", 1],
    ["what about the second?", 2],
    ["explain the third finding", 3],
  ])("of one finding: %s", (said, nth) => {
    expect(calls(said)).toEqual([{ tool: "explain_findings", input: { ...copy, reviewId, nth } }]);
  });

  test.each([
    "어떻게 고치면 돼?",
    "뭘 바꾸면 통과돼?",
    "통과하려면 어떻게 해야 해?",
    "그대로 쓰려면 뭐가 필요해?",
    "어떤 자료가 있으면 돼?",
    "what would make it fine?",
    "how can I fix it?",
    "what should we change?",
    "what evidence would help?",
    "what would it take to pass?",
  ])("and what would open it: %s", (said) => {
    expect(calls(said)).toEqual([{ tool: "explain_findings", input: { ...copy, reviewId, open: true } }]);
  });

  test("goes on after an explanation and after an answer to a finding", () => {
    const explained: Wish = { tool: "explain_findings", input: { ...copy, reviewId, nth: 1 }, reviewId };
    const answered: Wish = { tool: "answer_finding", input: { answer: "wrong" } };
    const second = [{ tool: "explain_findings", input: { ...copy, reviewId, nth: 2 } }];

    expect(calls("두 번째는?", behind(reviewed, explained))).toEqual(second);
    expect(calls("and the second?", behind(reviewed, answered))).toEqual(second);
  });

  test.each(["첫 번째 지적은 왜?", "why was the finding raised?", "explain the findings"])(
    "with a word for findings, wherever it is said: %s",
    (said) => {
      expect(calls(said, {}).map(({ tool }) => tool)).toEqual(["explain_findings"]);
    },
  );

  test.each([
    ["왜 걸렸어?", {}],
    ["ROAS가 왜 떨어졌어?", behind(reviewed)],
    ["why did spend go up last week?", behind(reviewed)],
    ["두 번째 캠페인 꺼줘", behind(reviewed)],
    ["how can I lower CPA?", behind(reviewed)],
  ])("is not asked by: %s", (said, before) => {
    expect(calls(said, before).map(({ tool }) => tool)).not.toContain("explain_findings");
  });
});

describe("what it is an ad for, and where, said after a review", () => {
  test.each([
    ["식품 광고야", { trade: "food" }],
    ["이거 화장품이에요", { trade: "cosmetics" }],
    ["업종은 금융이야", { trade: "finance" }],
    ["건강기능식품으로 다시 봐줘", { trade: "food" }],
    ["미국 기준으로", { jurisdiction: "US" }],
    ["미국 기준으로 다시 검토해줘", { jurisdiction: "US" }],
    ["일본에서는?", { jurisdiction: "JP" }],
    ["유럽이면 어때?", { jurisdiction: "EU" }],
    ["미국 화장품 광고야", { jurisdiction: "US", trade: "cosmetics" }],
    ["it's for cosmetics", { trade: "cosmetics" }],
    ["it's a food ad", { trade: "food" }],
    ["we sell supplements", { trade: "food" }],
    ["as in the US", { jurisdiction: "US" }],
    ["under US law please", { jurisdiction: "US" }],
    ["what about Japan?", { jurisdiction: "JP" }],
    ["would it pass in the EU?", { jurisdiction: "EU" }],
    ["as an ad for medical care", { trade: "medical" }],
  ])("%s", (said, now) => {
    expect(calls(said)).toEqual([{ tool: "review_compliance", input: { ...copy, ...now } }]);
  });

  test("keeps what was told before", () => {
    const told: Wish = { tool: "review_compliance", input: { ...copy, trade: "food" }, reviewId };

    expect(calls("미국 기준으로", behind(told))).toEqual([
      { tool: "review_compliance", input: { ...copy, trade: "food", jurisdiction: "US" } },
    ]);
  });

  test.each([
    ["식품 광고야", {}],
    ["what about us?", behind(reviewed)],
    ["화장품 광고 카피 써줘", behind(reviewed)],
    ["식품 캠페인 지난주 어땠어?", behind(reviewed)],
    ["미국 캠페인 예산 20% 올려줘", behind(reviewed)],
  ])("is not: %s", (said, before) => {
    expect(calls(said, before)).not.toContainEqual(
      expect.objectContaining({ tool: "review_compliance", input: expect.objectContaining(copy) }),
    );
  });
});
