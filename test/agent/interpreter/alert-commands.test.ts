// Alerts in words, and questions about figures that only sound like one.

import { expect, test } from "vitest";
import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const first = (said: string) => callsFor(interpret(said, {} as never, setting))[0];

const meta = [{ field: "medium", op: "in", values: ["meta"] }];
test.each([
  ["CPA 2만원 넘으면 알려줘", { metric: "cpa", op: ">", value: 20_000 }],
  ["ROAS 200% 밑으로 떨어지면 알림 보내줘", { metric: "roas", op: "<" }],
  [
    "메타 광고비가 하루 50만원 넘으면 바로 알려 주세요",
    { metric: "spend", op: ">", value: 500_000, window: "day" },
  ],
  ["전환이 하루 10건 미만이면 알려줘", { metric: "conversions", op: "<", value: 10 }],
  ["캠페인별로 CPA 3만원 초과하면 알려줘", { metric: "cpa", value: 30_000, each: "campaign" }],
  ["tell me if spend passes 500k a day on Meta", { metric: "spend", op: ">", value: 500_000, filters: meta }],
  ["alert me when CTR drops below 1%", { metric: "ctr", op: "<" }],
  ["notify us when CPA goes above 20,000 won", { metric: "cpa", op: ">", value: 20_000 }],
])("%s", (said, input) => {
  expect(first(said)).toMatchObject({ tool: "set_alert", input });
});

test.each([
  ["알림 목록", "show_alerts", {}],
  ["알림 뭐 있어?", "show_alerts", {}],
  ["list my alerts", "show_alerts", {}],
  ["그 알림 꺼줘", "change_alert", { deed: "off" }],
  ["CPA 알림 꺼줘", "change_alert", { deed: "off", metric: "cpa" }],
  ["예산 알림 꺼줘", "change_alert", { deed: "off", kind: "budget" }],
  ["알림 전부 꺼줘", "change_alert", { deed: "off", all: true }],
  ["알림 다시 켜줘", "change_alert", { deed: "on" }],
  ["turn off that alert", "change_alert", { deed: "off" }],
  ["3일 동안 조용히 해줘", "change_alert", { deed: "mute", all: true, days: 3 }],
  ["일주일간 알림 보내지 마", "change_alert", { deed: "mute", all: true, days: 7 }],
  ["mute alerts for 2 weeks", "change_alert", { deed: "mute", all: true, days: 14 }],
  ["밤 10시부터 아침 8시까지 알림 보내지 마", "set_alert_hours", { quietFrom: "22:00", quietTo: "08:00" }],
])("%s", (said, tool, input) => {
  expect(first(said)).toMatchObject({ tool, input });
});

test.each([
  "지난주 CPA 알려줘",
  "CPA 2만원 넘는 캠페인 알려줘",
  "캠페인 만들어지면 알려줘",
  "승인되면 알려줘",
  "ROAS가 왜 떨어졌는지 알려줘",
  "tell me about spend on Meta",
  "예산 꺼줘",
  "매일 아침 9시에 요약 보내줘",
])("%s is no alert", (said) => {
  expect(first(said)?.tool).not.toMatch(/alert/);
});
