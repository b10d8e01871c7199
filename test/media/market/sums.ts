// Simple sums over the simulated market, as a person with a spreadsheet would make them.

import { containsDay, lengthDays, type Period } from "../../../src/core/time.ts";
import { marketDay } from "../../../src/media/market/market.ts";
import type { MarketRow } from "../../../src/media/market/row.ts";

export type Sums = Pick<MarketRow, "spendWon" | "revenueWon" | "impressions" | "clicks" | "conversions">;

export function sum(rows: readonly MarketRow[]): Sums {
  const total = { spendWon: 0, revenueWon: 0, impressions: 0, clicks: 0, conversions: 0 };
  for (const row of rows) {
    total.spendWon += row.spendWon;
    total.revenueWon += row.revenueWon;
    total.impressions += row.impressions;
    total.clicks += row.clicks;
    total.conversions += row.conversions;
  }
  return total;
}

/** Sums of a period, over the rows `keep` lets through. */
export function sumOf(seed: number, period: Period, keep: (row: MarketRow) => boolean = () => true): Sums {
  return sum(daysOf(period).flatMap((day) => marketDay(seed, day).filter(keep)));
}

function daysOf(period: Period): Temporal.PlainDate[] {
  const days = Array.from({ length: lengthDays(period) }, (_, days) => period.from.add({ days }));
  return days.filter((day) => containsDay(period, day));
}

/** Days spread over six years by a fixed step, so that every weekday, feast and phase of a cycle comes up. */
export const someTodays: readonly Temporal.PlainDate[] = Array.from({ length: 30 }, (_, index) =>
  Temporal.PlainDate.from("2024-01-17").add({ days: index * 73 }),
);
