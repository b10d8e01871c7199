// Whether a line is the sum of others: lines of the sample in groups, what may be a total against what it would be the total of.

import { isZero } from "../cells/decimal.ts";
import type { Plan } from "../plan.ts";
import { isMissing, type SheetRow } from "../source.ts";
import { compareTotal } from "../sums/compare.ts";
import { SumSet } from "../sums/tally.ts";
import { readAmounts } from "./amounts.ts";

/** Lines that agree in what they name; `totals` leave something open that `parts` name. */
export type Group = { totals: SheetRow[]; parts: SheetRow[] };

/** `nothing`: no amounts to tell by. */
export type Agreement = "agrees" | "differs" | "nothing";

/** Counts first: money may be rounded, conversions of the parts may be hidden. */
const measures = ["impressions", "spend", "clicks", "conversions"] as const;

export function compareGroup(plan: Plan, { totals, parts }: Group): Agreement {
  const sums = new SumSet();
  for (const { cells } of parts) sums.add(readAmounts(plan, cells).of);
  const snapshot = sums.snapshot();
  let told = false;
  for (const { cells } of totals) {
    const { of } = readAmounts(plan, cells);
    const metric = measures.find((one) => of[one] !== undefined && !isZero(of[one]));
    if (metric === undefined) continue;
    told = true;
    if (compareTotal({ [metric]: of[metric] }, snapshot, parts.length).verdict !== "differs") return "agrees";
  }
  return told ? "differs" : "nothing";
}

/** Columns that say what a line is about: medium, names, breakdowns, days. */
export function keyColumns({ names, breakdowns, dates, medium }: Plan): number[] {
  const days =
    dates.kind === "stated" ? [] : dates.kind === "window" ? [dates.from, dates.to] : [dates.index];
  return [
    ...new Set([
      ...(medium.index === undefined ? [] : [medium.index]),
      ...Object.values(names),
      ...breakdowns.map(({ index }) => index),
      ...days,
    ]),
  ];
}

/** The cells of some columns as one text; a blank is a blank however it is written. */
export function keyOf(cells: string[], columns: number[]): string {
  return JSON.stringify(columns.map((index) => (isBlank(cells, index) ? "" : (cells[index] ?? ""))));
}

export function isBlank(cells: string[], index: number): boolean {
  return isMissing(cells[index] ?? "");
}
