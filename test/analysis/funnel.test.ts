import { expect, test } from "vitest";
import { splitProduct } from "../../src/analysis/funnel.ts";

// 500,000 impressions in both weeks, 5,000 → 5,200 clicks, 75 → 48 orders, 1.5M → 1.6M won, revenue 3.00M → 1.92M won.
const ctr = { key: "ctr", before: 5000 / 500_000, after: 5200 / 500_000, power: 1 } as const;
const cvr = { key: "cvr", before: 75 / 5000, after: 48 / 5200, power: 1 } as const;
const aov = { key: "aov", before: 40_000, after: 40_000, power: 1 } as const;
const cpm = { key: "cpm", before: 3000, after: 3200, power: -1 } as const;

function rounded(split: ReturnType<typeof splitProduct>): Record<string, number> {
  return Object.fromEntries(
    (split?.contributions ?? []).map(({ key, contribution }) => [key, Number(contribution.toFixed(6)) + 0]),
  );
}

test("the funnel of ROAS reproduces the worked case", () => {
  expect(rounded(splitProduct([ctr, cvr, aov, cpm], 1000))).toEqual({
    ctr: 0.061423,
    cvr: -0.76035,
    aov: 0,
    cpm: -0.101073,
  });
});

test("the short form by CPC gives the same share to the conversion rate", () => {
  const cpc = { key: "cpc", before: 300, after: 1_600_000 / 5200, power: -1 } as const;

  expect(rounded(splitProduct([cvr, aov, cpc]))).toEqual({ cvr: -0.76035, aov: 0, cpc: -0.03965 });
});

test("a factor of zero falls back to differences that still add up", () => {
  const split = splitProduct([ctr, { ...cvr, after: 0 }, aov, cpm], 1000);

  expect(split?.form).toBe("difference");
  const sum = (split?.contributions ?? []).reduce((all, { contribution }) => all + contribution, 0);
  expect(sum).toBeCloseTo(-2, 9);
});

test("a divisor of zero has no split", () => {
  expect(splitProduct([ctr, { ...cpm, after: 0 }], 1000)).toBeUndefined();
});
