// Blanks out of place: one too many (지 난주), one missing (restof), one that stands a letter too early or too late (las tweek).

import { isLexical, isSmallWord } from "./lexical-words.ts";
import { isPlainWord } from "./plain-words.ts";

export type Place = { from: number; to: number };

/** `joint` is where the blank stood: one known word must stand across it. */
type Joined = { text: string; joint: number };

/** The blank before or behind the word taken out: 지 난주. */
export function joinedBlanks(text: string, { from, to }: Place): Joined[] {
  const before =
    text[from - 1] === " " ? [{ text: text.slice(0, from - 1) + text.slice(from), joint: from - 1 }] : [];
  const behind = text[to] === " " ? [{ text: text.slice(0, to) + text.slice(to + 1), joint: to }] : [];
  return [...before, ...behind];
}

/** `at` is where the blank stands now, `beside` the other word whose letter it took or gave. */
type Moved = { text: string; at: number; beside: Place };

/** The blank before or behind the word a letter earlier or later: th ebackground, 캠페 인있음. */
export function movedBlanks(text: string, { from, to }: Place): Moved[] {
  const found: Moved[] = [];
  for (const blank of [from - 1, to]) {
    if (text[blank] !== " ") continue;
    const beside = blank < from ? wordBefore(text, blank) : wordBehind(text, blank);
    const glued = text.slice(0, blank) + text.slice(blank + 1);
    for (const at of [blank - 1, blank + 1]) {
      if (!/^[\p{L}\p{N},.!?][\p{L}\p{N}]$/u.test(glued.slice(at - 1, at + 1))) continue;
      found.push({ text: `${glued.slice(0, at)} ${glued.slice(at)}`, at, beside });
    }
  }
  return found;
}

function wordBefore(text: string, to: number): Place {
  return { from: text.slice(0, to).search(/[^ \n]*$/), to };
}

function wordBehind(text: string, blank: number): Place {
  const from = blank + 1;
  return { from, to: from + (/^[^ \n]*/.exec(text.slice(from))?.[0].length ?? 0) };
}

/** A blank left out between letters and digits, behind 's or before a capital: impressions12월, 클릭수를1일, what'slive, renameRain. */
export function bareBorders(word: string): string | undefined {
  const parted = word
    .replace(/([a-z]{2,}|[가-힣]{2,})(?=[$₩]?\d)/giu, "$1 ")
    .replace(/(\d)(?=[a-z]{4,}|[가-힣]{4,})/giu, "$1 ")
    .replace(/('s)(?=[a-z]{2})/, "$1 ")
    .replace(/^([a-z]{3,})(?=[A-Z][a-z])/, "$1 ");
  return parted === word ? undefined : parted;
}

/** `sure` where one of the words is too small to be part of a name: restof, buildan. */
type Parted = { text: string; sure: boolean; lexical: boolean };

/** Two words without their blank. */
export function partedWords(word: string): Parted[] {
  if (word.length < 4 || !/^[a-z']+$/.test(word)) return [];
  const found: (Parted & { weight: number })[] = [];
  for (let at = 2; at + 1 < word.length; at++) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    const weight = weightOf(left) + weightOf(right);
    if (weight > 0 && !endings.test(right))
      found.push({ text: `${left} ${right}`, sure: isSure(left, right), lexical: weight > 3, weight });
  }
  return found.toSorted((a, b) => b.weight - a.weight).slice(0, 2);
}

/** Endings that make one word of two: foldable, sugarfree. */
const endings = /^(?:able|less|like|free|some|ware|wear|up|out|in|off)$/;

function isSure(left: string, right: string): boolean {
  const small = isSmallWord(left) || isSmallWord(right);
  return small && left.length + right.length > 5 && !endings.test(right);
}

/** Words of the lexicons count most; everyday ones only when long enough to be none by chance. */
function weightOf(part: string): number {
  if (part.length === 1) return Number.NEGATIVE_INFINITY;
  if (isLexical(part)) return 2;
  return part.length > 2 && isPlainWord(part) ? 1 : Number.NEGATIVE_INFINITY;
}
