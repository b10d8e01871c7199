// The file's own ratios: read only to check our recomputation, never stored. Here: how each is written (fraction or percent).

import { type Metric, metrics } from "../../../../core/metric.ts";
import { toNumber } from "../cells/decimal.ts";
import { readNumberCell, type NumberStyle } from "../cells/number-cell.ts";
import type { AmountMetric, RatioColumn } from "../plan.ts";
import { isMissing, type SheetRow } from "../source.ts";
import type { Columns } from "./columns.ts";
import type { HeaderCell } from "./header-cell.ts";

const checked = [
  "ctr",
  "cpc",
  "cpm",
  "cvr",
  "cpa",
  "roas",
  "interaction_rate",
  "cost_per_interaction",
] as const satisfies readonly Metric[];

/** @param indexOf column of an amount, when the file has it */
export function findRatios(
  columns: Columns,
  sample: SheetRow[],
  style: NumberStyle,
  indexOf: (metric: AmountMetric) => number | undefined,
): RatioColumn[] {
  return checked.flatMap((metric) => {
    const cell = columns.find(metric);
    const row = metrics[metric];
    if (!cell || row.kind !== "ratio" || !sameThing(cell, columns.find("clicks"))) return [];
    const numerator = indexOf(row.numerator);
    const denominator = indexOf(row.denominator);
    if (numerator === undefined || denominator === undefined) return [];
    const scale = row.unit === "ratio" ? writtenScale(cell, numerator, denominator, sample, style) : 1;
    return [{ metric, index: cell.index, scale }];
  });
}

/** `CTR (all)` is no check of link clicks, a cost per "result" none of purchases. */
function sameThing(cell: HeaderCell, clicks: HeaderCell | undefined): boolean {
  if (/result|결과/.test(cell.key)) return false;
  const [mine, taken] = [clickKind(cell.key), clickKind(clicks?.key ?? "")];
  return mine === taken || mine === "any" || taken === "any";
}

function clickKind(key: string): "all" | "link" | "any" {
  if (/all|전체/.test(key)) return "all";
  return /link|링크/.test(key) ? "link" : "any";
}

/** 100 where `0.61` or `0.61%` means 0.61 percent, 1 where it is the fraction itself: whichever fits more sample rows. */
function writtenScale(
  cell: HeaderCell,
  numerator: number,
  denominator: number,
  sample: SheetRow[],
  style: NumberStyle,
): number {
  if (cell.percent) return 100;
  let percent = 0;
  let fraction = 0;
  for (const row of sample) {
    const text = row.cells[cell.index] ?? "";
    if (text.endsWith("%")) return 100;
    const given = numberAt(row, cell.index, style);
    const over = numberAt(row, denominator, style);
    const top = numberAt(row, numerator, style);
    if (!given || !over || !top) continue;
    const distance = (scale: number) => Math.abs(Math.log(given / ((top / over) * scale)));
    if (distance(100) < distance(1)) percent++;
    else fraction++;
  }
  return percent > fraction ? 100 : 1;
}

function numberAt(row: SheetRow, index: number, style: NumberStyle): number | undefined {
  const text = row.cells[index] ?? "";
  const read = isMissing(text) ? undefined : readNumberCell(text, style);
  return read && toNumber(read);
}
