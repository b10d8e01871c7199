// What a typed query costs until its card is committed, beside the bare SQL of the same sums in the same run.

import pino from "pino";
import { sql } from "drizzle-orm";
import type { Ctx } from "../../capabilities/context.ts";
import { runQuery } from "../../capabilities/performance/performance.ts";
import { delivery } from "../../chat/tables.ts";
import { DeliveryId, newId, PersonId, WorkspaceId } from "../../core/ids.ts";
import { MarketingQuery } from "../../core/query.ts";
import { type Db, rowsOf, withTx } from "../../db/db.ts";
import { openDb } from "../../db/open.ts";
import { openFilled, type Server } from "./databases.ts";
import { benchNow, LAST_DAY, type Size, workspaceUuid, ZONE } from "./dataset.ts";
import { type Figure, percentile, timesMs } from "./measure.ts";

const log = pino({ level: "silent" });
const large: Size = { workspaces: 150, days: 370 };
const small: Size = { workspaces: 150, days: 37 };
const RUNS = 400;
const WARM_UP = 60;

/** 50 % total, 30 % breakdown, 20 % trend. */
const mix = [
  { kind: "total", metrics: ["spend", "clicks", "conversions", "roas"], time: "last_7_days" },
  {
    kind: "breakdown",
    metrics: ["spend", "conversions", "cpa"],
    dimensions: ["campaign"],
    time: "last_7_days",
  },
  { kind: "total", metrics: [], time: "last_week" },
  { kind: "trend", metrics: ["spend", "roas"], grain: "day", time: "last_28_days" },
  { kind: "total", metrics: ["spend"], time: "this_month" },
  { kind: "breakdown", metrics: ["spend", "revenue", "roas"], dimensions: ["medium"], time: "last_28_days" },
  { kind: "total", metrics: ["ctr", "cpc"], time: "yesterday" },
  { kind: "trend", metrics: ["clicks"], grain: "week", time: "last_28_days" },
  { kind: "breakdown", metrics: ["clicks"], dimensions: ["medium", "campaign"], time: "yesterday" },
  { kind: "total", metrics: ["spend", "revenue"], time: "last_28_days" },
].map((query) => MarketingQuery.parse(query));

export async function queryFigures(server: Server, say: (text: string) => void): Promise<Figure[]> {
  const at1m = await measure(await openFilled(server, "co9ma_bench_1m", small, say), small);
  const at10m = await measure(await openFilled(server, "co9ma_bench", large, say), large);
  return [
    {
      name: "query_postgres_10m_p50",
      unit: "ms",
      value: at10m.p50,
      baseline: at10m.bare,
      note: "baseline: bare SQL p50",
    },
    { name: "query_postgres_10m_p99", unit: "ms", value: at10m.p99 },
    {
      name: "query_postgres_1m_p50",
      unit: "ms",
      value: at1m.p50,
      baseline: at1m.bare,
      note: "baseline: bare SQL p50",
    },
    { name: "query_growth_1m_to_10m", unit: "x", value: at10m.p50 / at1m.p50 },
  ];
}

async function measure(url: string, size: Size): Promise<{ p50: number; p99: number; bare: number }> {
  const db = await openDb({ kind: "postgres", url }, { log });
  try {
    await timesMs(WARM_UP, (index) => answerOnce(benchCtx(db, index, size), index));
    const times = await timesMs(RUNS, (index) => answerOnce(benchCtx(db, index * 7, size), index));
    const bare = await timesMs(RUNS, (index) => bareOnce(benchCtx(db, index * 7, size)));
    return { p50: percentile(times, 0.5), p99: percentile(times, 0.99), bare: percentile(bare, 0.5) };
  } finally {
    await db.close();
  }
}

/** A member of one of the made workspaces, in the morning after the last made day. */
export function benchCtx(db: Db, index: number, { workspaces }: Size): Ctx {
  return {
    db,
    log,
    workspaceId: WorkspaceId.parse(workspaceUuid((index % workspaces) + 1)),
    actor: { kind: "person", personId: newId(PersonId) },
    role: "member",
    lang: "ko",
    zone: ZONE,
    now: benchNow(),
  };
}

/** Query, card, and the card committed as a delivery. */
export async function answerOnce(ctx: Ctx, index: number): Promise<void> {
  const { card } = await runQuery(ctx, mix[index % mix.length] as MarketingQuery);
  await withTx(ctx, (tx) =>
    tx.insert(delivery).values({
      id: newId(DeliveryId),
      workspaceId: ctx.workspaceId,
      conversationId: newId(DeliveryId),
      platform: "bench",
      kind: "hold",
      target: {},
      content: { card },
      createdAt: ctx.now,
      state: "done",
      nextAt: ctx.now,
    }),
  );
}

/** The sums of one week and nothing else: what any program would pay. */
export async function bareOnce(ctx: Ctx): Promise<void> {
  await withTx(ctx, (tx) =>
    rowsOf(
      tx,
      sql`select sum(spend_micros), sum(clicks), sum(conversions), sum(revenue_micros) from daily_fact
        where workspace_id = ${ctx.workspaceId} and day between ${LAST_DAY}::date - 6 and ${LAST_DAY}::date`,
    ),
  );
}
