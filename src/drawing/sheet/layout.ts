// A review as a picture to forward: where each letter and area of it stands. A pure function; nothing is ever cut inside a letter, and what
// has no room is counted.

import type { Layout } from "../creative/design.ts";
import { findingBlock, footer, header, moreFindings, subjectLine, textBox } from "./blocks.ts";
import { type Column, openColumn } from "./column.ts";
import { drawnText, type DrawnText } from "./drawn-text.ts";
import type { Sheet, SheetText } from "./sheet.ts";

/** Pixels. A phone shows it whole in its width; taller than this, messengers shrink a picture until nobody reads it. */
const SHEET_WIDTH = 1000;
export const MOST_HEIGHT = 3_000;
const MOST_LINES = 14;

export function sheetLayout(sheet: Sheet): Layout {
  const column = openColumn(SHEET_WIDTH);
  const dropped = { pictures: 0, letters: 0 };
  const copy = (text: string): DrawnText => {
    const one = drawnText(text);
    dropped.pictures += one.pictures;
    dropped.letters += one.letters;
    return one;
  };
  header(column, sheet);
  const room = MOST_HEIGHT - FOOTER_ROOM;
  let left = sheet.moreTexts;
  for (const [at, one] of sheet.texts.entries()) {
    if (at > 0 && column.y + leastHeight(one) > room) left += 1;
    else textPart(column, sheet, one, { room, copy, alone: sheet.texts.length === 1 });
  }
  footer(column, sheet, { moreTexts: left, ...dropped });
  return {
    format: "review",
    width: SHEET_WIDTH,
    height: Math.ceil(column.y),
    marks: column.marks,
    without: [],
  };
}

/** Kept free for what stands at the end of every sheet. */
const FOOTER_ROOM = 330;
/** Of a line, of what stands around the lines of a box, and of one finding with "and n more" behind it. */
const ROOM = { line: 38, box: 110, finding: 420 } as const;

/** A text with one of its findings takes no more than that. */
function leastHeight({ text, rewrite }: SheetText): number {
  return boxHeight(text) + ROOM.finding + boxHeight(rewrite);
}

/** Letters are no narrower than a quarter of a line's twentieth part; lines that were wished for count as such. */
function boxHeight(text: string | null): number {
  if (text === null || text.trim() === "") return 0;
  const lines = text.split("\n").reduce((sum, line) => sum + 1 + Math.ceil(line.length / NARROW), 0);
  return ROOM.box + Math.min(MOST_LINES + 1, lines) * ROOM.line;
}

/** Hangul in a line, at the least. */
const NARROW = 30;

/** Of "and n more". */
const MORE_ROOM = 64;

function textPart(
  column: Column,
  { lang }: Sheet,
  one: SheetText,
  { room, copy, alone }: { room: number; copy: (text: string) => DrawnText; alone: boolean },
): void {
  if (!alone && one.label !== "") subjectLine(column, drawnText(one.label).text);
  textBox(column, copy(one.text), { lang, title: "copy", marks: one.marks, mostLines: MOST_LINES });
  const behind = boxHeight(one.rewrite) + MORE_ROOM;
  let shown = 0;
  for (const found of one.findings) {
    const before = column.y;
    const keep = column.marks.length;
    findingBlock(column, found, lang, (text) => drawnText(text).text);
    if (column.y > room - behind && shown > 0) {
      column.y = before;
      column.marks.length = keep;
      break;
    }
    shown += 1;
  }
  if (shown < one.findings.length) moreFindings(column, one.findings.length - shown, lang);
  if (one.rewrite !== null && one.rewrite.trim() !== "")
    textBox(column, drawnText(one.rewrite), { lang, title: "rewrite", marks: [], mostLines: MOST_LINES });
}
