// Patterns that are tried only where a text holds a word they cannot do without: most of some thousand never are.

import { type AST, RegExpParser } from "@eslint-community/regexpp";

/** A pattern with the words of which at least one stands in everything it matches, by their numbers; without any it is always tried. */
export type Gated = { pattern: RegExp; words: readonly number[] | undefined };

/** More words than these cost as much to look for as the pattern itself. */
const MOST_WORDS = 48;
/** What a word must weigh to keep a pattern from most texts: a syllable, two letters. */
const LEAST_WEIGHT = 1.8;

/** @param pattern case-sensitive, for texts in lower case */
export function gated(pattern: RegExp): Gated {
  const { alternatives } = new RegExpParser().parsePattern(pattern.source);
  const words = requiredOfAny(alternatives);
  return { pattern, words: words && weightOf(words) >= LEAST_WEIGHT ? words.map(numberOf) : undefined };
}

/** @returns false only where the pattern cannot match */
export function mayMatch({ words }: Gated, text: string): boolean {
  if (words === undefined) return true;
  const present = wordsIn(text);
  return words.some((word) => present[word] === 1);
}

/** Whether one of the patterns stands in a text. */
export function anyMatches(patterns: readonly Gated[], text: string): boolean {
  return patterns.some((one) => mayMatch(one, text) && one.pattern.test(text));
}

const numbers = new Map<string, number>();
/** All words by their first two letters, those of one letter by it alone. */
const byStart = new Map<number, { word: string; number: number }[]>();

function startOf(text: string, at: number, letters: number): number {
  return text.charCodeAt(at) + (letters > 1 ? text.charCodeAt(at + 1) * 0x1_0000 : 0);
}

function numberOf(word: string): number {
  const known = numbers.get(word);
  if (known !== undefined) return known;
  const number = numbers.size;
  numbers.set(word, number);
  const start = startOf(word, 0, word.length);
  byStart.set(start, [...(byStart.get(start) ?? []), { word, number }]);
  return number;
}

/** Of the last text: all patterns are tried on one text, then on the next. */
let last: { text: string; size: number; present: Uint8Array } = {
  text: "",
  size: 0,
  present: new Uint8Array(),
};

function wordsIn(text: string): Uint8Array {
  if (last.text === text && last.size === numbers.size) return last.present;
  const present = new Uint8Array(numbers.size);
  for (let at = 0; at < text.length; at++) {
    for (const { number } of byStart.get(startOf(text, at, 1)) ?? []) present[number] = 1;
    if (at + 1 === text.length) break;
    for (const { word, number } of byStart.get(startOf(text, at, 2)) ?? [])
      if (text.startsWith(word, at)) present[number] = 1;
  }
  last = { text, size: numbers.size, present };
  return present;
}

type Words = readonly string[] | undefined;

function requiredOfAny(alternatives: readonly AST.Alternative[]): Words {
  const all: string[] = [];
  for (const { elements } of alternatives) {
    const words = requiredOfRow(elements);
    if (!words) return undefined;
    all.push(...words);
  }
  const apart = [...new Set(all)];
  return apart.length > MOST_WORDS ? undefined : apart;
}

/** Of all that must stand in a row, what is rarest. */
function requiredOfRow(elements: readonly AST.Element[]): Words {
  let best: Words;
  let run = "";
  const consider = (words: Words): void => {
    if (words && weightOf(words) > weightOf(best)) best = words;
  };
  for (const element of elements) {
    if (element.type === "Character") run += String.fromCodePoint(element.value);
    else if (element.type !== "Assertion") {
      consider(run === "" ? undefined : [run]);
      run = "";
      consider(requiredOf(element));
    }
  }
  consider(run === "" ? undefined : [run]);
  return best;
}

function requiredOf(element: AST.Element): Words {
  if (element.type === "Quantifier") return element.min > 0 ? requiredOf(element.element) : undefined;
  if (element.type === "Group" || element.type === "CapturingGroup")
    return requiredOfAny(element.alternatives);
  if (element.type === "Character") return [String.fromCodePoint(element.value)];
  if (element.type !== "CharacterClass" || element.negate) return undefined;
  const letters = element.elements.map((one) =>
    one.type === "Character" ? String.fromCodePoint(one.value) : "",
  );
  return letters.length > 0 && letters.every((letter) => letter !== "") ? letters : undefined;
}

/** The lightest of them decides; more of them keep fewer texts away. */
function weightOf(words: Words): number {
  if (!words) return 0;
  let lightest = Number.POSITIVE_INFINITY;
  for (const word of words) lightest = Math.min(lightest, weightOfWord(word));
  return lightest - Math.log2(words.length) / 4;
}

function weightOfWord(word: string): number {
  let weight = 0;
  for (const letter of word) {
    const isHangul = letter >= "가" && letter <= "힣";
    const isLatin = (letter >= "a" && letter <= "z") || (letter >= "0" && letter <= "9");
    weight += isHangul ? 1.8 : isLatin ? 1 : 0.5;
  }
  return weight;
}
