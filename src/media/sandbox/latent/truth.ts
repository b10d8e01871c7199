// The hidden truth about one campaign: how its market answers money. Fixed by the seed and the campaign's number; nobody but the
// simulated market and its judge may know it.

import type { Objective } from "../../../core/objective.ts";
import { z } from "zod";
import { unit } from "../../market/noise.ts";
import type { CampaignPlan } from "../../market/shop.ts";
import type { MediumName } from "../../medium.ts";
import levels from "./levels.json" with { type: "json" };

export type Truth = {
  buying: "cpc" | "cpm";
  /** Won per click or per 1,000 impressions. */
  priceWon: number;
  ctr: number;
  cvr: number;
  basketWon: number;
  /** Daily spend at which half of what can be had is had, and how steep the curve is there. */
  halfPointWon: number;
  slope: number;
  /** Share of yesterday's effect that is still there today. */
  carry: number;
};

const Level = z.object({
  buying: z.enum(["cpc", "cpm"]),
  priceWon: z.number(),
  ctr: z.number(),
  cvr: z.number(),
  basketWon: z.number(),
  halfPointWon: z.number(),
});

/** @param reach share of the medium's people the campaign is aimed at, 0..1 */
export function truthOf(
  seed: number,
  campaign: {
    number: number;
    medium: MediumName;
    objective: Objective;
    reach: number;
    plan?: CampaignPlan | undefined;
  },
): Truth {
  const { medium, plan, number } = campaign;
  const level = Level.parse(plan ? { ...plan, halfPointWon: plan.dailyWon * 1.5 } : levels.media[medium]);
  const tilt = plan ? levels.objectives.sales : levels.objectives[campaign.objective];
  const chance = (channel: number): number => bell(seed, number, channel);
  return {
    buying: level.buying,
    priceWon: level.priceWon * tilt.price * Math.exp(0.15 * chance(0)),
    ctr: level.ctr * tilt.ctr * Math.exp(0.2 * chance(1)),
    cvr: level.cvr * tilt.cvr * Math.exp(0.3 * chance(2)),
    basketWon: level.basketWon * tilt.basket * Math.exp(0.15 * chance(3)),
    halfPointWon: level.halfPointWon * (0.3 + 0.7 * campaign.reach) * Math.exp(0.5 * chance(4)),
    slope: 0.8 + 0.8 * unit(seed, number, 7_001, 5),
    carry: 0.5 * unit(seed, number, 7_001, 6),
  };
}

/** Effect per won at this spend, beside the effect at the half-point: falls as the market fills, 1.8 at most. */
export function efficiency({ halfPointWon, slope }: Truth, spendWon: number): number {
  const x = Math.max(1, spendWon) / halfPointWon;
  return Math.min(1.8, (2 * x ** (slope - 1)) / (x ** slope + 1));
}

/** What the campaign's people can take on one day, however much is offered. */
export function ceilingWon(truth: Truth): number {
  return truth.halfPointWon * levels.ceiling;
}

/** How much of its first pull a picture or a line keeps after so many days. */
export function freshness(days: number): number {
  const { floor, days: constant } = levels.fatigue;
  return floor + (1 - floor) * Math.exp(-Math.max(0, days) / constant);
}

/** While the medium learns anew after an edit, it pays more and sells less. */
export function learning(daysSinceEdit: number): { price: number; cvr: number } {
  return daysSinceEdit < levels.learning.days ? levels.learning : { price: 1, cvr: 1 };
}

/** Part of a day's orders that is reported `days` later. */
export function delayShare(days: number): number {
  const { keep, days: last } = levels.delay;
  return days > last ? 0 : (1 - keep) * keep ** days;
}

/** Won of one main unit of the account's currency; the levels are in won. */
export function wonPerMainUnit(currency: string): number {
  return (levels.wonPerMainUnit as Readonly<Record<string, number>>)[currency] ?? 1;
}

/** About a standard normal, by four numbers of the seed. */
function bell(seed: number, number: number, channel: number): number {
  let sum = 0;
  for (let draw = 0; draw < 4; draw++) sum += unit(seed, number, 7_002 + draw, channel);
  return (sum - 2) * Math.sqrt(3);
}
