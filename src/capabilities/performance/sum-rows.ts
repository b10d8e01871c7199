// The rows that a compiled query gives, alike on both drivers.

import { type AdditiveMetric, type Metric, metrics, type RatioRow } from "../../core/metric.ts";
import type { Vat } from "../../core/money.ts";
import type { Plan } from "./plan.ts";
import type { Side } from "./coverage.ts";
import type { Pair, RawSums } from "./sums.ts";

/** One summed row: its grouping, its side, its account, and the keys' ids and names (`null` outside its grouping). */
export type SumRow = RawSums & {
  grouping: number;
  side: Side;
  accountId: string;
  currency: string;
  keys: (Key | null)[];
};

/**
 * A value of a dimension. The id is empty where rows do not say. `parent` is the campaign of an ad group or ad, `group` the
 * ad group of an ad; `alike` where another ad of the campaign has the same name.
 */
export type Key = { id: string; name: string; parent?: string; group?: string; alike?: true };

type Raw = Record<string, string | number | null>;

/** Reads a row back by the names `compile` gave its columns. */
export function readRow(row: Raw, plan: Pick<Plan, "keys" | "needed">): SumRow {
  const absent = Number(row["absent"]);
  const last = plan.keys.length - 1;
  return {
    grouping: absent,
    side: row["side"] as Side,
    accountId: String(row["account_id"]),
    currency: String(row["currency"]),
    vat: row["vat"] as Vat,
    rows: Number(row["rows"]),
    keys: plan.keys.map((_, index) => ((absent >> (last - index)) & 1 ? null : keyOf(row, index))),
    sums: Object.fromEntries(
      plan.needed.additive.map((metric) => [
        metric,
        { micros: micros(metric, row[`a_${metric}`]), known: Number(row[`n_${metric}`]) },
      ]),
    ),
    pairs: Object.fromEntries(plan.needed.ratios.map((metric) => [metric, pairOf(metric, row)])),
  };
}

function keyOf(row: Raw, index: number): Key {
  const value = row[`k_${index}`] ?? "";
  const parent = row[`parent_${index}`];
  const key = { id: String(row[`id_${index}`] ?? value), name: String(row[`name_${index}`] ?? value) };
  const group = row[`group_${index}`];
  if (typeof parent !== "string" || parent === key.name) return key;
  return typeof group === "string" ? { ...key, parent, group } : { ...key, parent };
}

function pairOf(metric: Metric, row: Raw): Pair {
  const { numerator, denominator } = metrics[metric] as RatioRow;
  return {
    numerator: micros(numerator, row[`num_${metric}`]),
    denominator: micros(denominator, row[`den_${metric}`]),
    rows: Number(row[`both_${metric}`]),
  };
}

/** Money is stored in millionths already; counts become millionths here, fractional conversions rounded to them. */
function micros(metric: AdditiveMetric, value: string | number | null | undefined): bigint {
  if (value === null || value === undefined) return 0n;
  if (metrics[metric].unit === "currency") return BigInt(value);
  if (metric === "conversions") return BigInt(Math.round(Number(value) * 1e6));
  return BigInt(value) * 1_000_000n;
}
