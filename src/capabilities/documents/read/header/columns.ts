// From header cells and sample rows to columns by field: one column a field, the best synonym first; columns without a value are no columns.

import { readDate } from "../cells/dates.ts";
import { isMissing, type SheetRow } from "../source.ts";
import type { HeaderCell } from "./header-cell.ts";
import { mediumNamed } from "./medium.ts";
import { breakdownFields, Field, headerKey, mediaWords, nameFields } from "./words.ts";

export type Columns = {
  /** All cells of a field, best synonym first. */
  all: ReadonlyMap<Field, HeaderCell[]>;
  find: (field: Field) => HeaderCell | undefined;
};

/** Fields that split or name rows: a column of theirs without any value in the sample is dropped. */
const dropWhenEmpty: ReadonlySet<Field> = new Set([
  "medium",
  "platform",
  "account",
  "accountRef",
  ...nameFields,
  ...breakdownFields,
  "currency",
  "indicator",
]);
/** Breakdowns whose every value is a sentinel were not split at all. */
const sentinels: ReadonlySet<string> = new Set(["전체", "all", "total", "합계"]);

const anyOrder = { order: "dmy", from1904: false } as const;

export function columnsOf(cells: HeaderCell[], sample: SheetRow[]): Columns {
  const all = new Map<Field, HeaderCell[]>();
  for (const cell of cells) {
    const field = fieldOf(cell, sample);
    if (field === undefined) continue;
    if (dropWhenEmpty.has(field) && saysNothing(cell.index, sample)) continue;
    all.set(field, [...(all.get(field) ?? []), cell]);
  }
  for (const list of all.values()) {
    list.sort((a, b) => (a.meaning?.order ?? 0) - (b.meaning?.order ?? 0) || a.index - b.index);
  }
  const days = all.get("day");
  if (days) all.set("day", datesFirst(days, sample));
  return { all, find: (field) => all.get(field)?.[0] };
}

/** Of several day columns the one that holds dates: `일` may be the day of a month in a column of its own. */
function datesFirst(cells: HeaderCell[], sample: SheetRow[]): HeaderCell[] {
  if (cells.length === 1) return cells;
  const hasDates = ({ index }: HeaderCell) =>
    sample.some((row) => typeof readDate(row.cells[index] ?? "", anyOrder) !== "string");
  return [...cells.filter(hasDates), ...cells.filter((cell) => !hasDates(cell))];
}

/** True when the platform column holds what only Meta calls a platform. */
export function hasMetaPlacements(cells: HeaderCell[], sample: SheetRow[]): boolean {
  const platform = cells.find((cell) => cell.meaning?.field === "platform");
  if (!platform) return false;
  const values = valuesOf(platform.index, sample);
  return values.length > 0 && values.every((value) => mediaWords.placements.includes(value));
}

/** `platform` and `channel` mean a medium, a placement or a device, depending on what stands in them. */
function fieldOf(cell: HeaderCell, sample: SheetRow[]): Field | undefined {
  const field = cell.meaning?.field;
  if (field !== "platform" && field !== "medium") return field;
  const values = valuesOf(cell.index, sample);
  const only = (known: string[]) => values.length > 0 && values.every((value) => known.includes(value));
  if (only(mediaWords.devices)) return "device";
  if (field === "platform" && only(mediaWords.placements)) return "placement";
  if (values.some((value) => mediumNamed(value) !== undefined)) return "medium";
  return field === "medium" ? "medium" : "placement";
}

function saysNothing(index: number, sample: SheetRow[]): boolean {
  return valuesOf(index, sample).every((value) => sentinels.has(value));
}

/** Distinct keys of the cells that say something. */
function valuesOf(index: number, sample: SheetRow[]): string[] {
  const values = new Set<string>();
  for (const row of sample) {
    const cell = row.cells[index] ?? "";
    if (!isMissing(cell)) values.add(headerKey(cell) || cell);
  }
  return [...values];
}
