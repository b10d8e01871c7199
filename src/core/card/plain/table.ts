// Tables in plain text: aligned columns when they fit, one block a row when they do not. A figure is never cut, and cut rows are counted.

import { formatQuantity } from "../../format.ts";
import { type Lang, words } from "../../locale.ts";
import type { Cell, TablePart } from "../table.ts";
import type { Page } from "./page.ts";
import { clean, cutTo, padEnd, padStart, widthOf, wrap } from "./width.ts";

const gap = "  ";
/** A column of names may be narrowed to this; figures keep their width. */
const leastName = 10;
const more = words("… 외 {n}건", "… and {n} more");

export function tableLines(part: TablePart, page: Page): string[] {
  const shown = part.rows.slice(0, page.maxRows);
  const hidden = part.rows.length - shown.length;
  const rows = shown.map((row) => row.map((cell) => cellText(cell, page.lang)));
  const total = part.total?.map((cell) => cellText(cell, page.lang));
  const rest = hidden > 0 ? [moreLine(hidden, page.lang)] : [];
  const widths = columnWidths(part, rows, total, page.width);
  return [
    ...(part.title === undefined ? [] : wrap(clean(part.title), page.width)),
    ...(widths ? grid(part, rows, total, widths, rest) : blocks(part, rows, total, rest, page.width)),
    ...(part.note === undefined ? [] : wrap(clean(part.note), page.width)),
  ];
}

/** "… 외 12건": what a cut list owes its reader. */
export function moreLine(hidden: number, lang: Lang): string {
  const count = formatQuantity({ value: hidden, unit: "count", metric: "rows", scope: {} }, lang);
  return more[lang].replace("{n}", count);
}

function cellText(cell: Cell, lang: Lang): string {
  return typeof cell === "string" ? clean(cell) : formatQuantity(cell, lang);
}

/** Width of each column, or `undefined` when the figures alone are wider than the page. */
function columnWidths(
  part: TablePart,
  rows: string[][],
  total: string[] | undefined,
  pageWidth: number,
): number[] | undefined {
  const { columns } = part;
  const all = [columns.map((column) => clean(column.label)), ...rows, ...(total ? [total] : [])];
  const widths = columns.map((_, index) => Math.max(...all.map((row) => widthOf(row[index] ?? ""))));
  let over = widths.reduce((sum, width) => sum + width, gap.length * (columns.length - 1)) - pageWidth;
  for (const [index, column] of columns.entries()) {
    const width = widths[index] ?? 0;
    const spare = column.align === "left" && !holdsFigures(part, index) ? Math.max(0, width - leastName) : 0;
    const taken = Math.min(spare, Math.max(0, over));
    widths[index] = width - taken;
    over -= taken;
  }
  return over > 0 ? undefined : widths;
}

function holdsFigures({ rows, total }: TablePart, column: number): boolean {
  return [...rows, total ?? []].some((row) => typeof row[column] === "object");
}

function grid(
  { columns }: TablePart,
  rows: string[][],
  total: string[] | undefined,
  widths: number[],
  rest: string[],
): string[] {
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const width = widths[index] ?? 0;
        const text = cells[index] ?? "";
        return align === "right" ? padStart(text, width) : padEnd(cutTo(text, width), width);
      })
      .join(gap)
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join(gap);
  const head = line(columns.map((column) => clean(column.label)));
  return [head, rule, ...rows.map(line), ...rest, ...(total ? [rule, line(total)] : [])];
}

/** One block a row, for narrow pages: the first cell, then `label value` lines below it. */
function blocks(
  { columns }: TablePart,
  rows: string[][],
  total: string[] | undefined,
  rest: string[],
  pageWidth: number,
): string[] {
  const labels = columns.map((column) => clean(column.label));
  const labelWidth = Math.max(...labels.slice(1).map(widthOf), 0);
  const block = (cells: readonly string[]): string[] => [
    ...wrap(cells[0] ?? "", pageWidth),
    ...cells.slice(1).map((cell, index) => `${gap}${padEnd(labels[index + 1] ?? "", labelWidth)}  ${cell}`),
  ];
  return [...rows.flatMap(block), ...rest, ...(total ? block(total) : [])];
}
