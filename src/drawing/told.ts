// Which points of a line say their figure: the highest, the lowest and the last, where they keep clear of each other.

import { formatQuantity } from "../core/format.ts";
import type { Lang } from "../core/locale.ts";
import { size } from "./look.ts";
import { textWidth } from "./measure.ts";
import type { Line } from "./sections.ts";

/** Where a line is drawn: pixels of its axes, `scale` the round values from their foot to their top. */
export type Stage = {
  lang: Lang;
  columns: boolean;
  /** Points along the axis. */
  count: number;
  inner: number;
  height: number;
  scale: readonly number[];
};

export type Told = { text: string; align: "left" | "center" | "right"; below: boolean };

/** Between two figures, and between a figure and the foot of the axes. */
const APART = 8;
const UNDER = 24;

export function toldPoints(values: Line["values"], stage: Stage): Map<number, Told> {
  const told = new Map<number, Told>();
  const taken: { from: number; to: number }[] = [];
  for (const at of candidates(values, stage)) {
    const quantity = values[at];
    if (!quantity) continue;
    const text = formatQuantity(quantity, stage.lang);
    const wide = textWidth(text, size.small);
    const { align, from } = placeOf(middleOf(at, stage), wide, stage.inner);
    if (taken.some((other) => from < other.to + APART && other.from < from + wide + APART)) continue;
    taken.push({ from, to: from + wide });
    told.set(at, { text, align, below: isBelow(values, at, stage) });
  }
  return told;
}

/** Columns stand close: only the highest has room over it, a loss under it. */
function candidates(values: Line["values"], stage: Stage): number[] {
  const { columns } = stage;
  const known = values.flatMap(({ value }, at) => (value === null ? [] : [{ value, at }]));
  const byValue = known.toSorted((a, b) => b.value - a.value);
  const [high, low, last] = [byValue[0], byValue.at(-1), known.at(-1)];
  const hasRoom = low && low.value < 0 && overFoot(low.value, stage) >= UNDER;
  const wanted = columns ? [high, hasRoom ? low : undefined] : [high, low, last];
  return [...new Set(wanted.flatMap((one) => (one ? [one.at] : [])))];
}

function middleOf(at: number, { columns, count, inner }: Stage): number {
  if (count === 1) return inner / 2;
  return columns ? ((at + 0.5) * inner) / count : (at * inner) / (count - 1);
}

function placeOf(x: number, wide: number, inner: number): Pick<Told, "align"> & { from: number } {
  if (x < wide / 2) return { align: "left", from: x };
  if (x > inner - wide / 2) return { align: "right", from: x - wide };
  return { align: "center", from: x - wide / 2 };
}

/** In a valley under the line, else over it; never down among the names. */
function isBelow(values: Line["values"], at: number, stage: Stage): boolean {
  const own = values[at]?.value ?? 0;
  if (stage.columns) return own < 0;
  if (overFoot(own, stage) < UNDER) return false;
  const beside = [values[at - 1]?.value, values[at + 1]?.value].filter((one) => typeof one === "number");
  return beside.length > 0 && beside.reduce((sum, one) => sum + one, 0) / beside.length > own;
}

/** Pixels of a value over the foot of the axes. */
function overFoot(value: number, { scale, height }: Stage): number {
  const [low = 0, high = 1] = [scale[0], scale.at(-1)];
  return ((value - low) / (high - low || 1)) * height;
}
