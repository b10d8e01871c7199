// Slips of the hand: the wrong keyboard layout, one letter off, a blank in the wrong place. Only words that nothing else explains are touched.

import { z } from "zod";
import { loadYaml } from "./data.ts";
import { editDistance } from "./distance.ts";
import { decompose } from "./jamo.ts";
import { otherLayouts } from "./keyboard.ts";
import type { Lexeme } from "./lexer.ts";
import { vocabulary } from "./vocabulary.ts";

/** Unknown words tried per message; more of them are prose, not slips. */
const MOST_TRIES = 6;
/** Below this many letters (jamo, Latin) one changed letter makes another word too easily. */
const SHORTEST = { hangul: 5, latin: 5 };
const { spellings } = loadYaml("spellings", z.object({ spellings: z.array(z.string()) }));

type Spelling = { word: string; letters: string };

const byLength = spelledByLength();

/** Lexes a text; the caller's own reader, so that a change can be tried. */
export type Reader = (text: string) => Lexeme[];

/** @returns the text with its slips mended, or the text itself */
export function mended(text: string, lexemes: readonly Lexeme[], reader: Reader): string {
  let best = { text, unknown: unknownLetters(lexemes) };
  const slips = lexemes
    .filter((lexeme) => lexeme.kind === "unknown" && !isTitle(text, lexeme))
    .slice(0, MOST_TRIES);
  for (const slip of slips.toReversed()) {
    for (const tried of variants(best.text, slip)) {
      const unknown = unknownLetters(reader(tried));
      if (unknown < best.unknown) best = { text: tried, unknown };
    }
  }
  return best.text;
}

function unknownLetters(lexemes: readonly Lexeme[]): number {
  return lexemes.reduce((sum, lexeme) => sum + (lexeme.kind === "unknown" ? lexeme.text.length : 0), 0);
}

/** A capitalised English word is more likely a name than a slip. */
function isTitle(text: string, { from, to }: Lexeme): boolean {
  return /^[A-Z][a-z]+$/.test(text.slice(from, to));
}

function variants(text: string, { from, to }: Lexeme): string[] {
  const word = wordAround(text, from, to);
  const whole = text.slice(word.from, word.to);
  const bare = text.slice(from, to);
  const put = (start: number, end: number, by: string): string => text.slice(0, start) + by + text.slice(end);
  return [
    ...otherLayouts(whole).map((reading) => put(word.from, word.to, reading)),
    ...otherLayouts(bare).map((reading) => put(from, to, reading)),
    ...nearest(bare).map((reading) => put(from, to, reading)),
    ...nearest(whole).map((reading) => put(word.from, word.to, reading)),
    ...joinedBlanks(text, word),
  ];
}

function wordAround(text: string, from: number, to: number): { from: number; to: number } {
  let start = from;
  let end = to;
  while (start > 0 && text[start - 1] !== " ") start--;
  while (end < text.length && text[end] !== " ") end++;
  return { from: start, to: end };
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
  const found: { word: string; distance: number }[] = [];
  for (let length = letters.length - most; length <= letters.length + most; length++) {
    for (const spelling of byLength.get(length) ?? []) {
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
    if (same) same.push({ word, letters });
    else index.set(letters.length, [{ word, letters }]);
  }
  return index;
}
