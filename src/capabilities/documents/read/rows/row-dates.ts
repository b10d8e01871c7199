// The day (or window) of one row. Texts repeat, so each distinct one is read once.

import { words, type Words } from "../../../../core/locale.ts";
import { type DateReading, readDate, readMonth } from "../cells/dates.ts";
import type { Plan } from "../plan.ts";
import { isMissing } from "../source.ts";

export type RowDays = { day: string; dayTo?: string };
type NoDays = { reason: Words; future?: true };

/** @returns the days, the reason why there are none, or `undefined` when the cell is empty */
export type DayReader = (cells: string[]) => RowDays | NoDays | undefined;

type DatePlan = Pick<Plan, "dates" | "dateRules" | "today">;

const MOST_KNOWN = 50000;

export function buildDayReader(plan: DatePlan): DayReader {
  const { dates, today } = plan;
  if (dates.kind === "stated") {
    const stated = { day: dates.period.from, dayTo: dates.period.to };
    return () => stated;
  }
  const read = buildCellReader(plan, dates.kind);
  if (dates.kind === "window") {
    return (cells) => windowOf(cells[dates.from] ?? "", cells[dates.to] ?? "", read, today);
  }
  return (cells) => {
    const cell = cells[dates.index] ?? "";
    return isMissing(cell) ? undefined : notAhead(read(cell), today);
  };
}

type CellReader = (cell: string) => RowDays | NoDays;

function buildCellReader(plan: DatePlan, kind: "day" | "week" | "month" | "window"): CellReader {
  const known = new Map<string, RowDays | NoDays>();
  return (cell) => {
    const before = known.get(cell);
    if (before) return before;
    const days = named(cell, readAs(plan, kind, cell));
    if (known.size < MOST_KNOWN) known.set(cell, days);
    return days;
  };
}

function readAs(plan: DatePlan, kind: "day" | "week" | "month" | "window", cell: string): DateReading {
  if (kind === "month") return readMonth(cell, plan.dateRules);
  const day = readDate(cell, plan.dateRules);
  if (kind !== "week" || typeof day === "string" || day.to !== undefined) return day;
  return { from: day.from, to: Temporal.PlainDate.from(day.from).add({ days: 6 }).toString() };
}

function named(cell: string, read: DateReading): RowDays | NoDays {
  const shown = cell.trim().slice(0, 30);
  if (read === "impossible") {
    return { reason: words(`없는 날짜예요: “${shown}”`, `“${shown}” is a date that does not exist.`) };
  }
  if (read === "unreadable") {
    return {
      reason: words(`날짜로 읽을 수 없어요: “${shown}”`, `“${shown}” cannot be read as a date.`),
    };
  }
  return read.to === undefined ? { day: read.from } : { day: read.from, dayTo: read.to };
}

function notAhead(days: RowDays | NoDays, today: string): RowDays | NoDays {
  if ("reason" in days || days.day <= today) return days;
  return {
    reason: words(`아직 오지 않은 날이에요: ${days.day}`, `${days.day} lies in the future.`),
    future: true,
  };
}

/** The end of a window may lie ahead (a report of the running month); its start may not. */
function windowOf(
  fromCell: string,
  toCell: string,
  read: CellReader,
  today: string,
): RowDays | NoDays | undefined {
  if (isMissing(fromCell)) return undefined;
  const from = notAhead(read(fromCell), today);
  if ("reason" in from || isMissing(toCell)) return from;
  const to = read(toCell);
  if ("reason" in to) return to;
  if (to.day >= from.day) return { day: from.day, dayTo: to.day };
  return {
    reason: words(
      `기간이 ${from.day}~${to.day}로 거꾸로예요.`,
      `The period ${from.day} to ${to.day} is reversed.`,
    ),
  };
}
