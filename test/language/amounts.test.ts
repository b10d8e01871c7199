import { describe, expect, it } from "vitest";
import { findAmounts } from "../../src/language/amounts.ts";
import { normalise } from "../../src/language/text.ts";

function first(text: string) {
  const [amount] = findAmounts(normalise(text).toLowerCase());
  return amount && { value: amount.value, kind: amount.kind, currency: amount.currency };
}

describe("amounts", () => {
  it.each([
    ["300만원", 3_000_000, "money", "KRW"],
    ["３００만원", 3_000_000, "money", "KRW"],
    ["2.4백만", 2_400_000, "plain", undefined],
    ["월 2천만원", 20_000_000, "money", "KRW"],
    ["3억 5천만원", 350_000_000, "money", "KRW"],
    ["1만 2천원", 12_000, "money", "KRW"],
    ["삼백만원", 3_000_000, "money", "KRW"],
    ["백만원", 1_000_000, "money", "KRW"],
    ["3M KRW", 3_000_000, "money", "KRW"],
    ["6M", 6_000_000, "plain", undefined],
    ["4 million won", 4_000_000, "money", "KRW"],
    ["$1,200.50", 1200.5, "money", "USD"],
    ["₩50,000", 50_000, "money", "KRW"],
    ["1.5%", 1.5, "percent", undefined],
    ["5프로", 5, "percent", undefined],
    ["두 배", 2, "times", undefined],
    ["세 개", 3, "count", undefined],
    ["상위 5개", 5, "count", undefined],
    ["three campaigns", 3, "plain", undefined],
    ["two hundred thousand won", 200_000, "money", "KRW"],
    ["three hundred and fifty thousand won", 350_000, "money", "KRW"],
    ["a hundred and twenty thousand won", 120_000, "money", "KRW"],
    ["one million two hundred thousand won", 1_200_000, "money", "KRW"],
    ["half a million won", 500_000, "money", "KRW"],
    ["forty-five thousand won", 45_000, "money", "KRW"],
    ["3천5백원", 3_500, "money", "KRW"],
  ])("reads %s", (text, value, kind, currency) => {
    expect(first(text)).toEqual({ value, kind, currency });
  });

  it.each(["이번 주", "일일 보고", "구글", "한 달", "프로모션", "만족도"])(
    "finds no amount in %s",
    (text) => {
      expect(findAmounts(text)).toEqual([]);
    },
  );
});

describe("plain text", () => {
  it("drops zero-width and direction marks and keeps single Hangul letters", () => {
    expect(normalise("지난\u200B주\u202E ㅊㅇㄹ\uFEFF ＲＯＡＳ “메타”")).toBe('지난주 ㅊㅇㄹ ROAS "메타"');
  });

  it("composes Hangul that came in pieces", () => {
    expect(normalise("광고비".normalize("NFD"))).toBe("광고비");
  });
});
