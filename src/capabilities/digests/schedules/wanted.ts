// From what was said to what is stored: the rhythm, the form, the place, each with what it is where nobody said it.

import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import type { Ctx } from "../../context.ts";
import { cronOf } from "./cron.ts";
import type { ChangeSet, ScheduleDigest } from "./input.ts";
import { leastMinutes } from "./rhythm.ts";
import type { Holidays, Target } from "./rule.ts";
import type { Schedule, Settings } from "./schedules.ts";

type Form = Schedule["form"];

const DAY_MINUTES = 1_440;

/** @throws Failure "invalid" for a zone nobody knows */
export function wantedOf(ctx: Ctx, input: ScheduleDigest, target: Target): Omit<Settings, "state"> {
  const { metrics, dimensions, filters, late = "send", portfolio = false } = input;
  const cron = input.cron ?? withTime("0 9 * * *", input.at ?? "09:00");
  const zone = zoneOf(ctx, input.zone);
  const isOften =
    leastMinutes({ cron, zone, holidays: "keep", everyWeeks: 1, anchor: today(ctx) }) < DAY_MINUTES;
  // Several times a day yesterday says nothing new.
  const time = input.time ?? (isOften ? "today" : undefined);
  return {
    kind: portfolio ? "portfolio" : "digest",
    form: input.form ?? formOf(cron, input),
    cron,
    everyWeeks: input.everyWeeks ?? 1,
    zone,
    holidays: holidaysFor(cron, input.holidays ?? "keep"),
    late,
    question: { metrics, dimensions, filters, ...(time && { time }) },
    target,
    lang: ctx.lang,
  };
}

/** What of a stored schedule was said to become otherwise; nothing for what was not said. */
export function changeOf(ctx: Ctx, before: Schedule, input: ScheduleDigest, target?: Target): ChangeSet {
  const { action, at, metrics, dimensions, filters, time, everyWeeks, late, form } = input;
  if (action === "pause") return { state: "paused" };
  if (action === "resume") return { state: "active" };
  const cron = input.cron ?? (at === undefined ? undefined : withTime(before.cron, at));
  const holidays = input.holidays && holidaysFor(cron ?? before.cron, input.holidays);
  const asked = metrics.length + dimensions.length + filters.length > 0 || time !== undefined;
  const { question } = before;
  return {
    ...(cron && { cron }),
    ...(input.cron && { everyWeeks: everyWeeks ?? 1 }),
    ...(input.zone && { zone: zoneOf(ctx, input.zone) }),
    ...(holidays && { holidays }),
    ...(late && { late }),
    ...(form && { form }),
    ...(asked && {
      question: {
        metrics: metrics.length > 0 ? metrics : question.metrics,
        dimensions: dimensions.length > 0 ? dimensions : question.dimensions,
        filters: filters.length > 0 ? filters : question.filters,
        ...((time ?? question.time) && { time: time ?? question.time }),
      },
    }),
    ...(target && { target }),
  };
}

/** A report that comes once a month is not lost to a holiday. */
function holidaysFor(cron: string, holidays: Holidays): Holidays {
  return holidays === "skip" && isMonthly(cron) ? "next" : holidays;
}

function isMonthly(cron: string): boolean {
  const { days } = cronOf(cron);
  return days !== undefined && (days.last || days.numbers.size <= 7);
}

/** By the days it is asked for, else by how often it comes. */
function formOf(cron: string, { time, everyWeeks }: ScheduleDigest): Form {
  if (time === "last_month" || time === "this_month") return "monthly";
  if (time === "last_week" || time === "this_week") return "weekly";
  if (time !== undefined) return "daily";
  const { weekdays, days } = cronOf(cron);
  if (isMonthly(cron)) return "monthly";
  return (days === undefined && weekdays?.size === 1) || everyWeeks ? "weekly" : "daily";
}

/** The same days at another time. */
function withTime(cron: string, at: string): string {
  const [hour, minute] = at.split(":").map(Number);
  return [minute ?? 0, hour ?? 9, ...cron.split(" ").slice(2)].join(" ");
}

function zoneOf(ctx: Ctx, said: string | undefined): string {
  if (said === undefined) return ctx.zone;
  try {
    return ctx.now.toZonedDateTimeISO(said).timeZoneId;
  } catch (cause) {
    throw new Failure("invalid", `no such time zone: ${said}`, {
      say: words("그 시간대를 알지 못해요.", "I do not know that time zone."),
      next: words("‘뉴욕 시간’처럼 도시로 말해 주세요.", "Name a city, like “New York time”."),
      cause,
    });
  }
}

function today({ now, zone }: Ctx): Temporal.PlainDate {
  return now.toZonedDateTimeISO(zone).toPlainDate();
}
