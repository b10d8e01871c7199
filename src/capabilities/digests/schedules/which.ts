// Which schedule somebody means: by its days, how often it comes, its time. Pure.

import { cronOf } from "./cron.ts";
import type { Schedule } from "./schedules.ts";

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const NOON = 12;
const EVENING = 17;

/** @param which words of a schedule that exists, such as `weekday 08:30`; empty: any @returns those that all of them fit */
export function meant<T extends Pick<Schedule, "cron" | "form">>(
  all: readonly T[],
  which: string | undefined,
): T[] {
  const said =
    which
      ?.toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "") ?? [];
  const fitting = all.filter((one) => said.every((word) => fits(one, word)));
  // A named day means the report of that day before one that comes on it, too.
  const days = said.filter((word) => weekdays.includes(word));
  const exact = fitting.filter(({ cron }) => cronOf(cron).weekdays?.size === days.length);
  return days.length > 0 && exact.length > 0 ? exact : fitting;
}

function fits({ cron, form }: Pick<Schedule, "cron" | "form">, word: string): boolean {
  const { hours, minutes, days, weekdays: on } = cronOf(cron);
  const first = hours[0] ?? 0;
  const named = weekdays.indexOf(word);
  if (named >= 0) return on?.has(named) ?? days === undefined;
  const at = /^(\d{1,2}):(\d{2})$/.exec(word);
  if (at) return hours.includes(Number(at[1])) && minutes.includes(Number(at[2]));
  switch (word) {
    case "daily":
      return days === undefined && (on === undefined || on.size >= 5);
    case "weekday":
      return days === undefined && on?.size === 5;
    case "weekly":
      return form === "weekly" || on?.size === 1;
    case "monthly":
      return days !== undefined || form === "monthly";
    case "morning":
      return first < NOON;
    case "evening":
      return first >= EVENING;
    default:
      return false;
  }
}
