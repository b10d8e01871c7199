// Whether a blank stood in the wrong place: what stands on both sides of where it belongs decides.

import type { Place } from "./blank-slips.ts";
import { isLexical, isSmallWord } from "./lexical-words.ts";
import type { Lexeme } from "./lexer.ts";
import { isOf } from "./meanings.ts";
import { isFamiliar, isSpelledRight } from "./plain-words.ts";
import { isEnding } from "./predicates.ts";

/** A blank stood wrong only where good words stand on both sides of it now, one of them saying something. */
export function isParted(text: string, lexemes: readonly Lexeme[], at: number): boolean {
  if (/[a-z] [A-Z]$/.test(text.slice(at - 1, at + 2))) return true;
  const words = wordsAt(text, at);
  if (words.every((word) => /^[a-z',.!?-]+$/i.test(word))) return words.every(isEnglish);
  const starts = [at - words[0].length, at + 1].map((start) =>
    lexemes.find((lexeme) => lexeme.from === start),
  );
  const says = starts.some((lexeme) => lexeme && saysSomething(lexeme));
  const sure = starts.some((lexeme) => lexeme && lexeme.text.length > 2 && saysSomething(lexeme));
  return says && starts.every((lexeme) => isGood(lexeme, sure));
}

/** A word that is good as it stands: a blank beside it did not take a letter from it. */
export function isWholeWord(text: string, lexemes: readonly Lexeme[], { from, to }: Place): boolean {
  const word = text.slice(from, to);
  if (/^[a-z',.!?-]+$/i.test(word)) return isEnglish(word);
  const parts = lexemes.filter((lexeme) => lexeme.from < to && lexeme.to > from);
  return parts.every(({ kind }) => kind !== "unknown") && (parts[0]?.text.length ?? 0) > 1;
}

/** Both sides are common words now, whatever stood there before: of fthe, i fwe. */
export function isSmallMove(text: string, at: number): boolean {
  return wordsAt(text, at).every((word) => isLexical(word) || isSmallWord(word));
}

/** The words on both sides of a blank. */
function wordsAt(text: string, at: number): [string, string] {
  const from = text.lastIndexOf(" ", at - 1) + 1;
  return [text.slice(from, at), /^[^ \n]*/.exec(text.slice(at + 1))?.[0] ?? ""];
}

function isEnglish(word: string): boolean {
  const bare = word.toLowerCase().replace(/[,.!?-]+$/, "");
  if (bare.length < 5) return bare.length > 1 ? isFamiliar(bare) : /^[ai]$/.test(bare);
  return isSpelledRight(bare);
}

/** Words of one letter that stand alone. */
const single = /^[뭐좀왜몇꼭더안]$/;

function isGood(lexeme: Lexeme | undefined, sure: boolean): boolean {
  if (!lexeme || lexeme.kind === "particle" || lexeme.kind === "sign") return false;
  if (lexeme.kind !== "word" || /^[a-z]/.test(lexeme.text)) return lexeme.kind !== "unknown";
  return single.test(lexeme.text) || lexeme.text.length > (isOf(lexeme, "plain") && !sure ? 2 : 1);
}

function saysSomething(lexeme: Lexeme): boolean {
  return !isOf(lexeme, "plain") && !isOf(lexeme, "filler");
}

/** A blank was a slip only where one known word now stands across it; an open stem or a verb would swallow anything. */
export function isJoined(lexemes: readonly Lexeme[], joint: number): boolean {
  return lexemes.some(
    (lexeme) =>
      lexeme.kind !== "particle" &&
      lexeme.kind !== "unknown" &&
      lexeme.from < joint &&
      joint < lexeme.to &&
      !isSwallowed(lexeme, joint),
  );
}

/** 좋아할만한 틴트, 나한테 디엠: what stands behind the blank closes no verb. */
function isSwallowed(lexeme: Lexeme, joint: number): boolean {
  const verb = lexeme.kind === "word" && lexeme.meanings.every(({ kind }) => kind === "plain");
  return verb && /[가-힣]/.test(lexeme.text) && !isEnding(lexeme.text.slice(joint - lexeme.from));
}
