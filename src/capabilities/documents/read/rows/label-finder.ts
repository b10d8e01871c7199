// Finds the cell by which a line shows itself as a total.

import type { Plan } from "../plan.ts";
import { isMissing, type SheetRow } from "../source.ts";
import { isBlank, keyColumns } from "./group-sums.ts";
import { isWeakLabel, LabelReader, nameBeforeTotal } from "./labels.ts";
import { isComplete, plainColumns } from "./sentinels.ts";

type Rule = "name" | "lowerName" | "breakdown" | "other";

/**
 * Looks for a totals label: in names and dates in any form, in breakdowns as a bare word, elsewhere only as the first text.
 * Below the campaign a bare word may be a name; `sample` decides that per column.
 */
export function buildLabelFinder(plan: Plan, sample: SheetRow[]): (cells: string[]) => string | undefined {
  const reader = new LabelReader();
  const rules = rulesOf(plan);
  const lower = plan.labels.filter((index) => rules.get(index) === "lowerName" || isBreakdown(plan, index));
  const plain = plainColumns(plan, sample, lower, reader);
  const isNamed = buildNamedTotal(plan, sample);
  return (cells) => {
    let first = true;
    for (const index of plan.labels) {
      const cell = cells[index];
      if (cell === undefined || isMissing(cell)) continue;
      const named = plain.has(index) && reader.isSentinel(cell) && isComplete(plan, cells);
      if (!named && isLabel(reader, rules.get(index) ?? "other", cell, first))
        return cell.trim().slice(0, 100);
      if (rules.has(index) && isNamed(cells, index)) return cell.trim().slice(0, 100);
      first = false;
    }
    return undefined;
  };
}

function isLabel(reader: LabelReader, rule: Rule, cell: string, first: boolean): boolean {
  switch (rule) {
    case "name":
    case "lowerName":
      return reader.isTotals(cell);
    case "breakdown":
      return first ? reader.isTotals(cell) : reader.isSentinel(cell);
    case "other":
      return first && reader.isTotals(cell) && !isWeakLabel(cell);
  }
}

function rulesOf({ names, medium, breakdowns, dates }: Plan): Map<number, Rule> {
  const rules = new Map<number, Rule>();
  for (const { index } of breakdowns) rules.set(index, "breakdown");
  if (dates.kind === "window") rules.set(dates.from, "name");
  else if (dates.kind !== "stated") rules.set(dates.index, "name");
  for (const [field, index] of Object.entries(names)) {
    rules.set(index, field.startsWith("campaign") ? "name" : "lowerName");
  }
  if (medium.index !== undefined) rules.set(medium.index, "name");
  return rules;
}

/**
 * `Meta Total` where Meta stands beside it or, in a line that leaves other names open, elsewhere in its column.
 * A campaign called Colgate Total is none, though there may be one called Colgate.
 */
function buildNamedTotal(plan: Plan, sample: SheetRow[]): (cells: string[], index: number) => boolean {
  const keys = keyColumns(plan);
  const names = new Map(
    keys.map((index) => [index, new Set(sample.map(({ cells }) => (cells[index] ?? "").trim()))]),
  );
  const used = keys.filter((index) => sample.some(({ cells }) => !isBlank(cells, index)));
  return (cells, index) => {
    const name = nameBeforeTotal(cells[index] ?? "");
    if (name === undefined) return false;
    if (keys.some((other) => other !== index && (cells[other] ?? "").trim() === name)) return true;
    return names.get(index)?.has(name) === true && used.some((other) => isBlank(cells, other));
  };
}

function isBreakdown({ breakdowns }: Plan, index: number): boolean {
  return breakdowns.some((one) => one.index === index);
}
