// When a name that is not quite a stored one may be taken for it without asking: a slip of the keys inside a word.
// Another word, another number or a syllable in front is another campaign: "Men" is no misspelling of "Women".

import { editDistance } from "../../language/distance.ts";
import { decompose } from "../../language/jamo.ts";
import { foldWidth } from "../../language/text.ts";

/** Words shorter than this (Hangul as jamo) have no slips: a letter more or less makes another word. */
const LEAST_LETTERS = 5;
/** Words of this length may hold two slips. */
const LONG_WORD = 10;

/** Runs of one script, lower case: "여름세일2 | Men" is 여름세일, 2, men. */
export function wordsOf(name: string): string[] {
  return (
    foldWidth(name)
      .toLowerCase()
      .match(/\p{N}+|\p{Script=Hangul}+|[^\P{L}\p{Script=Hangul}]+/gu) ?? []
  );
}

/**
 * True when every word of `written` is the one of `name`, or a slip of it.
 * @param established words of the stored names: a slip never turns one of them into another
 */
export function isSlip(written: string, name: string, established: ReadonlySet<string>): boolean {
  const [words, stored] = [wordsOf(written), wordsOf(name)];
  if (numbersOf(words) !== numbersOf(stored)) return false;
  if (words.length === stored.length)
    return words.every((word, index) => isSlipOf(word, stored[index] ?? "", established));
  // Written with other spaces: the words have no counterparts, so that one letter is all that may differ.
  const apart = [...lacking(words, stored), ...lacking(stored, words)];
  if (apart.some((word) => decompose(word).length < LEAST_LETTERS)) return false;
  return editDistance(decompose(words.join("")), decompose(stored.join("")), 1) <= 1;
}

function isSlipOf(word: string, stored: string, established: ReadonlySet<string>): boolean {
  if (word === stored) return true;
  if (established.has(word) || `${word}s` === stored || word === `${stored}s`) return false;
  const [letters, right] = [decompose(word), decompose(stored)];
  const length = Math.min(letters.length, right.length);
  const most = length >= LONG_WORD ? 2 : 1;
  return length >= LEAST_LETTERS && editDistance(letters, right, most) <= most;
}

function numbersOf(words: readonly string[]): string {
  return words.filter((word) => /\p{N}/u.test(word)).join(" ");
}

function lacking(words: readonly string[], others: readonly string[]): string[] {
  return words.filter((word) => !others.includes(word));
}

/**
 * True when the words stand in the name as whole words. Hangul compounds may be cut (검색 of 브랜드검색),
 * but not behind a single syllable, which makes another word (여름 of 초여름).
 */
export function isWholePart(written: string, name: string): boolean {
  const part = wordsOf(written).join("");
  const words = wordsOf(name);
  const text = words.join("");
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    if (beginsWell(words, at) && endsWell(words, at + part.length)) return true;
  }
  return false;
}

function beginsWell(words: readonly string[], at: number): boolean {
  const { word, within } = place(words, at);
  return within === 0 || (isHangul(word) && within > 1);
}

function endsWell(words: readonly string[], end: number): boolean {
  const { word, within } = place(words, end);
  return within === 0 || isHangul(word) || word.slice(within) === "s";
}

/** The word around a letter of the joined words, and how many of its letters stand before that. */
function place(words: readonly string[], at: number): { word: string; within: number } {
  let start = 0;
  for (const word of words) {
    if (at < start + word.length) return { word, within: at - start };
    start += word.length;
  }
  return { word: "", within: 0 };
}

function isHangul(word: string): boolean {
  return /^\p{Script=Hangul}+$/u.test(word);
}
