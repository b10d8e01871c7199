// What stands around the axes: the title, the names of the series, and at the foot the mark of simulated figures.

import { type Lang, words } from "../core/locale.ts";
import { colourOf, FONT, ink, type Sheet, size, soft, strokeOf } from "./look.ts";
import { cutToPixels, linesOf, readable, textWidth } from "./measure.ts";
import type { Line } from "./sections.ts";

/** A shape or a text of echarts, at pixels of the picture. */
export type Mark = Record<string, unknown>;

export type Frame = {
  marks: Mark[];
  /** Pixels that are used, from the top. */
  height: number;
};

const roomOf = ({ width, pad }: Sheet): number => width - 2 * pad;

export function titleMarks(title: string, sheet: Sheet): Frame {
  const { pad, height } = sheet;
  const most = height === undefined ? 2 : 1;
  const lines = readable(title) === "" ? [] : linesOf(readable(title), roomOf(sheet), size.title, most);
  const high = size.title * 1.35;
  const marks = lines.map((text, at) =>
    textMark(text, pad, pad + at * high, { fontSize: size.title, fontWeight: 700, fill: ink }),
  );
  return { marks, height: pad + lines.length * high };
}

const ICON = 24;
const GAP = 20;
const ROW = 24;
const LONGEST_NAME = 300;

/** Says how many are left out of a picture. */
export const unseen = (count: number): Record<Lang, string> =>
  words(`그 외 ${count}개는 글에 있어요`, `${count} more in the text`);

/** @param left series that are not drawn */
export function legendMarks(
  lines: readonly Line[],
  {
    asBars,
    left,
    lang,
    top,
    sheet,
  }: { asBars: boolean; left: number; lang: Lang; top: number; sheet: Sheet },
): Frame {
  if (lines.length + left < 2) return { marks: [], height: 0 };
  const { pad, width } = sheet;
  const marks: Mark[] = [];
  let [x, y] = [pad, top + 6];
  const place = (wide: number): void => {
    if (x > pad && x + wide > width - pad) [x, y] = [pad, y + ROW];
  };
  for (const { index, name } of lines) {
    const text = cutToPixels(name, LONGEST_NAME, size.text);
    const wide = ICON + 8 + textWidth(text, size.text);
    place(wide);
    marks.push(iconMark(index, asBars, x, y), textMark(text, x + ICON + 8, y, { fill: ink }));
    x += wide + GAP;
  }
  if (left > 0) {
    const text = unseen(left)[lang];
    place(textWidth(text, size.text));
    marks.push(textMark(text, x, y, { fill: soft }));
  }
  return { marks, height: y + ROW - top };
}

/** Told in every picture of simulated figures: it may be passed on without the card. */
export function footMarks(mark: string, top: number, sheet: Sheet): Frame {
  if (mark === "") return { marks: [], height: 0 };
  const text = cutToPixels(readable(mark), roomOf(sheet), size.small);
  return {
    marks: [textMark(text, sheet.pad, top, { fontSize: size.small, fill: soft })],
    height: size.small * 1.4,
  };
}

export function textMark(text: string, x: number, y: number, style: Mark): Mark {
  return {
    type: "text",
    silent: true,
    x,
    y,
    style: { text, fontSize: size.text, fontFamily: FONT, verticalAlign: "top", ...style },
  };
}

function iconMark(index: number, asBar: boolean, x: number, y: number): Mark {
  const middle = y + size.text / 2;
  if (asBar)
    return {
      type: "rect",
      silent: true,
      shape: { x, y: middle - 5, width: ICON, height: 10, r: 3 },
      style: { fill: colourOf(index) },
    };
  return {
    type: "line",
    silent: true,
    shape: { x1: x, y1: middle, x2: x + ICON, y2: middle },
    style: { stroke: colourOf(index), lineWidth: 3, lineDash: strokeOf(index) },
  };
}
