// Subtotals without any label: a line that leaves blank what the lines around it name, and is their sum.
// Pivot tables write them for every campaign, people for every day. The sample decides which blanks mean that.

import type { Plan } from "../plan.ts";
import type { SheetRow } from "../source.ts";
import { compareGroup, type Group, isBlank, keyColumns, keyOf } from "./group-sums.ts";

/** Kinds of blanks looked at; a table with more has no order to it. */
const MOST_KINDS = 32;
/** One group in so many may disagree: the sample may end in the middle of one. */
const TOLERATED = 10;

/** @returns whether a line is such a subtotal */
export function buildSubtotalFinder(
  plan: Plan,
  sample: SheetRow[],
  isLabelled: (cells: string[]) => boolean,
): (cells: string[]) => boolean {
  const rows = sample.filter((row) => !isLabelled(row.cells));
  const columns = keyColumns(plan).filter((index) => rows.some(({ cells }) => !isBlank(cells, index)));
  const kindOf = (cells: string[]) => columns.filter((index) => isBlank(cells, index)).join();
  const kinds = sumKinds(plan, rows, columns, kindOf);
  if (kinds.size === 0) return () => false;
  return (cells) => kinds.has(kindOf(cells));
}

type KindOf = (cells: string[]) => string;

/** The kinds of blanks (their columns as a text) that sum up other lines; deeper ones first, so that no sum is added to a sum. */
function sumKinds(plan: Plan, rows: SheetRow[], columns: number[], kindOf: KindOf): Set<string> {
  const byKind = Map.groupBy(rows, ({ cells }) => kindOf(cells));
  const sums = new Set<string>();
  const open = [...byKind.keys()].filter((kind) => kind !== "").toSorted((a, b) => sizeOf(a) - sizeOf(b));
  if (open.length > MOST_KINDS) return sums;
  for (const kind of open) {
    // A line that names nothing at all may be the grand total, which is decided once all lines are known.
    if (sizeOf(kind) === columns.length) continue;
    const parts = [...byKind].filter(([other]) => !sums.has(other) && isWithin(other, kind));
    const others = columns.filter((index) => !setOf(kind).has(index));
    const groups = groupsOf(
      byKind.get(kind) ?? [],
      parts.flatMap(([, lines]) => lines),
      others,
    );
    if (areSums(plan, groups)) sums.add(kind);
  }
  return sums;
}

function groupsOf(totals: SheetRow[], parts: SheetRow[], others: number[]): Group[] {
  const groups = new Map<string, Group>();
  for (const row of totals) {
    const key = keyOf(row.cells, others);
    const group = groups.get(key) ?? { totals: [], parts: [] };
    group.totals.push(row);
    groups.set(key, group);
  }
  for (const row of parts) groups.get(keyOf(row.cells, others))?.parts.push(row);
  return [...groups.values()];
}

/** Nearly all agree, and more than one line was summed up somewhere: a lone line equal to another is no proof. */
function areSums(plan: Plan, groups: Group[]): boolean {
  let agreed = 0;
  let differed = 0;
  let summed = false;
  for (const group of groups) {
    const found = group.totals.length > 1 || group.parts.length === 0 ? "differs" : compareGroup(plan, group);
    if (found === "differs") differed++;
    if (found !== "agrees") continue;
    agreed++;
    summed ||= group.parts.length > 1;
  }
  return differed * TOLERATED <= agreed && (summed || agreed > 1);
}

function sizeOf(kind: string): number {
  return setOf(kind).size;
}

function isWithin(inner: string, outer: string): boolean {
  return inner !== outer && setOf(inner).isSubsetOf(setOf(outer));
}

function setOf(kind: string): Set<number> {
  return new Set(kind === "" ? [] : kind.split(",").map(Number));
}
