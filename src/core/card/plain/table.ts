// Tables in plain text: aligned columns when they fit, side by side groups of columns one below the other when they do not,
// one block a row on narrow pages. A figure is never cut, and cut rows are counted.

import { formatQuantity } from "../../format.ts";
import { type Lang, words } from "../../locale.ts";
import type { Cell, TablePart } from "../table.ts";
import type { Page } from "./page.ts";
import { clean, fold, padEnd, padStart, widthOf, wrap } from "./width.ts";

const gap = "  ";
/** Below this a page is too narrow for groups of columns that repeat the first one. */
const leastForGroups = 60;
/** A column of names may be narrowed to this; figures keep their width. */
const leastName = 10;
/** Where a table is broken into groups anyway, names keep this much. */
const roomyName = 20;
const more = words("… 외 {n}건", "… and {n} more");

export function tableLines(part: TablePart, page: Page): string[] {
  const shown = part.rows.slice(0, page.maxRows);
  const hidden = part.rows.length - shown.length;
  const text: Text = {
    columns: part.columns.map(({ label, align }, index) => ({
      label: clean(label),
      align,
      narrows: align === "left" && !holdsFigures(part, index),
    })),
    rows: shown.map((row) => row.map((cell) => cellText(cell, page.lang))),
    total: part.total?.map((cell) => cellText(cell, page.lang)),
  };
  const rest = hidden > 0 ? [moreLine(hidden, page.lang)] : [];
  return [
    ...(part.title === undefined ? [] : wrap(clean(part.title), page.width)),
    ...bodyLines(text, rest, page.width),
    ...(part.note === undefined ? [] : wrap(clean(part.note), page.width)),
  ];
}

/** A table whose cells are written out already. */
type Text = {
  columns: { label: string; align: "left" | "right"; narrows: boolean }[];
  rows: string[][];
  total: string[] | undefined;
};

function bodyLines(text: Text, rest: string[], pageWidth: number): string[] {
  const groups = columnGroups(text, pageWidth);
  if (groups.length === 1 || (groups.length > 1 && pageWidth >= leastForGroups)) {
    return groups.flatMap((group, index) => [
      ...(index > 0 ? [""] : []),
      ...grid(group, columnWidths(group, pageWidth, leastName), rest),
    ]);
  }
  return blocks(text, rest, pageWidth);
}

/** The table in as few pieces as fit the page, each with the first column; none when one figure is too wide beside it. */
function columnGroups(text: Text, pageWidth: number): Text[] {
  if (fits(text, pageWidth, leastName)) return [text];
  const groups: Text[] = [];
  let taken = [0];
  for (let column = 1; column < text.columns.length; column += 1) {
    if (fits(pick(text, [...taken, column]), pageWidth, roomyName)) taken.push(column);
    else {
      if (taken.length > 1) groups.push(pick(text, taken));
      taken = [0, column];
    }
  }
  groups.push(pick(text, taken));
  return groups.every((group) => fits(group, pageWidth, leastName)) ? groups : [];
}

function pick({ columns, rows, total }: Text, indexes: readonly number[]): Text {
  const cells = (row: readonly string[]): string[] => indexes.map((index) => row[index] ?? "");
  return {
    columns: indexes.flatMap((index) => columns[index] ?? []),
    rows: rows.map(cells),
    total: total && cells(total),
  };
}

/** "… 외 12건": what a cut list owes its reader. */
export function moreLine(hidden: number, lang: Lang): string {
  const count = formatQuantity({ value: hidden, unit: "count", metric: "rows", scope: {} }, lang);
  return more[lang].replace("{n}", count);
}

function cellText(cell: Cell, lang: Lang): string {
  return typeof cell === "string" ? clean(cell) : formatQuantity(cell, lang);
}

/** Natural width of each column, names narrowed as far as the page needs it, the widest of them first. */
function columnWidths({ columns, rows, total }: Text, pageWidth: number, least: number): number[] {
  const all = [columns.map(({ label }) => label), ...rows, ...(total ? [total] : [])];
  const widths = columns.map((_, index) => Math.max(...all.map((row) => widthOf(row[index] ?? ""))));
  let over = sumOf(widths) - pageWidth;
  const byWidth = [...columns.entries()].toSorted(([a], [b]) => (widths[b] ?? 0) - (widths[a] ?? 0));
  for (const [index, { narrows }] of byWidth) {
    const width = widths[index] ?? 0;
    const taken = Math.min(narrows ? Math.max(0, width - least) : 0, Math.max(0, over));
    widths[index] = width - taken;
    over -= taken;
  }
  return widths;
}

function fits(text: Text, pageWidth: number, least: number): boolean {
  return sumOf(columnWidths(text, pageWidth, least)) <= pageWidth;
}

function sumOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1));
}

function holdsFigures({ rows, total }: TablePart, column: number): boolean {
  return [...rows, total ?? []].some((row) => typeof row[column] === "object");
}

function grid({ columns, rows, total }: Text, widths: readonly number[], rest: readonly string[]): string[] {
  const line = (cells: readonly string[]): string[] => gridLines(cells, columns, widths);
  const rule = widths.map((width) => "─".repeat(width)).join(gap);
  const head = line(columns.map(({ label }) => label));
  return [...head, rule, ...rows.flatMap(line), ...rest, ...(total ? [rule, ...line(total)] : [])];
}

/** One row of the grid: a name too long for its column goes on below; figures stand on the first line. */
function gridLines(cells: readonly string[], columns: Text["columns"], widths: readonly number[]): string[] {
  const folded = widths.map((width, index) => fold(cells[index] ?? "", Math.max(1, width)));
  const height = Math.max(...folded.map((lines) => lines.length));
  return Array.from({ length: height }, (_, at) =>
    folded
      .map((lines, index) => {
        const pad = columns[index]?.align === "right" ? padStart : padEnd;
        return pad(lines[at] ?? "", widths[index] ?? 0);
      })
      .join(gap)
      .trimEnd(),
  );
}

/** One block a row, for narrow pages: the first cell, then `label value` lines below it. */
function blocks({ columns, rows, total }: Text, rest: readonly string[], pageWidth: number): string[] {
  const labelWidth = Math.max(...columns.slice(1).map(({ label }) => widthOf(label)), 0);
  const block = (cells: readonly string[]): string[] => [
    ...wrap(cells[0] ?? "", pageWidth),
    ...cells
      .slice(1)
      .map((cell, index) => ({ cell, label: padEnd(columns[index + 1]?.label ?? "", labelWidth) }))
      .filter(({ cell }) => cell !== "")
      .map(({ cell, label }) => `${gap}${label}  ${cell}`),
  ];
  return [...rows.flatMap(block), ...rest, ...(total ? block(total) : [])];
}
