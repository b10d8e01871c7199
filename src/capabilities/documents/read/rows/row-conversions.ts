// Conversions of one row by action: the primary kind is `conversions`, every kind stands beside it.

import { type Decimal, isZero, toMicros, toNumber } from "../cells/decimal.ts";
import { actionOfKind, indicatorKind } from "../header/conversions.ts";
import type { Plan } from "../plan.ts";
import type { ReportRow } from "../report.ts";
import { isMissing } from "../source.ts";
import type { Amounts } from "./amounts.ts";

type ByAction = NonNullable<ReportRow["conversionsByAction"]>;

/** Fills the conversions of `row`; what does not count as conversions is taken out of `amounts`, too. */
export function setConversions(plan: Plan, cells: string[], row: ReportRow, amounts: Amounts): void {
  if (plan.kind) {
    setOfKind(plan.kind, cells, row, amounts);
    return;
  }
  if (plan.indicator && amounts.results) setResults(plan.indicator, cells, row, amounts, amounts.results);
  // One kind only is what `conversions` already says.
  if (plan.conversions.length < 2) return;
  const known = row.conversionsByAction ?? [];
  const byAction: ByAction = amounts.byAction.map(({ columns, count, value }) => ({
    action: columns.action,
    window: columns.window,
    ...(count && { count: toNumber(count) }),
    ...(value && { valueMicros: toMicros(value) }),
  }));
  // A column of its own says more than `Results` of the same kind.
  const others = known.filter((one) => !byAction.some((other) => sameKind(one, other)));
  if (byAction.length + others.length > 0) row.conversionsByAction = [...others, ...byAction];
}

function sameKind(a: ByAction[number], b: ByAction[number]): boolean {
  return a.action === b.action && a.window === b.window;
}

/** A row of one conversion kind: only the primary kind counts as conversions, the others stand by action. */
function setOfKind(kind: NonNullable<Plan["kind"]>, cells: string[], row: ReportRow, { of }: Amounts): void {
  const action = actionOfKind(cells[kind.index] ?? "");
  row.conversionsByAction = [
    {
      action,
      window: "default",
      ...(of.conversions && { count: toNumber(of.conversions) }),
      ...(of.revenue && { valueMicros: toMicros(of.revenue) }),
    },
  ];
  if (action === kind.action) return;
  delete row.conversions;
  delete row.revenueMicros;
  delete of.conversions;
  delete of.revenue;
}

function setResults(
  indicator: NonNullable<Plan["indicator"]>,
  cells: string[],
  row: ReportRow,
  amounts: Amounts,
  results: Decimal,
): void {
  const cell = cells[indicator.index] ?? "";
  const { action } = indicatorKind(cell);
  if (isMissing(cell)) {
    // No result and nothing said about its kind: an empty row of any kind.
    if (indicator.action !== undefined && isZero(results)) setCounted(row, amounts, results);
    return;
  }
  row.conversionsByAction = [{ action, window: "default", count: toNumber(results) }];
  if (action === indicator.action) setCounted(row, amounts, results);
}

function setCounted(row: ReportRow, amounts: Amounts, conversions: Decimal): void {
  row.conversions = toNumber(conversions);
  amounts.of.conversions = conversions;
}
