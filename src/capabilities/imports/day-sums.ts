// Sums of an import per account, view, basis of money and day, as a comparison of two imports needs them.

import { setImmediate as nextTick } from "node:timers/promises";
import { and, eq, sql } from "drizzle-orm";
import { type AdditiveMetric, additiveMetrics } from "../../core/metric.ts";
import type { Vat } from "../../core/money.ts";
import { rowsOf, type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { imported } from "./tables.ts";

/** Facts summed in one transaction: some 20 ms of PGlite's one thread. */
const SLICE_ROWS = 10_000;
const SLICE_LIMITS = { deadlineMs: 20_000, statementTimeoutMs: 10_000 };

/** Micros of money, millionths of counts; absent where no row says. */
export type ComparedSums = Partial<Record<AdditiveMetric, bigint>>;

/** `dayTo` is the last day of a window, else `day`. The same place may come several times, one per slice. */
export type DaySum = {
  accountId: string;
  view: string;
  currency: string;
  vat: Vat;
  day: string;
  dayTo: string;
  sums: ComparedSums;
};

/** Read in slices, so that nobody waits for the whole of a long file. */
export async function daySums(ctx: Ctx, importId: string): Promise<DaySum[]> {
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ rows: imported.rows })
      .from(imported)
      .where(and(eq(imported.workspaceId, ctx.workspaceId), eq(imported.id, importId))),
  );
  const sums: DaySum[] = [];
  for (let from = 1; from <= (rows[0]?.rows ?? 0); from += SLICE_ROWS) {
    sums.push(...(await withTx(ctx, (tx) => sliceSums(tx, ctx, importId, from), SLICE_LIMITS)));
    await nextTick();
  }
  return sums;
}

type SliceRow = Omit<DaySum, "sums"> & Record<AdditiveMetric, string | null>;

async function sliceSums(tx: Tx, ctx: Ctx, importId: string, from: number): Promise<DaySum[]> {
  const rows = await rowsOf<SliceRow>(
    tx,
    sql`select account_id as "accountId", view, currency, vat, day::text as day, coalesce(day_to, day)::text as "dayTo",
          sum(spend_micros)::text as spend, sum(revenue_micros)::text as revenue,
          (sum(impressions) * 1000000)::text as impressions, (sum(clicks) * 1000000)::text as clicks,
          (sum(interactions) * 1000000)::text as interactions,
          round(sum(conversions)::numeric * 1000000)::text as conversions
        from daily_fact
        where workspace_id = ${ctx.workspaceId} and import_id = ${importId}
          and row >= ${from} and row < ${from + SLICE_ROWS}
        group by account_id, view, currency, vat, day, day_to`,
  );
  return rows.map(({ accountId, view, currency, vat, day, dayTo, ...texts }) => {
    const sums: ComparedSums = {};
    for (const metric of additiveMetrics) {
      const text = texts[metric];
      if (text !== null) sums[metric] = BigInt(text);
    }
    return { accountId, view, currency, vat, day, dayTo, sums };
  });
}

export function addSums(a: ComparedSums, b: ComparedSums): ComparedSums {
  const sums: ComparedSums = { ...a };
  for (const metric of additiveMetrics) {
    const value = b[metric];
    if (value !== undefined) sums[metric] = (sums[metric] ?? 0n) + value;
  }
  return sums;
}
