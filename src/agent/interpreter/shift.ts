// The period before the thread's one: 그 전달은?, and the day before?

import { mondayOf } from "../../core/time.ts";
import { dayOf, daysOfToken } from "../../language/time-days.ts";
import type { MarketingQuery } from "../../core/query.ts";

type Day = Temporal.PlainDate;
type Days = { from: Day; to: Day };

const named: Readonly<Record<string, string>> = {
  today: "yesterday",
  yesterday: "day_before_yesterday",
  this_week: "last_week",
  last_week: "week_before_last",
  this_month: "last_month",
  last_month: "month_before_last",
  this_quarter: "last_quarter",
  this_year: "last_year",
  ytd: "last_year",
};

/** Days of a query's time, where they are known without the query's own resolver. */
export function daysOf(time: MarketingQuery["time"], today: Day): Days | undefined {
  if (typeof time === "object") return between(time.from, time.to);
  const dated = /^explicit:(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(time);
  if (dated) return between(dated[1] ?? "", dated[2] ?? "");
  const counted = /^last_(\d+)_days$/.exec(time);
  if (counted) return { from: today.subtract({ days: Number(counted[1]) }), to: today.subtract({ days: 1 }) };
  return daysOfToken(time, today);
}

function between(from: string, to: string): Days | undefined {
  const [first, last] = [dayOf(from), dayOf(to)];
  return first && last && { from: first, to: last };
}

/** The period of the same kind right before it: the month before a month, as many days before days. */
export function periodBefore(time: MarketingQuery["time"], today: Day): string | undefined {
  const known = typeof time === "string" ? named[time] : undefined;
  if (known) return known;
  const days = daysOf(time, today);
  if (!days) return undefined;
  const { from, to } = isMonth(days) ? monthBefore(days.from) : daysBefore(days);
  return `explicit:${from}..${to}`;
}

/** Days of a month that was not named are days of the month the thread is in. */
export function inMonthOf(token: string, last: MarketingQuery["time"], today: Day): string {
  const [now, before] = [daysOf(token, today), daysOf(last, today)];
  if (!now || !before || before.from.month !== before.to.month) return token;
  const first = before.from.with({ day: 1 });
  const end = Math.min(isEndOfMonth(now.to) ? first.daysInMonth : now.to.day, first.daysInMonth);
  return now.from.day > end
    ? token
    : `explicit:${first.with({ day: now.from.day })}..${first.with({ day: end })}`;
}

function isMonth({ from, to }: Days): boolean {
  return from.day === 1 && isEndOfMonth(to) && from.month === to.month && from.year === to.year;
}

function isEndOfMonth(day: Day): boolean {
  return day.day === day.daysInMonth;
}

function monthBefore(day: Day): Days {
  const from = day.subtract({ months: 1 }).with({ day: 1 });
  return { from, to: from.with({ day: from.daysInMonth }) };
}

function daysBefore({ from, to }: Days): Days {
  const length = from.until(to, { largestUnit: "days" }).days + 1;
  const whole = length === 7 && from.equals(mondayOf(from));
  return { from: from.subtract({ days: whole ? 7 : length }), to: from.subtract({ days: 1 }) };
}
