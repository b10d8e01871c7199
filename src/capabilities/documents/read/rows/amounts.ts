// The amounts of one row, each as exact decimal digits; what is missing stays away, what cannot be read names its column.

import { words, type Words } from "../../../../core/locale.ts";
import type { Decimal } from "../cells/decimal.ts";
import { readNumberCell, type NumberCell } from "../cells/number-cell.ts";
import type { AmountMetric, ConversionColumns, Plan } from "../plan.ts";
import { isMissing } from "../source.ts";

type ActionAmounts = { columns: ConversionColumns; count?: NumberCell; value?: NumberCell };

export type Amounts = {
  of: Partial<Record<AmountMetric, Decimal>>;
  byAction: ActionAmounts[];
  /** Meta's `Results`, whose kind another column names. */
  results?: Decimal;
  /** Currency that a sign in a money cell names. */
  currency?: string;
  /** Nothing at all stands in the amount columns. */
  empty: boolean;
  /** Set when a cell is no number: the row cannot be taken. */
  unreadable?: Words;
};

export function readAmounts(plan: Plan, cells: string[]): Amounts {
  const amounts: Amounts = { of: {}, byAction: [], empty: true };
  for (const { metric, index } of plan.amounts) {
    const read = readCell(plan, cells, index, amounts);
    if (!read) continue;
    amounts.of[metric] = read;
    if (metric === "spend" && read.currency !== undefined) amounts.currency = read.currency;
  }
  readConversions(plan, cells, amounts);
  if (plan.revenue !== undefined && amounts.of.revenue === undefined) {
    const read = readCell(plan, cells, plan.revenue, amounts);
    if (read) amounts.of.revenue = read;
    if (read?.currency !== undefined) amounts.currency ??= read.currency;
  }
  return amounts;
}

function readConversions(plan: Plan, cells: string[], amounts: Amounts): void {
  for (const columns of plan.conversions) {
    const count = columns.count === undefined ? undefined : readCell(plan, cells, columns.count, amounts);
    const value = columns.value === undefined ? undefined : readCell(plan, cells, columns.value, amounts);
    if (columns === plan.primary && count) amounts.of.conversions = count;
    if (columns.value !== undefined && columns.value === plan.revenue && value) amounts.of.revenue = value;
    if (count || value) amounts.byAction.push({ columns, ...(count && { count }), ...(value && { value }) });
  }
  if (plan.indicator) {
    const results = readCell(plan, cells, plan.indicator.results, amounts);
    if (results) amounts.results = results;
  }
}

function readCell(plan: Plan, cells: string[], index: number, amounts: Amounts): NumberCell | undefined {
  const cell = cells[index];
  if (cell === undefined || isMissing(cell)) return undefined;
  amounts.empty = false;
  const read = readNumberCell(cell, plan.style);
  if (!read) amounts.unreadable ??= unreadable(cell, plan.headerTexts[index] ?? "");
  return read;
}

function unreadable(cell: string, header: string): Words {
  const shown = cell.trim().slice(0, 30);
  return words(`숫자가 아니에요: ‘${header}’ 열의 “${shown}”`, `“${shown}” in “${header}” is no number.`);
}
