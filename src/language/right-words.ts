// Nouns of things, shops and people that are spelled right: no slips of other words, although they stay names nobody knows.

import { z } from "zod";
import { loadYaml, wordSet } from "./data.ts";
import { nameParticles } from "./vocabulary.ts";

const Groups = z.record(z.string(), wordSet);
const korean = wordsOf("korean-things");
const english = wordsOf("english-things");
const longest = longestByStart();

/** From this many letters on a noun may begin any name; a shorter one begins too many slips (지안주). */
const SURE = 3;

/** An English noun in its plain form: stroller. */
export function isEnglishThing(word: string): boolean {
  return english.has(word);
}

/** @returns where the longest Korean noun that starts at `at` ends */
export function koreanThingEnd(text: string, at: number): number | undefined {
  const most = longest.get(text.slice(at, at + 2)) ?? 0;
  for (let length = most; length > 1; length--)
    if (korean.has(text.slice(at, at + length))) return at + length;
  return undefined;
}

/** Such nouns side by side, with a particle or none, or what a long one begins: 유진이, 어린이음료. */
export function isKoreanRight(word: string): boolean {
  let at = 0;
  for (let to = koreanThingEnd(word, 0); to !== undefined; to = koreanThingEnd(word, at)) {
    if (to - at >= SURE) return true;
    at = to;
  }
  return at > 0 && (at === word.length || nameParticles.has(word.slice(at)));
}

function wordsOf(name: string): ReadonlySet<string> {
  return new Set(Object.values(loadYaml(name, Groups)).flatMap((words) => [...words]));
}

/** Letters of the longest noun under its first two: most places of a text need no other look. */
function longestByStart(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const word of korean) {
    const start = word.slice(0, 2);
    found.set(start, Math.max(found.get(start) ?? 0, word.length));
  }
  return found;
}
