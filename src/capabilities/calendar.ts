// Korean holidays: the official list by year, and the lunar days computed for any year.

import * as official from "@hyunbinseo/holidays-kr/all";
import type { Words } from "../core/locale.ts";
import { words } from "../core/locale.ts";
import { containsDay, intersect, type Period } from "../core/time.ts";

export type LunarHoliday = "seollal" | "chuseok";

const lunarDays: Readonly<Record<LunarHoliday, { monthCode: string; day: number; label: Words }>> = {
  seollal: { monthCode: "M01", day: 1, label: words("설 연휴", "Seollal holidays") },
  chuseok: { monthCode: "M08", day: 15, label: words("추석 연휴", "Chuseok holidays") },
};

export const lunarLabels: Readonly<Record<LunarHoliday, Words>> = {
  seollal: lunarDays.seollal.label,
  chuseok: lunarDays.chuseok.label,
};

/** The holiday with the day before and after it; weekends and substitute days beside it are not part of it. */
export function lunarHoliday(name: LunarHoliday, year: number): Period {
  const { monthCode, day } = lunarDays[name];
  const middle = Temporal.PlainDate.from({ calendar: "dangi", year, monthCode, day }).withCalendar("iso8601");
  return { from: middle.subtract({ days: 1 }), to: middle.add({ days: 1 }) };
}

const listed = new Map<number, Readonly<Record<string, readonly string[]>>>(
  Object.entries(official).map(([name, days]) => [Number(name.slice(1)), days]),
);

/** The first and the last year of the official list; beyond it substitute days are unknown. */
export const listedYears = { first: Math.min(...listed.keys()), last: Math.max(...listed.keys()) };

export function isHoliday(day: Temporal.PlainDate): boolean {
  return holidaysIn({ from: day, to: day }).length > 0;
}

/** Public holidays in the period, as ISO days; beyond the official list only the lunar ones. */
export function holidaysIn(period: Period): string[] {
  const days: string[] = [];
  for (let year = period.from.year; year <= period.to.year; year++) {
    for (const text of holidaysOfYear(year)) {
      if (containsDay(period, Temporal.PlainDate.from(text))) days.push(text);
    }
  }
  return days;
}

function holidaysOfYear(year: number): string[] {
  const known = listed.get(year);
  if (known) return Object.keys(known);
  return (["seollal", "chuseok"] as const).flatMap((name) => {
    const { from } = lunarHoliday(name, year);
    return [0, 1, 2].map((days) => from.add({ days }).toString());
  });
}

/** True when the official list does not reach every year of the period. */
export function holidaysUnknownIn(period: Period): boolean {
  return period.from.year < listedYears.first || period.to.year > listedYears.last;
}

/** Lunar holidays that touch one of two compared periods but not the other: such a comparison misleads. */
export function lunarOnOneSide(a: Period, b: Period): LunarHoliday[] {
  return (["seollal", "chuseok"] as const).filter((name) => touches(name, a) !== touches(name, b));
}

function touches(name: LunarHoliday, period: Period): boolean {
  for (let year = period.from.year; year <= period.to.year; year++) {
    if (intersect(lunarHoliday(name, year), period)) return true;
  }
  return false;
}
