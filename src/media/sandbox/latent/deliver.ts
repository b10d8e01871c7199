// Days of one campaign that was made in the simulated market: spend within its budget, then views, clicks and, late, orders.
// A pure function of the seed, the days and the account's change log.

import { epochDayOf, moodOf, weekdayShare } from "../../market/calendar.ts";
import { unit, wobble } from "../../market/noise.ts";
import type { MediumFeatures } from "../../features.ts";
import type { MediumName } from "../../medium.ts";
import { type Activity, activityOf, daysSinceEdit, type Family, firstOn, type Timeline } from "./timeline.ts";
import { ceilingWon, delayShare, efficiency, freshness, learning, type Truth } from "./truth.ts";

/** One ad on one day; amounts in won without VAT. */
export type AdDay = {
  day: Temporal.PlainDate;
  adId: string;
  spendWon: number;
  revenueWon: number;
  impressions: number;
  clicks: number;
  conversions: number;
};

export type Delivered = {
  seed: number;
  number: number;
  medium: MediumName;
  truth: Truth;
  family: Family;
  timeline: Timeline;
  zone: string;
  wonPerMicro: number;
  overdelivery: MediumFeatures["overdelivery"];
};

/** Budgets used per day so far, in days' worth, newest last: what the medium balances over week and month. */
type Used = { month: string; worth: number }[];

/** All days from the campaign's first until `to`, in order. `until`: the moment a day that is not over is cut at. */
export function deliver(at: Delivered, to: Temporal.PlainDate, until: Temporal.Instant): AdDay[] {
  const first = firstOn(at.timeline, at.family.campaign);
  if (first === undefined) return [];
  const rows: AdDay[] = [];
  const used: Used = [];
  const owed = new Map<string, number[]>();
  let stock = 0;
  let day = Temporal.Instant.fromEpochMilliseconds(first).toZonedDateTimeISO(at.zone).toPlainDate();
  for (; Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) {
    const span = spanOf(day, at.zone, until);
    const activity = activityOf(at.timeline, at.family, day, span);
    const spend = spendOf(at, day, activity, used);
    const made = spend > 0 ? shown(at, day, { activity, spend, stock, ms: span.from }) : [];
    stock = at.truth.carry * (stock + spend);
    rows.push(...reported(at, day, made, owed));
  }
  return rows;
}

function spanOf(
  day: Temporal.PlainDate,
  zone: string,
  until: Temporal.Instant,
): { from: number; to: number; until: number } {
  const start = (one: Temporal.PlainDate): number => one.toZonedDateTime(zone).epochMilliseconds;
  return { from: start(day), to: start(day.add({ days: 1 })), until: until.epochMilliseconds };
}

/** What the day costs in whole won: the budget as the medium paces it, at most what the market takes and what the medium may overspend. */
function spendOf(at: Delivered, day: Temporal.PlainDate, activity: Activity, used: Used): number {
  const month = day.toString().slice(0, 7);
  const peak = activity.peakMicros * at.wonPerMicro;
  const wanted = activity.budgetMicros * at.wonPerMicro;
  const epochDay = epochDayOf(day);
  const paced = wanted * wobble(at.seed, epochDay, at.number, 20, 0.14);
  const share = peak === 0 ? 0 : wanted / peak;
  const taken = ceilingWon(at.truth) * share * moodOf(day).demand * weekdayShare(at.medium, epochDay);
  const spend = Math.floor(Math.min(paced, taken, peak * worthLeft(at.overdelivery, used, month)));
  used.push({ month, worth: peak === 0 ? 0 : spend / peak });
  return Math.max(0, spend);
}

/** Days' worth of budget that the medium may still spend today. */
function worthLeft(
  { dayFactor, weekDays, monthDays }: Delivered["overdelivery"],
  used: Used,
  month: string,
): number {
  const lastSix = used.slice(-6).reduce((sum, { worth }) => sum + worth, 0);
  const thisMonth = used.filter((one) => one.month === month).reduce((sum, { worth }) => sum + worth, 0);
  return Math.max(
    0,
    Math.min(dayFactor, (weekDays ?? Infinity) - lastSix, (monthDays ?? Infinity) - thisMonth),
  );
}

type Shown = { adId: string; spendWon: number; impressions: number; clicks: number; orders: number };

function shown(
  at: Delivered,
  day: Temporal.PlainDate,
  now: { activity: Activity; spend: number; stock: number; ms: number },
): Shown[] {
  const epochDay = epochDayOf(day);
  const mood = moodOf(day);
  const lessons = learning(daysSinceEdit(at.timeline, at.family, now.ms + 86_399_999));
  const pull = efficiency(at.truth, now.spend + now.stock);
  return splitOver(at, now).map(({ adId, index, spendWon }) => {
    const noise = (channel: number, width: number): number =>
      wobble(at.seed, epochDay, at.number * 64 + index, channel, width);
    const age = (now.ms - (firstOn(at.timeline, adId) ?? now.ms)) / 86_400_000;
    const price = at.truth.priceWon * mood.price * lessons.price * noise(21, 0.12);
    const ctr = Math.min(0.5, at.truth.ctr * freshness(age) * pull ** 0.4 * noise(22, 0.1));
    const bought = at.truth.buying === "cpc" ? spendWon / price : (spendWon / price) * 1_000 * ctr;
    const clicks = Math.round(bought);
    const views = at.truth.buying === "cpc" ? clicks / ctr : (spendWon / price) * 1_000;
    const orders = clicks * at.truth.cvr * lessons.cvr * mood.buying * pull ** 0.6 * noise(23, 0.15);
    return { adId, spendWon, impressions: Math.max(clicks, Math.round(views)), clicks, orders };
  });
}

/** The day's won over the ads that ran, by how long and how strong each is; they add up exactly. */
function splitOver(
  { seed, number, family }: Delivered,
  { activity, spend }: { activity: Activity; spend: number },
): { adId: string; index: number; spendWon: number }[] {
  const weighed = family.ads.flatMap(({ id }, index) => {
    const share = activity.shares.get(id) ?? 0;
    return share > 0
      ? [{ adId: id, index, weight: share * (0.6 + 0.8 * unit(seed, number, index, 24)) }]
      : [];
  });
  const whole = weighed.reduce((sum, { weight }) => sum + weight, 0);
  let given = 0;
  let reached = 0;
  return weighed.map(({ adId, index, weight }) => {
    reached += weight;
    const upTo = Math.round((spend * reached) / whole);
    const spendWon = upTo - given;
    given = upTo;
    return { adId, index, spendWon };
  });
}

/** Orders are reported on the day they happen: about half on the day of the click, the rest over the four weeks after. */
function reported(
  at: Delivered,
  day: Temporal.PlainDate,
  made: readonly Shown[],
  owed: Map<string, number[]>,
): AdDay[] {
  const epochDay = epochDayOf(day);
  return at.family.ads.flatMap(({ id }, index) => {
    const today = made.find(({ adId }) => adId === id);
    const past = owed.get(id) ?? [];
    past.unshift(today?.orders ?? 0);
    owed.set(id, past.slice(0, 29));
    const expected = past.reduce((sum, orders, days) => sum + orders * delayShare(days), 0);
    const conversions = Math.floor(expected + unit(at.seed, epochDay, at.number * 64 + index, 25));
    if (!today && conversions === 0) return [];
    const basket =
      Math.round((at.truth.basketWon * wobble(at.seed, epochDay, at.number * 64 + index, 26, 0.09)) / 100) *
      100;
    const { spendWon = 0, impressions = 0, clicks = 0 } = today ?? {};
    return [{ day, adId: id, spendWon, impressions, clicks, conversions, revenueWon: conversions * basket }];
  });
}
