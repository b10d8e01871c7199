// A table as one native table, sortable and paged by Slack. What does not fit goes along as a file, and the cut is told.

import { pageOf } from "../../../core/card/plain/page.ts";
import { moreLine, tableLines } from "../../../core/card/plain/table.ts";
import type { Cell, TablePart } from "../../../core/card/table.ts";
import { formatQuantity } from "../../../core/format.ts";
import { type Lang, words as inBoth } from "../../../core/locale.ts";
import { limits } from "../blocks/objects.ts";
import type { DataTable } from "../blocks/data.ts";
import { csvFile, type Filing } from "./csv.ts";
import { fixedWidth, type Piece, richTexts, type SlackFile, smallPrint, words } from "./piece.ts";
import { isLonger, markup, shortened } from "./words.ts";

/** How much of a table is shown where it is too much: so many rows, fewer where these are too long as well. */
const fewer = [20, 10, 5, 2, 1];
/** Letters of a native table and of its plain lines: a message holds little else beside it. */
const MOST_CELLS = 7_500;
const MOST_LINES = 15_000;
const LONGEST_CELL = 120;
const ROWS_A_PAGE = 20;

const nothing = "–";
const unnamed = inBoth("표", "Table");
const whole = inBoth("전체 표는 첨부 파일에 있어요", "The whole table is in the attached file");

export type Drawn = { pieces: Piece[]; files: SlackFile[] };

export function tablePieces(part: TablePart, of: Filing): Drawn {
  const title = part.title ?? "";
  const shown = fitted(part);
  const cut = isCut(part, shown);
  const hidden = part.rows.length - shown.rows.length;
  const file = cut ? csvFile(part, title, of) : undefined;
  const told = file
    ? [...(hidden > 0 ? [moreLine(hidden, of.lang)] : []), `${whole[of.lang]}: ${file.name}`]
    : [];
  const named = title === "" ? [] : richTexts(words(shortened(title, 300), { bold: true }));
  const grid = shown.rows.length === 0 ? [] : [nativeTable(shown, of.lang)];
  const note = shown.note === undefined ? [] : [shown.note];
  const shelves = [
    [...named, ...grid],
    richTexts(totalWords(shown, of.lang)),
    smallPrint([...told, ...note]),
  ].filter((blocks) => blocks.length > 0);
  const inLetters = tableLines(shown, pageOf(of.lang, { whole: true }));
  const lines = [...inLetters, ...told];
  const native = { kind: "table" as const, instead: fixedWidth(inLetters) };
  return {
    // A table of a total alone has no grid: the lines stand beside whatever is shown first.
    pieces: shelves.map((blocks, at) => ({
      blocks,
      lines: at === 0 ? lines : [],
      aligned: true,
      ...(at === 0 && grid.length > 0 && { native }),
    })),
    files: file ? [file] : [],
  };
}

/** As much of the table as one message takes. */
function fitted(part: TablePart): TablePart {
  const most = part.rows.length <= limits.dataTable.rows ? part.rows.length : 0;
  const short = trimmed(part, Math.max(most, ...fewer));
  const sizes = most > 0 ? [most, ...fewer.filter((rows) => rows < most)] : fewer;
  for (const rows of sizes) {
    const shown = { ...short, rows: short.rows.slice(0, rows) };
    if (fits(shown)) return shown;
  }
  return { ...short, rows: short.rows.slice(0, 1) };
}

function fits(part: TablePart): boolean {
  const cells = [part.columns.map(({ label }) => label), ...part.rows].flat();
  if (lettersIn(cells) > MOST_CELLS) return false;
  return markup(tableLines(part, pageOf("ko", { whole: true })).join("\n")).length <= MOST_LINES;
}

function lettersIn(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cellText(cell, "ko").length, 0);
}

function trimmed(part: TablePart, rows: number): TablePart {
  const row = (cells: readonly Cell[]): Cell[] => cells.slice(0, limits.dataTable.columns).map(shortCell);
  return {
    ...part,
    ...(part.title !== undefined && { title: shortened(part.title, 300) }),
    ...(part.note !== undefined && { note: shortened(part.note, 1_000) }),
    columns: part.columns
      .slice(0, limits.dataTable.columns)
      .map((column) => ({ ...column, label: shortened(column.label, LONGEST_CELL) })),
    rows: part.rows.slice(0, rows).map(row),
    ...(part.total && { total: row(part.total) }),
  };
}

function shortCell(cell: Cell): Cell {
  return typeof cell === "string" ? shortened(cell, LONGEST_CELL) : cell;
}

function isCut(part: TablePart, shown: TablePart): boolean {
  return (
    shown.rows.length < part.rows.length ||
    shown.columns.length < part.columns.length ||
    [...part.columns.map(({ label }) => label), ...part.rows.flat()].some(isLong)
  );
}

function isLong(cell: Cell): boolean {
  return typeof cell === "string" && isLonger(cell, LONGEST_CELL);
}

function nativeTable({ title, columns, rows }: TablePart, lang: Lang): DataTable {
  const head = columns.map(({ label }) => ({ type: "raw_text" as const, text: label || nothing }));
  return {
    type: "data_table",
    caption: title || unnamed[lang],
    page_size: Math.min(ROWS_A_PAGE, rows.length),
    rows: [head, ...rows.map((row) => columns.map((_, at) => nativeCell(row[at] ?? "", lang)))],
  };
}

/** A figure keeps its value beside its text, so that Slack sorts by it. */
function nativeCell(cell: Cell, lang: Lang): DataTable["rows"][number][number] {
  const text = cellText(cell, lang);
  if (typeof cell === "string" || cell.value === null) return { type: "raw_text", text };
  return { type: "raw_number", value: cell.value, text };
}

function cellText(cell: Cell, lang: Lang): string {
  return typeof cell === "string" ? cell || nothing : formatQuantity(cell, lang);
}

/** The sum below the table and not in it: there it would be sorted among the rows. */
function totalWords({ columns, total = [] }: TablePart, lang: Lang): ReturnType<typeof words> {
  return total.flatMap((cell, at) => {
    const text = cellText(cell, lang);
    if (at === 0) return words(text, { bold: true });
    if (cell === "") return [];
    return words(` · ${columns[at]?.label ?? ""} ${text}`);
  });
}
