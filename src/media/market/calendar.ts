// What the calendar does to a Korean shop's ads on one day: weekday rhythm, holidays, shopping peaks, payday and month-end, slow growth.
// Pure: the lunar days come from the calendar itself, not from a clock or a table.

import rhythm from "./rhythm.json" with { type: "json" };
import type { MarketMedium } from "./row.ts";

/** Factors around 1. `demand` moves spend, `price` what a click or a view costs, `buying` the share of clicks that buy. */
export type DayMood = { demand: number; price: number; buying: number };

const CALM: DayMood = { demand: 1, price: 1, buying: 1 };
const GROWTH_PER_YEAR = 1.08;

/** `day` in epoch days; Monday is 0. */
export function weekdayOf(epochDay: number): number {
  return (((epochDay + 3) % 7) + 7) % 7;
}

export function epochDayOf(day: Temporal.PlainDate): number {
  return new Temporal.PlainDate(1970, 1, 1).until(day, { largestUnit: "days" }).days;
}

/** Share of an average day's demand that falls on this weekday of this medium. */
export function weekdayShare(medium: MarketMedium, epochDay: number): number {
  return rhythm.weekdays[medium][weekdayOf(epochDay)] ?? 1;
}

/** The whole mood of a day, the same for all media. */
export function moodOf(day: Temporal.PlainDate): DayMood {
  const moods = [growth(day), payday(day), monthEnd(day), solarHoliday(day), ...peaks(day)];
  return moods.reduce(both, CALM);
}

function both(a: DayMood, b: DayMood): DayMood {
  return { demand: a.demand * b.demand, price: a.price * b.price, buying: a.buying * b.buying };
}

/** Eight percent a year, bounded so that a far date stays plausible. */
function growth(day: Temporal.PlainDate): DayMood {
  const years = Math.max(-5, Math.min(5, day.year - 2026 + day.dayOfYear / 366));
  return { ...CALM, demand: GROWTH_PER_YEAR ** years };
}

function payday(day: Temporal.PlainDate): DayMood {
  return day.day >= 25 && day.day <= 27 ? { demand: 1.03, price: 1, buying: 1.06 } : CALM;
}

/** The last three days spend what is left of the month's plan, at slightly worse returns. */
function monthEnd(day: Temporal.PlainDate): DayMood {
  return day.daysInMonth - day.day < 3 ? { demand: 1.1, price: 1.02, buying: 0.98 } : CALM;
}

function solarHoliday(day: Temporal.PlainDate): DayMood {
  const monthDay = day.toString().slice(5);
  return rhythm.solarHolidays.includes(monthDay) ? { demand: 0.93, price: 1, buying: 1.02 } : CALM;
}

function peaks(day: Temporal.PlainDate): DayMood[] {
  return [
    ...[lunarDay(day.year, "M01", 1), lunarDay(day.year, "M08", 15)].map((feast) => aroundFeast(day, feast)),
    near(day, new Temporal.PlainDate(day.year, 11, 11), -3, 0, rhythm.singlesDay),
    near(day, blackFriday(day.year), -1, 3, rhythm.blackFriday),
  ];
}

/** Gifts are bought in the two weeks before a feast; on its three days people travel and ads rest. */
function aroundFeast(day: Temporal.PlainDate, feast: Temporal.PlainDate): DayMood {
  const resting = near(day, feast, -1, 1, rhythm.feast);
  return resting === CALM ? near(day, feast, -14, -2, rhythm.beforeFeast) : resting;
}

/** `mood` on the days from `before` to `after` around `centre`, both included; else calm. */
function near(
  day: Temporal.PlainDate,
  centre: Temporal.PlainDate,
  before: number,
  after: number,
  mood: DayMood,
): DayMood {
  const distance = centre.until(day, { largestUnit: "days" }).days;
  return distance >= before && distance <= after ? mood : CALM;
}

const lunarDays = new Map<string, Temporal.PlainDate>();

/** First days of the lunar feasts (설날 M01-01, 추석 M08-15) by the Korean calendar; remembered, they never change. */
function lunarDay(year: number, monthCode: string, day: number): Temporal.PlainDate {
  const key = `${year}-${monthCode}`;
  const known = lunarDays.get(key);
  if (known) return known;
  const lunar = Temporal.PlainDate.from({ calendar: "dangi", year, monthCode, day });
  const solar = lunar.withCalendar("iso8601");
  lunarDays.set(key, solar);
  return solar;
}

/** The day after the fourth Thursday of November. */
function blackFriday(year: number): Temporal.PlainDate {
  const first = new Temporal.PlainDate(year, 11, 1);
  return first.add({ days: ((4 - first.dayOfWeek + 7) % 7) + 22 });
}
