// Clock times, ages, rooms and addresses: spans with a form of their own.

import { findAges } from "./ages.ts";
import { findClocks } from "./clocks.ts";
import { findGivenText } from "./given-texts.ts";
import type { FixedSpan } from "./lexer.ts";

/** #growth, #그로스, an address; the particle behind a room is none of its name. */
const rooms =
  /#[a-z0-9][a-z0-9_-]*|#[\p{L}\p{N}_-]+?(?=(?:에다가?|에도|에는?|으?로|방|채널)?(?![\p{L}\p{N}_-]))|[\w.+-]+@[\w-]+(?:\.[a-z0-9-]+)+/gu;

/** @param text in lower case */
export function findSpecials(text: string): FixedSpan[] {
  const spans: FixedSpan[] = [];
  for (const given of findGivenText(text)) add(spans, given);
  for (const match of text.matchAll(rooms)) add(spans, { ...place(match), kind: "room", words: match[0] });
  for (const age of findAges(text)) add(spans, age);
  for (const clock of findClocks(text)) add(spans, clock);
  return spans;
}

function add(spans: FixedSpan[], span: FixedSpan | undefined): void {
  if (span && !spans.some((other) => span.from < other.to && other.from < span.to)) spans.push(span);
}

function place(match: RegExpExecArray): { from: number; to: number } {
  return { from: match.index, to: match.index + match[0].length };
}
