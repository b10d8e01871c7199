import { describe, expect, it } from "vitest";
import { hasFallen, isWithinChance } from "../../src/analysis/count-change.ts";

describe("counts of two equal spans", () => {
  it("differ by chance up to twice the binomial's tail of one in twenty", () => {
    // Of 30, ten or fewer on one side: 0.0494 · 2 = 0.099; nine or fewer: 0.0214 · 2 = 0.043.
    expect(isWithinChance(10, 20)).toBe(true);
    expect(isWithinChance(9, 21)).toBe(false);
    expect(isWithinChance(21, 9)).toBe(false);
    expect(isWithinChance(0, 0)).toBe(true);
  });
});

describe("a share of counts", () => {
  it("has fallen from three deviations of the pooled share on", () => {
    // 2.0 % → 1.5 % of 10,000 each: 0.005 / 0.001854 = 2.70; → 1.4 %: 0.006 / 0.001828 = 3.28.
    const before = { count: 200, of: 10_000 };
    expect(hasFallen(before, { count: 150, of: 10_000 })).toBe(false);
    expect(hasFallen(before, { count: 140, of: 10_000 })).toBe(true);
    expect(hasFallen({ count: 0, of: 0 }, { count: 1, of: 10 })).toBe(false);
  });
});
