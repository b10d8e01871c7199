// Finds the header among the first lines by how many known columns it names, and reads what stands above it.

import { limits } from "../limits.ts";
import type { ReadAnswers } from "../report.ts";
import { isMissing, type SheetRow } from "../source.ts";
import { type HeaderCell, readHeaderCell } from "./header-cell.ts";
import { Field, headerKey, headerWords, type Meaning, meanings } from "./words.ts";

export type Header = {
  line: number;
  /** Place among the records read, so that rows start after it. */
  at: number;
  cells: HeaderCell[];
  /** Known fields, each counted once. */
  score: number;
  additive: boolean;
  /** A report title glued to the first header cell. */
  gluedTitle: string | undefined;
};

const additive: ReadonlySet<Field> = new Set([
  "spend",
  "impressions",
  "clicks",
  "interactions",
  "conversions",
  "revenue",
  "sessions",
]);
/** Too common as words to make a line a header by themselves. */
const LEAST_KNOWN = 3;

/** The line that names most known fields: at least three, one of them a count or an amount. */
export function findHeader(rows: SheetRow[], columns: ReadAnswers["columns"]): Header | undefined {
  let best: Header | undefined;
  for (const [at, row] of rows.slice(0, limits.headerLines).entries()) {
    const header = readHeader(row, at, columns);
    if (header.additive && header.score >= LEAST_KNOWN && header.score > (best?.score ?? 0)) best = header;
  }
  return best;
}

export function readHeader(row: SheetRow, at: number, columns: ReadAnswers["columns"]): Header {
  const glued = unglue(row.cells[0] ?? "");
  const texts = glued ? [glued.name, ...row.cells.slice(1)] : row.cells;
  const cells = texts.map((text, index) => answered(readHeaderCell(text, index), columns));
  override(cells);
  const fields = new Set(cells.flatMap((cell) => cell.meaning?.field ?? []));
  return {
    line: row.line,
    at,
    cells,
    score: fields.size,
    additive: [...fields].some((field) => additive.has(field)),
    gluedTitle: glued?.title,
  };
}

/** The nearest thing to a header when none scores: the first line of several texts. */
export function likelyHeader(rows: SheetRow[]): SheetRow | undefined {
  return rows
    .slice(0, limits.headerLines)
    .find((row) => row.cells.filter((cell) => !isMissing(cell) && !/^[\d.,%-]+$/.test(cell)).length >= 2);
}

function answered(cell: HeaderCell, columns: ReadAnswers["columns"]): HeaderCell {
  const named = columns?.[cell.text];
  if (named === undefined) return cell;
  const field = Field.safeParse(named);
  if (!field.success) return { ...cell, meaning: undefined };
  const meaning: Meaning = { ...meanings.get(headerKey(named)), field: field.data, order: -1 };
  if (field.data === "conversions")
    return { ...cell, meaning: { action: "conversion", rank: 90, ...meaning } };
  return { ...cell, meaning };
}

/** A column whose meaning depends on another one: with `xyz_campaign_id` beside it, `fb_campaign_id` is the ad group. */
function override(cells: HeaderCell[]): void {
  for (const rule of headerWords.overrides) {
    if (!cells.some((cell) => cell.key === rule.with)) continue;
    const cell = cells.find((one) => one.key === rule.header);
    if (cell) cell.meaning = { field: rule.field, order: 0 };
  }
}

/** Kakao: `보고서명 5월 성과 일` is the title and the header 일 in one cell. */
function unglue(cell: string): { title: string; name: string } | undefined {
  const text = cell.trim();
  if (readHeaderCell(text, 0).meaning || !(/[\r\n]/.test(text) || /^(보고서|report)/i.test(text)))
    return undefined;
  const parts = text.split(/[\r\n]+/).map((part) => part.trim());
  const last = parts.at(-1) ?? "";
  if (parts.length > 1 && readHeaderCell(last, 0).meaning) {
    return { title: parts.slice(0, -1).join(" "), name: last };
  }
  for (let length = Math.min(12, text.length - 1); length >= 1; length--) {
    const name = text.slice(-length);
    if (!/^\s/.test(name) && readHeaderCell(name, 0).meaning) {
      return { title: text.slice(0, -length).trim(), name };
    }
  }
  return undefined;
}

/** Order-independent fingerprint of the header: the same columns in any order are one kind of report. */
export function signatureOf(cells: HeaderCell[]): string {
  return cells
    .map((cell) => [cell.key, cell.currency, cell.vat, cell.window].filter(Boolean).join(":"))
    .filter((key) => key.length > 0)
    .sort()
    .join("|");
}
