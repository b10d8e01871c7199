// When something is to come again, as a cron line of the workspace's zone: days first, then the time of day.

import { z } from "zod";
import { loadYaml } from "../../../language/data.ts";
import type { Scan } from "../scan.ts";
import { ownText, type Span, spanOf, without } from "./own-text.ts";
import { weekdaysIn } from "./weekdays.ts";

const pattern = z.string().transform((source) => new RegExp(source, "gi"));
const table = loadYaml(
  "rhythms",
  z.object({
    workdays: pattern,
    weekends: pattern,
    daily: pattern,
    weekly: pattern,
    monthly: pattern,
    quarterly: pattern,
    other_weeks: pattern,
    hourly: pattern,
    month_end: pattern,
    month_start: pattern,
    once: pattern,
    ordinals: z.record(z.string(), z.number()),
    parts: z.record(z.string(), z.number()),
  }),
);
const everyHours =
  /(?<n>\d{1,2}|두|세|네|여섯)\s?시간(?:마다|에 ?한 ?번|간격)|every (?<e>\d{1,2}|two|three|four|six|eight|twelve) hours/i;
const everyMinutes = /(?<n>\d{1,2})\s?분(?:마다|에 ?한 ?번|간격)|every (?<e>\d{1,2}) min/i;
const everyDays =
  /(?<n>\d{1,2})일(?:마다|에 ?한 ?번|간격)|(?<two>이틀|격일)(?:마다|에 ?한 ?번)?|(?<three>사흘)(?:마다|에 ?한 ?번)|every (?<e>\d{1,2}|two|three|four|five) days|(?<other>every other day)/i;
const numbers: Readonly<Record<string, number>> = {
  두: 2,
  세: 3,
  네: 4,
  여섯: 6,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  eight: 8,
  twelve: 12,
};
const koreanMonthDays = /(?<!\d월\s?|\d)(?<d>3[01]|[12]?\d)일(?!\s?(?:간|동안|치|전|마다|에 ?한))/g;
const englishMonthDays = /(?:the\s)?(?<d>3[01]|[12]?\d)(?:st|nd|rd|th)(?![a-z])/gi;
/** The first of each month, but not the first Monday. */
const firstOfMonth =
  /(?:on )?the (?:first|1st)(?: day)? of (?:the|each|every) month|매(?:월|달) (?:초|첫날|첫째 ?날)/i;

export type Clock = { hour: number; minute: number };
export type Rhythm = {
  /** Absent when it comes once, or when its day is not known: every other week, the last day of a month. */
  cron: string | undefined;
  clocks: Clock[];
  spans: Span[];
};

/** @returns the rhythm that was said; `cron` only when it can be said in five fields */
export function rhythmOf(scan: Scan): Rhythm {
  const text = ownText(scan);
  const clockLexemes = scan.lexemes.filter(({ kind }) => kind === "clock");
  const clocks = clockLexemes.flatMap((lexeme) =>
    lexeme.kind === "clock" ? [likelyHour(lexeme, lexeme.text, text)] : [],
  );
  const days = daysOf(text);
  const spans = [...clockLexemes, ...days.spans];
  return { cron: days.often ?? cronOf(days, clocks, text), clocks, spans };
}

type Days = {
  /** Whole lines for what comes several times a day. */
  often: string | undefined;
  monthDays: string | undefined;
  months: string;
  weekdays: string | undefined;
  daily: boolean;
  /** Single weekdays were named: only they can be meant once. */
  named: boolean;
  spans: Span[];
};

function daysOf(text: string): Days {
  const week = weekdaysIn(text);
  const spans = Object.entries(table).flatMap(([, form]) =>
    form instanceof RegExp && form !== table.once
      ? [...text.matchAll(form)].map((match) => spanOf(match))
      : [],
  );
  const monthly = found(text, table.monthly) || found(text, table.quarterly);
  const nth = week.days.length > 0 ? nthOf(text) : undefined;
  const fixed = monthly && !nth ? monthDaysOf(text) : [];
  return {
    often: oftenOf(text),
    monthDays: nth ?? (fixed.length > 0 ? fixed.join(",") : undefined),
    months: found(text, table.quarterly) ? "1,4,7,10" : "*",
    weekdays: weekdaysOf(text, week.days),
    daily: found(text, table.daily),
    named: week.days.length > 0,
    spans: [...spans, ...week.spans],
  };
}

function weekdaysOf(text: string, days: readonly number[]): string | undefined {
  if (days.length > 0) return isRun(days) ? `${days[0]}-${days.at(-1)}` : days.join(",");
  if (found(text, table.workdays)) return "1-5";
  return found(text, table.weekends) ? "0,6" : undefined;
}

function isRun(days: readonly number[]): boolean {
  return days.length > 2 && days.every((day, index) => index === 0 || day === (days[index - 1] ?? 0) + 1);
}

function cronOf(days: Days, clocks: readonly Clock[], text: string): string | undefined {
  if (found(text, table.other_weeks)) return undefined;
  const time = timeFields(clocks, text);
  if (days.monthDays) return `${time} ${days.monthDays} ${days.months} ${days.weekdays ?? "*"}`;
  if (days.weekdays) return days.named && isOnce(days, text) ? undefined : `${time} * * ${days.weekdays}`;
  return days.daily ? `${time} * * *` : undefined;
}

/** 이번 주 금요일 9시 comes once; 매주 beside it makes it a rhythm again. */
function isOnce(days: Days, text: string): boolean {
  return (
    found(text, table.once) && !found(text, table.weekly) && !days.daily && !/마다|every|each/i.test(text)
  );
}

/** Several times on one line only when they share their minute: 9시, 18시. */
function timeFields(clocks: readonly Clock[], text: string): string {
  const [first] = clocks;
  if (!first) return `0 ${partHour(text)}`;
  const same = clocks.filter(({ minute }) => minute === first.minute);
  return `${first.minute} ${[...new Set(same.map(({ hour }) => hour))].join(",")}`;
}

/** Nine in the morning when no time was said: the last medium closes its day at eight. */
function partHour(text: string): number {
  const part = Object.entries(table.parts).find(([word]) => text.toLowerCase().includes(word));
  return part?.[1] ?? 9;
}

/** A bare "6시" or "at 5" is in the afternoon unless the morning was said; offices read no mail at three at night. */
function likelyHour({ hour, minute }: Clock, said: string, text: string): Clock {
  if (/오전|새벽|아침|am|a\.m|morning|night|^0\d|자정/i.test(said) || hour === 0 || hour > 12)
    return { hour, minute };
  const late = /오후|저녁|밤|evening|afternoon|night/i.test(text) && !/아침|오전|morning/i.test(text);
  return (late || hour < 7) && hour < 12 ? { hour: hour + 12, minute } : { hour, minute };
}

function oftenOf(text: string): string | undefined {
  const hours = everyHours.exec(text)?.groups;
  const minutes = everyMinutes.exec(text)?.groups;
  const days = everyDays.exec(text)?.groups;
  if (hours) return `0 */${count(hours["n"] ?? hours["e"])} * * *`;
  if (minutes) return `*/${count(minutes["n"] ?? minutes["e"])} * * * *`;
  if (days)
    return `0 9 */${(days["two"] ?? days["other"]) ? 2 : days["three"] ? 3 : count(days["n"] ?? days["e"])} * *`;
  return found(text, table.hourly) ? "0 * * * *" : undefined;
}

function count(word: string | undefined): number {
  return numbers[word?.toLowerCase() ?? ""] ?? Number(word);
}

/** Days of a month by number; the last day has no number, so it is left to be asked. */
function monthDaysOf(text: string): number[] {
  const named = [...text.matchAll(koreanMonthDays), ...text.matchAll(englishMonthDays)].map(({ groups }) =>
    Number(groups?.["d"]),
  );
  if (named.length > 0) return [...new Set(named)].filter((day) => day >= 1).toSorted((a, b) => a - b);
  return found(text, table.month_start) || firstOfMonth.test(text) || found(text, table.quarterly) ? [1] : [];
}

/** The first Monday of a month falls on its days one to seven. */
function nthOf(text: string): string | undefined {
  if (!found(text, table.monthly)) return undefined;
  for (const [word, nth] of Object.entries(table.ordinals)) {
    const form = new RegExp(
      `${word}(?:\\s?주)?(?:의)?\\s?(?=[월화수목금토일]요일|mon|tue|wed|thu|fri|sat|sun)`,
      "i",
    );
    if (form.test(text.replace(/첫 ?번째/, "첫번째").replace(/(두|세|네) 번째/, "$1번째")))
      return `${nth * 7 - 6}-${nth * 7}`;
  }
  return undefined;
}

function found(text: string, form: RegExp): boolean {
  return text.search(form) >= 0;
}

/** Words for a schedule that exists: its days, how often, its time; a part of the day that belongs to a time says nothing more. */
export function whichOf(scan: Scan, clock: Clock | undefined): string | undefined {
  const text = without(
    ownText(scan),
    scan.lexemes.filter(({ kind }) => kind === "clock"),
  );
  const words = [
    ...weekdaysIn(text).names,
    ...(found(text, table.workdays) ? ["weekday"] : []),
    ...(found(text, table.daily) ? ["daily"] : []),
    ...(found(text, table.weekly) ? ["weekly"] : []),
    ...(found(text, table.monthly) ? ["monthly"] : []),
    ...(/아침|오전|morning/i.test(text) ? ["morning"] : []),
    ...(/저녁|evening/i.test(text) ? ["evening"] : []),
    ...(clock ? [clockText(clock)] : []),
  ];
  return words.length > 0 ? words.slice(0, 4).join(" ").slice(0, 40) : undefined;
}

export function clockText({ hour, minute }: Clock): string {
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
