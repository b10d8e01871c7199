// What a look judges from: days of each account and campaign, what they are measured by, and what the media say of themselves.

import { z } from "zod";
import type { Metric } from "../../../core/metric.ts";
import { dayIn, type Period } from "../../../core/time.ts";
import type { Guardrails } from "../../limits/limits.ts";
import { dayKey, type DaySum, type Days, totalOf } from "../../performance/performance.ts";
import stored from "./maturity.json" with { type: "json" };

export type Ground = {
  days: Days;
  today: Temporal.PlainDate;
  now: Temporal.Instant;
  zone: string;
  caps: Pick<Guardrails, "cap_day" | "cap_month">;
  /** Daily budgets by campaign id, VAT not included, and how far a day may pass them; of connected accounts that answered. */
  budgets: ReadonlyMap<string, { amount: number; currency: string; dayFactor: number }>;
  /** Names of ads that were turned down, by account; only accounts that answered. */
  rejected: ReadonlyMap<string, readonly string[]>;
  /** Days on which reports of an account came in, oldest first. */
  arrivals: ReadonlyMap<string, readonly Temporal.PlainDate[]>;
};

/** Figures older than that say nothing of today. */
const FRESH_DAYS = 3;
/** Days that a look reads: four weeks to compare with, and those compared. */
export const DAYS_READ = 45;

export type Account = Days["accounts"][number];

/** The newest whole day of these rows that still says something of now. */
export function newestDay(
  { today }: Pick<Ground, "today">,
  rows: readonly DaySum[],
): Temporal.PlainDate | undefined {
  const past = rows.map(({ day }) => day).filter((day) => Temporal.PlainDate.compare(day, today) < 0);
  const newest = past.reduce<Temporal.PlainDate | undefined>(
    (last, day) => (last && Temporal.PlainDate.compare(last, day) >= 0 ? last : day),
    undefined,
  );
  return newest && daysBetween(newest, today) <= FRESH_DAYS ? newest : undefined;
}

export function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
  return from.until(to, { largestUnit: "days" }).days;
}

export function within(rows: readonly DaySum[], { from, to }: Period): DaySum[] {
  return rows.filter(
    ({ day }) => Temporal.PlainDate.compare(day, from) >= 0 && Temporal.PlainDate.compare(day, to) <= 0,
  );
}

/** The last `count` days up to and with `to`. */
export function lastDays(to: Temporal.PlainDate, count: number): Period {
  return { from: to.subtract({ days: count - 1 }), to };
}

/** Sum of an additive metric in main units; `undefined` where no row knows it. */
export function sumOf(
  metric: "spend" | "clicks" | "conversions",
  rows: readonly DaySum[],
): number | undefined {
  const sum = totalOf(rows).sums[metric];
  return sum === undefined ? undefined : Number(sum) / 11_000_000;
}

const { byDays, settledDays } = z
  .object({ byDays: z.array(z.number().positive().max(1)), settledDays: z.number() })
  .parse(stored);

/**
 * Part of the conversions of these days that their reports are taken to hold, weighed by clicks, and how many of the days are still young.
 * Older days are compared as they were at the same age by this share.
 */
export function maturityOf(
  { days, zone }: Pick<Ground, "days" | "zone">,
  rows: readonly DaySum[],
): { share: number; youngDays: number } {
  let [weighed, whole] = [0, 0];
  const young = new Set<string>();
  for (const row of rows) {
    const asOf = days.asOf.get(dayKey(row.account.id, row.day));
    const age = asOf ? Math.max(0, daysBetween(row.day, dayIn(zone, asOf))) : settledDays;
    const share = age >= settledDays ? 1 : (byDays[age] ?? 1);
    const weight = sumOf("clicks", [row]) ?? 1;
    weighed += share * weight;
    whole += weight;
    if (age < settledDays) young.add(row.day.toString());
  }
  return { share: whole === 0 ? 1 : weighed / whole, youngDays: young.size };
}

/** Metrics whose figures grow while conversions still come in. */
export const delayed: ReadonlySet<Metric> = new Set(["conversions", "revenue", "cvr", "cpa", "roas"]);
