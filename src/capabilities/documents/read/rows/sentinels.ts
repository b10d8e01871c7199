// Whether `전체` or `All` below the campaign is a sum of its neighbours, or just a name: an ad group may well be called 전체.

import type { Decimal } from "../cells/decimal.ts";
import { decimalText, ExactSum } from "../cells/exact-sum.ts";
import { readNumberCell } from "../cells/number-cell.ts";
import type { Plan } from "../plan.ts";
import { isMissing, type SheetRow } from "../source.ts";
import type { LabelReader } from "./labels.ts";

/** Groups that must disagree before a sentinel with neighbours counts as a name. */
const LEAST_DISAGREEING = 3;

/**
 * Columns whose sentinels are plain names, by the sample: they have no neighbours to sum up, or never equal them.
 * @param columns candidates: ad groups, ads and breakdowns
 */
export function plainColumns(
  plan: Plan,
  sample: SheetRow[],
  columns: number[],
  reader: LabelReader,
): Set<number> {
  const measure = plan.amounts.find(({ metric }) => metric === "impressions" || metric === "spend");
  const keys = keyColumns(plan);
  const complete = sample.filter((row) => isComplete(plan, row.cells));
  const plain = new Set<number>();
  if (!measure) return plain;
  const amountOf = (row: SheetRow): Decimal | undefined => {
    const cell = row.cells[measure.index] ?? "";
    return isMissing(cell) ? undefined : readNumberCell(cell, plan.style);
  };
  for (const column of columns) {
    const others = keys.filter((index) => index !== column);
    const groups = groupRows(complete, column, others, reader);
    if (groups.length > 0 && !areSums(groups, amountOf)) plain.add(column);
  }
  return plain;
}

type Group = { sentinels: SheetRow[]; neighbours: SheetRow[] };

function keyColumns({ names, breakdowns, dates }: Plan): number[] {
  const days =
    dates.kind === "stated" ? [] : dates.kind === "window" ? [dates.from, dates.to] : [dates.index];
  return [...Object.values(names), ...breakdowns.map(({ index }) => index), ...days];
}

/** Rows that agree in everything but `column`, where one of them holds a sentinel. */
function groupRows(sample: SheetRow[], column: number, others: number[], reader: LabelReader): Group[] {
  const groups = new Map<string, Group>();
  for (const row of sample) {
    const cell = row.cells[column] ?? "";
    if (isMissing(cell)) continue;
    const key = JSON.stringify(others.map((index) => row.cells[index] ?? ""));
    const group = groups.get(key) ?? { sentinels: [], neighbours: [] };
    groups.set(key, group);
    (reader.isSentinel(cell) ? group.sentinels : group.neighbours).push(row);
  }
  return [...groups.values()].filter((group) => group.sentinels.length > 0);
}

function areSums(groups: Group[], amountOf: (row: SheetRow) => Decimal | undefined): boolean {
  const beside = groups.filter((group) => group.neighbours.length > 0);
  if (beside.length === 0) return false;
  const agreeing = beside.some((group) =>
    group.sentinels.some((row) => textOf([row], amountOf) === textOf(group.neighbours, amountOf)),
  );
  return agreeing || beside.length < LEAST_DISAGREEING;
}

function textOf(rows: SheetRow[], amountOf: (row: SheetRow) => Decimal | undefined): string {
  const sum = new ExactSum();
  for (const row of rows) {
    const amount = amountOf(row);
    if (amount) sum.add(amount);
  }
  const { digits, decimals } = sum.total();
  return decimalText(digits, decimals);
}

/** The row has a campaign and a date: whatever else it says, it is no grand total. */
export function isComplete({ names, dates }: Pick<Plan, "names" | "dates">, cells: string[]): boolean {
  const date = dates.kind === "stated" ? undefined : dates.kind === "window" ? dates.from : dates.index;
  const campaign = names.campaign ?? names.campaignRef;
  const says = (index: number | undefined) => index === undefined || !isMissing(cells[index] ?? "");
  return campaign !== undefined && says(campaign) && says(date);
}
