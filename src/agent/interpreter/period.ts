// Which period is asked for and what it is compared with.

import type { TimeMention } from "../../language/times.ts";
import { has, type Scan, timesOf } from "./scan.ts";

export type Asked = {
  time: string | undefined;
  compare: string | undefined;
  /** 요즘, recently: the word that was read as the last seven days. */
  loose: string | undefined;
  /** A calendar date without its year. */
  yearless: boolean;
  /** A day that does not exist, as written. */
  impossible: string | undefined;
};

export function findPeriod(scan: Scan): Asked {
  const mentions = timesOf(scan);
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
    impossible,
  };
}

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

/** Tokens that lie ahead: plans and forecasts only. */
export function isFuture(token: string | undefined): boolean {
  return token !== undefined && /^(tomorrow|next_|rest_of_|explicit:today\.\.)/.test(token);
}
