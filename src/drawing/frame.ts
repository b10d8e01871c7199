// What stands around the axes: the title, the names of the series, and at the foot the mark of simulated figures.

import { type Lang, words } from "../core/locale.ts";
import { colourOf, FONT, ink, PAD, size, soft, strokeOf, WIDTH } from "./look.ts";
import { cutToPixels, linesOf, readable, textWidth } from "./measure.ts";
import type { Line } from "./sections.ts";

/** A shape or a text of echarts, at pixels of the picture. */
export type Mark = Record<string, unknown>;

export type Frame = {
  marks: Mark[];
  /** Pixels that are used, from the top. */
  height: number;
};

const room = WIDTH - 2 * PAD;
const TITLE_LINES = 2;

export function titleMarks(title: string): Frame {
  const lines = readable(title) === "" ? [] : linesOf(readable(title), room, size.title, TITLE_LINES);
  const high = size.title * 1.35;
  const marks = lines.map((text, at) =>
    textMark(text, PAD, PAD + at * high, { fontSize: size.title, fontWeight: 700, fill: ink }),
  );
  return { marks, height: PAD + lines.length * high };
}

const ICON = 24;
const GAP = 20;
const ROW = 24;
const LONGEST_NAME = 300;

const unseen = (count: number): Record<Lang, string> =>
  words(`그 외 ${count}개는 글에 있어요`, `${count} more in the text`);

/** @param left series that are not drawn */
export function legendMarks(
  lines: readonly Line[],
  { asBars, left, lang, top }: { asBars: boolean; left: number; lang: Lang; top: number },
): Frame {
  if (lines.length + left < 2) return { marks: [], height: 0 };
  const marks: Mark[] = [];
  let [x, y] = [PAD, top + 6];
  const place = (wide: number): void => {
    if (x > PAD && x + wide > WIDTH - PAD) [x, y] = [PAD, y + ROW];
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
export function footMarks(mark: string, top: number): Frame {
  if (mark === "") return { marks: [], height: 0 };
  const text = cutToPixels(readable(mark), room, size.small);
  return {
    marks: [textMark(text, PAD, top, { fontSize: size.small, fill: soft })],
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
