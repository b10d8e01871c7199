import { describe, expect, it } from "vitest";
import {
  delayShare,
  efficiency,
  freshness,
  learning,
  truthOf,
} from "../../../src/media/sandbox/latent/truth.ts";
import { editedDay } from "../../../src/media/sandbox/latent/edited.ts";

const truth = {
  buying: "cpm",
  priceWon: 8_000,
  ctr: 0.01,
  cvr: 0.02,
  basketWon: 40_000,
  halfPointWon: 100_000,
  slope: 1,
  carry: 0,
} as const;

describe("how the market answers money", () => {
  it("gives each won less the more of them there are: 1 at the half-point, 2 / 5 at four times of it", () => {
    expect(efficiency(truth, 100_000)).toBeCloseTo(1, 10);
    expect(efficiency(truth, 400_000)).toBeCloseTo(0.4, 10);
    expect(efficiency(truth, 1)).toBe(1.8);
  });

  it("never gives fewer effects for more money", () => {
    for (const slope of [0.8, 1, 1.3, 1.6]) {
      let before = 0;
      for (let spend = 10_000; spend < 2_000_000; spend += 10_000) {
        const effect = spend * efficiency({ ...truth, slope }, spend) ** 0.6;
        expect(effect).toBeGreaterThanOrEqual(before);
        before = effect;
      }
    }
  });

  it("tires of an ad: a quarter of its pull is lost in the long run, most of it in the first two months", () => {
    expect(freshness(0)).toBe(1);
    expect(freshness(30)).toBeCloseTo(0.75 + 0.25 / Math.E, 10);
    expect(freshness(3_000)).toBeCloseTo(0.75, 10);
  });

  it("learns anew for four days after an edit", () => {
    expect([0, 3, 4].map((days) => learning(days).cvr)).toEqual([0.8, 0.8, 1]);
  });

  it("reports half of the orders on the day, the rest over four weeks, and all of them in the end", () => {
    const shares = Array.from({ length: 40 }, (_, days) => delayShare(days));

    expect(shares.slice(0, 3)).toEqual([0.5, 0.25, 0.125]);
    expect(shares.slice(29)).toEqual(Array.from({ length: 11 }, () => 0));
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
  });

  it("is another for each campaign and seed, and within what such campaigns usually are", () => {
    const truths = Array.from({ length: 400 }, (_, seed) =>
      truthOf(seed, { number: 17, medium: "meta", objective: "sales", reach: 1 }),
    );

    const middle = (pick: (one: (typeof truths)[number]) => number): number =>
      truths.map(pick).toSorted((a, b) => a - b)[200] ?? 0;
    expect(middle(({ priceWon }) => priceWon)).toBeGreaterThan(8_000);
    expect(middle(({ priceWon }) => priceWon)).toBeLessThan(9_000);
    for (const { ctr, cvr, slope, carry } of truths) {
      expect(ctr).toBeGreaterThan(0.006);
      expect(ctr).toBeLessThan(0.04);
      expect(cvr).toBeGreaterThan(0.008);
      expect(cvr).toBeLessThan(0.09);
      expect(slope).toBeGreaterThanOrEqual(0.8);
      expect(slope).toBeLessThanOrEqual(1.6);
      expect(carry).toBeLessThan(0.5);
    }
    expect(truthOf(5, { number: 17, medium: "meta", objective: "sales", reach: 1 })).toEqual(truths[5]);
    expect(truthOf(5, { number: 18, medium: "meta", objective: "sales", reach: 1 })).not.toEqual(truths[5]);
  });
});

describe("an edited day of a campaign that was there", () => {
  const row = {
    view: "ad",
    medium: "meta",
    campaign: "c",
    adGroup: "g",
    spendWon: 100_000,
    revenueWon: 1_000_000,
    impressions: 10_000,
    clicks: 1_000,
    conversions: 100,
  } as const;
  const rows = [
    { ...row, ad: "a" },
    { ...row, ad: "b" },
  ];
  const edit = {
    baseMicros: 200_000e6,
    wonPerMicro: 1e-6,
    daysSinceEdit: 30,
    dayFactor: 2,
    vatFactor: 1,
    adIdOf: ({ ad }: { ad?: string }) => ad,
  };
  const activity = (budgetMicros: number, shares: Record<string, number>) => ({
    budgetMicros,
    peakMicros: budgetMicros,
    shares: new Map(Object.entries(shares)),
  });

  it("is the same day when nothing differs", () => {
    expect(editedDay(rows, { ...edit, activity: activity(200_000e6, { a: 1, b: 1 }) })).toEqual(rows);
  });

  it("costs twice with twice the budget, for less than twice the clicks and fewer orders still", () => {
    const [one] = editedDay(rows, { ...edit, activity: activity(400_000e6, { a: 1, b: 1 }) });

    expect(one).toMatchObject({ spendWon: 200_000, clicks: 1_866, conversions: 168, revenueWon: 1_680_000 });
  });

  it("moves the money of a paused ad to the one that runs", () => {
    expect(editedDay(rows, { ...edit, activity: activity(200_000e6, { b: 1 }) })).toMatchObject([
      { ad: "b", spendWon: 200_000 },
    ]);
  });

  it("never costs more than the medium may over-deliver", () => {
    const busy = rows.map((one) => ({ ...one, spendWon: 500_000 }));

    const after = editedDay(busy, { ...edit, activity: activity(190_000e6, { a: 1, b: 1 }) });

    expect(after.reduce((sum, { spendWon }) => sum + spendWon, 0)).toBe(380_000);
  });

  it("is none when nothing ran", () => {
    expect(editedDay(rows, { ...edit, activity: activity(0, {}) })).toEqual([]);
  });
});
