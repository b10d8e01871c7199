// One row cut into parts that add up to it exactly.

import type { MarketRow } from "./row.ts";

/** How a part differs from the whole: its share of impressions, and tilts of its rates and price around 1. */
export type Part = {
  values: Readonly<Record<string, string>>;
  share: number;
  click: number;
  buy: number;
  cost: number;
};

/** `total` cut along `weights` into integers that sum to it; a part of weight 0 gets 0. */
export function split(total: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  let given = 0;
  return weights.map((weight) => {
    reached += weight;
    const upTo = whole === 0 ? 0 : Math.floor((total * reached) / whole + 1e-9);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}

/** A campaign's row by one breakdown: one row per part, each figure summing to the campaign's. */
export function breakDown(row: MarketRow, view: MarketRow["view"], parts: readonly Part[]): MarketRow[] {
  const impressions = split(row.impressions, tilted(parts, "share"));
  const clicks = split(row.clicks, tilted(parts, "click", impressions));
  const spend = split(row.spendWon, tilted(parts, "cost", row.clicks > 0 ? clicks : impressions));
  const conversions = split(row.conversions, tilted(parts, "buy", clicks));
  const revenue = split(row.revenueWon, conversions);
  return parts.map(({ values }, i) => ({
    view,
    medium: row.medium,
    campaign: row.campaign,
    breakdown: values,
    spendWon: spend[i] ?? 0,
    revenueWon: revenue[i] ?? 0,
    impressions: impressions[i] ?? 0,
    clicks: clicks[i] ?? 0,
    conversions: conversions[i] ?? 0,
  }));
}

/** Campaign rows as the exact sums of their ad rows, in order of appearance. */
export function campaignRows(ads: readonly MarketRow[]): MarketRow[] {
  const sums = new Map<string, MarketRow>();
  for (const ad of ads) {
    const place = `${ad.medium} ${ad.campaign}`;
    const sum = sums.get(place);
    if (sum) add(sum, ad);
    else sums.set(place, asCampaign(ad));
  }
  return [...sums.values()];
}

function tilted(
  parts: readonly Part[],
  tilt: Exclude<keyof Part, "values">,
  of?: readonly number[],
): number[] {
  return parts.map((part, i) => part[tilt] * (of ? (of[i] ?? 0) : 1));
}

function asCampaign(ad: MarketRow): MarketRow {
  const { medium, campaign, spendWon, revenueWon, impressions, clicks, conversions } = ad;
  return { view: "campaign", medium, campaign, spendWon, revenueWon, impressions, clicks, conversions };
}

function add(sum: MarketRow, row: MarketRow): void {
  sum.spendWon += row.spendWon;
  sum.revenueWon += row.revenueWon;
  sum.impressions += row.impressions;
  sum.clicks += row.clicks;
  sum.conversions += row.conversions;
}
