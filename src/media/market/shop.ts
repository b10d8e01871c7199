// The invented shop whose ads the simulated market plays: read from its file, numbered, with shares fixed by the seed.

import { z } from "zod";
import { unit } from "./noise.ts";
import type { MarketMedium } from "./row.ts";
import shop from "./shop.json" with { type: "json" };

const MonthDay = z.string().regex(/^\d\d-\d\d$/);

const CampaignPlan = z.object({
  medium: z.enum(["meta", "google_ads", "naver", "kakao"]),
  name: z.string(),
  /** `cpc`: search, a price per click; `cpm`: display, a price per 1,000 impressions. */
  buying: z.enum(["cpc", "cpm"]),
  campaignType: z.string().optional(),
  productType: z.string().optional(),
  placement: z.string().optional(),
  /** Runs each year from one day to the other, both included; always when absent. */
  flight: z.object({ from: MonthDay, to: MonthDay }).optional(),
  /** Prepared and switched off: known, without figures. */
  paused: z.boolean().default(false),
  /** Spends its daily budget to the last won every day, whatever the demand. */
  capped: z.boolean().default(false),
  dailyWon: z.number().int().positive(),
  priceWon: z.number().int().positive(),
  ctr: z.number().positive().max(1),
  cvr: z.number().positive().max(1),
  basketWon: z.number().int().positive(),
  adGroups: z.record(z.string(), z.array(z.string()).min(1)),
});
export type CampaignPlan = z.output<typeof CampaignPlan>;

export const campaignPlans: readonly CampaignPlan[] = z.array(CampaignPlan).parse(shop.campaigns);

/** One ad with its place in the shop. `index` counts all ads of the shop; `share` is its part of the campaign's spend, summing to 1. */
export type AdPlan = { index: number; adGroup: string; name: string; share: number; appeal: number };

/** Ads of every campaign, in the order of `campaignPlans`. The seed decides which ads of a campaign are strong. */
export function adsOf(seed: number): AdPlan[][] {
  let index = 0;
  return campaignPlans.map((plan) => {
    const ads = Object.entries(plan.adGroups).flatMap(([adGroup, names]) =>
      names.map((name) => {
        const weight = 0.7 + 0.6 * unit(seed, 0, index, 1);
        const appeal = 0.9 + 0.2 * unit(seed, 0, index, 2);
        return { index: index++, adGroup, name, share: weight, appeal };
      }),
    );
    const whole = ads.reduce((sum, ad) => sum + ad.share, 0);
    return ads.map((ad) => ({ ...ad, share: ad.share / whole }));
  });
}

export type MarketCampaign = {
  medium: MarketMedium;
  name: string;
  status: "active" | "paused" | "ended";
  adGroups: Readonly<Record<string, readonly string[]>>;
};

/** Every campaign of the shop with its state on `today`. The seed moves figures, never names, so all demos read alike. */
export function marketCampaigns(today: Temporal.PlainDate): MarketCampaign[] {
  return campaignPlans.map((plan) => ({
    medium: plan.medium,
    name: plan.name,
    status: plan.paused ? "paused" : runsOn(plan, today) ? "active" : "ended",
    adGroups: plan.adGroups,
  }));
}

/** Whether the campaign delivers on `day`. */
export function runsOn(plan: CampaignPlan, day: Temporal.PlainDate): boolean {
  if (plan.paused) return false;
  if (!plan.flight) return true;
  const monthDay = day.toString().slice(-5);
  return plan.flight.from <= monthDay && monthDay <= plan.flight.to;
}
