// Old against new: what a replacement changed, per medium and day (or window), from the facts of both imports.

import { setImmediate as nextTick } from "node:timers/promises";
import { inArray, and, eq, sql } from "drizzle-orm";
import type { Medium } from "../../core/medium.ts";
import type { Vat } from "../../core/money.ts";
import { rowsOf, type Tx, withTx } from "../../db/db.ts";
import { adAccount } from "../catalog/tables.ts";
import type { Ctx } from "../context.ts";
import { formerImports } from "./flip.ts";
import type { PointerRun } from "./runs.ts";
import type { StoredImport } from "./stored.ts";
import { imported } from "./tables.ts";

/** Facts summed in one transaction: some 20 ms of PGlite's one thread. */
const SLICE_ROWS = 10_000;
const SLICE_LIMITS = { deadlineMs: 20_000, statementTimeoutMs: 10_000 };

export const comparedMetrics = ["spend", "impressions", "clicks", "conversions"] as const;
export type ComparedMetric = (typeof comparedMetrics)[number];
/** Micros of spend, millionths of counts; absent where no row says. */
export type ComparedSums = Partial<Record<ComparedMetric, bigint>>;

/** `to` is the last day of a window, else `from`. `old` or `now` is absent where one of them has no row. */
export type Replacement = {
  medium: Medium;
  currency: string;
  vat: Vat;
  from: string;
  to: string;
  old: ComparedSums | undefined;
  now: ComparedSums | undefined;
};

type DaySum = {
  accountId: string;
  view: string;
  currency: string;
  vat: Vat;
  day: string;
  dayTo: string;
  sums: ComparedSums;
};

/** Days whose figures differ from before, sorted by medium and day; empty when nothing was replaced or all is equal. */
export async function replacements(ctx: Ctx, stored: StoredImport): Promise<Replacement[]> {
  const former = formerImports(stored.runs);
  if (former.length === 0) return [];
  const lines = new Map<string, Replacement>();
  const media = await mediaOf(ctx, stored.runs);
  const add = (side: "old" | "now", sums: readonly DaySum[]): void => {
    for (const one of sums) addLine(lines, side, media.get(one.accountId) ?? "other", one);
  };
  for (const id of former) {
    const runs = stored.runs.filter((run) => run.was === id);
    add(
      "old",
      (await daySums(ctx, id)).filter((one) => touches(one, runs)),
    );
  }
  const replaced = stored.runs.filter((run) => run.was !== null);
  add(
    "now",
    (await daySums(ctx, stored.id)).filter((one) => touchesDays(one, replaced)),
  );
  return [...lines.values()].filter(differs).toSorted(byMediumAndDay);
}

function addLine(lines: Map<string, Replacement>, side: "old" | "now", medium: Medium, one: DaySum): void {
  const place = `${medium} ${one.currency} ${one.day} ${one.dayTo}`;
  const line: Replacement = lines.get(place) ?? {
    medium,
    currency: one.currency,
    vat: one.vat,
    from: one.day,
    to: one.dayTo,
    old: undefined,
    now: undefined,
  };
  const sums: ComparedSums = { ...line[side] };
  for (const metric of comparedMetrics) {
    const value = one.sums[metric];
    if (value !== undefined) sums[metric] = (sums[metric] ?? 0n) + value;
  }
  lines.set(place, { ...line, vat: one.vat, [side]: sums });
}

/** A window counts as soon as one of its days is replaced: it is true as a whole or not at all. */
function touches(one: DaySum, runs: readonly PointerRun[]): boolean {
  return runs.some((run) => run.accountId === one.accountId && run.view === one.view && overlaps(one, run));
}

function touchesDays(one: DaySum, runs: readonly PointerRun[]): boolean {
  return runs.some((run) => overlaps(one, run));
}

function overlaps(one: DaySum, run: PointerRun): boolean {
  return one.day <= run.to && one.dayTo >= run.from;
}

function differs({ old, now }: Replacement): boolean {
  return comparedMetrics.some((metric) => old?.[metric] !== now?.[metric]);
}

function byMediumAndDay(a: Replacement, b: Replacement): number {
  const left = `${a.medium} ${a.from} ${a.to}`;
  const right = `${b.medium} ${b.from} ${b.to}`;
  return left < right ? -1 : left > right ? 1 : 0;
}

async function mediaOf(ctx: Ctx, runs: readonly PointerRun[]): Promise<Map<string, Medium>> {
  const ids = [...new Set(runs.map((run) => run.accountId))];
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ id: adAccount.id, medium: adAccount.medium })
      .from(adAccount)
      .where(and(eq(adAccount.workspaceId, ctx.workspaceId), inArray(adAccount.id, ids))),
  );
  return new Map(rows.map(({ id, medium }) => [id, medium]));
}

/** Sums of an import per account, view and day, read in slices so that nobody waits for the whole of a long file. */
async function daySums(ctx: Ctx, importId: string): Promise<DaySum[]> {
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

type SliceRow = Omit<DaySum, "sums"> & Record<ComparedMetric, string | null>;

async function sliceSums(tx: Tx, ctx: Ctx, importId: string, from: number): Promise<DaySum[]> {
  const rows = await rowsOf<SliceRow>(
    tx,
    sql`select account_id as "accountId", view, currency, vat, day::text as day, coalesce(day_to, day)::text as "dayTo",
          sum(spend_micros)::text as spend, (sum(impressions) * 1000000)::text as impressions,
          (sum(clicks) * 1000000)::text as clicks, round(sum(conversions)::numeric * 1000000)::text as conversions
        from daily_fact
        where workspace_id = ${ctx.workspaceId} and import_id = ${importId}
          and row >= ${from} and row < ${from + SLICE_ROWS}
        group by account_id, view, currency, vat, day, day_to`,
  );
  return rows.map(({ spend, impressions, clicks, conversions, ...place }) => {
    const sums: ComparedSums = {};
    for (const [metric, text] of Object.entries({ spend, impressions, clicks, conversions })) {
      if (text !== null) sums[metric as ComparedMetric] = BigInt(text);
    }
    return { ...place, sums };
  });
}
