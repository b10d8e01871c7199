// Time words of a message as tokens of the query, with where they stand and what they do there.

import { formsAt } from "./form-index.ts";
import { mayMatch } from "./gated.ts";
import type { TimeForm } from "./time-forms.ts";
import { around, timeForms } from "./time-forms.ts";
import { asWritten } from "./time-written.ts";
import { type Groups, makers } from "./time-make.ts";
import { countOf } from "./number-words.ts";
import { daysOfToken } from "./time-days.ts";
import { particles } from "./vocabulary.ts";

type Day = Temporal.PlainDate;

export type TimeMention = {
  from: number;
  to: number;
  /** As written. */
  text: string;
  /** A time token, or `undefined` when such a day does not exist. */
  token: string | undefined;
  /** `compare` is what the figures are compared with. */
  role: "time" | "compare";
  /** 요즘, recently: assumed and said. */
  loose: boolean;
  /** A calendar date without its year: read as the latest one. */
  yearless: boolean;
  /** The days it names, where they are known without the query's own resolver. */
  days: { from: Day; to: Day } | undefined;
  /** Days of a month that was not named: 16일부터 말일까지. */
  monthless: boolean;
  /** Held against something by 비교 alone: 지난달 비교 may be the period in which two things are compared. */
  bare: boolean;
};

type Found = { from: number; to: number; text: string; groups: Groups; result: TimeForm["result"] };
type Piece = Omit<TimeMention, "bare"> & { joined?: boolean; weekday?: boolean; bare?: boolean };

/** @param text normalised and in lower case */
export function findTimes(text: string, today: Day): TimeMention[] {
  const pieces = longestOf(allMatches(text)).flatMap((found) => piecesOf(found, today));
  const joined = joinRanges(text, pieces, today);
  return joined.map((piece) => shaped(text, piece, today)).map(mentionOf);
}

function mentionOf(piece: Piece): TimeMention {
  const { from, to, text, token, role, loose, yearless, days, monthless, bare = false } = piece;
  return { from, to, text, token, role, loose, yearless, days, monthless, bare };
}

const yearWords = /(?:19|20)\d\d|\d\d년|작년|지난해|재작년|올해|금년|내년|\b(?:this|last|next) year\b/;

function allMatches(text: string): Found[] {
  const found: Found[] = [];
  const scripts = { korean: /[가-힣]/.test(text), latin: /[a-z]/.test(text), digits: /\d/.test(text) };
  for (const { script, result, ...form } of timeForms) {
    if (!scripts[script] || !mayMatch(form, text)) continue;
    for (const match of text.matchAll(form.pattern)) {
      const length = match[0].trimEnd().length;
      if (length === 0 || (script === "korean" && !endsWord(text, match.index + length))) continue;
      found.push({
        from: match.index,
        to: match.index + length,
        text: match[0].trim(),
        groups: match.groups ?? {},
        result,
      });
    }
  }
  return found;
}

/** 어제 in 어제품 is no day: behind a Korean time word comes no letter, a particle or another known word. */
function endsWord(text: string, at: number): boolean {
  const rest = /^[가-힣]+/.exec(text.slice(at, at + 6))?.[0] ?? "";
  if (rest === "" || /^(?:자|분|꺼|거)/.test(rest) || formsAt(text, at).length > 0) return true;
  return [1, 2, 3, 4].some((length) => particles.has(rest.slice(0, length)));
}

/** Of overlapping readings the longest stands; of equally long ones the first in the file. */
function longestOf(found: Found[]): Found[] {
  const kept: Found[] = [];
  for (const next of found.toSorted((a, b) => b.to - b.from - (a.to - a.from))) {
    if (!kept.some((other) => next.from < other.to && other.from < next.to)) kept.push(next);
  }
  return kept.toSorted((a, b) => a.from - b.from);
}

function piecesOf(found: Found, today: Day): Piece[] {
  const { result, groups } = found;
  const yearless = result.kind === "make" && !yearWords.test(found.text);
  const monthless = result.kind === "make" && result.make === "daysOfMonth" && !groups["rel"];
  const place = {
    from: found.from,
    to: found.to,
    text: found.text,
    yearless: yearless && !monthless,
    monthless,
  };
  if (result.kind === "compare") {
    const compare = {
      ...place,
      token: result.compare,
      role: "compare" as const,
      loose: false,
      days: undefined,
    };
    if (!result.time) return [compare];
    return [{ ...compare, token: result.time, role: "time", days: daysOfToken(result.time, today) }, compare];
  }
  if (result.kind === "make") {
    const made = makers[result.make](groups, today) ?? asWritten(groups, today);
    const days = made && "from" in made ? made : undefined;
    const token = made && ("token" in made ? made.token : explicit(made.from, made.to));
    const weekday = result.make === "weekday" && !groups["rel"];
    return [{ ...place, token, role: "time", loose: false, days, weekday }];
  }
  const token = filled(result.token, groups, result.times);
  return [
    {
      ...place,
      token,
      role: "time",
      loose: result.loose,
      days: token ? daysOfToken(token, today) : undefined,
    },
  ];
}

function filled(token: string, groups: Groups, times: number): string | undefined {
  if (!token.includes("{n}")) return token;
  const count = countOf(groups["n"] ?? groups["nd"] ?? "");
  return count ? token.replace("{n}", String(count * times)) : undefined;
}

function explicit(from: Day, to: Day): string {
  return `explicit:${from}..${to}`;
}

/** 지난주부터 어제까지, Oct 1 to yesterday: two time words with nothing but a joining word between. */
function joinRanges(text: string, pieces: Piece[], today: Day): Piece[] {
  const out: Piece[] = [];
  for (const piece of pieces) {
    const before = out.at(-1);
    const start = before?.role === "time" ? before.days : undefined;
    const joins = before && joinsTo(text, before, piece);
    const until = start && piece.weekday ? weekdayFrom(start.from, piece) : piece.days;
    if (!before || !start || !until || !joins || Temporal.PlainDate.compare(start.from, until.to) > 0) {
      out.push(piece);
      continue;
    }
    const end = /^\s*까지/.exec(text.slice(piece.to));
    const to = piece.to + (end?.[0].length ?? 0);
    const days = { from: start.from, to: until.to };
    const last = days.to.equals(today) ? "today" : days.to.toString();
    const token = `explicit:${days.from}..${last}`;
    const yearless = before.yearless && piece.yearless;
    const joined = { ...before, to, text: text.slice(before.from, to), token, days, yearless, joined: true };
    out[out.length - 1] = joined;
  }
  return out;
}

function joinsTo(text: string, before: Piece, piece: Piece): boolean {
  const gap = text.slice(before.to, piece.from);
  return around.between.test(gap) || (before.text.endsWith("부터") && gap.trim() === "");
}

/** The first such weekday from a day on: 지난주 월요일부터 수요일까지 stays in that week. */
function weekdayFrom(start: Day, { days }: Piece): Piece["days"] {
  if (!days) return undefined;
  const day = start.add({ days: (days.from.dayOfWeek - start.dayOfWeek + 7) % 7 });
  return { from: day, to: day };
}

/** Since, until and compared-with, from the words around a time word. */
function shaped(text: string, piece: Piece, today: Day): Piece {
  if (piece.role === "compare" || !piece.token || piece.joined) return piece;
  const after = text.slice(piece.to, piece.to + 24);
  const before = text.slice(Math.max(0, piece.from - 24), piece.from);
  const since = around.sinceAfter.exec(after) ?? around.sinceBefore.exec(before);
  const until = around.untilAfter.exec(after) ?? around.untilBefore.exec(before);
  if (around.comparingAfter.test(after) || around.comparingBefore.test(before))
    return { ...piece, role: "compare", bare: /^\s?비교/.test(after) };
  if (since && piece.days && startsBefore(piece, today) && !isRange(piece))
    return { ...piece, ...sinceOf(piece, piece.days.from, since, text) };
  if (until && piece.days) return { ...piece, token: untilToken(piece, piece.days.to, today) };
  return piece;
}

function startsBefore(piece: Piece, today: Day): boolean {
  return piece.days !== undefined && Temporal.PlainDate.compare(piece.days.from, today) < 0;
}

function sinceOf(piece: Piece, from: Day, word: RegExpExecArray, text: string): Partial<Piece> {
  const behind = /^\s*[가-힣]/.test(word[0]);
  const to = behind ? piece.to + word[0].length : piece.to;
  return { to, text: text.slice(piece.from, to), token: `since:${from}` };
}

/** A day to come ends a plan that starts today; a day gone by ends the month that holds it. Without a year: this year's. */
function untilToken(piece: Piece, named: Day, today: Day): string {
  const to = /\d{4}|작년|지난해|last year/.test(piece.text) ? named : named.with({ year: today.year });
  return Temporal.PlainDate.compare(to, today) > 0
    ? `explicit:today..${to}`
    : explicit(to.with({ day: 1 }), to);
}

/** 10/26 to 11/8 has its own end. */
function isRange({ text }: Piece): boolean {
  return /\S ?(?:~|-| to | through | until | till |부터) ?\d/.test(text) && !/^\d{4}-\d\d?-\d\d?$/.test(text);
}
