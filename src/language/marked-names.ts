// Korean words right before 캠페인 and 광고 that are one name although parts of them are known words: 릴스 트래픽 캠페인, 브랜드 검색 캠페인.

import type { Lexeme } from "./lexer.ts";
import { isCue, isOf, meaningOf } from "./meanings.ts";
import { vocabulary } from "./vocabulary.ts";

/** Particles that are more likely the last letter of a name when a noun follows. */
export const nameLetters =
  /^(이|가|도|로|지|나|고|니|네|야|상|형|용|들|인|씨|서|치|분|요|게|다|과|적|은|만|임|든)$/;

const marker = /^(.*?)\s?(캠페인|캠패인|광고)$/;
const nounCues = ["name_word", "image_word", "copy_word", "report"];
/** What a campaign is after; part of its name only when something else is asked about it. */
const goals: readonly string[] = ["conversions", "clicks", "impressions", "reach"];
/** Kinds of values that stand in front of a name as often as in it are limits of their own there. */
const limits: readonly string[] = ["device", "region", "country", "age", "status"];
const campaignWord = vocabulary.filter(({ text }) => text === "캠페인").map(({ meaning }) => meaning);

/** @returns the lexemes with each such run as one `title` in front of its 캠페인; names of unknown words only stay as they are */
export function joinMarked(text: string, lexemes: readonly Lexeme[]): Lexeme[] {
  const joined: Lexeme[] = [];
  for (const lexeme of lexemes) {
    const [own, noun] = markerOf(lexeme);
    if (noun === undefined) {
      joined.push(lexeme);
      continue;
    }
    const first = startOf(text, [...joined, ...own], lexemes);
    const run = [...joined.slice(first), ...own];
    if (first >= joined.length || !isName(run)) joined.push(lexeme);
    else joined.splice(first, joined.length, titleOf(text, run), noun);
  }
  return joined;
}

/** 캠페인 itself, or what stands before it in a known word that ends with it: 검색 캠페인. */
function markerOf(lexeme: Lexeme): [own: Lexeme[], noun: Lexeme | undefined] {
  const [, words = "", noun = ""] = (lexeme.kind === "word" && marker.exec(lexeme.text)) || [];
  if (noun === "") return [[], undefined];
  if (words === "") return isOf(lexeme, "dimension") ? [[], lexeme] : [[], undefined];
  if (meaningOf(lexeme, "value")?.word.field !== "campaign_type") return [[], undefined];
  const from = lexeme.to - noun.length;
  return [
    [{ ...lexeme, to: lexeme.from + words.length, text: words }],
    { kind: "word", meanings: campaignWord, from, to: lexeme.to, text: noun },
  ];
}

/** The first lexeme of the run that ends `parts`. */
function startOf(text: string, parts: readonly Lexeme[], all: readonly Lexeme[]): number {
  let first = parts.length;
  while (first > 0 && isPart(parts, first - 1, all) && touches(text, parts, first)) first--;
  while (first < parts.length && !mayStart(parts, first)) first++;
  return first;
}

function touches(text: string, parts: readonly Lexeme[], at: number): boolean {
  const behind = parts[at];
  return !behind || /^ ?$/.test(text.slice(parts[at - 1]?.to, behind.from));
}

function isPart(parts: readonly Lexeme[], at: number, all: readonly Lexeme[]): boolean {
  const lexeme = parts[at];
  if (!lexeme || lexeme.kind === "unknown" || lexeme.kind === "title") return lexeme?.kind === "unknown";
  if (lexeme.kind === "amount") return /^\d{1,4}$/.test(lexeme.text) && at > 0;
  if (lexeme.kind === "particle") return nameLetters.test(lexeme.text) && parts[at - 1]?.kind === "unknown";
  if (isGoal(lexeme)) return all.some((other) => other !== lexeme && asks(other));
  if (isOf(lexeme, "medium") || isOf(lexeme, "metric")) return false;
  return (
    isOf(lexeme, "value") || isCue(lexeme, ...nounCues) || meaningOf(lexeme, "dimension")?.dim === "brand"
  );
}

function isGoal(lexeme: Lexeme): boolean {
  return goals.includes(meaningOf(lexeme, "metric")?.metric ?? "") && lexeme.text.length === 2;
}

function asks(lexeme: Lexeme): boolean {
  return isOf(lexeme, "metric") || isCue(lexeme, "how");
}

function mayStart(parts: readonly Lexeme[], at: number): boolean {
  const lexeme = parts[at];
  if (!lexeme || lexeme.kind === "particle" || lexeme.kind === "amount") return false;
  const field = meaningOf(lexeme, "value")?.word.field ?? "";
  const people = field === "gender" && meaningOf(parts[at - 1], "value")?.word.field === "age";
  return !limits.includes(field) && !people;
}

/** Something in it is nobody's word, and something is known: else it is read as before. */
function isName(run: readonly Lexeme[]): boolean {
  const anchored = run.some((part) => part.kind === "unknown" || isCue(part, "name_word"));
  return run.length > 1 && anchored && run.some(({ kind }) => kind === "word" || kind === "amount");
}

function titleOf(text: string, run: readonly Lexeme[]): Lexeme {
  const from = run[0]?.from ?? 0;
  const to = run.at(-1)?.to ?? from;
  const words = text.slice(from, to);
  return { kind: "title", from, to, text: words.toLowerCase(), words };
}
