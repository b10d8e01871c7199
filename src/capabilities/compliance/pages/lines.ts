// The review of a whole page told line by line: a page is read at once, because what it must say may stand anywhere, and shown in pieces.

import type { Judged } from "../judging.ts";
import type { Finding } from "../review.ts";
import { RANK, verdictOf } from "../severity.ts";

/** `line` counts from 1 within its text; 0 is the page as a whole, where something is missing. */
export type JudgedLine = Judged & { line: number };

/** One per line with findings, the gravest first, then in the page's order. @param name how a line of this text is called */
export function linesJudged(whole: Judged, name: (line: number) => string): JudgedLine[] {
  const byLine = Map.groupBy(whole.review.findings, (found) => lineOf(whole.text, found));
  return [...byLine]
    .map(([line, findings]) => judgedLine(whole, line, name(line), findings))
    .toSorted((a, b) => gravity(a) - gravity(b) || a.line - b.line);
}

function lineOf(text: string, { start, end }: Finding): number {
  return start === end ? 0 : text.slice(0, start).split("\n").length;
}

function judgedLine(whole: Judged, line: number, label: string, findings: readonly Finding[]): JudgedLine {
  const from = line === 0 ? 0 : startOf(whole.text, line);
  const stop = whole.text.indexOf("\n", from);
  const text = line === 0 ? whole.text : whole.text.slice(from, stop < 0 ? undefined : stop);
  const moved = findings.map((found) => ({
    ...found,
    start: Math.max(0, found.start - from),
    end: Math.min(text.length, found.end - from),
  }));
  const review = { ...whole.review, findings: moved, verdict: verdictOf(moved), rewrite: null };
  return { ...whole, label, text, line, review };
}

function startOf(text: string, line: number): number {
  let at = 0;
  for (let passed = 1; passed < line; passed += 1) at = text.indexOf("\n", at) + 1;
  return at;
}

function gravity({ review }: Judged): number {
  return Math.min(...review.findings.map(({ severity }) => RANK[severity]));
}
