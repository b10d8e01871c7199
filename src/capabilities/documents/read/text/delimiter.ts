// The separator of a text table, by counting outside quotes over its first lines.

import { limits } from "../limits.ts";

const candidates = [",", "\t", ";"] as const;

/** The separator that most lines agree on; `undefined` when no line holds any. */
export function findDelimiter(text: string): string | undefined {
  const lines = firstLines(text);
  const hint = /^sep=(.)\s*$/i.exec(lines[0] ?? "")?.[1];
  if (hint !== undefined) return hint;
  let best: string | undefined;
  let bestScore = 0;
  for (const candidate of candidates) {
    const score = agreement(lines.map((line) => countOf(line, candidate)));
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  return best;
}

/** Line breaks the text uses; a lone carriage return only when nothing else breaks lines. */
export function recordBreaks(text: string): string[] {
  return text.includes("\n") || !text.includes("\r") ? ["\r\n", "\n"] : ["\r"];
}

/** The commonest count above zero, weighed by how many lines have it. */
function agreement(counts: number[]): number {
  const lines = new Map<number, number>();
  for (const count of counts) if (count > 0) lines.set(count, (lines.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, times] of lines) best = Math.max(best, count * times);
  return best;
}

/** Lines up to the limit; a line break inside quotes does not end one. */
function firstLines(text: string): string[] {
  const lines: string[] = [];
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length && lines.length < limits.headerLines; at++) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    if (quoted || (letter !== "\n" && letter !== "\r")) continue;
    if (at > start) lines.push(text.slice(start, at));
    start = at + 1;
  }
  if (lines.length < limits.headerLines && start < text.length) lines.push(text.slice(start));
  return lines;
}

function countOf(line: string, separator: string): number {
  let count = 0;
  let quoted = false;
  for (const letter of line) {
    if (letter === '"') quoted = !quoted;
    else if (letter === separator && !quoted) count++;
  }
  return count;
}
