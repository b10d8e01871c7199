// A figure that may be shown. No number reaches a card in any other form, so each can be proved against its query.

import { z } from "zod";
import { QueryId } from "./ids.ts";
import { Metric } from "./metric.ts";
import { mainUnits, Vat } from "./money.ts";

/**
 * What a figure is about: the days (both included) and any dimension values, by the product's dimension names.
 * `{ from: "2026-11-09", to: "2026-11-15", medium: "meta", campaign: "여름 세일" }`
 */
export const QuantityScope = z.record(z.string(), z.string());
export type QuantityScope = z.output<typeof QuantityScope>;

export const Quantity = z.object({
  /** Main units (won, dollars), counts, fractions or multiples; `null` when it cannot be formed, shown "–". */
  value: z.number().nullable(),
  unit: z.enum(["currency", "count", "ratio"]),
  /** ISO 4217, `XXX` when unknown; only with unit `currency`. */
  currency: z.string().optional(),
  vat: Vat.optional(),
  /** A registry metric, or what is counted when it is no metric: `rows`, `days`, `files`, `change`, `share`; `budget` = an amount a person named. */
  metric: z.union([
    Metric,
    z.enum(["rows", "days", "files", "campaigns", "items", "change", "points", "share", "effect", "budget"]),
  ]),
  scope: QuantityScope,
  /** The stored query the figure came from; absent for counts of a file just read. */
  queryId: QueryId.optional(),
});
export type Quantity = z.output<typeof Quantity>;

/** An amount that a person named, or that a plan or a limit holds, as a figure: nobody measured it. `minor` may be digits, as JSON keeps it. */
export function amountQuantity({ minor, currency }: { minor: bigint | string; currency: string }): Quantity {
  const value = mainUnits({ minor: BigInt(minor), currency, vat: "unknown" });
  return { value, unit: "currency", currency, metric: "budget", scope: {} };
}
