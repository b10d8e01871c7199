// What a lexeme means, asked in one word.

import type { Lexeme } from "./lexer.ts";
import type { Meaning } from "./vocabulary.ts";

export function isOf(lexeme: Lexeme | undefined, kind: Meaning["kind"]): boolean {
  return meaningOf(lexeme, kind) !== undefined;
}

export function isCue(lexeme: Lexeme | undefined, ...cues: string[]): boolean {
  if (lexeme?.kind !== "word") return false;
  return lexeme.meanings.some((meaning) => meaning.kind === "cue" && cues.includes(meaning.cue));
}

export function meaningOf<K extends Meaning["kind"]>(
  lexeme: Lexeme | undefined,
  kind: K,
): Extract<Meaning, { kind: K }> | undefined {
  if (lexeme?.kind !== "word") return undefined;
  return lexeme.meanings.find((meaning): meaning is Extract<Meaning, { kind: K }> => meaning.kind === kind);
}
