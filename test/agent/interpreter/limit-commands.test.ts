// Limits in words: every kind of guardrail, several at once, taken away; what is said of one campaign stays its budget.

import { describe, expect, test } from "vitest";
import { callsOf } from "./reading.ts";

const won = (amount: number) => ({ amount: { amount, currency: "KRW" } });

describe("one limit", () => {
  test.each([
    ["캠페인 한도 300만원으로", { kind: "cap_campaign", ...won(3_000_000) }],
    ["각 캠페인 한도를 300만원으로 해줘", { kind: "cap_campaign", ...won(3_000_000) }],
    ["campaign cap 3M", { kind: "cap_campaign", amount: { amount: 3_000_000 } }],
    ["set the campaign cap to 3M won", { kind: "cap_campaign", ...won(3_000_000) }],
    ["하루 한도 없애줘", { kind: "cap_day", remove: true }],
    ["remove the monthly cap", { kind: "cap_month", remove: true }],
    ["500만원부터 두 사람이 승인하게 해줘", { kind: "second_from", ...won(5_000_000) }],
    ["two people must approve from 5M won", { kind: "second_from", ...won(5_000_000) }],
    ["300만원부터는 다른 사람이 승인하게 해줘", { kind: "other_from", ...won(3_000_000) }],
    ["someone else approves from 3M won", { kind: "other_from", ...won(3_000_000) }],
    ["매니저는 300만원까지만 승인하게 해줘", { kind: "manager_up_to", ...won(3_000_000) }],
    ["managers approve up to 3M won", { kind: "manager_up_to", ...won(3_000_000) }],
    ["변경은 한 시간에 10번까지만", { kind: "changes_hour", count: 10 }],
    ["at most 10 changes an hour", { kind: "changes_hour", count: 10 }],
    ["예산 변경 폭 20%로 제한해줘", { kind: "change_ratio", percent: 20 }],
    ["limit budget changes to 20%", { kind: "change_ratio", percent: 20 }],
    ["자동 변경은 오전 9시부터 오후 6시까지만", { kind: "hours", hours: { from: 9, to: 18 } }],
    ["automation only from 9am to 6pm", { kind: "hours", hours: { from: 9, to: 18 } }],
  ])("%s", (said, input) => {
    expect(callsOf(said)).toEqual([{ tool: "set_limit", input }]);
  });
});

test("several in one sentence are told apart", () => {
  expect(callsOf("월 한도 2,000만원, 하루 한도 100만원")).toEqual([
    { tool: "set_limit", input: { kind: "cap_month", ...won(20_000_000) } },
    { tool: "set_limit", input: { kind: "cap_day", ...won(1_000_000) } },
  ]);
  expect(callsOf("daily cap 500,000 won and monthly cap 10M won").map(({ tool }) => tool)).toEqual([
    "set_limit",
    "set_limit",
  ]);
});

test.each([
  "여름 샌들 캠페인 한도 300만원으로",
  "이 캠페인 한도 30만원으로 바꿔줘",
  "메타 캠페인 한도 300만원으로",
  "캠페인 예산 300만원으로",
  "캠페인 한도 20% 올려줘",
  "Raise the cap on Oat Latte by a quarter please",
  "500만원짜리 캠페인 승인해줘",
])("%s is about campaigns", (said) => {
  expect(callsOf(said).map(({ tool }) => tool)).not.toContain("set_limit");
});
