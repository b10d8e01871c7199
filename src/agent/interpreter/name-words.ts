// Small questions about lexemes of names.

import type { Lexeme } from "../../language/lexer.ts";
import { type Scan, written } from "./scan.ts";

const markers: readonly string[] = ["campaign", "ad", "adGroup"];
/** Small words that stand inside a title. */
export const joiners = /^(of|to|the|and|&|in|for|a|at|on|by)$/i;

/** One blank, nothing or a small word stands between two lexemes. */
export function touches(scan: Scan, before: number, at: number): boolean {
  const gap = written(scan, scan.lexemes[before]?.to ?? 0, scan.lexemes[at]?.from ?? 0);
  return gap === "" || gap === " " || joiners.test(gap.trim());
}

export function isTitle(word: string): boolean {
  return /^[A-Z][a-z]/.test(word);
}

/** Campaign, ad, 건: what stands right before it is a name. */
export function isMarker(lexeme: Lexeme | undefined): boolean {
  if (lexeme?.kind === "word" && /^건(?:은|을)?$/.test(lexeme.text)) return true;
  return (
    lexeme?.kind === "word" &&
    lexeme.meanings.some((meaning) => meaning.kind === "dimension" && markers.includes(meaning.dim))
  );
}
