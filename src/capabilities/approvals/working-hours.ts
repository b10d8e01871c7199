// Hours in which people are at work: 9:00 to 19:00 of the workspace's zone, Monday to Friday, without public holidays. Pure.

export type Holiday = (day: Temporal.PlainDate) => boolean;

const DAY_STARTS = 9;
const DAY_ENDS = 19;
const HOUR_MS = 3_600_000;

/** So many working hours after `from`. */
export function addWorkingHours(
  from: Temporal.ZonedDateTime,
  hours: number,
  holiday: Holiday,
): Temporal.ZonedDateTime {
  let at = nextWorking(from, holiday);
  let leftMs = hours * HOUR_MS;
  for (;;) {
    const roomMs = dayAt(at, DAY_ENDS).epochMilliseconds - at.epochMilliseconds;
    if (leftMs <= roomMs) return at.add({ milliseconds: Math.round(leftMs) });
    leftMs -= roomMs;
    at = nextWorking(dayAt(at, DAY_ENDS), holiday);
  }
}

/** Working hours between two moments; 0 when none lie between. */
export function workingHoursBetween(
  from: Temporal.ZonedDateTime,
  to: Temporal.ZonedDateTime,
  holiday: Holiday,
): number {
  let ms = 0;
  let at = nextWorking(from, holiday);
  while (Temporal.ZonedDateTime.compare(at, to) < 0) {
    const ends = dayAt(at, DAY_ENDS);
    const until = Temporal.ZonedDateTime.compare(ends, to) < 0 ? ends : to;
    ms += until.epochMilliseconds - at.epochMilliseconds;
    at = nextWorking(ends, holiday);
  }
  return ms / HOUR_MS;
}

/** The moment itself when people are at work, else when they are again. */
export function nextWorking(at: Temporal.ZonedDateTime, holiday: Holiday): Temporal.ZonedDateTime {
  let day = at;
  for (;;) {
    const starts = dayAt(day, DAY_STARTS);
    const over = Temporal.ZonedDateTime.compare(day, dayAt(day, DAY_ENDS)) >= 0;
    if (!over && !isOff(day.toPlainDate(), holiday))
      return Temporal.ZonedDateTime.compare(day, starts) < 0 ? starts : day;
    day = dayAt(day.add({ days: 1 }), DAY_STARTS);
  }
}

function dayAt(at: Temporal.ZonedDateTime, hour: number): Temporal.ZonedDateTime {
  return at.toPlainDate().toZonedDateTime({ timeZone: at.timeZoneId, plainTime: { hour } });
}

function isOff(day: Temporal.PlainDate, holiday: Holiday): boolean {
  return day.dayOfWeek > 5 || holiday(day);
}
