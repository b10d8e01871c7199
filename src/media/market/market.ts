// The simulated ad market: what four media would report for an invented shop on one day.
// A pure function of (seed, day): no clock, no state, no chance. Any day can be asked for, in any order.

import breakdowns from "./breakdowns.json" with { type: "json" };
import { type DayMood, epochDayOf, moodOf, weekdayShare } from "./calendar.ts";
import { unit, wobble } from "./noise.ts";
import { effectOn, isPromotion } from "./plots.ts";
import type { MarketMedium, MarketRow, MarketView } from "./row.ts";
import { type AdPlan, adsOf, type CampaignPlan, campaignPlans, runsOn } from "./shop.ts";
import { breakDown, campaignRows, type Part } from "./split.ts";

const VAT_RATE = 0.1;

const views = breakdowns.views as { view: MarketView; media: MarketMedium[]; parts: Part[] }[];

/** Ad rows of one day, all campaigns that deliver; about 65. */
export function marketDay(seed: number, day: Temporal.PlainDate): MarketRow[] {
  const epochDay = epochDayOf(day);
  const mood = dayMood(day, epochDay);
  const ads = adsOfSeed(seed);
  return campaignPlans.flatMap((plan, index) =>
    runsOn(plan, day) ? campaignDay({ seed, epochDay, mood, plan, index }, ads[index] ?? []) : [],
  );
}

/** Everything the media report for one day: ad rows, campaign rows and breakdowns, each view with the same sums per campaign. */
export function marketReport(seed: number, day: Temporal.PlainDate): MarketRow[] {
  return reportOf(marketDay(seed, day));
}

/** What a campaign is on its medium, by breakdown: `{ product_type: "powerlink" }`. */
export type Kinds = Readonly<Partial<Record<"product_type" | "placement" | "campaign_type", string>>>;

/** @param kindOf what campaigns are that the shop does not know */
export function reportOf(
  ads: readonly MarketRow[],
  kindOf: (campaign: MarketRow) => Kinds = () => ({}),
): MarketRow[] {
  const campaigns = campaignRows(ads);
  return [...ads, ...campaigns, ...campaigns.flatMap((campaign) => brokenDown(campaign, kindOf))];
}

type CampaignDay = { seed: number; epochDay: number; mood: DayMood; plan: CampaignPlan; index: number };

function campaignDay(at: CampaignDay, ads: readonly AdPlan[]): MarketRow[] {
  const { plan, epochDay, mood } = at;
  const effect = effectOn(plan, epochDay);
  const demand = plan.capped
    ? 0.99 + 0.01 * unit(at.seed, epochDay, 1000 + at.index, 0)
    : mood.demand * weekdayShare(plan.medium, epochDay) * wobble(at.seed, epochDay, 1000 + at.index, 0, 0.07);
  const week = Math.floor((epochDay + 3) / 7);
  const rates = {
    price: plan.priceWon * mood.price * effect.price * wobble(at.seed, week, 1000 + at.index, 1, 0.04),
    ctr: plan.ctr * effect.ctr * wobble(at.seed, week, 1000 + at.index, 2, 0.04),
    cvr: plan.cvr * mood.buying * effect.cvr * wobble(at.seed, week, 1000 + at.index, 3, 0.06),
    basket: plan.basketWon * effect.basket,
  };
  return ads.map((ad) => adDay(at, ad, plan.dailyWon * demand * effect.spend * ad.share, rates));
}

type Rates = { price: number; ctr: number; cvr: number; basket: number };

function adDay(
  { seed, epochDay, plan }: CampaignDay,
  ad: AdPlan,
  plannedWon: number,
  rates: Rates,
): MarketRow {
  const noise = (channel: number, width: number): number => wobble(seed, epochDay, ad.index, channel, width);
  const price = rates.price * noise(1, 0.08);
  const ctr = rates.ctr * ad.appeal * noise(2, 0.08);
  const planned = plannedWon * (plan.capped ? 1 : noise(0, 0.06));
  const shown = plan.buying === "cpm" ? Math.round((planned / price) * 1000) : 0;
  const clicks = Math.round(plan.buying === "cpm" ? shown * ctr : planned / price);
  const impressions = plan.buying === "cpm" ? shown : Math.max(clicks, Math.round(clicks / ctr));
  const orders = Math.floor(clicks * rates.cvr * noise(3, 0.15) + unit(seed, epochDay, ad.index, 4));
  const conversions = Math.min(clicks, orders);
  const basketWon = Math.round((rates.basket * noise(5, 0.09)) / 100) * 100;
  const paid = plan.buying === "cpm" ? planned : clicks * price;
  return {
    view: "ad",
    medium: plan.medium,
    campaign: plan.name,
    adGroup: ad.adGroup,
    ad: ad.name,
    spendWon: Math.round(plan.medium === "naver" ? paid * (1 + VAT_RATE) : paid),
    revenueWon: conversions * basketWon,
    impressions,
    clicks,
    conversions,
  };
}

/** The shop never lets a holiday spoil its promotion: on those days demand falls no lower than usual. */
function dayMood(day: Temporal.PlainDate, epochDay: number): DayMood {
  const mood = moodOf(day);
  if (!isPromotion(epochDay)) return mood;
  return { ...mood, demand: Math.max(1, mood.demand), buying: Math.max(1, mood.buying) };
}

function brokenDown(campaign: MarketRow, kindOf: (campaign: MarketRow) => Kinds): MarketRow[] {
  const shared = views.filter(({ media }) => media.includes(campaign.medium));
  const kinds = shopKinds(campaign) ?? kindOf(campaign);
  return [
    ...shared.flatMap(({ view, parts }) => breakDown(campaign, view, parts)),
    ...kindRows(campaign, kinds),
  ];
}

/** What people ask for: 파워링크, 비즈보드, search. `undefined` for a campaign the shop does not know. */
function shopKinds({ medium, campaign }: MarketRow): Kinds | undefined {
  const plan = plansByName.get(campaign);
  if (plan?.medium !== medium) return undefined;
  const { productType, placement, campaignType } = plan;
  return {
    ...(productType !== undefined && { product_type: productType }),
    ...(placement !== undefined && { placement }),
    ...(campaignType !== undefined && { campaign_type: campaignType }),
  };
}

function kindRows(campaign: MarketRow, kinds: Kinds): MarketRow[] {
  return Object.entries(kinds).map(([dim, value]) => ({
    ...campaign,
    view: `campaign+${dim}` as MarketView,
    breakdown: { [dim]: value },
  }));
}

const plansByName = new Map(campaignPlans.map((plan) => [plan.name, plan]));

const adsBySeed = new Map<number, AdPlan[][]>();

/** Remembered per seed: a pure value that would be computed anew for each of 400 days. */
function adsOfSeed(seed: number): AdPlan[][] {
  const known = adsBySeed.get(seed);
  if (known) return known;
  const ads = adsOf(seed);
  if (adsBySeed.size > 16) adsBySeed.clear();
  adsBySeed.set(seed, ads);
  return ads;
}
