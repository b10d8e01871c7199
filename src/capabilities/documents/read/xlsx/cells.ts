// The cells of one sheet row as the texts a CSV of the same sheet would hold. Values only: formulas are never evaluated.

import { serialDay } from "../cells/dates.ts";
import { limits } from "../limits.ts";
import { refuse } from "../refusals.ts";
import type { CellStyle } from "./styles.ts";
import { unescapeXml } from "./xml.ts";

export type Book = { texts: string[]; styles: CellStyle[]; from1904: boolean };

const cellPattern = /<(?:[\w-]+:)?c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/(?:[\w-]+:)?c>)/g;
const valuePattern = /<(?:[\w-]+:)?v(?:\s[^>]*)?>([^<]*)</;
const textPattern = /<(?:[\w-]+:)?t(?:\s[^>]*)?>([^<]*)</g;
const phonetic = /<(?:[\w-]+:)?rPh\b[\s\S]*?<\/(?:[\w-]+:)?rPh>/g;

/** @throws Failure when a cell that holds something lies beyond the last column we read, wherever the sheet claims to end */
export function readCells(content: string, line: number, book: Book): string[] {
  const cells: string[] = [];
  let index = -1;
  for (const [, attributes = "", inner = ""] of content.matchAll(cellPattern)) {
    index = columnOf(attributes) ?? index + 1;
    const text = textOf(attributes, inner, book);
    if (text === "") continue;
    if (index >= limits.columns)
      throw refuse("too_many_columns", { line, count: index + 1, limit: limits.columns });
    if (text.length > limits.cellCharacters)
      throw refuse("cell_too_long", { line, limit: limits.cellCharacters });
    while (cells.length < index) cells.push("");
    cells[index] = text;
  }
  return cells;
}

/** `AB12` is column 27. */
function columnOf(attributes: string): number | undefined {
  const letters = /(?:^|\s)r\s*=\s*["']([A-Z]{1,3})\d/.exec(attributes)?.[1];
  return letters === undefined ? undefined : columnIndex(letters);
}

/** `A` is 0, `AB` is 27. */
export function columnIndex(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function textOf(attributes: string, inner: string, book: Book): string {
  if (inner === "") return "";
  const type = /(?:^|\s)t\s*=\s*["'](\w+)["']/.exec(attributes)?.[1] ?? "n";
  if (type === "inlineStr") return joinTexts(inner);
  const value = valuePattern.exec(inner)?.[1] ?? "";
  if (value === "" || type === "e") return "";
  if (type === "s") return book.texts[Number(value)] ?? "";
  if (type === "str") return own(unescapeXml(value));
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type === "d") return value.replace(/T00:00:00(\.0+)?Z?$/, "");
  const style = Number(/(?:^|\s)s\s*=\s*["'](\d+)["']/.exec(attributes)?.[1] ?? -1);
  return numberText(value, book.styles[style], book.from1904);
}

/** The runs of a rich text, without its pronunciation. */
export function joinTexts(content: string): string {
  const runs = content.includes("rPh") ? content.replace(phonetic, "") : content;
  let text = "";
  for (const [, run = ""] of runs.matchAll(textPattern)) text += unescapeXml(run);
  return own(text);
}

/** A copy: a part of a longer text would keep all of it in memory for as long as a name is remembered. */
function own(text: string): string {
  return text.length < 13 ? text : Buffer.from(text).toString();
}

function numberText(value: string, style: CellStyle | undefined, from1904: boolean): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  switch (style?.kind) {
    case "date":
    case "datetime":
      return dayText(number, style.kind === "datetime", from1904);
    case "time":
      return timeText(number);
    case "percent":
      return `${shortest(Number((number * 100).toPrecision(15)))}%`;
    case "number":
    case undefined:
      return `${style?.sign ?? ""}${shortest(number)}`;
  }
}

/** Spreadsheets keep 15 digits: a longer whole number (an id) has lost its end and is written so that it shows. */
function shortest(number: number): string {
  return Number.isInteger(number) && Math.abs(number) >= 1e15 ? number.toExponential() : String(number);
}

function dayText(serial: number, withTime: boolean, from1904: boolean): string {
  const day = serialDay(Math.floor(serial + 1e-9), from1904);
  if (typeof day === "string") return String(serial);
  return withTime && serial % 1 > 1e-9 ? `${day.from} ${timeText(serial)}` : day.from;
}

function timeText(serial: number): string {
  const minutes = Math.round((serial - Math.floor(serial)) * 1440) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
