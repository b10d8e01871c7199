// Days of a campaign the demo shop ran already, after somebody changed it: the figures it would have had, moved by the change.

import type { MarketRow } from "../../market/row.ts";
import type { Activity } from "./timeline.ts";
import { learning } from "./truth.ts";

/** More money buys dearer clicks, and clicks of people who buy less. */
const CLICKS_PER_SPEND = 0.9;
const ORDERS_PER_SPEND = 0.75;

export type Edited = {
  activity: Activity;
  baseMicros: number;
  wonPerMicro: number;
  daysSinceEdit: number;
  dayFactor: number;
  /** 1.1 where the medium's spend includes VAT. */
  vatFactor: number;
  adIdOf: (row: MarketRow) => string | undefined;
};

/**
 * @param rows the ad rows of one campaign and day as they were before any change
 * @param added rows of ads that were made since, each as an ad of this campaign usually does
 */
export function editedDay(
  rows: readonly MarketRow[],
  edit: Edited,
  added: readonly MarketRow[] = [],
): MarketRow[] {
  const running = [...rows, ...added].flatMap((row) => {
    const share = edit.activity.shares.get(edit.adIdOf(row) ?? "") ?? 0;
    return share > 0 ? [{ row, share }] : [];
  });
  const whole = rows.reduce((sum, { spendWon }) => sum + spendWon, 0);
  const kept = running.reduce((sum, { row, share }) => sum + row.spendWon * share, 0);
  if (whole === 0 || kept === 0) return [];
  const money = edit.activity.budgetMicros / edit.baseMicros;
  const bound = edit.activity.peakMicros * edit.wonPerMicro * edit.dayFactor * edit.vatFactor;
  const factor = Math.min((whole * money) / kept, bound / kept);
  const lessons = learning(edit.daysSinceEdit);
  return running.map(({ row, share }) => moved(row, share, factor, lessons.cvr));
}

/** @param share part of the day the ad ran; `pressure`: money for that part beside what it had */
function moved(row: MarketRow, share: number, pressure: number, lessons: number): MarketRow {
  const clicks = Math.round(row.clicks * share * pressure ** CLICKS_PER_SPEND);
  const orders = row.conversions * share * pressure ** ORDERS_PER_SPEND * lessons;
  const conversions = Math.min(clicks, Math.round(orders));
  const basket = row.conversions === 0 ? 0 : row.revenueWon / row.conversions;
  return {
    ...row,
    spendWon: Math.floor(row.spendWon * share * pressure),
    impressions: Math.max(clicks, Math.round(row.impressions * share * pressure ** CLICKS_PER_SPEND)),
    clicks,
    conversions,
    revenueWon: Math.round(basket * conversions),
  };
}
