// Days that do not exist, as they were written: the query's resolver refuses them and asks, instead of a guess here.

import { type Groups, type Made, monthOf, yearOf } from "./time-make.ts";

/** `explicit:2026-04-31..2026-04-31` for 4월 31일; `undefined` when no day was written. */
export function asWritten(groups: Groups, today: Temporal.PlainDate): Made {
  const from =
    isoText(groups["iso"]) ??
    dayText(groups["m"] ?? groups["mon"], groups["d"] ?? groups["dn"], groups, today);
  if (!from) return undefined;
  const endMonth = groups["m2"] ?? groups["mon2"] ?? groups["m"] ?? groups["mon"];
  const to = isoText(groups["iso2"]) ?? dayText(endMonth, groups["d2"], groups, today) ?? from;
  return { token: `explicit:${from}..${to}` };
}

function dayText(
  month: string | undefined,
  day: string | undefined,
  groups: Groups,
  today: Temporal.PlainDate,
): string | undefined {
  const number = monthOf(month);
  if (!number || !day) return undefined;
  return joined(yearOf(groups["y"] ?? groups["year"], today) ?? today.year, number, Number(day));
}

function isoText(written: string | undefined): string | undefined {
  const [year, month, day] = written?.match(/\d+/g)?.map(Number) ?? [];
  return year && month && day ? joined(year, month, day) : undefined;
}

function joined(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}
