// A table as a file for a spreadsheet: bare figures, names of columns with their units, text that no program takes for a formula.

import type { Cell, TablePart } from "../../../core/card/table.ts";
import { formatPlain, formatUnit } from "../../../core/format.ts";
import { type Lang, words } from "../../../core/locale.ts";
import type { SlackFile } from "./piece.ts";
import { shortened } from "./words.ts";

/** Tells a spreadsheet that the file is UTF-8: without it Hangul is garbled there. */
const mark = "\ufeff";
const unnamed = words("표", "table");
const demo = words("데모", "demo");

/** What a card's files have in common. */
export type Filing = {
  lang: Lang;
  /** The figures are simulated, which the name of a file says. */
  demo: boolean;
  /** Names given so far: two tables of one title do not become one file. */
  taken: Set<string>;
};

export function csvFile(part: TablePart, title: string, of: Filing): SlackFile {
  const name = shortened(title.replaceAll(/[\\/:*?"<>|.\s]+/g, " "), 60) || unnamed[of.lang];
  const head = part.columns.map(({ label }, column) => {
    const unit = unitOf(
      part.rows.map((row) => row[column]),
      of.lang,
    );
    return textCell(unit === "" ? label : `${label} (${unit})`);
  });
  const rows = [...part.rows, ...(part.total ? [part.total] : [])].map((row) => row.map(cellOf));
  return {
    name: freeName(`${name}${of.demo ? ` (${demo[of.lang]})` : ""}`, of.taken),
    text: mark + [head, ...rows].map((row) => `${row.join(",")}\r\n`).join(""),
  };
}

function freeName(name: string, taken: Set<string>): string {
  let free = `${name}.csv`;
  for (let count = 2; taken.has(free); count += 1) free = `${name} ${count}.csv`;
  taken.add(free);
  return free;
}

/** The one unit of a column; a column that mixes units has none. */
function unitOf(cells: readonly (Cell | undefined)[], lang: Lang): string {
  const units = new Set(cells.flatMap((cell) => (typeof cell === "object" ? [formatUnit(cell, lang)] : [])));
  return units.size === 1 ? ([...units][0] ?? "") : "";
}

function cellOf(cell: Cell): string {
  return typeof cell === "string" ? textCell(cell) : formatPlain(cell);
}

/** A campaign's name may begin like a formula, also behind blanks; a spreadsheet would run it. */
function textCell(text: string): string {
  const safe = /^[\s\p{Cf}]*[=+\-@＝＋－＠\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
