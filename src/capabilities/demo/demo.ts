// The door to the demo: keeps the simulated market's history ending yesterday of the clock, and knows the questions that lead somewhere.

import { type SQL, sql } from "drizzle-orm";
import type { Lang } from "../../core/locale.ts";
import type { WorkspaceId } from "../../core/ids.ts";
import { dayIn, type Period } from "../../core/time.ts";
import { type Db, rowsOf, withTx } from "../../db/db.ts";
import { marketEvents, marketStories } from "../../media/market/stories.ts";
import { simulatedCampaigns } from "../../media/sandbox/campaigns.ts";
import { reportDays } from "../../media/sandbox/report.ts";
import { simulatedAccounts } from "../catalog/catalog.ts";
import type { Ctx } from "../context.ts";
import { endMarketAt, loadMarketDays } from "../imports/imports.ts";
import { forgetChangesAfter, noteChanges } from "../performance/performance.ts";
import { holdingMarket } from "../workspace/workspace.ts";

export const HISTORY_DAYS = 400;

/**
 * Makes the market's history reach from 400 days ago to yesterday of `ctx.now` in the workspace's zone: days it lacks are
 * loaded, days after yesterday (of a clock that was ahead) are taken away. Each day is loaded once, also when several
 * processes ask at once. Nothing happens in a workspace that is no demo.
 */
export async function ensureMarket(ctx: Ctx): Promise<void> {
  if (await isKnownRight(ctx)) return;
  const demo = await findDemo(ctx);
  if (demo && !isRight(demo, ctx)) await putRight(ctx);
  rememberRight(ctx, demo !== undefined);
}

/** Questions that lead to the planted stories: one of each, what happened last week first. */
export function demoQuestions(ctx: { zone: string; now: Temporal.Instant; lang: Lang }): string[] {
  return marketStories(dayIn(ctx.zone, ctx.now)).flatMap(({ questions }) => questions[ctx.lang].slice(0, 1));
}

async function putRight(ctx: Ctx): Promise<void> {
  const setup: Ctx = { ...ctx, actor: { kind: "setup" }, role: "company_admin" };
  await holdingMarket(setup, async () => {
    const demo = await findDemo(setup);
    if (!demo) return;
    if (reachesBeyond(demo, setup)) await endHistory(setup);
    await loadDays(setup, demo);
  });
}

/** The notes first: a process that dies between the two leaves later days, which are found again. */
async function endHistory(setup: Ctx): Promise<void> {
  const { to: last } = history(setup);
  await forgetChangesAfter(setup, last);
  const campaigns = simulatedCampaigns(await simulatedAccounts(setup), dayIn(setup.zone, setup.now));
  await endMarketAt(setup, { last, campaigns });
  setup.log.info({ last: last.toString() }, "demo market ended at the clock");
}

async function loadDays(setup: Ctx, demo: Demo): Promise<void> {
  const days = lacking(demo, setup);
  if (days.length === 0) return;
  const accounts = await simulatedAccounts(setup);
  const reports = reportDays(demo.seed, days, accounts, setup.now);
  const campaigns = simulatedCampaigns(accounts, dayIn(setup.zone, setup.now));
  await loadMarketDays(setup, { days: reports, campaigns });
  // Notes of the whole history, though most are there: it makes up for a process that died between the two.
  await noteChanges(setup, marketEvents(history(setup)));
  setup.log.info({ days: days.length }, "demo market loaded");
}

/** ISO days with figures from the history's first day on, in no order, and the seed they come from. */
type Demo = { seed: number; present: string[] };

/** One account stands for all: every medium reports every day. */
const standIn = (ctx: Ctx): SQL => sql`m.workspace_id = ${ctx.workspaceId} and m.view = 'campaign'
  and m.account_id = (select min(a.id::text)::uuid from ad_account a
    where a.workspace_id = ${ctx.workspaceId} and a.connection = 'sandbox')`;

/** `undefined` for a workspace that is no demo. */
async function findDemo(ctx: Ctx): Promise<Demo | undefined> {
  const { from } = history(ctx);
  const [demo] = await withTx(ctx, (tx) =>
    rowsOf<Demo>(
      tx,
      sql`select w.seed::float8 as seed, array(
            select m.day::text from metric_day m where ${standIn(ctx)} and m.day >= ${from.toString()}::date) as present
          from workspace w where w.id = ${ctx.workspaceId} and w.kind = 'demo'`,
    ),
  );
  return demo;
}

function isRight(demo: Demo, ctx: Ctx): boolean {
  return !reachesBeyond(demo, ctx) && demo.present.length === HISTORY_DAYS;
}

function reachesBeyond({ present }: Demo, ctx: Ctx): boolean {
  const last = history(ctx).to.toString();
  return present.some((day) => day > last);
}

function lacking({ present }: Demo, ctx: Ctx): Temporal.PlainDate[] {
  const known = new Set(present);
  const { from } = history(ctx);
  const all = Array.from({ length: HISTORY_DAYS }, (_, days) => from.add({ days }));
  return all.filter((day) => !known.has(day.toString()));
}

/** What this process has seen of each workspace, per database: its last day then, or that it is no demo. */
const seen = new WeakMap<Db, Map<WorkspaceId, string>>();
const NO_DEMO = "none";

/** A history that was right has no gaps since; another process may have moved its end, so that one day is looked up. */
async function isKnownRight(ctx: Ctx): Promise<boolean> {
  const known = seen.get(ctx.db)?.get(ctx.workspaceId);
  const last = history(ctx).to.toString();
  if (known === NO_DEMO) return true;
  if (known !== last) return false;
  const [found] = await withTx(ctx, (tx) =>
    rowsOf<{ last: string | null }>(
      tx,
      sql`select max(m.day)::text as last from metric_day m where ${standIn(ctx)}`,
    ),
  );
  return found?.last === last;
}

function rememberRight(ctx: Ctx, isDemo: boolean): void {
  const known = seen.get(ctx.db) ?? new Map<WorkspaceId, string>();
  seen.set(ctx.db, known.set(ctx.workspaceId, isDemo ? history(ctx).to.toString() : NO_DEMO));
}

function history({ zone, now }: Ctx): Period {
  const yesterday = dayIn(zone, now).subtract({ days: 1 });
  return { from: yesterday.subtract({ days: HISTORY_DAYS - 1 }), to: yesterday };
}
