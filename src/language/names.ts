// Names as people write them against names as they are stored: one key per spelling, and how near two spellings are.

import { editDistance } from "./distance.ts";
import { decompose, initialConsonants } from "./jamo.ts";
import { foldWidth } from "./text.ts";

/** Longer names are compared by their first letters: a bound on work, far above any medium's limit for names. */
const COMPARED_LETTERS = 120;

/** Two spellings of one name have one key: NFC, full width to plain, lower case, letters and digits only. */
export function nameKey(name: string): string {
  return foldWidth(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** 1 = one key, 0 = nothing in common: edit distance over the jamo of both keys, as a share of the longer one. */
export function similarity(a: string, b: string): number {
  const left = decompose(nameKey(a).slice(0, COMPARED_LETTERS));
  const right = decompose(nameKey(b).slice(0, COMPARED_LETTERS));
  const longest = Math.max(left.length, right.length);
  if (longest === 0) return 0;
  return 1 - editDistance(left, right) / longest;
}

/** Initial consonants of a name, for `ㅊㅇㄹㅅㄷ` = 초여름 샌들. */
export function initialsOf(text: string): string {
  return initialConsonants(nameKey(text));
}
