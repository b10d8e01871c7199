// The copy made to pass: the rules' own replacements and insertions, else what may be taken out; offered only when a second review is clean.

import type { Copy } from "./copy.ts";
import { type Edit, editsOf } from "./edits.ts";
import type { Packs } from "./packs.ts";
import type { Finding } from "./review.ts";
import { withoutStumps } from "./stumps.ts";

/** How often what is left is looked at again: a replacement may lay bare the next finding. */
const ROUNDS = 3;

export function rewriteOf(
  packs: Packs,
  copy: Copy,
  findings: readonly Finding[],
  reviewAgain: (text: string) => readonly Finding[],
): string | null {
  let text = copy.text;
  let open = findings;
  for (let round = 0; round < ROUNDS; round += 1) {
    const serious = open.filter(({ severity }) => severity !== "note");
    const edits = editsOf(packs, { ...copy, text }, serious);
    if (!edits) return null;
    text = withoutStumps(tidy(applied(text, edits)), copy.text);
    open = reviewAgain(text);
    if (open.every(({ severity }) => severity === "note"))
      return isHonest(copy, findings, text) ? text : null;
  }
  return null;
}

/** Last edit first, so that the offsets of the others stand; of two that overlap the wider one counts. */
function applied(text: string, edits: readonly Edit[]): string {
  const sorted = edits.toSorted((a, b) => b.start - a.start || b.end - a.end);
  let out = text;
  let before = text.length + 1;
  for (const { start, end, words } of sorted) {
    if (end > before) continue;
    out = out.slice(0, start) + words + gap(text.slice(start, end), words, out.slice(end)) + out.slice(end);
    before = start;
  }
  return out;
}

/** The blank that went with the old words parts the new ones from what follows. */
function gap(gone: string, words: string, after: string): string {
  return /\s$/.test(gone) && /\p{L}$/u.test(words) && /^\p{L}/u.test(after) ? " " : "";
}

/** Signs and blanks that an edit left hanging. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]{2,}/g, " ")
    .replace(/ +([,.!?)\]])/g, "$1")
    .replace(/([([]) +/g, "$1")
    .replace(/\(\s*\)|\[\s*\]|""|''/g, "")
    .replace(/([,·/&+~]\s*)+(?=[.!?]|$)/g, "")
    .replace(/^[\s,.·/&+~!?]+(?=[^\s])/, "")
    .replace(/[ \t]+\n/g, "\n")
    .replace(/[ \t]{2,}/g, " ")
    .trim();
}

/** Something of the copy is left, none of its other figures is gone, and no figure has come that nobody gave. */
function isHonest(copy: Copy, findings: readonly Finding[], text: string): boolean {
  // A notice alone, put behind words that are all gone, is no copy.
  const letters = text.replace(/※.*/su, "").match(/[\p{L}]/gu)?.length ?? 0;
  if (letters < 3 || text === copy.text) return false;
  const given = JSON.stringify([
    copy.facts,
    copy.text,
    findings.flatMap(({ missing }) => missing.map(({ insert }) => insert)),
  ]);
  const mayNotGo = figures(outside(copy.text, findings));
  const now = figures(text);
  return now.every((figure) => given.includes(figure)) && mayNotGo.every((figure) => now.includes(figure));
}

function figures(text: string): string[] {
  return text.match(/\d+(?:[.,]\d+)*/g) ?? [];
}

/** The sentences that no finding touches. */
function outside(text: string, findings: readonly Finding[]): string {
  const spans = findings.filter(({ severity }) => severity !== "note");
  const kept: string[] = [];
  let at = 0;
  for (const sentence of text.split(/(?<=[.!?\n。])/)) {
    const end = at + sentence.length;
    const touched = spans.some((span) => span.start < end && span.end > at);
    if (!touched) kept.push(sentence);
    at = end;
  }
  return kept.join("");
}
