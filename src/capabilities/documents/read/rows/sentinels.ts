// Whether `전체` or `All` below the campaign is a sum of its neighbours, or just a name: an ad group may well be called 전체.

import type { Plan } from "../plan.ts";
import { isMissing, type SheetRow } from "../source.ts";
import { compareGroup, type Group, keyColumns, keyOf } from "./group-sums.ts";
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
  const keys = keyColumns(plan);
  const complete = sample.filter((row) => isComplete(plan, row.cells));
  const isSentinel = ({ cells }: SheetRow, index: number) => reader.isSentinel(cells[index] ?? "");
  const plain = new Set<number>();
  for (const column of columns) {
    const own = groupRows(complete, keys, [column], isSentinel);
    if (own.length === 0) continue;
    // `All` by age and `All` by gender in one line: neighbours are the lines that have neither.
    const sums = areSums(plan, own) ?? areSums(plan, combined(complete, keys, columns, column, isSentinel));
    if (sums !== true) plain.add(column);
  }
  return plain;
}

type IsSentinel = (row: SheetRow, index: number) => boolean;

/** Lines that agree in everything but `open`, where one of them holds sentinels throughout. */
function groupRows(rows: SheetRow[], keys: number[], open: number[], isSentinel: IsSentinel): Group[] {
  const others = keys.filter((index) => !open.includes(index));
  const groups = new Map<string, Group>();
  for (const row of rows) {
    if (open.some((index) => isMissing(row.cells[index] ?? ""))) continue;
    const said = open.filter((index) => isSentinel(row, index)).length;
    if (said > 0 && said < open.length) continue;
    const key = keyOf(row.cells, others);
    const group = groups.get(key) ?? { totals: [], parts: [] };
    groups.set(key, group);
    (said > 0 ? group.totals : group.parts).push(row);
  }
  return [...groups.values()].filter((group) => group.totals.length > 0);
}

/** Groups of lines with sentinels in `column` and in others at once. */
function combined(
  rows: SheetRow[],
  keys: number[],
  columns: number[],
  column: number,
  isSentinel: IsSentinel,
): Group[] {
  const sets = new Map<string, number[]>();
  for (const row of rows) {
    const open = columns.filter((index) => isSentinel(row, index));
    if (open.length > 1 && open.includes(column)) sets.set(open.join(), open);
  }
  return [...sets.values()].flatMap((open) => groupRows(rows, keys, open, isSentinel));
}

/** `undefined` when no sentinel has a neighbour. */
function areSums(plan: Plan, groups: Group[]): boolean | undefined {
  const beside = groups.filter((group) => group.parts.length > 0);
  if (beside.length === 0) return undefined;
  return beside.length < LEAST_DISAGREEING || beside.some((group) => compareGroup(plan, group) === "agrees");
}

/** The row has a campaign and a date: whatever else it says, it is no grand total. */
export function isComplete({ names, dates }: Pick<Plan, "names" | "dates">, cells: string[]): boolean {
  const date = dates.kind === "stated" ? undefined : dates.kind === "window" ? dates.from : dates.index;
  const campaign = names.campaign ?? names.campaignRef;
  const says = (index: number | undefined) => index === undefined || !isMissing(cells[index] ?? "");
  return campaign !== undefined && says(campaign) && says(date);
}
