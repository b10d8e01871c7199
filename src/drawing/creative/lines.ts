// Words broken into lines: never inside a word, as even as they come, so that no line holds one lonely word.

import { lineWidth } from "./font.ts";
import type { Weight } from "../fonts.ts";

/** Headline letters stand a little closer; a share of their size. */
export const TIGHT = -0.02;

type Set = { px: number; weight: Weight; width: number; most: number; tight?: boolean };

/** @returns `undefined` when the words do not fit into `most` lines of `width` pixels */
export function linesIn(text: string, set: Set): string[] | undefined {
  const first = broken(text, set, set.width);
  if (!first || first.length > set.most) return undefined;
  return evened(text, set, first);
}

export function widthOfLine(
  line: string,
  { px, weight, tight }: Pick<Set, "px" | "weight" | "tight">,
): number {
  return lineWidth(line, px, weight) + (tight ? line.length * px * TIGHT : 0);
}

/** Lines that were wished for ("\n") stay; `undefined` when one word alone is too wide. */
function broken(text: string, set: Set, width: number): string[] | undefined {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(/[ \t]+/).filter(Boolean)) {
      if (widthOfLine(word, set) > width) return undefined;
      const longer = line === "" ? word : `${line} ${word}`;
      if (widthOfLine(longer, set) <= width) line = longer;
      else {
        lines.push(line);
        line = word;
      }
    }
    if (line !== "") lines.push(line);
  }
  return lines;
}

/** Words that should not end a line: they belong to what follows. */
const leaning =
  /^(?:a|an|the|of|for|to|with|in|on|at|by|and|or|your|our|from|더|꼭|안|못|한|이|그|첫|새|내|및)$/i;
const LEANING = 0.06;
/** A line shorter than the one below it reads less well. */
const RISING = 0.08;
/** One short word at the end reads worse still. */
const LONELY = 0.2;

/** The same number of lines, as even as they come; lines that were wished for stay as they are. */
function evened(text: string, set: Set, lines: string[]): string[] {
  if (lines.length < 2 || text.includes("\n")) return lines;
  const words = text.split(/[ \t]+/).filter(Boolean);
  return bestFrom(0, lines.length, { words, set, known: new Map() })?.lines ?? lines;
}

/** `share` of the width that its first line takes. */
type Best = { cost: number; share: number; lines: string[] };
type Search = { words: string[]; set: Set; known: Map<string, Best | undefined> };

function bestFrom(start: number, left: number, search: Search): Best | undefined {
  const key = `${start} ${left}`;
  if (!search.known.has(key)) search.known.set(key, tryFrom(start, left, search));
  return search.known.get(key);
}

function tryFrom(start: number, left: number, search: Search): Best | undefined {
  const { words, set } = search;
  if (left === 0) return start === words.length ? { cost: 0, share: 0, lines: [] } : undefined;
  let best: Best | undefined;
  for (let end = start + 1; end <= words.length - (left - 1); end += 1) {
    const line = words.slice(start, end).join(" ");
    const share = widthOfLine(line, set) / set.width;
    if (share > 1) break;
    const rest = bestFrom(end, left - 1, search);
    if (!rest) continue;
    const lean = left > 1 && leaning.test(words[end - 1] ?? "") ? LEANING : 0;
    const rising = rest.share > share ? RISING : 0;
    const lonely = left === 1 && share < 0.4 ? LONELY : 0;
    const cost = (1 - share) ** 2 + lean + rising + lonely + rest.cost;
    if (!best || cost < best.cost) best = { cost, share, lines: [line, ...rest.lines] };
  }
  return best;
}
