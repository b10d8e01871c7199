// Merged cells: people merge a day or a medium over the lines it is about, and only the first line holds its text.
// It is put back into the others. Amounts are not: one amount over several lines counts once.

import { numberStyleOf, readNumberCell } from "../cells/number-cell.ts";
import { limits } from "../limits.ts";
import type { SheetRow } from "../source.ts";
import { columnIndex } from "./cells.ts";
import { attribute, elements } from "./xml.ts";

/** The lines below `from`, up to `to`, belong to the text that stands in `from`. */
type Merge = { from: number; to: number; column: number };

const MOST_MERGES = 100000;
const range = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?[A-Z]{1,3}\$?(\d{1,7})$/;
const style = numberStyleOf([]);

/** Merges over several lines, by their first line; they stand behind the cells in a sheet. */
export async function readMerges(chunks: AsyncIterable<Buffer>): Promise<Map<number, Merge[]>> {
  const merges = new Map<number, Merge[]>();
  let count = 0;
  for await (const found of elements(chunks, "mergeCell")) {
    for (const { attributes } of found) {
      const merge = mergeOf(attribute(attributes, "ref") ?? "");
      if (!merge || ++count > MOST_MERGES) continue;
      merges.set(merge.from, [...(merges.get(merge.from) ?? []), merge]);
    }
  }
  return merges;
}

function mergeOf(ref: string): Merge | undefined {
  const [, letters = "", first = "", last = ""] = range.exec(ref) ?? [];
  const merge = { from: Number(first), to: Number(last), column: columnIndex(letters) };
  return letters !== "" && merge.to > merge.from && merge.column < limits.columns ? merge : undefined;
}

/** Fills lines as they come, in order. */
export class MergeFiller {
  private readonly merges: ReadonlyMap<number, Merge[]>;
  private readonly open = new Map<number, { to: number; text: string }>();

  constructor(merges: ReadonlyMap<number, Merge[]>) {
    this.merges = merges;
  }

  fill({ line, cells }: SheetRow): void {
    for (const [column, { to, text }] of this.open) {
      if (line > to) this.open.delete(column);
      else if ((cells[column] ?? "") === "") put(cells, column, text);
    }
    for (const { column, to } of this.merges.get(line) ?? []) {
      const text = cells[column] ?? "";
      if (text !== "" && !readNumberCell(text, style)) this.open.set(column, { to, text });
    }
  }
}

function put(cells: string[], column: number, text: string): void {
  while (cells.length < column) cells.push("");
  cells[column] = text;
}
