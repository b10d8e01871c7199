// Slips of the hand: the wrong keyboard layout, one letter off, a blank in the wrong place. Only words that nothing else explains are touched.

import { z } from "zod";
import { loadYaml } from "./data.ts";
import { editDistance } from "./distance.ts";
import { decompose } from "./jamo.ts";
import { otherLayouts } from "./keyboard.ts";
import type { Lexeme } from "./lexer.ts";
import { isOf, meaningOf } from "./meanings.ts";
import { vocabulary } from "./vocabulary.ts";

/** More unknown words than these are prose or names, not slips. */
const MOST_SLIPS = 5;
/** Readings tried for one message: a bound on time, far above what a message with two slips takes. */
const MOST_TRIES = 48;
/** Below this many letters (jamo, Latin) one changed letter makes another word too easily. */
const SHORTEST = { hangul: 5, latin: 5 };
const { spellings } = loadYaml("spellings", z.object({ spellings: z.array(z.string()) }));

type Spelling = { word: string; letters: string; mask: number };

const byLength = spelledByLength();

/** Lexes a text; the caller's own reader, so that a change can be tried. */
export type Reader = (text: string) => Lexeme[];

/** @returns the text with its slips mended, or the text itself; a change counts only when it leaves nothing of the slip unexplained */
export function mended(text: string, lexemes: readonly Lexeme[], reader: Reader): string {
  let better = text;
  const slips = lexemes.filter((lexeme) => lexeme.kind === "unknown" && !isTitle(text, lexeme));
  if (slips.length > MOST_SLIPS) return text;
  const budget = { left: MOST_TRIES };
  for (const slip of slips.toReversed())
    better = mendedAt(better, slip, reader, budget, isInName(text, lexemes, slip));
  return better;
}

/** Tries are read in the slip's own surroundings only: a word or two to each side. */
function mendedAt(
  text: string,
  slip: Lexeme,
  reader: Reader,
  budget: { left: number },
  inName: boolean,
): string {
  if (budget.left <= 0) return text;
  const place = surroundings(text, slip);
  const around = text.slice(place.from, place.to);
  const before = reader(around);
  const aim = unknownLetters(before) - slip.text.length;
  const inside = { from: slip.from - place.from, to: slip.to - place.from };
  const found = variants(around, inside).find((tried) => {
    if (budget.left-- <= 0) return false;
    const reading = reader(tried);
    return unknownLetters(reading) <= aim && (!inName || besideNames(reading) > besideNames(before));
  });
  return found === undefined ? text : text.slice(0, place.from) + found + text.slice(place.to);
}

/** 여름 원피스, 신상 캠페인: unknown words side by side, or right before 캠페인, are more likely a name than slips. */
function isInName(text: string, lexemes: readonly Lexeme[], slip: Lexeme): boolean {
  let last = lexemes.indexOf(slip);
  let first = last;
  while (lexemes[last + 1]?.kind === "unknown" && isNext(text, lexemes, last)) last++;
  while (lexemes[first - 1]?.kind === "unknown" && isNext(text, lexemes, first - 1)) first--;
  return last > first || (isNext(text, lexemes, last) && isMarker(lexemes[last + 1]));
}

function isNext(text: string, lexemes: readonly Lexeme[], at: number): boolean {
  return text.slice(lexemes[at]?.to, lexemes[at + 1]?.from) === " ";
}

function isMarker(lexeme: Lexeme | undefined): boolean {
  return (
    lexeme?.text.endsWith("캠페인") ||
    ["campaign", "ad", "adGroup"].includes(meaningOf(lexeme, "dimension")?.dim ?? "")
  );
}

/** Words that stand beside a name and are none of it: a slip there can only be one of these. */
function besideNames(lexemes: readonly Lexeme[]): number {
  const kinds = ["medium", "metric", "dimension", "value"] as const;
  return lexemes.filter((lexeme) => lexeme.kind === "time" || kinds.some((kind) => isOf(lexeme, kind)))
    .length;
}

function surroundings(text: string, { from, to }: Lexeme): { from: number; to: number } {
  const before = text.slice(0, from).split(" ").slice(-3).join(" ");
  const behind = text.slice(to).split(" ").slice(0, 3).join(" ");
  return { from: Math.max(from - before.length, from - 40), to: Math.min(to + behind.length, to + 40) };
}

function unknownLetters(lexemes: readonly Lexeme[]): number {
  return lexemes.reduce((sum, lexeme) => sum + (lexeme.kind === "unknown" ? lexeme.text.length : 0), 0);
}

/** A capitalised English word is more likely a name than a slip. */
function isTitle(text: string, { from, to }: Lexeme): boolean {
  return /^[A-Z][a-z]+$/.test(text.slice(from, to));
}

function variants(text: string, { from, to }: { from: number; to: number }): string[] {
  const word = wordAround(text, from, to);
  const whole = text.slice(word.from, word.to);
  const bare = text.slice(from, to);
  const put = (start: number, end: number, by: string): string => text.slice(0, start) + by + text.slice(end);
  return [
    ...joinedBlanks(text, word),
    ...otherLayouts(whole).map((reading) => put(word.from, word.to, reading)),
    ...otherLayouts(bare).map((reading) => put(from, to, reading)),
    ...nearest(bare).map((reading) => put(from, to, reading)),
    ...(whole === bare ? [] : nearest(whole).map((reading) => put(word.from, word.to, reading))),
  ];
}

function wordAround(text: string, from: number, to: number): { from: number; to: number } {
  let start = from;
  let end = to;
  while (start > 0 && !isBlank(text[start - 1])) start--;
  while (end < text.length && !isBlank(text[end])) end++;
  return { from: start, to: end };
}

function isBlank(letter: string | undefined): boolean {
  return letter === " " || letter === "\n";
}

/** The blank before or behind the word taken out: 지 난주. */
function joinedBlanks(text: string, { from, to }: { from: number; to: number }): string[] {
  const before = from > 0 ? [text.slice(0, from - 1) + text.slice(from)] : [];
  const behind = to < text.length ? [text.slice(0, to) + text.slice(to + 1)] : [];
  return [...before, ...behind];
}

/** Words of the lexicons one step away, two for long ones. */
function nearest(word: string): string[] {
  const letters = decompose(word.toLowerCase());
  const hangul = letters !== word.toLowerCase();
  if (letters.length < (hangul ? SHORTEST.hangul : SHORTEST.latin) || letters.length > 40) return [];
  const most = letters.length >= 10 ? 2 : 1;
  const mask = maskOf(letters);
  const found: { word: string; distance: number }[] = [];
  for (let length = letters.length - most; length <= letters.length + most; length++) {
    for (const spelling of byLength.get(length) ?? []) {
      if (differing(mask, spelling.mask) > 2 * most) continue;
      const distance = editDistance(letters, spelling.letters, most);
      if (distance <= most) found.push({ word: spelling.word, distance });
    }
  }
  return found
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 3)
    .map((one) => one.word);
}

function spelledByLength(): Map<number, Spelling[]> {
  const index = new Map<number, Spelling[]>();
  const forms = vocabulary
    .filter(({ meaning }) => meaning.kind !== "filler")
    .map(({ text }) => text.replace(/^[+=]|~$/g, ""));
  for (const word of new Set([...spellings, ...forms])) {
    const letters = decompose(word.toLowerCase());
    const same = index.get(letters.length);
    const spelling = { word, letters, mask: maskOf(letters) };
    if (same) same.push(spelling);
    else index.set(letters.length, [spelling]);
  }
  return index;
}

/** Which letters a word holds, as bits: words with many different ones need no counting of steps. */
function maskOf(letters: string): number {
  let mask = 0;
  for (let at = 0; at < letters.length; at++) mask |= 1 << (letters.charCodeAt(at) % 31);
  return mask;
}

function differing(a: number, b: number): number {
  let bits = a ^ b;
  let count = 0;
  for (; bits !== 0; bits &= bits - 1) count++;
  return count;
}
