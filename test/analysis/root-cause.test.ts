import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Segment,
  type Split,
  splitRatioChange,
  splitSumChange,
  splitVolumeChange,
} from "../../src/analysis/root-cause.ts";

// Revenue over spend in millions of won, one week against the week before.
const brandSearch: Segment = { key: "brand search", numerator: [9, 7.08], denominator: [1.5, 1.2] };
const prospecting: Segment = { key: "prospecting", numerator: [4.8, 6.72], denominator: [2, 3.2] };
const moment: Segment = { key: "moment", numerator: [3, 1.92], denominator: [1.5, 1.6] };

describe("the split of a ratio", () => {
  test("reproduces the worked case to six decimals", () => {
    const split = splitRatioChange([brandSearch, prospecting, moment]);

    expect(split?.before).toBeCloseTo(3.36, 12);
    expect(split?.after).toBeCloseTo(2.62, 12);
    expect(
      split?.parts.map(({ rate, mix, sum }) => [rate, mix, sum].map((x) => Number(x.toFixed(6)))),
    ).toEqual([
      [-0.025, -0.296, -0.321],
      [-0.14, -0.098667, -0.238667],
      [-0.226667, 0.046333, -0.180333],
    ]);
    expect(split?.rate).toBeCloseTo(-0.391667, 6);
    expect(split?.mix).toBeCloseTo(-0.348333, 6);
  });

  test("calls a segment that appears all mix", () => {
    const split = splitRatioChange([
      { key: "old", numerator: [10, 10], denominator: [5, 5] },
      { key: "new", numerator: [0, 3], denominator: [0, 5] },
    ]);

    expect(split?.parts[1]?.rate).toBeCloseTo(0, 12);
    expect(split?.parts[1]?.mix).toBeCloseTo(0.5 * (0.6 - 1.65), 12);
    expect(split?.change).toBeCloseTo(-0.7, 12);
  });

  test("does not exist where nothing was spent", () => {
    expect(splitRatioChange([{ key: "a", numerator: [1, 1], denominator: [0, 2] }])).toBeUndefined();
  });
});

describe("the split of a sum", () => {
  test("tells volume, rate and mix of conversions over clicks apart", () => {
    // 100 clicks at 10 % and 100 at 2 %; then 200 at 10 % and 100 at 2 %.
    const split = splitVolumeChange([
      { key: "a", numerator: [10, 20], denominator: [100, 200] },
      { key: "b", numerator: [2, 2], denominator: [100, 100] },
    ]);

    // K goes from 0.06 to 0.0733…, W from 200 to 300: volume = 100 × 0.0666…, no segment changed its rate.
    expect(split?.change).toBe(10);
    expect(split?.volume).toBeCloseTo(6.666667, 6);
    expect(split?.rate).toBeCloseTo(0, 9);
    expect(split?.mix).toBeCloseTo(3.333333, 6);
    expect(split?.parts.map((part) => part.sum)).toEqual([10, 0]);
  });

  test("without a carrier is the plain change of each segment", () => {
    const split = splitSumChange([brandSearch, moment]);

    expect(split.parts.map((part) => Number(part.sum.toFixed(6)))).toEqual([-1.92, -1.08]);
    expect(split.change).toBeCloseTo(-3, 12);
  });
});

test("contributions add up to the change in any case, also with vanished segments and value without cost", () => {
  const amount = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 100_000_000 }));
  const pair = fc.tuple(amount, amount);
  const segment = fc.record({ key: fc.string(), numerator: pair, denominator: pair });

  fc.assert(
    fc.property(fc.array(segment, { minLength: 1, maxLength: 12 }), (all) => {
      for (const split of [splitRatioChange(all), splitVolumeChange(all)]) {
        expect(split === undefined || residual(split) <= 1e-12).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

/** The largest gap between contributions and change, as a share of the figures' own size. */
function residual(split: Split): number {
  // Parts may be far larger than what they add up to: rounding is measured against the largest figure added.
  const added = split.parts.flatMap(({ volume, rate, mix }) => [volume, rate, mix].map(Math.abs));
  const size = Math.abs(split.before) + Math.abs(split.after) + Math.max(...added, 0) + 1;
  const sums = split.parts.reduce((sum, part) => sum + part.sum, 0);
  const within = split.parts.map((part) => part.volume + part.rate + part.mix - part.sum);
  const gaps = [split.volume + split.rate + split.mix - split.change, sums - split.change, ...within];
  return Math.max(...gaps.map(Math.abs)) / size;
}
