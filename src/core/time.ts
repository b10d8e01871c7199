// Days and periods. Days belong to a zone; a `Period` has both its days in it. Text at the edges is ISO.

import { z } from "zod";
import { Failure } from "./failure.ts";

/** A period as it travels in JSON: two ISO days, both included, `from` not after `to`. */
export const PeriodText = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine((period) => period.from <= period.to, "the period ends before it starts");
export type PeriodText = z.output<typeof PeriodText>;

/** First and last day, both included, in the workspace's zone. */
export type Period = { from: Temporal.PlainDate; to: Temporal.PlainDate };

/** @throws Failure "invalid" when `to` lies before `from` */
export function period(from: Temporal.PlainDate, to: Temporal.PlainDate): Period {
  if (Temporal.PlainDate.compare(from, to) > 0)
    throw new Failure("invalid", `period ${from}..${to} ends before it starts`);
  return { from, to };
}

export function periodText({ from, to }: Period): PeriodText {
  return { from: from.toString(), to: to.toString() };
}

export function periodOf({ from, to }: PeriodText): Period {
  return period(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to));
}

/** Number of days, both ends counted: a week has 7. */
export function lengthDays({ from, to }: Period): number {
  return from.until(to, { largestUnit: "days" }).days + 1;
}

export function shiftDays({ from, to }: Period, days: number): Period {
  return { from: from.add({ days }), to: to.add({ days }) };
}

export function containsDay({ from, to }: Period, day: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, to) <= 0;
}

/** The shared days of two periods, or `undefined` when they have none. */
export function intersect(a: Period, b: Period): Period | undefined {
  const from = Temporal.PlainDate.compare(a.from, b.from) >= 0 ? a.from : b.from;
  const to = Temporal.PlainDate.compare(a.to, b.to) <= 0 ? a.to : b.to;
  return Temporal.PlainDate.compare(from, to) <= 0 ? { from, to } : undefined;
}

/** Zone of the demo and of workspaces that have none of their own yet. */
export const DEFAULT_ZONE = "Asia/Seoul";

/** The day it is at `now` in `zone`. */
export function dayIn(zone: string, now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO(zone).toPlainDate();
}

/** Monday of the week that holds `day`. */
export function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}
