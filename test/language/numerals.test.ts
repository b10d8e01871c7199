import { describe, expect, it } from "vitest";
import { findNumerals } from "../../src/language/numerals.ts";
import { normalise } from "../../src/language/text.ts";

describe("numerals", () => {
  it.each([
    ["1,234원", 1234, 1, 1],
    ["１２３４원", 1234, 1, 10 ** 0],
    ["1 234원", 1234, 1, 1],
    ["1.2만", 12_000, 1000, 1000],
    ["12만3천", 123_000, 1000, 1000],
    ["3억 2천만원", 320_000_000, 10_000_000, 10_000_000],
    ["1억2,345만 6,789원", 123_456_789, 1, 1],
    ["120만원", 1_200_000, 10_000, 100_000],
    ["0.26억", 26_000_000, 1_000_000, 1_000_000],
    ["백이십만 원", 1_200_000, 10_000, 100_000],
    ["삼백만", 3_000_000, 10_000, 1_000_000],
    ["삼천오백이십 원", 3520, 1, 10],
    ["열두 건", 12, 1, 1],
    ["스물다섯 명", 25, 1, 1],
    ["두 배", 2, 1, 1],
    ["1.2M", 1_200_000, 100_000, 100_000],
    ["42k clicks", 42_000, 1000, 1000],
    ["two million", 2_000_000, 1_000_000, 1_000_000],
    ["two hundred thousand", 200_000, 1000, 100_000],
    ["twenty-five", 25, 1, 1],
    ["a dozen", 12, 1, 1],
  ])("reads %s", (text, value, step, zeros) => {
    const [first] = findNumerals(normalise(text).toLowerCase());
    expect(first).toMatchObject({ value, step, zeros });
  });

  it.each(["세일 캠페인", "세종시", "천천히 만약 만큼", "이 배너", "네이버", "일일 보고"])(
    "finds none in %s",
    (text) => {
      expect(findNumerals(text)).toEqual([]);
    },
  );

  it("reads no value into digits that do not group", () => {
    expect(findNumerals("12,3456")[0]?.value).toBeNaN();
  });
});
