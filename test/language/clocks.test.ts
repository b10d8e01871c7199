import { describe, expect, it } from "vitest";
import { findSpecials } from "../../src/language/specials.ts";

function clocks(text: string): string[] {
  return findSpecials(text).flatMap((span) =>
    span.kind === "clock" ? [`${span.hour}:${String(span.minute).padStart(2, "0")}`] : [],
  );
}

function rooms(text: string): string[] {
  return findSpecials(text).flatMap((span) => (span.kind === "room" ? [span.words] : []));
}

describe("times of day", () => {
  it.each([
    ["오후 6시 반에", "18:30"],
    ["아홉시 반", "9:30"],
    ["점심 1시", "13:00"],
    ["밤 12시", "0:00"],
    ["저녁에 7시", "19:00"],
    ["half past eight", "8:30"],
    ["at a quarter to nine, every weekday", "8:45"],
    ["at nine in the morning", "9:00"],
    ["8.30am", "8:30"],
    ["정오", "12:00"],
    ["report at 9 please", "9:00"],
  ])("reads %s", (text, expected) => {
    expect(clocks(text)).toEqual([expected]);
  });

  it("leaves hours of work, drafts and amounts alone", () => {
    expect(["두 시간", "두 시안", "3시즌", "at 5 won", "one morning"].flatMap(clocks)).toEqual([]);
  });
});

describe("rooms", () => {
  it("keeps the particle out of a room's name", () => {
    expect(rooms("#daily-ads에 올려줘")).toEqual(["#daily-ads"]);
    expect(rooms("#그로스에 올려줘")).toEqual(["#그로스"]);
    expect(rooms("boss@slow.kr로 보내줘")).toEqual(["boss@slow.kr"]);
  });
});
