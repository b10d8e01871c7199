// The five stories planted in the market, as factors on a cycle of four weeks that starts on a Monday.
// Each stands once in every four complete weeks, and every complete week holds at least one.

import { weekdayOf } from "./calendar.ts";
import type { CampaignPlan } from "./shop.ts";

export const CYCLE_DAYS = 28;

export type StoryName = "tag_outage" | "bid_war" | "creative_fatigue" | "small_budget" | "weekend_promotion";

/** Factors around 1 on what the campaign would have done anyway. */
export type Effect = { spend: number; price: number; ctr: number; cvr: number; basket: number };

const CALM: Effect = { spend: 1, price: 1, ctr: 1, cvr: 1, basket: 1 };

export type Plot = {
  story: StoryName;
  /** First and last day of the cycle (0 = its first Monday), both included. */
  from: number;
  to: number;
  touches: (plan: CampaignPlan) => boolean;
  /** @param age days since `from` */
  effect: (age: number) => Partial<Effect>;
};

export const FATIGUED = "포근이불 신규고객";
export const OUTBID = "침구 파워링크";
export const CAPPED = "재구매 비즈보드";

const FRESH_CTR = 1.12;

export const plots: readonly Plot[] = [
  {
    story: "creative_fatigue",
    from: 0,
    to: 20,
    touches: (plan) => plan.name === FATIGUED,
    effect: (age) => ({ ctr: FRESH_CTR - 0.54 * (age / 20) }),
  },
  {
    // The new creative's first week, before it tires as the one before it did.
    story: "creative_fatigue",
    from: 21,
    to: 27,
    touches: (plan) => plan.name === FATIGUED,
    effect: () => ({ ctr: FRESH_CTR }),
  },
  {
    story: "tag_outage",
    from: 1,
    to: 2,
    touches: (plan) => plan.medium === "google_ads",
    effect: () => ({ cvr: 0.02 }),
  },
  {
    story: "bid_war",
    from: 7,
    to: 13,
    touches: (plan) => plan.name === OUTBID,
    effect: () => ({ price: 1.55, spend: 1.08 }),
  },
  {
    story: "small_budget",
    from: 15,
    to: 17,
    touches: (plan) => plan.name === CAPPED,
    effect: () => ({ spend: 1.5 }),
  },
  {
    story: "weekend_promotion",
    from: 26,
    to: 27,
    touches: () => true,
    effect: () => ({ spend: 1.3, ctr: 1.1, cvr: 2, basket: 0.72 }),
  },
];

/** Days since the Monday a cycle began, 0..27. */
export function cycleDay(epochDay: number): number {
  const monday = epochDay - weekdayOf(epochDay);
  const week = (monday + 3) / 7;
  return ((((week + 1) % 4) + 4) % 4) * 7 + weekdayOf(epochDay);
}

/** All stories that touch this campaign on this day, together. */
export function effectOn(plan: CampaignPlan, epochDay: number): Effect {
  const at = cycleDay(epochDay);
  let effect = CALM;
  for (const plot of plots) {
    if (at < plot.from || at > plot.to || !plot.touches(plan)) continue;
    effect = together(effect, { ...CALM, ...plot.effect(at - plot.from) });
  }
  return effect;
}

export function isPromotion(epochDay: number): boolean {
  const at = cycleDay(epochDay);
  return plots.some(({ story, from, to }) => story === "weekend_promotion" && at >= from && at <= to);
}

function together(a: Effect, b: Effect): Effect {
  return {
    spend: a.spend * b.spend,
    price: a.price * b.price,
    ctr: a.ctr * b.ctr,
    cvr: a.cvr * b.cvr,
    basket: a.basket * b.basket,
  };
}
