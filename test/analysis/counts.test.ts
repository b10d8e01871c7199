// Chances of counts, against sums that can be made by hand.

import { describe, expect, it } from "vitest";
import {
  chanceOfAtLeast,
  chanceOfAtMost,
  chanceOfHitsAtLeast,
  chanceOfHitsAtMost,
} from "../../src/analysis/counts.ts";

describe("chances of a count", () => {
  it("are e to the minus mean where none came", () => {
    expect(chanceOfAtMost(0, 3)).toBeCloseTo(Math.exp(-3), 12);
  });

  it("add the terms of one, two …: e^-2 × (1 + 2 + 2) for at most two of two", () => {
    expect(chanceOfAtMost(2, 2)).toBeCloseTo(5 * Math.exp(-2), 12);
    expect(chanceOfAtLeast(3, 2)).toBeCloseTo(1 - 5 * Math.exp(-2), 12);
  });

  it("count fractional conversions so that the chance is rather too large", () => {
    expect(chanceOfAtMost(1.4, 2)).toBe(chanceOfAtMost(2, 2));
    expect(chanceOfAtLeast(2.6, 2)).toBe(chanceOfAtLeast(2, 2));
  });

  it("go over to the bell curve without a step", () => {
    expect(chanceOfAtMost(560, 599.9)).toBeCloseTo(chanceOfAtMost(560, 600.1), 3);
  });

  it("are exact for hits in tries: none or one of four halves is five sixteenths", () => {
    expect(chanceOfHitsAtMost(1, 4, 0.5)).toBeCloseTo(5 / 16, 12);
    expect(chanceOfHitsAtLeast(2, 4, 0.5)).toBeCloseTo(11 / 16, 12);
  });

  it("are certain at the ends", () => {
    expect([chanceOfAtMost(5, 0), chanceOfAtLeast(0, 9), chanceOfHitsAtMost(4, 4, 0.5)]).toEqual([1, 1, 1]);
    expect([chanceOfHitsAtMost(1, 4, 1), chanceOfAtMost(-1, 3)]).toEqual([0, 0]);
  });
});
