// What a slip may have been meant as, likeliest first: blanks, English words, Korean words, the other keyboard layout.

import { isSmallMove } from "./blank-checks.ts";
import { bareBorders, joinedBlanks, movedBlanks, partedWords, type Place } from "./blank-slips.ts";
import { hangulSlips } from "./hangul-slips.ts";
import { otherLayouts } from "./keyboard.ts";
import { latinSlips } from "./latin-slips.ts";
import { nearWords } from "./near-words.ts";

/** Whether the words that it makes say what is meant (`word`), say nothing (`plain`, `small`), or leave no doubt (`sure`). */
export type Trust = "plain" | "small" | "word" | "sure";

export type Variant = {
  text: string;
  trust: Trust;
  /** Where a blank was taken out, and where one stands now. */
  joint?: number;
  parted?: number;
  /** Letters that it must explain at least; those of the slip when left out. */
  gain?: number;
};

/** A capital behind small letters begins a name that stays unknown: renameRain. */
const CAPITAL_GAIN = 3;

/** The dear ones are made only when they are asked for. @param isWhole tells words that are good as they stand */
export function* variantsOf(
  text: string,
  slip: Place,
  isWhole: (word: Place) => boolean,
): Generator<Variant> {
  const word = around(text, slip, /[^ \n]/);
  yield* blankVariants(text, word, isWhole);
  yield* latinVariants(text, slip);
  for (const meant of otherLayouts(textAt(text, word))) yield put(text, word, meant, "sure");
  yield* hangulVariants(text, around(text, slip, /[ㄱ-ㅣ가-힣]/));
  if (slip.to - slip.from > 1)
    for (const meant of otherLayouts(textAt(text, slip))) yield put(text, slip, meant, "sure");
  for (const place of [slip, word])
    for (const meant of nearWords(textAt(text, place))) yield put(text, place, meant, "word");
}

function* blankVariants(text: string, word: Place, isWhole: (word: Place) => boolean): Generator<Variant> {
  const borders = bareBorders(textAt(text, word));
  if (borders) {
    const parted = put(text, word, borders, "sure");
    yield /^[a-z]+ [A-Z]/.test(borders) ? { ...parted, gain: CAPITAL_GAIN } : parted;
  }
  for (const joined of joinedBlanks(text, word)) yield { ...joined, trust: "word" };
  for (const { text: moved, at, beside } of movedBlanks(text, word))
    if (!isWhole(beside) || isSmallMove(moved, at)) yield { text: moved, parted: at, trust: "sure", gain: 1 };
}

/** Two known words without their blank before slips of one, those before two of everyday words; the 's stays. */
function* latinVariants(text: string, { from, to }: Place): Generator<Variant> {
  const letters = text.slice(from, to).toLowerCase();
  const stem = letters.replace(/'s?$/, "");
  const parted = partedWords(letters);
  for (const { text: words, sure, lexical } of parted)
    if (lexical) yield put(text, { from, to }, words, sure ? "sure" : "word");
  for (const { meant, trust } of latinSlips(stem))
    yield put(text, { from, to: from + stem.length }, meant, trust);
  for (const { text: words, sure, lexical } of parted)
    if (!lexical) yield put(text, { from, to }, words, sure ? "sure" : "word");
}

/** @param run all the Hangul side by side: 칸원 without its 500 */
function* hangulVariants(text: string, run: Place): Generator<Variant> {
  const counts = /\d/.test(text[run.from - 1] ?? "");
  for (const { meant, sure } of hangulSlips(textAt(text, run), counts))
    yield put(text, run, meant, sure ? "sure" : "word");
}

function put(text: string, { from, to }: Place, by: string, trust: Trust): Variant {
  return { text: text.slice(0, from) + by + text.slice(to), trust };
}

function textAt(text: string, { from, to }: Place): string {
  return text.slice(from, to);
}

/** The place and all letters of a kind around it. */
function around(text: string, { from, to }: Place, kind: RegExp): Place {
  let [start, end] = [from, to];
  while (start > 0 && kind.test(text[start - 1] ?? " ")) start--;
  while (end < text.length && kind.test(text[end] ?? " ")) end++;
  return { from: start, to: end };
}
