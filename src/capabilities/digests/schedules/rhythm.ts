// When a schedule is due. Pure: a rhythm and a moment in, moments out. A time of day that a clock leaves out in spring is the moment after
// the gap; one that it shows twice in autumn is the first of the two.

import { mondayOf } from "../../../core/time.ts";
import { isHoliday } from "../../calendar.ts";
import { type Cron, cronOf, namesDay } from "./cron.ts";
import type { Rhythm } from "./rule.ts";

/** A rhythm that is not due once in so many days never is. */
const MOST_DAYS = 366 * 9;

/** The first moment after this one; `undefined` for a rhythm that never comes. */
export function nextSlot(rhythm: Rhythm, after: Temporal.Instant): Temporal.Instant | undefined {
  const cron = cronOf(rhythm.cron);
  let day = after.toZonedDateTimeISO(rhythm.zone).toPlainDate();
  for (let tried = 0; tried < MOST_DAYS; tried++, day = day.add({ days: 1 })) {
    if (!isDue(rhythm, cron, day)) continue;
    const slot = momentsOf(cron, day, rhythm.zone).find((one) => Temporal.Instant.compare(one, after) > 0);
    if (slot) return slot;
  }
  return undefined;
}

/** The next `count` of them after this moment. */
export function nextSlots(rhythm: Rhythm, after: Temporal.Instant, count: number): Temporal.Instant[] {
  const found: Temporal.Instant[] = [];
  for (let from = after; found.length < count;) {
    const slot = nextSlot(rhythm, from);
    if (!slot) break;
    found.push(slot);
    from = slot;
  }
  return found;
}

/** From `first`, which is due, until `now`, both included. @returns at most `most`, the earliest */
export function slotsUntil(
  rhythm: Rhythm,
  first: Temporal.Instant,
  now: Temporal.Instant,
  most: number,
): Temporal.Instant[] {
  const found: Temporal.Instant[] = [];
  let slot: Temporal.Instant | undefined = first;
  while (slot && Temporal.Instant.compare(slot, now) <= 0 && found.length < most) {
    found.push(slot);
    slot = nextSlot(rhythm, slot);
  }
  return found;
}

/** Whether it is due once a day at the most. */
export function isOnceADay({ cron }: Rhythm): boolean {
  const { minutes, hours } = cronOf(cron);
  return minutes.length * hours.length === 1;
}

/** Shortest time between two moments of one day, in minutes; 1,440 for one moment a day. */
export function leastMinutes({ cron }: Rhythm): number {
  const { minutes, hours } = cronOf(cron);
  const times = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute));
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  return Math.min(1_440, ...gaps);
}

function momentsOf(cron: Cron, day: Temporal.PlainDate, zone: string): Temporal.Instant[] {
  const moments = cron.hours.flatMap((hour) =>
    cron.minutes.map((minute) =>
      day
        .toPlainDateTime({ hour, minute })
        .toZonedDateTime(zone, { disambiguation: "compatible" })
        .toInstant(),
    ),
  );
  return moments.toSorted((a, b) => Temporal.Instant.compare(a, b));
}

function isDue(rhythm: Rhythm, cron: Cron, day: Temporal.PlainDate): boolean {
  if (!isOff(day, rhythm)) {
    if (isNamed(rhythm, cron, day)) return true;
    return rhythm.holidays === "next" && isMovedTo(rhythm, cron, day);
  }
  return false;
}

function isNamed(rhythm: Rhythm, cron: Cron, day: Temporal.PlainDate): boolean {
  return namesDay(cron, day) && isWeek(rhythm, day);
}

function isWeek({ everyWeeks, anchor }: Rhythm, day: Temporal.PlainDate): boolean {
  if (everyWeeks === 1) return true;
  const weeks = mondayOf(anchor).until(mondayOf(day), { largestUnit: "days" }).days / 7;
  return weeks % everyWeeks === 0;
}

function isOff(day: Temporal.PlainDate, { holidays }: Rhythm): boolean {
  return holidays !== "keep" && isHoliday(day);
}

/** The working day behind a holiday that was named. */
function isMovedTo(rhythm: Rhythm, cron: Cron, day: Temporal.PlainDate): boolean {
  if (!isWorking(day)) return false;
  for (let before = day.subtract({ days: 1 }); !isWorking(before); before = before.subtract({ days: 1 }))
    if (isHoliday(before) && isNamed(rhythm, cron, before)) return true;
  return false;
}

function isWorking(day: Temporal.PlainDate): boolean {
  return day.dayOfWeek <= 5 && !isHoliday(day);
}
