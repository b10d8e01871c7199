// English words one slip away from a word that was typed: a neighbour's key, letters swapped, doubled, missing or too many.

import { neighboursOf } from "./keyboard.ts";
import { isLexical, isSmallWord, rankOf } from "./lexical-words.ts";
import { isFamiliar, isPlainWord, isThing } from "./plain-words.ts";

/** Words of more letters are no words. */
const LONGEST = 20;
const letters = "abcdefghijklmnopqrstuvwxyz";

/** `sure`: swapped letters of a long word; `word`: it says what is meant; `small`: it joins others; `plain`: an everyday word. */
export type LatinSlip = { meant: string; trust: "sure" | "word" | "small" | "plain" };

type Edit = (word: string) => Generator<string>;
type Class = { edit: Edit; isWord: (word: string) => boolean; shortest: number };

/** From the likeliest to the least likely: words that say something before everyday ones, the finger's slips before spelling by ear. */
const classes: readonly Class[] = [
  { edit: swapped, isWord: isPlainWord, shortest: 5 },
  { edit: fingers, isWord: isLexical, shortest: 3 },
  { edit: missing, isWord: isLexical, shortest: 4 },
  { edit: others, isWord: isLexical, shortest: 6 },
  { edit: fingers, isWord: isFamiliar, shortest: 3 },
  { edit: missing, isWord: isFamiliar, shortest: 5 },
  { edit: fingers, isWord: isPlainWord, shortest: 7 },
  { edit: missing, isWord: (word) => /(?:s|ed|ing|ly)$/.test(word) && isPlainWord(word), shortest: 6 },
  { edit: others, isWord: isFamiliar, shortest: 7 },
  { edit: fingers, isWord: isSmallWord, shortest: 2 },
];

/** @param word in lower case, unknown as it stands; @returns at most three words of the likeliest class */
export function latinSlips(word: string): LatinSlip[] {
  if (word.length > LONGEST || !/^[a-z]+$/.test(word) || isNearThing(word)) return [];
  for (const { edit, isWord, shortest } of classes) {
    if (word.length < shortest) continue;
    const found = [...new Set(edit(word))].filter((tried) => tried !== word && isWord(tried));
    if (found.length === 0) continue;
    return found
      .toSorted((a, b) => rankOf(a) - rankOf(b))
      .slice(0, 3)
      .map((meant) => ({ meant, trust: trustOf(meant, edit) }));
  }
  return [];
}

/** A thing that is sold, spelled badly, stays a name: beding. */
function isNearThing(word: string): boolean {
  if (word.length < 5) return false;
  for (const tried of fingers(word)) if (isThing(tried) && !isPlainWord(tried)) return true;
  return false;
}

function trustOf(meant: string, edit: Edit): LatinSlip["trust"] {
  if (edit === swapped) return "sure";
  if (isSmallWord(meant) && meant.length < 5) return "small";
  return isLexical(meant) ? "word" : "plain";
}

function* swapped(word: string): Generator<string> {
  for (let at = 0; at + 1 < word.length; at++)
    yield word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
}

/** The finger's own slips: letters in the wrong order, a key beside, a key hit twice, with its neighbour or once too few. */
function* fingers(word: string): Generator<string> {
  yield* swapped(word);
  for (let at = 0; at < word.length; at++) {
    for (const key of neighboursOf(word[at] ?? "")) yield word.slice(0, at) + key + word.slice(at + 1);
  }
  if (word.length < 4) return;
  for (let at = 0; at < word.length; at++) {
    yield word.slice(0, at) + word[at] + word.slice(at);
    if (isStray(word, at)) yield word.slice(0, at) + word.slice(at + 1);
  }
}

/** The same key as the one beside it, or one that lies beside that. */
function isStray(word: string, at: number): boolean {
  const key = word[at] ?? "";
  return [word[at - 1], word[at + 1]].some(
    (beside) => beside === key || (beside && neighboursOf(beside).includes(key)),
  );
}

function* missing(word: string): Generator<string> {
  for (let at = 0; at <= word.length; at++) {
    for (const key of letters) yield word.slice(0, at) + key + word.slice(at);
  }
}

/** Any wrong letter, any letter too many: spelled by ear. */
function* others(word: string): Generator<string> {
  for (let at = 0; at < word.length; at++) {
    yield word.slice(0, at) + word.slice(at + 1);
    for (const key of letters) yield word.slice(0, at) + key + word.slice(at + 1);
  }
}
