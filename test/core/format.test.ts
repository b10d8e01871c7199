import { describe, expect, it } from "vitest";
import { clipped, formatPlain, formatQuantity, formatUnit, wholeLetters } from "../../src/core/format.ts";
import type { Quantity } from "../../src/core/quantity.ts";

const scope = { from: "2026-11-09", to: "2026-11-15" };

function written(over: Partial<Quantity>, lang: "ko" | "en" = "ko"): string {
  return formatQuantity({ value: 1, unit: "count", metric: "clicks", scope, ...over }, lang);
}

describe("written figures", () => {
  it("writes won without decimals and dollars with two", () => {
    expect(written({ value: 1234567, unit: "currency", currency: "KRW", metric: "spend" })).toBe(
      "1,234,567원",
    );
    expect(written({ value: 117.06, unit: "currency", currency: "USD", metric: "spend" }, "en")).toBe(
      "$117.06",
    );
    expect(written({ value: 1234567, unit: "currency", currency: "KRW", metric: "spend" }, "en")).toBe(
      "₩1,234,567",
    );
  });

  it("gives an unknown currency no sign: it is said once, beside the figures", () => {
    expect(written({ value: 58705.23, unit: "currency", currency: "XXX", metric: "spend" })).toBe(
      "58,705.23",
    );
  });

  it("writes a stored roas of 4.2 as 420% and a rate with two decimals", () => {
    expect(written({ value: 4.2, unit: "ratio", metric: "roas" })).toBe("420%");
    expect(written({ value: 0.0178813, unit: "ratio", metric: "ctr" })).toBe("1.79%");
  });

  it("does not round a small rate away", () => {
    expect(written({ value: 0.000178813, unit: "ratio", metric: "ctr" })).toBe("0.0179%");
    expect(written({ value: 0, unit: "ratio", metric: "ctr" })).toBe("0.00%");
  });

  it("writes changes with a sign and points as %p", () => {
    expect(written({ value: -0.123, unit: "ratio", metric: "change" })).toBe("−12.3%");
    expect(written({ value: 0.0125, unit: "ratio", metric: "points" })).toBe("+1.25%p");
  });

  it.each(["ko", "en"] as const)("puts no minus before what rounds to nothing (%s)", (lang) => {
    const nothing = (over: Partial<Quantity>): string => written({ value: -1e-9, ...over }, lang);
    const money = (currency: string): string => nothing({ unit: "currency", currency, metric: "spend" });

    expect(nothing({ metric: "conversions" })).toBe("0");
    expect(written({ value: -0, metric: "clicks" }, lang)).toBe("0");
    expect(["KRW", "USD", "EUR"].map(money)).toEqual([
      lang === "ko" ? "0.00원" : "₩0.00",
      "$0.00",
      "0.00 EUR",
    ]);
    expect(nothing({ unit: "ratio", metric: "roas" })).toBe("0%");
    expect(nothing({ unit: "ratio", metric: "share" })).toBe("0.0%");
    expect(nothing({ unit: "ratio", metric: "change" })).toBe("±0.0%");
    expect(nothing({ unit: "ratio", metric: "points" })).toBe("±0.00%p");
    expect(nothing({ metric: "effect" })).toBe("±0");
    expect(written({ value: 1e-9, unit: "ratio", metric: "change" }, lang)).toBe("±0.0%");
    expect(formatPlain({ value: -1e-13, unit: "count", metric: "clicks", scope })).toBe("0");
  });

  it("keeps the minus of what does not", () => {
    expect(written({ value: -3.5, unit: "currency", currency: "USD", metric: "spend" }, "en")).toBe("-$3.50");
    expect(written({ value: -0.03, unit: "ratio", metric: "roas" })).toBe("-3%");
    expect(written({ value: -0.0006, unit: "ratio", metric: "change" })).toBe("−0.1%");
    expect(formatPlain({ value: -7, unit: "count", metric: "clicks", scope })).toBe("-7");
  });

  it("shows a missing value as a dash, fractions of conversions with two decimals", () => {
    expect(written({ value: null, unit: "ratio", metric: "roas" })).toBe("–");
    expect(written({ value: 12.5, metric: "conversions" })).toBe("12.5");
  });

  it("gives a file the bare figure, and its unit apart", () => {
    const roas: Quantity = { value: 3.46, unit: "ratio", metric: "roas", scope };
    const spend: Quantity = { value: 1234567.25, unit: "currency", currency: "KRW", metric: "spend", scope };

    expect([formatPlain(roas), formatUnit(roas, "ko")]).toEqual(["346", "%"]);
    expect([formatPlain(spend), formatUnit(spend, "ko"), formatUnit(spend, "en")]).toEqual([
      "1234567.25",
      "원",
      "KRW",
    ]);
    expect(formatUnit({ ...roas, metric: "points" }, "ko")).toBe("%p");
    expect(formatPlain({ ...spend, value: null })).toBe("");
    expect(formatUnit({ ...spend, currency: "XXX" }, "ko")).toBe("");
    expect(formatPlain({ value: 1e-7, unit: "count", metric: "clicks", scope })).toBe("0.0000001");
  });
});

describe("a text that is cut", () => {
  it("keeps its length, and leaves no half of a letter", () => {
    expect(clipped("여름 샌들", 5)).toBe("여름 샌들");
    expect(clipped("여름 샌들 세일", 5)).toBe("여름 샌…");
    expect(clipped("여름🎉🎉", 4)).toBe("여름…");
    expect(clipped("여름🎉🎉", 5)).toBe("여름🎉…");
    expect(wholeLetters("🎉여름🎉".slice(1, 5))).toBe("여름");
  });
});
