// Korean words one key away from a word that was typed, read as keys of the two-set layout: 만등어 -> 만들어, 캡페인 -> 캠페인.

import { formsAt } from "./form-index.ts";
import { decompose } from "./jamo.ts";
import { keysOf, neighboursOf, typedHangul } from "./keyboard.ts";
import { isEnding, isPredicate } from "./predicates.ts";
import { timeSpellings } from "./spellings.ts";
import { particles } from "./vocabulary.ts";

/** In keys: shorter words are too near to others, longer ones are no words. */
const FEWEST = 4;
const MOST = 30;

/** `sure`: a verb with its ending, which no name has. */
export type HangulSlip = { meant: string; sure: boolean };

/** What stands behind a number: only these are meant there. */
const units =
  /^[천백만억]*(?:원|개|건|명|번|일|월|주|년|시|회|%|만|억)(?:부터|까지|에|이|은|을|으로|짜리|씩|정도)?(?![가-힣])/;

/** @param word Hangul of one word, unknown as it stands, single letters too; @returns words that are known from end to end */
export function hangulSlips(word: string, counts = false): HangulSlip[] {
  const keys = keysOf(word);
  if (keys.length < FEWEST || keys.length > MOST || !/^[a-z]+$/i.test(keys)) return [];
  const found = new Map<string, HangulSlip & { letters: number }>();
  for (const tried of slipped(keys)) {
    const meant = typedHangul(tried);
    if (meant === word || found.has(meant) || !/^[가-힣]+$/.test(meant)) continue;
    const verb = counts ? 0 : verbLetters(meant);
    const letters = Math.max(verb, counts ? Number(units.test(meant)) : nounLetters(meant));
    if (letters > 0) found.set(meant, { meant, sure: counts || verb > 0, letters });
  }
  return [...found.values()].toSorted((a, b) => b.letters - a.letters).slice(0, 4);
}

/** The keys themselves (ㅍㅔ), a key beside, with or without shift, two in the wrong order, one hit twice. */
function* slipped(keys: string): Generator<string> {
  const put = (at: number, by: string, gone = 1): string => keys.slice(0, at) + by + keys.slice(at + gone);
  yield keys;
  for (let at = 0; at < keys.length; at++) {
    const key = keys[at] ?? "";
    for (const beside of neighboursOf(key)) yield put(at, beside);
    if (/[qwertop]/.test(key)) yield put(at, key.toUpperCase());
  }
  for (let at = 0; at + 1 < keys.length; at++) yield put(at, `${keys[at + 1]}${keys[at]}`, 2);
  for (let at = 1; at < keys.length; at++) if (keys[at] === keys[at - 1]) yield put(at, "");
}

/** Endings that hardly any name has, and those that some names of two or three letters have. */
const closing = /(?:줘|요|니다|까|죠|는데)$/;
const joining = /(?:해|서|고|네|지|면|려|게)$/;

/** @returns letters of the longest known stem, more for a verb known as a whole; 0 for what is no verb */
function verbLetters(word: string): number {
  const ends = closing.test(word) ? word.length > 2 : word.length > 3 && joining.test(word);
  if (!ends && !(word.length > 2 && word.endsWith("고"))) return 0;
  const stems = formsAt(word, 0).filter(({ open, to }) => open && isEnding(word.slice(to)));
  return Math.max(isPredicate(word) ? 2.5 : 0, ...stems.map(({ to }) => to));
}

/** Nouns of fewer jamo are too near to other nouns: 거매, 양말. */
const FEWEST_JAMO = 5;

/** Words that split figures: only these are looked for in front of 별 when they are short. */
const split = ["metric", "medium", "dimension", "value", "grain"];

/** One known word, with a particle or what is glued to nouns: 캠페인은, 요일별. @returns its letters without them */
function nounLetters(word: string): number {
  const time = timeSpellings.find((said) => word.startsWith(said) && isParticle(word.slice(said.length)));
  let most = time?.length ?? 0;
  for (const { open, suffix, to, meanings } of formsAt(word, 0)) {
    if (suffix || open || to < 2 || meanings.every(({ kind }) => kind === "filler")) continue;
    const rest = word.slice(to);
    const glued = rest !== "" && isSuffix(rest) && meanings.some(({ kind }) => split.includes(kind));
    if (decompose(glued ? word : word.slice(0, to)).length < FEWEST_JAMO) continue;
    if (glued || isParticle(rest)) most = Math.max(most, to);
  }
  return most;
}

function isParticle(rest: string): boolean {
  return rest === "" || particles.has(rest);
}

function isSuffix(rest: string): boolean {
  return formsAt(rest, 0).some(({ suffix, to }) => suffix && to === rest.length);
}
