import { describe, expect, it } from "vitest";
import { mediumFeatures } from "../../src/media/features.ts";
import { media } from "../../src/media/registry.ts";
import { day } from "./market-account.ts";

describe("what media can do", () => {
  it.each(Object.keys(media) as (keyof typeof media)[])(
    "of %s is told with source, day and whether it was confirmed",
    (name) => {
      const { facts, ...features } = mediumFeatures[name];

      expect(Object.keys(facts).toSorted()).toEqual(Object.keys(features).toSorted());
      for (const { source, date } of Object.values(facts)) {
        expect(source).not.toBe("");
        expect(date).toMatch(/^2026-/);
      }
    },
  );

  it("has Naver's VAT switch on its day", () => {
    expect(mediumFeatures.naver.vatBasis(day("2026-03-29"))).toBe("excluded");
    expect(mediumFeatures.naver.vatBasis(day("2026-03-30"))).toBe("included");
  });

  it("knows a least budget in won, and none in a currency nobody looked up", () => {
    expect(mediumFeatures.kakao.minDailyBudget("KRW")).toEqual({
      minor: 10_000n,
      currency: "KRW",
      vat: "excluded",
    });
    expect(mediumFeatures.kakao.minDailyBudget("USD")).toBeUndefined();
  });
});
