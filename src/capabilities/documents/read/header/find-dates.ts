// Where the days of a report stand and in which order they are written.

import type { PeriodText } from "../../../../core/time.ts";
import type { Words } from "../../../../core/locale.ts";
import { words } from "../../../../core/locale.ts";
import { DateOrderEvidence, type DateOrderFound } from "../cells/date-order.ts";
import { type DateRules, openParts, readDate } from "../cells/dates.ts";
import { dateOrderDoubt } from "../doubts.ts";
import type { DateColumns } from "../plan.ts";
import type { ReadOptions } from "../read.ts";
import { refuse } from "../refusals.ts";
import type { Doubt } from "../report.ts";
import { isMissing, type SheetRow, type Source } from "../source.ts";
import type { Columns } from "./columns.ts";
import type { HeaderCell } from "./header-cell.ts";
import type { Preamble } from "./preamble.ts";

export type DateClues = {
  cells: HeaderCell[];
  preamble: Preamble;
  sample: SheetRow[];
  source: Source;
  /** The date cells beyond the sample. */
  moreDates: (index: number) => AsyncIterable<string>;
};

export type DatesFound = { columns: DateColumns; rules: DateRules; doubts: Doubt[]; notes: Words[] };

/** @throws Failure when neither a column nor the preamble nor the file name says which days it covers */
export async function findDates(
  clues: DateClues,
  columns: Columns,
  named: PeriodText | undefined,
  options: ReadOptions,
): Promise<DatesFound> {
  const { preamble, sample, source, cells } = clues;
  const place = placeOf(columns, sample);
  if (!place) return statedDates(preamble.period, named, source.from1904);
  const index = place.kind === "window" ? place.from : place.index;
  const evidence = new DateOrderEvidence();
  for (const row of sample) addCell(evidence, row.cells[index]);
  if (!evidence.settled) for await (const cell of clues.moreDates(index)) addCell(evidence, cell);
  const korean = cells.some((cell) => /[가-힣]/.test(cell.text));
  const answered = options.answers.dateOrder;
  const decided: DateOrderFound = answered
    ? { order: answered, by: "certain", fits: [answered] }
    : evidence.decide(preamble.period, options.today, korean);
  const rules: DateRules = { order: decided.order, from1904: source.from1904 };
  const doubts = decided.by === "guess" ? [doubtOf(clues, index, decided, source.from1904)] : [];
  return { columns: daily(place, clues, rules), rules, doubts, notes: [] };
}

type Place = Exclude<DateColumns, { kind: "stated" }>;

/** Days before weeks, months and windows; a column without a value only when there is no other. */
function placeOf(columns: Columns, sample: SheetRow[]): Place | undefined {
  const places: Place[] = [];
  for (const kind of ["day", "week", "month"] as const) {
    const cell = columns.find(kind);
    if (cell) places.push({ kind, index: cell.index });
  }
  const from = columns.find("dayFrom");
  const to = columns.find("dayTo");
  if (from && to) places.push({ kind: "window", from: from.index, to: to.index });
  else if (from) places.push({ kind: "day", index: from.index });
  const filled = places.find((place) => {
    const index = place.kind === "window" ? place.from : place.index;
    return sample.some((row) => !isMissing(row.cells[index] ?? ""));
  });
  return filled ?? places[0];
}

/** A report by day without a day column: every row starts and ends on the same day, and there are several days. */
function daily(place: Place, { sample }: DateClues, rules: DateRules): Place {
  if (place.kind !== "window") return place;
  const days = new Set<string>();
  for (const row of sample) {
    const from = row.cells[place.from] ?? "";
    if (isMissing(from)) continue;
    if (from !== row.cells[place.to]) return place;
    const read = readDate(from, rules);
    if (typeof read !== "string") days.add(read.from);
  }
  return days.size > 0 ? { kind: "day", index: place.from } : place;
}

function statedDates(
  stated: PeriodText | undefined,
  named: PeriodText | undefined,
  from1904: boolean,
): DatesFound {
  const period = stated ?? named;
  if (!period) throw refuse("no_dates");
  const rules: DateRules = { order: "ymd", from1904 };
  const note = words(
    `날짜 열이 없어 전체를 한 기간(${period.from}~${period.to})으로 보았어요. 일별 추이는 답할 수 없어요.`,
    `There is no date column: everything is one window (${period.from} to ${period.to}), so no daily trend.`,
  );
  return { columns: { kind: "stated", period }, rules, doubts: [], notes: [note] };
}

function addCell(evidence: DateOrderEvidence, cell: string | undefined): void {
  if (cell !== undefined && !isMissing(cell)) evidence.add(cell);
}

function doubtOf({ sample }: DateClues, index: number, { fits }: DateOrderFound, from1904: boolean): Doubt {
  const cells = sample.map((row) => row.cells[index] ?? "").filter((cell) => openParts(cell) !== undefined);
  const telling = cells.find((cell) => {
    const parts = openParts(cell);
    return parts && parts.a !== parts.b;
  });
  const example = (telling ?? cells[0] ?? "").slice(0, 24);
  const readings = fits.slice(0, 3).map((order) => {
    const read = readDate(example, { order, from1904 });
    return { order, day: typeof read === "string" ? "?" : read.from };
  });
  return dateOrderDoubt(example, readings);
}
