// Facts on their way into the database: one statement a batch, each batch its own short transaction.

import { setImmediate as nextTick } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { ImportId } from "../../core/ids.ts";
import type { Vat } from "../../core/money.ts";
import { type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";

export const BATCH_ROWS = 1_000;
/** A batch waits for a busy disk or a checkpoint longer than an answer may. */
const BATCH_LIMITS = { deadlineMs: 30_000, statementTimeoutMs: 20_000 };
/** On Postgres one batch is written while the next commits; PGlite has one session. */
const LANES = { postgres: 2, embedded: 1 } as const;

/** One row of `daily_fact` as JSON: bigints and days as text, what is unknown left out. */
export type Fact = {
  row: number;
  account: string;
  view: string;
  day: string;
  dayTo?: string | undefined;
  campaign?: string | undefined;
  adGroup?: string | undefined;
  ad?: string | undefined;
  breakdown?: Readonly<Record<string, string>> | undefined;
  spend?: string | undefined;
  revenue?: string | undefined;
  impressions?: string | undefined;
  clicks?: string | undefined;
  interactions?: string | undefined;
  conversions?: number | undefined;
  reach?: string | undefined;
  currency: string;
  vat: Vat;
};

/** One row of `daily_conversion`; `row` is the fact's. */
export type ConversionFact = {
  row: number;
  action: string;
  window: string;
  count?: number | undefined;
  value?: string | undefined;
};

type FactBatch = { facts: Fact[]; conversions: ConversionFact[] };

export type FactSink = {
  /** Waits while all lanes are busy; throws what an earlier batch failed with. */
  write: (batch: FactBatch) => Promise<void>;
  /** Waits for what is under way; throws its failure. */
  close: () => Promise<void>;
  /** Waits for what is under way, whatever becomes of it: after this nothing more is written. */
  stop: () => Promise<void>;
};

export function openSink(ctx: Ctx, importId: ImportId): FactSink {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const start = (batch: FactBatch): void => {
    const job = writeBatch(ctx, importId, batch)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => underWay.delete(job));
    underWay.add(job);
  };
  const check = (): void => {
    if (failures.length > 0) throw failures[0];
  };
  return {
    write: async (batch) => {
      check();
      start(batch);
      if (underWay.size >= LANES[ctx.db.kind]) await Promise.race(underWay);
      // PGlite works in this thread and resolves without leaving it: others must get their turn.
      await nextTick();
      check();
    },
    close: async () => {
      await Promise.all(underWay);
      check();
    },
    stop: async () => {
      await Promise.all(underWay);
    },
  };
}

async function writeBatch(ctx: Ctx, importId: ImportId, batch: FactBatch): Promise<void> {
  await withTx(
    ctx,
    async (tx) => {
      await insertFacts(tx, ctx, importId, batch.facts);
      if (batch.conversions.length > 0) await insertConversions(tx, ctx, importId, batch.conversions);
    },
    BATCH_LIMITS,
  );
}

/** Measured per 1,000 rows: json_to_recordset 5 ms, jsonb_to_recordset 6, unnest of 17 arrays 6 (Postgres 15); 13, 18, 13 (PGlite). */
async function insertFacts(tx: Tx, ctx: Ctx, importId: ImportId, facts: readonly Fact[]): Promise<void> {
  await tx.execute(
    sql`insert into daily_fact (workspace_id, import_id, row, account_id, view, day, day_to, campaign_id,
          ad_group_id, ad_id, breakdown, spend_micros, revenue_micros, impressions, clicks, interactions,
          conversions, reach, currency, vat)
        select ${ctx.workspaceId}::uuid, ${importId}::uuid, f.row, f.account, f.view, f.day, f."dayTo", f.campaign,
          f."adGroup", f.ad, f.breakdown, f.spend, f.revenue, f.impressions, f.clicks, f.interactions,
          f.conversions, f.reach, f.currency, f.vat
        from json_to_recordset(${JSON.stringify(facts)}::text::json) as f(row int, account uuid, view text, day date,
          "dayTo" date, campaign uuid, "adGroup" uuid, ad uuid, breakdown jsonb, spend bigint, revenue bigint,
          impressions bigint, clicks bigint, interactions bigint, conversions float8, reach bigint, currency text,
          vat text)`,
  );
}

async function insertConversions(
  tx: Tx,
  ctx: Ctx,
  importId: ImportId,
  conversions: readonly ConversionFact[],
): Promise<void> {
  await tx.execute(
    sql`insert into daily_conversion (workspace_id, import_id, row, action, "window", count, value_micros)
        select ${ctx.workspaceId}::uuid, ${importId}::uuid, c.row, c.action, c."window", c.count, c.value
        from json_to_recordset(${JSON.stringify(conversions)}::text::json) as
          c(row int, action text, "window" text, count float8, value bigint)
        on conflict do nothing`,
  );
}
