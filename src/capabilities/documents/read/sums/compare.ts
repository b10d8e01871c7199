// How a total compares with the rows of its scope: to the last digit, within rounding, or not.

import { additiveMetrics, type AdditiveMetric } from "../../../../core/metric.ts";
import type { Decimal } from "../cells/decimal.ts";
import { decimalText, subtract } from "../cells/exact-sum.ts";
import type { AmountMetric } from "../plan.ts";
import type { Sums } from "../report.ts";
import type { Snapshot } from "./tally.ts";

export type Comparison = { verdict: "equal" | "rounding" | "differs"; difference: Sums };

const rounded: ReadonlySet<AdditiveMetric> = new Set(["spend", "revenue", "conversions"]);
const NOTHING: Decimal = { digits: 0, decimals: 0 };

/** @param rows how many rows the sums were made of: each may bring half a unit of rounding, most of which cancels */
export function compareTotal(
  total: Partial<Record<AmountMetric, Decimal>>,
  sums: Snapshot,
  rows: number,
): Comparison {
  const found: Comparison = { verdict: "equal", difference: {} };
  for (const metric of additiveMetrics) {
    const given = total[metric];
    if (!given) continue;
    const sum = sums[metric] ?? NOTHING;
    const { digits, decimals } = subtract(given, sum);
    if (digits === 0n) continue;
    found.difference[metric] = decimalText(digits, decimals);
    const close =
      rounded.has(metric) && isRounding(digits, decimals, Math.min(given.decimals, sum.decimals), rows);
    found.verdict = close && found.verdict !== "differs" ? "rounding" : "differs";
  }
  return found;
}

/** Within as many last places as the square root of the rows lets rounding wander. */
function isRounding(digits: bigint, decimals: number, shownDecimals: number, rows: number): boolean {
  const size = digits < 0n ? -digits : digits;
  const lastPlace = 10n ** BigInt(decimals - shownDecimals);
  return size <= lastPlace * BigInt(Math.max(1, Math.ceil(Math.sqrt(rows) / 2)));
}

/** a − b per metric: what was added since an earlier moment. */
export function since(now: Snapshot, before: Snapshot): Snapshot {
  const found: Snapshot = {};
  for (const metric of additiveMetrics) {
    const value = now[metric];
    if (value) found[metric] = subtract(value, before[metric] ?? NOTHING);
  }
  return found;
}

export function textsOf(amounts: Partial<Record<AmountMetric, Decimal>>): Sums {
  const found: Sums = {};
  for (const metric of additiveMetrics) {
    const value = amounts[metric];
    if (value) found[metric] = decimalText(BigInt(value.digits), value.decimals);
  }
  return found;
}
