// The door to the demo: keeps the simulated market's history ending yesterday, and knows the questions that lead somewhere.

import { sql } from "drizzle-orm";
import type { Lang } from "../../core/locale.ts";
import type { WorkspaceId } from "../../core/ids.ts";
import { dayIn, type Period } from "../../core/time.ts";
import { type Db, rowsOf, withTx } from "../../db/db.ts";
import { marketReport } from "../../media/market/market.ts";
import { marketCampaigns } from "../../media/market/shop.ts";
import { marketEvents, marketStories } from "../../media/market/stories.ts";
import type { Ctx } from "../context.ts";
import { loadMarketDays } from "../imports/imports.ts";
import { noteChanges } from "../performance/performance.ts";
import { holdingMarket } from "../workspace/workspace.ts";

export const HISTORY_DAYS = 400;

/**
 * Loads the days the market's history lacks, so that it reaches from 400 days ago to yesterday of `ctx.now` in the
 * workspace's zone; a clock set back or forward extends it that way. Each day is loaded once, also when several
 * processes ask at once. Nothing happens in a workspace that is no demo.
 */
export async function ensureMarket(ctx: Ctx): Promise<void> {
  if (isKnownWhole(ctx)) return;
  if ((await lacking(ctx)).days.length > 0) await loadLacking(ctx);
  rememberWhole(ctx);
}

/** Questions that lead to the planted stories: one of each, what happened last week first. */
export function demoQuestions(ctx: { zone: string; now: Temporal.Instant; lang: Lang }): string[] {
  return marketStories(dayIn(ctx.zone, ctx.now)).flatMap(({ questions }) => questions[ctx.lang].slice(0, 1));
}

async function loadLacking(ctx: Ctx): Promise<void> {
  const setup: Ctx = { ...ctx, actor: { kind: "setup" }, role: "company_admin" };
  await holdingMarket(setup, async () => {
    const { days, seed } = await lacking(setup);
    if (days.length === 0) return;
    const reports = days.map((day) => ({ day: day.toString(), rows: marketReport(seed, day) }));
    const campaigns = marketCampaigns(dayIn(setup.zone, setup.now));
    await loadMarketDays(setup, { days: reports, campaigns });
    // Notes of the whole history, though most are there: it makes up for a process that died between the two.
    await noteChanges(setup, marketEvents(history(setup)));
    ctx.log.info({ days: days.length }, "demo market loaded");
  });
}

type Lacking = { days: Temporal.PlainDate[]; seed: number };

/**
 * Days of the history without figures, and the seed they come from; none outside a demo.
 * One account stands for all: every medium reports every day.
 */
async function lacking(ctx: Ctx): Promise<Lacking> {
  const { from, to } = history(ctx);
  const [demo] = await withTx(ctx, (tx) =>
    rowsOf<{ seed: number; present: string[] }>(
      tx,
      sql`select w.seed::float8 as seed, array(
            select m.day::text from metric_day m
            where m.workspace_id = w.id and m.view = 'campaign'
              and m.day between ${from.toString()}::date and ${to.toString()}::date
              and m.account_id = (select min(a.id::text)::uuid from ad_account a
                where a.workspace_id = w.id and a.connection = 'sandbox')) as present
          from workspace w where w.id = ${ctx.workspaceId} and w.kind = 'demo'`,
    ),
  );
  if (!demo || demo.present.length === HISTORY_DAYS) return { days: [], seed: 0 };
  const present = new Set(demo.present);
  const all = Array.from({ length: HISTORY_DAYS }, (_, days) => from.add({ days }));
  return { days: all.filter((day) => !present.has(day.toString())), seed: demo.seed };
}

/** Histories this process has seen whole, per database: days are only ever added, so it need not look again until tomorrow. */
const seenWhole = new WeakMap<Db, Map<WorkspaceId, string>>();

function isKnownWhole(ctx: Ctx): boolean {
  return seenWhole.get(ctx.db)?.get(ctx.workspaceId) === history(ctx).to.toString();
}

function rememberWhole(ctx: Ctx): void {
  const seen = seenWhole.get(ctx.db) ?? new Map<WorkspaceId, string>();
  seenWhole.set(ctx.db, seen.set(ctx.workspaceId, history(ctx).to.toString()));
}

function history({ zone, now }: Ctx): Period {
  const yesterday = dayIn(zone, now).subtract({ days: 1 });
  return { from: yesterday.subtract({ days: HISTORY_DAYS - 1 }), to: yesterday };
}
