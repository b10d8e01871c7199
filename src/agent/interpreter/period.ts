// Which period is asked for and what it is compared with.

import type { TimeMention } from "../../language/times.ts";
import { dayOf } from "../../language/time-days.ts";
import { has, ownText, type Scan, timesOf } from "./scan.ts";

export type Asked = {
  time: string | undefined;
  compare: string | undefined;
  /** 요즘, recently: the word that was read as the last seven days. */
  loose: string | undefined;
  /** A calendar date without its year. */
  yearless: boolean;
  /** A day that does not exist, as written. */
  impossible: string | undefined;
  /** Days of a month that was not named. */
  monthless: boolean;
  /** What it is held against was said by 비교 alone. */
  bare: boolean;
  /** The period before the thread's one, alone: 그 전달은?, the day before? */
  before: boolean;
  today: Temporal.PlainDate;
};

export function findPeriod(scan: Scan): Asked {
  const mentions = ofQuestion(scan);
  const impossible = mentions.find((mention) => mention.token === undefined)?.text;
  const { time, compare } = rolesOf(
    scan,
    mentions.filter((mention) => mention.token !== undefined),
  );
  return {
    time: time?.token,
    compare: compare && comparedWith(compare, time),
    loose: time?.loose ? time.text : undefined,
    yearless: time?.yearless ?? false,
    monthless: time?.monthless ?? false,
    bare: compare?.bare ?? false,
    before: isBefore(scan),
    today: scan.today,
    impossible,
  };
}

/** 내일 보고, Monday's meeting: days of the office are no period where another one is named. */
function ofQuestion(scan: Scan): TimeMention[] {
  const all = timesOf(scan);
  const meant = all.filter(({ from, to }) => !denied(scan.text, from, to));
  const mentions = meant.length > 0 ? meant : all;
  const asked = mentions.filter(
    ({ from, to }) => !office.test(scan.text.slice(to, to + 16)) && !besides.test(scan.text.slice(0, from)),
  );
  return asked.length > 0 ? asked : mentions;
}

/** 지난주 말고 지지난주, not last week but the one before. */
function denied(text: string, from: number, to: number): boolean {
  return (
    /^(?:은|는|꺼|거)?\s?말고/.test(text.slice(to)) ||
    /\bnot (?:for |in )?(?:the )?$/i.test(text.slice(0, from))
  );
}

/** Sorry to bother on a Saturday: the day it is said. */
const besides =
  /\b(?:bother(?:ing)?|disturb(?:ing)?|working|writing|pinging|bugging)(?: you| u| ya)?(?: again)? (?:on |at )?(?:a |the )?$/i;
const office =
  /^(?:'s)?(?:의|에|까지|에는)?\s?(?:주간\s?)?(?:회의|미팅|보고|발표|피티|pt\b|출근|퇴근|점심|저녁|워크샵|면담|meetings?|calls?|standup|board|presentation|deck|report\b|review|i (?:meet|have|am)|we (?:meet|have))/i;

function rolesOf(
  scan: Scan,
  mentions: TimeMention[],
): { time?: TimeMention | undefined; compare?: TimeMention | undefined } {
  const firm = mentions.filter((mention) => !mention.loose);
  const asked = firm.filter((mention) => mention.role === "time");
  const against = firm.filter((mention) => mention.role === "compare");
  const before = asked.find(
    (mention, index) => index > 0 && isRelative(mention) && isSame(mention, asked[0]),
  );
  if (before && against.length === 0) return { time: asked[0], compare: before };
  if (asked.length >= 2 && against.length === 0 && isPair(scan)) return byDate(asked);
  const undirected = has(scan, "compare") && !isDirected(scan) && !against.some(isRelative);
  if (asked.length === 1 && against.length === 1 && undirected) return byDate([...asked, ...against]);
  return { time: asked[0] ?? mentions.find((mention) => mention.loose), compare: against[0] };
}

/**
 * What a period is held against. 전주 and "the month before" are counted from the period that was asked for, not from today,
 * and no period is ever compared with itself.
 */
function comparedWith(compare: TimeMention, time: TimeMention | undefined): string | undefined {
  if (!time?.token || !compare.token) return compare.token;
  if (compare.token === "previous_year") return compare.token;
  const running = time.token.startsWith("this_") || time.token === "ytd";
  if (isSame(compare, time) || (isRelative(compare) && !running && !isFuture(time.token)))
    return "previous_period";
  return compare.token === "last_year" && !wholeYear.test(time.token) ? "previous_year" : compare.token;
}

const wholeYear = /^(this_year|last_year|ytd|explicit:\d{4}-01-01\.\.\d{4}-12-31)$/;

/** Named by where it stands before another period: 전월, 직전 주, the week before. */
function isRelative({ text }: TimeMention): boolean {
  return /^(전(?!체|일|날)|그 ?전|직전|앞|previous|prior)|\b(before|prior)$/.test(text);
}

function isSame(a: TimeMention, b: TimeMention | undefined): boolean {
  if (a.token === b?.token) return true;
  return Boolean(a.days && b?.days && a.days.from.equals(b.days.from) && a.days.to.equals(b.days.to));
}

function isPair(scan: Scan): boolean {
  return has(scan, "compare", "where", "high", "low") || /랑|하고|과 |와 |\band\b/.test(scan.text);
}

/** 대비, 보다, vs and than say which side is which. */
function isDirected(scan: Scan): boolean {
  return /대비|보다|비해|\bvs\b|versus|\bthan\b|\bto\b|against/i.test(scan.text);
}

/** Without a direction the later period is looked at against the earlier one. */
function byDate(mentions: TimeMention[]): {
  time?: TimeMention | undefined;
  compare?: TimeMention | undefined;
} {
  const [first, second] = mentions;
  if (!first?.days || !second?.days) return { time: first, compare: second };
  const later = Temporal.PlainDate.compare(first.days.from, second.days.from) >= 0;
  return later ? { time: first, compare: second } : { time: second, compare: first };
}

/** Said without a word that compares. */
function isBefore(scan: Scan): boolean {
  if (has(scan, "compare")) return false;
  return /(?:그|바로) ?전 ?(?:날|주|달|월|분기|해|기간)?(?:에?는|은|엔|도|꺼|거|껀|건|에)?\s*[?요]*\s*[?.!~]*$|^\W*(?:and |what about |how about |so )?(?:for )?(?:the|one) (?:day|week|month|quarter|year|period) (?:before|prior)(?: that| it)?\W*$/i.test(
    ownText(scan),
  );
}

/** What is to come and was said without a year lies ahead: December, in a forecast made in November. */
export function ahead(token: string, today: Temporal.PlainDate): string {
  const [from, to] = explicitDays(token);
  if (!from || !to || Temporal.PlainDate.compare(to, today) >= 0) return token;
  const next = { from: from.add({ years: 1 }), to: to.add({ years: 1 }) };
  return Temporal.PlainDate.compare(next.to, today) < 0 ? token : `explicit:${next.from}..${next.to}`;
}

/** Both days of an explicit period; days that do not exist are none. */
function explicitDays(token: string): (Temporal.PlainDate | undefined)[] {
  return [...token.matchAll(/\d{4}-\d\d-\d\d/g)].map(([text]) => dayOf(text));
}

/** Tokens that are over: nothing in them is to come. */
export function isPast(token: string | undefined, today: Temporal.PlainDate): boolean {
  if (token === undefined || isFuture(token)) return false;
  if (/^(?:yesterday|day_before_yesterday|last_|week_before|month_before)/.test(token)) return true;
  const [from, to] = token.startsWith("explicit:") ? explicitDays(token) : [];
  return from !== undefined && to !== undefined && Temporal.PlainDate.compare(to, today) < 0;
}

/** Tokens that lie ahead: plans and forecasts only. */
export function isFuture(token: string | undefined): boolean {
  return token !== undefined && /^(tomorrow|next_|rest_of_|explicit:today\.\.)/.test(token);
}
