// Stored reports changed by a few words, and what must not be taken for that.

import { expect, test } from "vitest";
import { callsFor } from "../../../src/agent/interpreter/calls.ts";
import { interpret } from "../../../src/agent/interpreter/interpret.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "ko" as const };
const first = (said: string) => callsFor(interpret(said, {} as never, setting))[0];

test.each([
  ["공휴일은 빼고", { holidays: "skip" }],
  ["공휴일에는 보내지 마", { holidays: "skip" }],
  ["공휴일이면 다음 영업일에 보내줘", { holidays: "next" }],
  ["공휴일에도 보내줘", { holidays: "keep" }],
  ["not on holidays", { holidays: "skip" }],
  ["오전 9시 말고 10시로", { at: "10:00", which: "09:00" }],
  ["오후 3시 말고 5시로 보내줘", { at: "17:00", which: "15:00" }],
  ["보내는 시간 8시 반으로 바꿔줘", { at: "08:30" }],
  ["make it 10am instead", { at: "10:00" }],
  ["move it to 8:30", { at: "08:30" }],
])("%s", (said, input) => {
  expect(first(said)).toMatchObject({ tool: "schedule_digest", input: { action: "edit", ...input } });
});

test("holidays may be said with the rhythm", () => {
  expect(first("평일 아침 9시에 요약 보내줘, 공휴일은 빼고")).toMatchObject({
    tool: "schedule_digest",
    input: { cron: "0 9 * * 1-5", holidays: "skip" },
  });
});

test.each([
  "공휴일 빼고 지난달 매출",
  "오후 3시 성과 어땠어?",
  "공휴일에 매출이 왜 떨어졌어?",
  "sales without holidays",
])("%s is no change of a report", (said) => {
  expect(first(said)?.tool).not.toBe("schedule_digest");
});
