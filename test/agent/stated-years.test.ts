import { describe, expect, it } from "vitest";
import { interpret } from "../../src/agent/interpreter/interpret.ts";

const setting = { today: Temporal.PlainDate.from("2026-11-21"), lang: "en" as const };

function yearStated(message: string): boolean {
  const [part] = interpret(message, {}, setting).parts;
  return part?.query?.assumptions.some((line) => line.startsWith("year: ")) ?? false;
}

describe("a date without its year", () => {
  it.each([
    "Aug 15 spend",
    "8/15 광고비",
    "8월 1~7일 클릭",
    "8월 10~14 클릭",
    "3분기 매출",
    "clicks in September",
  ])("is told to be the latest such date: %s", (message) => {
    expect(yearStated(message)).toBe(true);
  });

  it.each(["2026년 8월 15일 광고비", "지난주 광고비", "Q3 2025 revenue", "작년 8월 매출"])(
    "is not told where the year was said: %s",
    (message) => {
      expect(yearStated(message)).toBe(false);
    },
  );
});
