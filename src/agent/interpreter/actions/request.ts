// The letters of one request and what stands around a place in them.

import type { Lexeme } from "../../../language/lexer.ts";
import { isLight, type Scan } from "../scan.ts";

export type Span = { from: number; to: number };

/** Where the request stands in the message. */
export function placeOf({ lexemes, text }: Scan): Span {
  return { from: lexemes[0]?.from ?? 0, to: lexemes.at(-1)?.to ?? text.length };
}

/** The request in lower case; every other letter of the message is blank, so that places agree with the lexemes. */
export function lettersOf(scan: Scan, without: readonly Span[] = []): string {
  const { from, to } = placeOf(scan);
  let text = " ".repeat(from) + scan.text.slice(from, to).toLowerCase();
  for (const span of without)
    text = text.slice(0, span.from) + "\u0001".repeat(span.to - span.from) + text.slice(span.to);
  return text;
}

/** The request with its capitals; the places agree with the lexemes. */
export function writtenOf(scan: Scan): string {
  const { from, to } = placeOf(scan);
  return " ".repeat(from) + scan.text.slice(from, to);
}

/** Up to `letters` in front of a place of the request. */
export function ahead(scan: Scan, at: number, letters = 24): string {
  return scan.text.slice(Math.max(placeOf(scan).from, at - letters), at).toLowerCase();
}

/** Up to `letters` behind a place of the request. */
export function behind(scan: Scan, at: number, letters = 24): string {
  return scan.text.slice(at, Math.min(placeOf(scan).to, at + letters)).toLowerCase();
}

export function overlaps(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/** Nothing but joining words and commas between two lexemes. */
export function isListedWith(scan: Scan, first: number, second: number): boolean {
  const between = scan.lexemes.slice(first + 1, second);
  return between.every(
    (lexeme: Lexeme) =>
      isLight(lexeme) &&
      /^(,|&|\+|and|or|plus|랑|이랑|하고|와|과|및|또는|은|는|도)$/.test(lexeme.text.trim()),
  );
}
