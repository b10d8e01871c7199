// The first look at a message: made plain, cut into lexemes, its slips mended.

import { findAmounts } from "./amounts.ts";
import { type FixedSpan, type Lexeme, lex } from "./lexer.ts";
import { joinMarked } from "./marked-names.ts";
import { settled } from "./plain-words.ts";
import { normalise, READ_LETTERS } from "./text.ts";
import { mended } from "./repair.ts";
import { withSetPhrases } from "./set-phrases.ts";
import { findSpecials } from "./specials.ts";
import { findTimes } from "./times.ts";
import { findCodes, joinTitles } from "./titles.ts";

export type Reading = {
  /** Normalised, with its capitals. */
  text: string;
  lexemes: Lexeme[];
};

/** Nobody asks in more words than these; a paste of one-letter words must not hold up the others. */
const READ_WORDS = 250;

function firstWords(text: string, most: number): string {
  let seen = 0;
  for (let at = 0; at < text.length; at++) if (text[at] === " " && ++seen === most) return text.slice(0, at);
  return text;
}

/** As `read`, for a piece of what was read: its slips are mended already. */
export function readMended(text: string, today: Temporal.PlainDate): Reading {
  return { text, lexemes: joinedNames(text, cut(text, today)) };
}

/** @param today the day in the workspace's zone: explicit dates without a year depend on it */
export function read(raw: string, today: Temporal.PlainDate): Reading {
  const whole = withSetPhrases(apart(normalise(raw.slice(0, READ_LETTERS * 2)))).slice(0, READ_LETTERS);
  const text = firstWords(whole, READ_WORDS);
  const lexemes = cut(text, today);
  const better = mended(text, lexemes, (tried) => cut(tried, today));
  const last = better === text ? lexemes : cut(better, today);
  return { text: better, lexemes: joinedNames(better, last) };
}

function joinedNames(text: string, lexemes: readonly Lexeme[]): Lexeme[] {
  return joinMarked(text, joinTitles(text, lexemes));
}

/** top5, 톱3: the count is a word of its own. */
function apart(text: string): string {
  return text.replace(
    /(?<![\p{L}\p{N}])(top|best|worst|bottom|탑|톱|상위|하위)(?=\d{1,3}(?![\d\p{L}%.,]))/giu,
    "$1 ",
  );
}

function cut(text: string, today: Temporal.PlainDate): Lexeme[] {
  const lower = lowerCase(text);
  return settled(text, lex(lower, fixedSpans(text, lower, today)));
}

/** Lower case of the same length, so that places in both texts agree (İ grows when lowered). */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function fixedSpans(text: string, lower: string, today: Temporal.PlainDate): FixedSpan[] {
  const spans: FixedSpan[] = quotes(text);
  spans.push(...findCodes(blanked(text, spans)));
  spans.push(...findSpecials(blanked(lower, spans)));
  const outside = blanked(lower, spans);
  const times = findTimes(outside, today);
  for (const time of times) {
    const same = spans.find((span) => span.kind === "time" && span.from === time.from);
    if (same?.kind === "time") same.times.push(time);
    else spans.push({ kind: "time", from: time.from, to: time.to, times: [time] });
  }
  for (const amount of findAmounts(blanked(outside, spans)))
    spans.push({ kind: "amount", from: amount.from, to: amount.to, amount });
  return spans.toSorted((a, b) => a.from - b.from);
}

/** Quoted words are names or texts, never read as anything else. An apostrophe inside a word opens nothing. */
function quotes(text: string): FixedSpan[] {
  const spans: FixedSpan[] = [];
  for (const match of text.matchAll(
    /"([^"]{1,200})"|(?<![\p{L}\p{N}])'((?:[^'\n]|(?<=[a-z])'(?=[a-z])){1,200})'(?![a-z])/gu,
  )) {
    const words = (match[1] ?? match[2] ?? "").trim();
    if (words !== "")
      spans.push({ kind: "quote", from: match.index, to: match.index + match[0].length, words });
  }
  return spans;
}

function blanked(text: string, spans: readonly FixedSpan[]): string {
  let out = text;
  for (const { from, to } of spans) out = out.slice(0, from) + "\u0001".repeat(to - from) + out.slice(to);
  return out;
}
