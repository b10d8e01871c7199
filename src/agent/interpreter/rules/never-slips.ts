// Slips of the hand in words of what is never done: one letter off in a long word, a blank too many or too few.
// They hide nothing; what is mended here is only looked at, never answered.

import { editDistance } from "../../../language/distance.ts";
import { partedWords } from "../../../language/blank-slips.ts";
import { decompose } from "../../../language/jamo.ts";
import { isSpelledRight } from "../../../language/plain-words.ts";
import { neverLiterals } from "./never-patterns.ts";

/** Shorter words turn into others by one letter too easily. */
const SHORTEST = { latin: 6, syllables: 3 };

const latin = new Set(neverLiterals.filter((word) => /^[a-z]+$/.test(word)));
const latinByParts = byParts([...latin].filter((word) => word.length >= SHORTEST.latin));
const hangul = neverLiterals.filter((word) => /^[가-힣]+$/.test(word) && word.length >= SHORTEST.syllables);
const hangulByParts = byParts(hangul.map(decompose));
const spelling = new Map(hangul.map((word) => [decompose(word), word]));
const longest = Math.max(...hangul.map((word) => word.length));

/**
 * Other readings of a text, the nearest first.
 * @param text normalised, with its capitals
 */
export function withoutSlips(text: string): string[] {
  const mended = joined(text)
    .replace(/[A-Za-z]{6,}/g, (word, at: number) => (isName(text, word, at) ? word : latinMended(word)))
    .replace(/[가-힣]{3,}/g, hangulMended);
  const closed = mended.replace(/(?<=[가-힣]) (?=[가-힣])/g, "");
  return [...new Set([mended, closed])].filter((reading) => reading !== text);
}

/** A capital inside a sentence. */
function isName(text: string, word: string, at: number): boolean {
  return /^[A-Z]/.test(word) && /[a-z,] $/.test(text.slice(0, at));
}

function latinMended(written: string): string {
  const word = written.toLowerCase();
  if (isKnown(word)) return written;
  return nearest(word, latinByParts) ?? partedWords(word).find(({ lexical }) => lexical)?.text ?? written;
}

/** The stem in front is mended, its ending stays: 프럼프트를. */
function hangulMended(written: string): string {
  const most = Math.min(written.length, longest);
  for (let size = most; size >= SHORTEST.syllables; size--) {
    const letters = decompose(written.slice(0, size));
    if (spelling.has(letters)) return written;
    const near = nearest(letters, hangulByParts);
    if (near !== undefined) return (spelling.get(near) ?? "") + written.slice(size);
  }
  return written;
}

/** "by pass", "app roval", "T ext": a blank inside a word, where its halves are not both words themselves. */
function joined(text: string): string {
  return text.replace(/(?<![A-Za-z])([A-Za-z]+) (?=([A-Za-z]+))/g, (both, first: string, last: string) => {
    const whole = (first + last).toLowerCase();
    if (/^[b-hj-z]$/i.test(first) && isKnown(whole)) return first;
    const apart = isKnown(first.toLowerCase()) && isKnown(last.toLowerCase());
    return !apart && latin.has(whole) ? first : both;
  });
}

function isKnown(word: string): boolean {
  return latin.has(word) || latin.has(word.replace(/s$/, "")) || isSpelledRight(word);
}

/** Each word under itself and under each of its forms with one letter gone. */
function byParts(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const word of words)
    for (const part of partsOf(word)) index.set(part, [...(index.get(part) ?? []), word]);
  return index;
}

function partsOf(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

function nearest(word: string, index: ReadonlyMap<string, readonly string[]>): string | undefined {
  for (const part of partsOf(word))
    for (const near of index.get(part) ?? []) if (editDistance(word, near, 1) <= 1) return near;
  return undefined;
}
