// The days of the tokens that people join with others (지난주부터 어제까지). Answers use the query's own resolver, not this.

import { mondayOf } from "../core/time.ts";

type Day = Temporal.PlainDate;
type Days = { from: Day; to: Day };

const rules: Readonly<Record<string, (today: Day) => Days>> = {
  today: (today) => ({ from: today, to: today }),
  yesterday: (today) => one(today.subtract({ days: 1 })),
  day_before_yesterday: (today) => one(today.subtract({ days: 2 })),
  tomorrow: (today) => one(today.add({ days: 1 })),
  this_week: (today) => week(mondayOf(today)),
  last_week: (today) => week(mondayOf(today).subtract({ days: 7 })),
  week_before_last: (today) => week(mondayOf(today).subtract({ days: 14 })),
  next_week: (today) => week(mondayOf(today).add({ days: 7 })),
  this_month: (today) => month(today),
  last_month: (today) => month(today.subtract({ months: 1 })),
  month_before_last: (today) => month(today.subtract({ months: 2 })),
  next_month: (today) => month(today.add({ months: 1 })),
  this_quarter: (today) => quarter(today),
  last_quarter: (today) => quarter(today.subtract({ months: 3 })),
  this_year: (today) => year(today),
  last_year: (today) => year(today.subtract({ years: 1 })),
};

/** `undefined` for a day that does not exist. */
export function dayOf(iso: string): Day | undefined {
  try {
    return Temporal.PlainDate.from(iso);
  } catch {
    return undefined;
  }
}

export function daysOfToken(token: string, today: Day): Days | undefined {
  return rules[token]?.(today);
}

function one(day: Day): Days {
  return { from: day, to: day };
}

function week(monday: Day): Days {
  return { from: monday, to: monday.add({ days: 6 }) };
}

function month(day: Day): Days {
  return { from: day.with({ day: 1 }), to: day.with({ day: day.daysInMonth }) };
}

function quarter(day: Day): Days {
  const from = day.with({ month: Math.floor((day.month - 1) / 3) * 3 + 1, day: 1 });
  return { from, to: from.add({ months: 3 }).subtract({ days: 1 }) };
}

function year(day: Day): Days {
  return { from: day.with({ month: 1, day: 1 }), to: day.with({ month: 12, day: 31 }) };
}
