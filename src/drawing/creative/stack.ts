// Texts one below the other in a column: as large as they come at first, smaller together until all of them fit, never cut.

import type { Box, Mark, Role, TooLong } from "./design.ts";
import { inkOn } from "./color.ts";
import { linesIn, widthOfLine } from "./lines.ts";
import type { Weight } from "../fonts.ts";

export type Item = {
  role: Role;
  text: string;
  weight: Weight;
  /** Wished and smallest size in pixels. */
  px: number;
  leastPx: number;
  most: number;
  color: string;
  ground: string;
  /** Pixels above it, at full size; no item's own above the first. */
  gap: number;
  leading?: number;
  tight?: boolean;
  struck?: boolean;
  /** A filled shape around it, as of a button. */
  pill?: string;
};

export type Column = { box: Box; align: "left" | "center"; valign: "top" | "middle" | "bottom" };

type Set = {
  item: Item;
  px: number;
  lines: string[];
  height: number;
  gap: number;
  padX: number;
  padY: number;
};

const SMALLEST = 0.4;
const STEP = 0.03;

/** Where everything stands, or which text stands in the way. */
export function stacked(items: readonly Item[], column: Column): { marks: Mark[]; height: number } | TooLong {
  for (let scale = 1; scale >= SMALLEST; scale -= STEP) {
    const sets = setAll(items, column.box, scale);
    if (sets) return placed(sets, column);
  }
  return tooLong(items, column.box);
}

function setAll(items: readonly Item[], box: Box, scale: number): Set[] | undefined {
  const sets: Set[] = [];
  let height = 0;
  for (const item of items) {
    const set = setOne(item, box.width, scale);
    if (!set) return undefined;
    height += set.height + (sets.length > 0 ? set.gap : 0);
    if (height > box.height) return undefined;
    sets.push(set);
  }
  return sets;
}

function setOne(item: Item, width: number, scale: number): Set | undefined {
  const px = Math.max(item.leastPx, Math.round(item.px * scale));
  const [padX, padY] = item.pill ? [px * 0.95, px * 0.55] : [0, 0];
  const room = width - 2 * padX;
  const lines = linesIn(item.text, {
    px,
    weight: item.weight,
    width: room,
    most: item.most,
    tight: item.tight === true,
  });
  if (!lines) return undefined;
  const height = lines.length * leadingOf(item) * px + 2 * padY;
  return { item, px, lines, height, gap: item.gap * Math.max(scale, 0.6), padX, padY };
}

function leadingOf({ leading, weight }: Item): number {
  return leading ?? (weight === "Bold" ? 1.22 : 1.4);
}

function placed(sets: readonly Set[], { box, align, valign }: Column): { marks: Mark[]; height: number } {
  const height = sets.reduce((sum, set, at) => sum + set.height + (at > 0 ? set.gap : 0), 0);
  const spare = box.height - height;
  let y = box.y + (valign === "top" ? 0 : valign === "bottom" ? spare : spare / 2);
  const marks: Mark[] = [];
  for (const [at, set] of sets.entries()) {
    if (at > 0) y += set.gap;
    marks.push(...marksOf(set, box, y, align));
    y += set.height;
  }
  return { marks, height };
}

function marksOf(
  { item, px, lines, height, padX, padY }: Set,
  box: Box,
  y: number,
  align: Column["align"],
): Mark[] {
  const wide = Math.max(
    ...lines.map((line) => widthOfLine(line, { px, weight: item.weight, tight: item.tight === true })),
  );
  const outer = Math.ceil(wide + 2 * padX);
  const x = align === "left" ? box.x : box.x + (box.width - outer) / 2;
  const text: Mark = {
    kind: "text",
    role: item.role,
    box: { x: x + padX, y: y + padY, width: Math.ceil(wide), height: height - 2 * padY },
    lines,
    align,
    px,
    lineHeight: leadingOf(item) * px,
    weight: item.weight,
    color: item.pill ? inkOn(item.pill) : item.color,
    ground: item.pill ?? item.ground,
    ...(item.tight && { tight: true }),
    ...(item.struck && { struck: true }),
  };
  if (!item.pill) return [text];
  return [{ kind: "fill", box: { x, y, width: outer, height }, color: item.pill, radius: height / 2 }, text];
}

/** The text that has no room by itself; else the longest, as together they have none. */
function tooLong(items: readonly Item[], box: Box): TooLong {
  const alone = items.find((item) => !setAll([item], box, SMALLEST));
  const worst = alone ?? items.toSorted((a, b) => b.text.length * b.leastPx - a.text.length * a.leastPx)[0]!;
  const others = alone ? [] : items.filter((item) => item !== worst);
  const fits = (text: string): boolean =>
    setAll([...others, { ...worst, text }], box, SMALLEST) !== undefined;
  const shorter = shortened(worst.text, fits);
  return { role: worst.role, text: worst.text, ...(shorter && { shorter }) };
}

/** Ends that leave a reader hanging. */
const hanging = /(?:[을를의와과로은는이가]|\b(?:and|or|the|a|an|of|for|to|with|in|on|at|by|your|our))$/iu;

/** A shorter text of the same words that fits: a whole clause when one does, else the first words of it. */
function shortened(text: string, fits: (text: string) => boolean): string | undefined {
  const clauses = text.split(/[\n.!?·:;,–—]+/u).map((clause) => clause.trim());
  const words = text.split(/\s+/);
  const starts = words.map((_, at) =>
    words
      .slice(0, words.length - at)
      .join(" ")
      .replace(/[,·:;–—]+$/u, ""),
  );
  const found = [...clauses, ...starts].filter(
    (one) => one !== "" && one !== text && !hanging.test(one) && fits(one),
  );
  return found.toSorted((a, b) => b.length - a.length)[0];
}
