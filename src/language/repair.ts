// Slips of the hand: the wrong keyboard layout, one letter off, a blank in the wrong place. Only words that nothing else explains are touched.

import { findAddresses } from "./addresses.ts";
import { isJoined, isParted, isWholeWord } from "./blank-checks.ts";
import { startsSentence } from "./capitals.ts";
import type { Lexeme } from "./lexer.ts";
import { isSpelledRight } from "./plain-words.ts";
import { isKoreanRight } from "./right-words.ts";
import { besideNames, placeOf, type SlipPlace } from "./slip-places.ts";
import { type Trust, variantsOf } from "./slip-variants.ts";

/** More unknown words than these are prose or names, not slips. */
const MOST_SLIPS = 5;
/** Readings tried for one message: a bound on time, far above what a message with two slips takes. */
const MOST_TRIES = 32;

/** Lexes a text; the caller's own reader, so that a change can be tried. */
export type Reader = (text: string) => Lexeme[];

/** @returns the text with its slips mended, or the text itself; a change counts only when it leaves nothing of the slip unexplained */
export function mended(text: string, lexemes: readonly Lexeme[], reader: Reader): string {
  const once = mendedOnce(text, lexemes, reader);
  return once === text ? text : mendedOnce(once, reader(once), reader);
}

/** A blank that was moved may show a slip in the word beside it, so what changed is looked at twice. */
function mendedOnce(text: string, lexemes: readonly Lexeme[], reader: Reader): string {
  let better = text;
  const addresses = findAddresses(text);
  const slips = lexemes.filter(
    (lexeme) =>
      lexeme.kind === "unknown" &&
      !isTitle(text, lexeme) &&
      !isRight(text, lexeme) &&
      !addresses.some(({ from, to }) => lexeme.from < to && from < lexeme.to),
  );
  if (slips.length > MOST_SLIPS) return text;
  const budget = { left: MOST_TRIES };
  for (const slip of slips.toReversed())
    better = mendedAt(better, slip, { reader, budget, place: placeOf(text, lexemes, slip) });
  return better;
}

type Trying = { reader: Reader; budget: { left: number }; place: SlipPlace };

/** Tries are read in the slip's own surroundings only: a word or two to each side. */
function mendedAt(text: string, slip: Lexeme, { reader, budget, place }: Trying): string {
  if (budget.left <= 0) return text;
  const near = surroundings(text, slip);
  const around = text.slice(near.from, near.to);
  const before = reader(around);
  const unknown = unknownLetters(before);
  const slots = besideNames(before);
  const inside = { from: slip.from - near.from, to: slip.to - near.from };
  for (const variant of variantsOf(around, inside, (word) => isWholeWord(around, before, word))) {
    if (budget.left-- <= 0) break;
    const reading = reader(variant.text);
    if (unknownLetters(reading) > unknown - (variant.gain ?? slip.text.length)) continue;
    if (variant.joint !== undefined && !isJoined(reading, variant.joint)) continue;
    if (variant.parted !== undefined && !isParted(variant.text, reading, variant.parted)) continue;
    if (isBelieved(variant.trust, place, slip, besideNames(reading) > slots))
      return text.slice(0, near.from) + variant.text + text.slice(near.to);
  }
  return text;
}

/** In place of a name a slip is believed when it leaves no doubt or makes a word that stands beside names. */
function isBelieved(trust: Trust, place: SlipPlace, { text }: Lexeme, asked: boolean): boolean {
  if (place === "none" || trust === "sure") return true;
  const latin = /^[a-z]/.test(text);
  const [asks, says] = latin ? enough.latin[place] : enough.hangul[place];
  if (asked && (text.length >= asks || !/[aeiouy가-힣]/.test(text))) return true;
  if (trust === "plain") return place === "open" && text.length > 5;
  if (trust === "small") return place === "open" && text.length > 3;
  return trust === "word" && text.length >= says;
}

/** Letters of a slip that let it be believed in such a place: where it asks for a figure, and where it says anything. */
const enough = {
  latin: { open: [4, 5], name: [5, 6] },
  hangul: { open: [1, 1], name: [1, 3] },
} as const;

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
  return (
    /^[A-Z][a-z]+$/.test(text.slice(from, to)) &&
    (!startsSentence(text, from) || /^ [A-Z]/.test(text.slice(to)))
  );
}

/** A word as it should be, by itself or with the Hangul around it: 유진 in 유진님. */
function isRight(text: string, { from, to, text: word }: Lexeme): boolean {
  if (isSpelledRight(word) || isKoreanRight(word)) return true;
  const before = /[가-힣]*$/.exec(text.slice(0, from))?.[0] ?? "";
  const behind = /^[가-힣]*/.exec(text.slice(to))?.[0] ?? "";
  return /[가-힣]/.test(word) && isKoreanRight(before + word + behind);
}
