// One column of text and areas, filled from the top: every line is measured before it is placed, and broken between words, else letters.

import type { Mark, TextMark } from "../creative/design.ts";
import { lineWidth } from "../creative/font.ts";
import type { Weight } from "../fonts.ts";

export type Look = { px: number; weight: Weight; color: string; ground: string };
/** A line of a text, with its place in it: `end` is not part of it. */
export type Line = { text: string; start: number; end: number };
/** `y` is where the next thing goes. */
export type Column = { width: number; y: number; marks: Mark[] };

export const LINE_RATIO = 1.5;

export function openColumn(width: number): Column {
  return { width, y: 0, marks: [] };
}

const graphemes = new Intl.Segmenter("ko", { granularity: "grapheme" });

/** The lines of `text` in `width` pixels; line ends that were wished for stay, several in a row are one empty line. */
export function linesOf(text: string, { px, weight }: Pick<Look, "px" | "weight">, width: number): Line[] {
  const lines: Line[] = [];
  let offset = 0;
  for (const paragraph of text.split("\n")) {
    const broken = brokenLines(paragraph, (part) => lineWidth(part, px, weight) <= width);
    for (const { start, end } of broken)
      lines.push({ text: paragraph.slice(start, end), start: offset + start, end: offset + end });
    if (broken.length === 0 && lines.at(-1)?.text !== "" && lines.length > 0)
      lines.push({ text: "", start: offset, end: offset });
    offset += paragraph.length + 1;
  }
  while (lines.at(-1)?.text === "") lines.pop();
  return lines;
}

type Span = { start: number; end: number };

function brokenLines(paragraph: string, fits: (part: string) => boolean): Span[] {
  const lines: Span[] = [];
  let line: Span | undefined;
  for (const match of paragraph.matchAll(/\S+/g)) {
    const word = { start: match.index, end: match.index + match[0].length };
    if (line && fits(paragraph.slice(line.start, word.end))) {
      line.end = word.end;
      continue;
    }
    if (line) lines.push(line);
    line = word;
    if (fits(match[0])) continue;
    const pieces = lettersOf(match[0], fits).map(({ start, end }) => ({
      start: start + word.start,
      end: end + word.start,
    }));
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1);
  }
  if (line) lines.push(line);
  return lines;
}

/** One word wider than a line, broken between letters as people see them. */
function lettersOf(word: string, fits: (part: string) => boolean): Span[] {
  const pieces: Span[] = [];
  let start = 0;
  for (const { segment, index } of graphemes.segment(word)) {
    if (index > start && !fits(word.slice(start, index + segment.length))) {
      pieces.push({ start, end: index });
      start = index;
    }
  }
  return [...pieces, { start, end: word.length }];
}

/** Lines of one look, `x` pixels from the left; the column goes on below them. */
export function placeLines(
  column: Column,
  lines: readonly string[],
  { x, role = "sub", ...look }: Look & { x: number; role?: TextMark["role"] },
): void {
  const lineHeight = Math.round(look.px * LINE_RATIO);
  for (const text of lines) {
    if (text !== "")
      column.marks.push({
        ...look,
        kind: "text",
        role,
        lines: [text],
        align: "left",
        lineHeight,
        box: { x, y: column.y, width: column.width - x, height: lineHeight },
      });
    column.y += lineHeight;
  }
}

/** An area behind what was placed since `from`; it has to be put before its letters. */
export function area(
  column: Column,
  at: number,
  box: { x: number; y: number; width: number; height: number },
  color: string,
  radius = 12,
): void {
  column.marks.splice(at, 0, { kind: "fill", box, color, radius });
}
