// A cron line as sets of numbers. A day and a weekday both said must both hold: the first Monday falls on the days one to seven.

import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";

export type Cron = {
  /** Ascending. */
  minutes: readonly number[];
  hours: readonly number[];
  /** `undefined`: every day of the month. `last` is its last day, whichever that is. */
  days: { numbers: ReadonlySet<number>; last: boolean; clamped: boolean } | undefined;
  months: ReadonlySet<number>;
  /** Sunday is 0; `undefined`: every weekday. */
  weekdays: ReadonlySet<number> | undefined;
};

/** Digits, `*`, lists, ranges, steps; `L` as the day of the month. */
export const CRON = /^[\d*,/-]+ [\d*,/-]+ (?:[\d*,/-]+|L) [\d*,/-]+ [\d*,/-]+$/;

/** @throws Failure "invalid" for a line that names no moment */
export function cronOf(line: string): Cron {
  const [minute, hour, day, month, weekday] = line.trim().split(/\s+/);
  if (!minute || !hour || !day || !month || !weekday) throw noCron(line);
  const read = (field: string, low: number, high: number): number[] => numbersOf(line, field, low, high);
  return {
    minutes: read(minute, 0, 59),
    hours: read(hour, 0, 23),
    days:
      day === "*"
        ? undefined
        : {
            numbers: new Set(day === "L" ? [] : read(day, 1, 31)),
            last: day === "L",
            // A range or a step means its days and no others.
            clamped: /^[\d,]+$/.test(day),
          },
    months: new Set(read(month, 1, 12)),
    weekdays: weekday === "*" ? undefined : new Set(read(weekday, 0, 7).map((one) => one % 7)),
  };
}

function numbersOf(line: string, field: string, low: number, high: number): number[] {
  const found = new Set<number>();
  for (const piece of field.split(",")) {
    const [, from, to, every] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(piece) ?? [];
    const first = from === "*" ? low : Number(from);
    const last = to === undefined ? (from === "*" || every !== undefined ? high : first) : Number(to);
    const step = Number(every ?? 1);
    if (from === undefined || step < 1 || first < low || last > high || first > last) throw noCron(line);
    for (let value = first; value <= last; value += step) found.add(value);
  }
  return [...found].toSorted((a, b) => a - b);
}

function noCron(line: string): Failure {
  return new Failure("invalid", `${line} is no moment of a schedule`, {
    say: words("그 시각은 예약할 수 없어요.", "That is no time to schedule."),
    next: words(
      "‘매일 오전 9시’나 ‘매월 1일 10시’처럼 말해 주세요.",
      "Say it like “daily at 9” or “on the 1st at 10”.",
    ),
  });
}

/** Whether the line names this day; a day that the month lacks stands for its last one. */
export function namesDay({ days, months, weekdays }: Cron, day: Temporal.PlainDate): boolean {
  if (!months.has(day.month)) return false;
  if (weekdays && !weekdays.has(day.dayOfWeek % 7)) return false;
  if (!days) return true;
  if (days.numbers.has(day.day)) return true;
  if (day.day !== day.daysInMonth) return false;
  return days.last || (days.clamped && [...days.numbers].some((one) => one > day.day));
}
