import { describe, expect, it } from "vitest";
import { findAges } from "../../src/language/ages.ts";

function agesIn(text: string): string[] {
  return findAges(text)
    .toSorted((a, b) => a.from - b.from)
    .flatMap((span) => (span.kind === "word" ? span.meanings : []))
    .flatMap((meaning) => (meaning.kind === "value" ? [meaning.word.value] : []));
}

describe("ages", () => {
  it.each([
    ["20대", ["20-29"]],
    ["40~50대", ["40-59"]],
    ["20, 30대", ["20-39"]],
    ["20대하고 30대 중에", ["20-29", "30-39"]],
    ["20대와 30대", ["20-29", "30-39"]],
    ["2030 여성", ["20-39"]],
    ["30대 이상", ["30+"]],
    ["20세 이하", ["0-20"]],
    ["25세 미만", ["0-24"]],
    ["65세 이상", ["65+"]],
    ["women in their thirties", ["30-39"]],
    ["people under 25", ["0-24"]],
    ["under-25s", ["0-24"]],
    ["women over 40", ["40+"]],
    ["20s to 30s", ["20-39"]],
    ["25-34 여성", ["25-34"]],
  ])("are read: %s", (text, ages) => expect(agesIn(text)).toEqual(ages));

  it.each(["cpa under 25,000 won", "roas 300 이상", "over 50 conversions", "11월 10-14", "최근 30일"])(
    "are no amounts: %s",
    (text) => expect(agesIn(text)).toEqual([]),
  );
});
