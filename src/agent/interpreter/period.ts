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
    compare: compare?.token,
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
  if (asked.length >= 2 && against.length === 0 && isPair(scan)) return byDate(asked);
  if (asked.length === 1 && against.length === 1 && has(scan, "compare") && !isDirected(scan))
    return byDate([...asked, ...against]);
  return { time: asked[0] ?? mentions.find((mention) => mention.loose), compare: against[0] };
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
