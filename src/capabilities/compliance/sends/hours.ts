// Hours in which advertising may reach a person, and the next opening for a batch that does not fit.

import { z } from "zod";
import { loadData } from "../../../core/data-file.ts";
import type { Send, SendChannel } from "./send.ts";

const time = z.string().regex(/^\d{2}:\d{2}$/);
const Opening = z.strictObject({ open: time, close: time });
const Hours = Opening.extend({
  rule: z.string(),
  channels: z.array(z.string()),
  sunday: Opening.optional(),
});
type Hours = z.output<typeof Hours>;

const table: Readonly<Record<string, Hours>> = loadData(
  new URL("./hours.yaml", import.meta.url),
  z.record(z.string(), Hours),
);

/** A week and a day: whatever fits at all fits on one of these days. */
const DAYS_AHEAD = 8;
const SUNDAY = 7;

export type Wait = { rule: string; until: string };

/** The opening a send must wait for, with the recipient's own offset; `undefined` when the whole batch fits into the open hours. */
export function waitOf(send: Send): Wait | undefined {
  const hours = hoursOf(send.jurisdiction, send.channel);
  if (!hours || hasNightConsent(send)) return undefined;
  const { local, offset } = localOf(send.at);
  const until = nextOpening(hours, local, Math.ceil(send.minutes * 60));
  return until && { rule: hours.rule, until: `${until.toString({ smallestUnit: "second" })}${offset}` };
}

function hoursOf(jurisdiction: string, channel: SendChannel): Hours | undefined {
  const hours = table[jurisdiction] ?? table[jurisdiction.split("-")[0] ?? ""];
  return hours?.channels.includes(channel) ? hours : undefined;
}

/** Korea lets a person agree to the night apart from the rest; nobody else does. */
function hasNightConsent({ jurisdiction, consent }: Send): boolean {
  return jurisdiction.startsWith("KR") && consent.kind === "optin" && consent.night === true;
}

/** The wall clock of the recipient and the offset it was told with. */
export function localOf(at: string): { local: Temporal.PlainDateTime; offset: string } {
  const told = /(?:Z|[+-]\d{2}:\d{2})$/i.exec(at)?.[0] ?? "Z";
  const offset = /^z$/i.test(told) ? "+00:00" : told;
  return { local: Temporal.Instant.from(at).toZonedDateTimeISO(offset).toPlainDateTime(), offset };
}

function nextOpening(
  hours: Hours,
  start: Temporal.PlainDateTime,
  seconds: number,
): Temporal.PlainDateTime | undefined {
  if (fits(hours, start, seconds)) return undefined;
  const openings = Array.from({ length: DAYS_AHEAD + 1 }, (_, days) =>
    openingOn(hours, start.toPlainDate().add({ days })),
  ).filter((opening) => Temporal.PlainDateTime.compare(opening, start) > 0);
  // A batch longer than any day's hours fits nowhere: it is told the next opening, and again there, until somebody splits it.
  return openings.find((opening) => fits(hours, opening, seconds)) ?? openings[0];
}

function fits(hours: Hours, start: Temporal.PlainDateTime, seconds: number): boolean {
  const day = start.toPlainDate();
  const end = start.add({ seconds });
  return (
    Temporal.PlainDateTime.compare(openingOn(hours, day), start) <= 0 &&
    Temporal.PlainDateTime.compare(end, day.toPlainDateTime(dayHours(hours, day).close)) < 0
  );
}

function openingOn(hours: Hours, day: Temporal.PlainDate): Temporal.PlainDateTime {
  return day.toPlainDateTime(dayHours(hours, day).open);
}

function dayHours(hours: Hours, day: Temporal.PlainDate): z.output<typeof Opening> {
  return day.dayOfWeek === SUNDAY ? (hours.sunday ?? hours) : hours;
}
