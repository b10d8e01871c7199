// Words of the lexicons that are spelled nearly like a word that was typed, by letters: jamo where it is Korean.

import { editDistance } from "./distance.ts";
import { decompose } from "./jamo.ts";
import { timeSpellings } from "./spellings.ts";
import { vocabulary } from "./vocabulary.ts";

/** Below this many letters (jamo, Latin) one changed letter makes another word too easily. */
const SHORTEST = 5;
const LONGEST = 40;

type Spelling = { word: string; letters: string; mask: number };

const byLength = spelledByLength();

/** Words of the lexicons one step away, two for long ones. */
export function nearWords(word: string): string[] {
  const letters = decompose(word.toLowerCase());
  if (letters.length < SHORTEST || letters.length > LONGEST) return [];
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
  for (const word of new Set([...timeSpellings, ...forms])) {
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
