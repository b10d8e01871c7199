// The days a digest tells, and those it is compared with: like with like.

import { type Words, words } from "../../../core/locale.ts";
import type { QueryTime } from "../../../core/query.ts";
import {
  dayIn,
  mondayOf,
  type Period,
  periodOf,
  type PeriodText,
  periodText,
  shiftDays,
  lengthDays,
} from "../../../core/time.ts";
import type { DigestForm } from "./ask.ts";

/** The last whole day, week or month before `due`, in days of `zone`; the day of `due` itself is never among them. */
export function periodOfForm(form: DigestForm, due: Temporal.Instant, zone: string): Period {
  const today = dayIn(zone, due);
  switch (form) {
    case "daily": {
      const day = today.subtract({ days: 1 });
      return { from: day, to: day };
    }
    case "weekly": {
      const monday = mondayOf(today).subtract({ days: 7 });
      return { from: monday, to: monday.add({ days: 6 }) };
    }
    case "monthly": {
      const first = today.with({ day: 1 }).subtract({ months: 1 });
      return { from: first, to: first.with({ day: first.daysInMonth }) };
    }
  }
}

const tokens: Readonly<Record<DigestForm, QueryTime>> = {
  daily: "yesterday",
  weekly: "last_week",
  monthly: "last_month",
};

/** The days by the name they have when it goes out, where they have one. */
export function timeOfForm(
  form: DigestForm,
  period: PeriodText,
  { now, zone }: { now: Temporal.Instant; zone: string },
): QueryTime {
  const usual = periodText(periodOfForm(form, now, zone));
  return usual.from === period.from && usual.to === period.to ? tokens[form] : period;
}

/** A day with the same weekday before it, else the day before; a week with the week, a month with the month before. */
export function comparedWith(form: DigestForm, text: PeriodText): { days: PeriodText; label: Words }[] {
  const period = periodOf(text);
  const days = lengthDays(period);
  const back = (by: number): PeriodText => periodText(shiftDays(period, -by));
  if (days === 1)
    return [
      { days: back(7), label: words("지난주 같은 요일", "the same weekday a week before") },
      { days: back(1), label: words("그 전날", "the day before") },
    ];
  const whole = period.from.day === 1 && period.to.day === period.to.daysInMonth;
  if (form === "monthly" && whole && period.from.month === period.to.month) {
    const first = period.from.subtract({ months: 1 });
    const before = { from: first, to: first.with({ day: first.daysInMonth }) };
    return [{ days: periodText(before), label: words("그 전달", "the month before") }];
  }
  const label = days === 7 ? words("그 전주", "the week before") : words("그 직전 기간", "the period before");
  return [{ days: back(days), label }];
}

/** "11월 22일", "11월 16일~11월 22일"; "2026-11-16 to 2026-11-22". */
export function daysWords(text: PeriodText): Words {
  const { from, to } = periodOf(text);
  const ko = (day: Temporal.PlainDate): string => `${day.month}월 ${day.day}일`;
  if (from.equals(to)) return words(ko(to), text.to);
  return words(`${ko(from)}~${ko(to)}`, `${text.from} to ${text.to}`);
}
