// Runs of capitalised words that are one name although parts of them are known words: Women Fit & Lift, Campaign Name 2.

import { isDeliberate, startsSentence } from "./capitals.ts";
import { formsAt } from "./form-index.ts";
import type { FixedSpan, Lexeme } from "./lexer.ts";
import { isCue, isOf, meaningOf } from "./meanings.ts";
import { type Meaning, particles } from "./vocabulary.ts";

/** What may stand alone between two words of a name. */
const connectors = /^[&|/+-]$/;
const capitalised = /^(?:[A-Z][a-z/&]|[A-Z]{2,}|[A-Z]+\d)[^\s]*(?:[ -][A-Z][^\s]*)*$/;
const levels: readonly string[] = ["campaign", "adGroup", "ad"];
const slots: readonly Meaning["kind"][] = ["medium", "metric", "grain", "missing"];

/** kr_search_01, 브랜드_검색_pc: words tied with low lines are one name, in any case; a particle behind it is none of it. */
export function findCodes(text: string): FixedSpan[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}_])[\p{L}\p{N}]+(?:[_][\p{L}\p{N}.-]*[\p{L}\p{N}])+/gu)].map(
    (match) => {
      const tail = /[a-z0-9]([가-힣]{1,4})$/i.exec(match[0])?.[1] ?? "";
      const words = particles.has(tail) ? match[0].slice(0, -tail.length) : match[0];
      return { kind: "title", from: match.index, to: match.index + words.length, words };
    },
  );
}

/** @param text with its capitals; @returns the lexemes with each such run as one `title`; runs of unknown words only stay as they are */
export function joinTitles(text: string, lexemes: readonly Lexeme[]): Lexeme[] {
  if (!/[A-Z]/.test(text)) return [...lexemes];
  const view: View = { text, lexemes, deliberate: isDeliberate(text) };
  const joined: Lexeme[] = [];
  for (let index = 0; index < lexemes.length; index++) {
    const run = runAt(view, index);
    const name = run && trimmed(view, run);
    if (run && name && isName(view, name)) {
      joined.push(...lexemes.slice(run.first, name.first), titleOf(view, name));
      index = name.last;
      continue;
    }
    joined.push(...lexemes.slice(index, (run?.last ?? index) + 1));
    index = run?.last ?? index;
  }
  return joined;
}

type Run = { first: number; last: number };
type View = {
  text: string;
  lexemes: readonly Lexeme[];
  /** Capitals are meant: the message is not written in them throughout. */
  deliberate: boolean;
};

function runAt(view: View, first: number): Run | undefined {
  if (!isCapital(view, first)) return undefined;
  let last = first;
  for (let at = first + 1; at < view.lexemes.length && touches(view, at); at++) {
    if (isCapital(view, at) || isNumber(view, at) || isNameYear(view, at)) last = at;
    else if (!isConnector(view.lexemes[at])) break;
  }
  return { first, last };
}

function isCapital({ text, lexemes }: View, at: number): boolean {
  const lexeme = lexemes[at];
  if (lexeme?.kind !== "word" && lexeme?.kind !== "unknown") return false;
  const word = text.slice(lexeme.from, lexeme.to);
  return capitalised.test(word) && !/[가-힣]/.test(word) && !(isOf(lexeme, "metric") && isAcronym(word));
}

function isAcronym(word: string): boolean {
  return word === word.toUpperCase();
}

/** A number belongs to the name in front of it unless it counts what follows: the three best ads. */
function isNumber({ lexemes }: View, at: number): boolean {
  const lexeme = lexemes[at];
  const next = lexemes[at + 1];
  if (lexeme?.kind !== "amount" || !/^\d{1,4}$/.test(lexeme.text)) return false;
  return !isCue(next, "best", "worst", "high", "low", "most") && !isOf(next, "dimension");
}

/** Summer Sale 2025: a year right behind capitals, where another period is asked for or the name is marked. */
function isNameYear({ lexemes }: View, at: number): boolean {
  const lexeme = lexemes[at];
  if (lexeme?.kind !== "time" || !/^20\d\d$/.test(lexeme.text)) return false;
  const others = lexemes.some((other, index) => index !== at && other.kind === "time");
  return others || isLevel(lexemes[at + 1]);
}

function isConnector(lexeme: Lexeme | undefined): boolean {
  return lexeme?.kind === "sign" && connectors.test(lexeme.text);
}

function touches({ text, lexemes }: View, at: number): boolean {
  return /^ ?$/.test(text.slice(lexemes[at - 1]?.to, lexemes[at]?.from));
}

function trimmed(view: View, run: Run): Run {
  let { first, last } = run;
  while (first < last && !staysFirst(view, { first, last })) first++;
  while (last > first && !staysLast(view, last)) last--;
  return { first, last };
}

function staysFirst(view: View, { first, last }: Run): boolean {
  const lexeme = view.lexemes[first];
  if (isNumberedLevel(view, { first, last })) return true;
  if (isObjective(view, first)) return true;
  if (!staysLast(view, first)) return false;
  if (isAdjective(lexeme) && view.lexemes[first + 1]?.kind === "unknown") return true;
  if (!startsSentence(view.text, lexeme?.from ?? 0) || lexeme?.kind === "unknown" || isNoun(lexeme))
    return true;
  return isCue(lexeme, "title_word") && (last - first === 1 || /[가-힣]/.test(view.text));
}

/** Best Sellers, New Arrivals, Active Wear: words that rank or tell a state begin names too. */
function isAdjective(lexeme: Lexeme | undefined): boolean {
  return isCue(lexeme, "best", "high", "low", "new", "title_word") || isStatus(lexeme);
}

/** Media, metrics and the word campaign at an end of a run are asked for, not named. */
function staysLast(view: View, at: number): boolean {
  const lexeme = view.lexemes[at];
  if (lexeme?.kind === "unknown" || isNumber(view, at) || isNameYear(view, at)) return true;
  if (!lexeme || lexeme.kind !== "word" || isLevel(lexeme)) return false;
  if (isAlias(view, lexeme)) return true;
  if (slots.some((kind) => isOf(lexeme, kind)) || isStatus(lexeme)) return false;
  return isNoun(lexeme) || isCue(lexeme, "title_word") || view.deliberate;
}

/** "Sales Event ROAS", "Lead Gen CPA": the goal a campaign is named after, when another metric is asked for. */
function isObjective(view: View, at: number): boolean {
  const next = view.lexemes[at + 1];
  const asked = view.lexemes.some((lexeme, index) => index > at && isOf(lexeme, "metric"));
  return isOf(view.lexemes[at], "metric") && next?.kind === "unknown" && asked && isCapital(view, at + 1);
}

/** "Campaign Name 2": a level, more words and a number; "Campaign 2" is the campaign with that id. */
function isNumberedLevel(view: View, { first, last }: Run): boolean {
  const inside = view.lexemes.slice(first + 1, last);
  const words = inside.length > 0 && inside.every((lexeme) => !slots.some((kind) => isOf(lexeme, kind)));
  const level = isCue(view.lexemes[first], "name_field") || (isLevel(view.lexemes[first]) && words);
  return level && last > first && isNumber(view, last);
}

function isName(view: View, run: Run): boolean {
  const parts = view.lexemes.slice(run.first, run.last + 1);
  if (isAlias(view, parts[0]) && parts.length === 1) return true;
  if (parts.length < 2) return false;
  if (isNumberedLevel(view, run)) return true;
  const anchored = parts.some(
    (part) => part.kind === "unknown" || isCue(part, "name_word") || isAlias(view, part),
  );
  return anchored && parts.some((part) => part.kind !== "unknown" && part.text !== "&");
}

/** Brand Search in capitals with no medium beside it is what nearly everybody calls a campaign, not Naver's product. */
function isAlias({ text, lexemes }: View, lexeme: Lexeme | undefined): boolean {
  const word = meaningOf(lexeme, "medium")?.word;
  if (!lexeme || !word?.also || !/^[A-Z]\S* [A-Z]/.test(text.slice(lexeme.from, lexeme.to))) return false;
  const named = formsAt(lexeme.text, 0).some(
    ({ to, meanings }) => to < lexeme.text.length && meanings.some(({ kind }) => kind === "medium"),
  );
  return !named && lexemes.filter((other) => isOf(other, "medium")).length === 1;
}

function isNoun(lexeme: Lexeme | undefined): boolean {
  if (isStatus(lexeme) || isLevel(lexeme)) return false;
  return isOf(lexeme, "value") || isOf(lexeme, "dimension") || isCue(lexeme, "name_word");
}

function isLevel(lexeme: Lexeme | undefined): boolean {
  return levels.includes(meaningOf(lexeme, "dimension")?.dim ?? "");
}

function isStatus(lexeme: Lexeme | undefined): boolean {
  return meaningOf(lexeme, "value")?.word.field === "status";
}

function titleOf({ text, lexemes }: View, { first, last }: Run): Lexeme {
  const from = lexemes[first]?.from ?? 0;
  const to = lexemes[last]?.to ?? from;
  const words = text.slice(from, to);
  return { kind: "title", from, to, text: words.toLowerCase(), words };
}
