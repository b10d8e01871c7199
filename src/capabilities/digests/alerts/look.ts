// One look of a workspace: what is on, what the days say, what became of incidents, who hears of it.

import { and, eq, isNotNull, sql } from "drizzle-orm";
import { AdAccountId } from "../../../core/ids.ts";
import { mainUnits } from "../../../core/money.ts";
import { dayIn } from "../../../core/time.ts";
import { rowsOf, type Tx, withTx } from "../../../db/db.ts";
import { MediumError } from "../../../media/medium.ts";
import { mediumOf } from "../../catalog/catalog.ts";
import { campaign } from "../../catalog/tables.ts";
import { ensureMarket } from "../../demo/demo.ts";
import type { Ctx } from "../../context.ts";
import { readGuardrails } from "../../limits/limits.ts";
import { type Days, readDaySums } from "../../performance/performance.ts";
import { DAYS_READ, type Ground } from "./ground.ts";
import { judgeAll } from "./judge.ts";
import type { Rule, Verdict } from "./rules.ts";
import { readRules } from "./store.ts";

export type Judged = { rules: Rule[]; verdicts: Verdict[] };

/** Reads and judges; changes nothing but that the usual rules are there. */
export async function judgeNow(ctx: Ctx): Promise<Judged> {
  await ensureMarket(ctx);
  const today = dayIn(ctx.zone, ctx.now);
  const read = async (tx: Tx): Promise<Omit<Ground, "budgets" | "rejected"> & { rules: Rule[] }> => ({
    rules: (await readRules(tx, ctx)).filter(({ isOn }) => isOn),
    days: await readDaySums(tx, ctx, { from: today.subtract({ days: DAYS_READ }), to: today }),
    caps: await readGuardrails(tx, ctx.workspaceId),
    arrivals: await readArrivals(tx, ctx),
    today,
    now: ctx.now,
    zone: ctx.zone,
  });
  const { rules, ...stored } = await withTx(ctx, read);
  const said = await mediaSay(ctx, stored.days);
  return { rules, verdicts: judgeAll({ ...stored, ...said }, rules) };
}

/** Days on which a report of each account came in; of accounts that people drop files for. */
async function readArrivals(tx: Tx, ctx: Ctx): Promise<Map<string, Temporal.PlainDate[]>> {
  const since = ctx.now.subtract({ hours: DAYS_READ * 2 * 24 });
  const rows = await rowsOf<{ account: string; day: string }>(
    tx,
    sql`select distinct a ->> 'id' as account, (i.as_of at time zone ${ctx.zone})::date::text as day
        from import i cross join lateral jsonb_array_elements(i.report -> 'accounts') a
        where i.workspace_id = ${ctx.workspaceId} and i.source = 'file' and i.state in ('live', 'superseded')
          and i.as_of >= ${since.toString()}::timestamptz
        order by 2`,
  );
  const days = new Map<string, Temporal.PlainDate[]>();
  for (const { account, day } of rows)
    days.set(account, [...(days.get(account) ?? []), Temporal.PlainDate.from(day)]);
  return days;
}

type Said = Pick<Ground, "budgets" | "rejected">;

/** What connected media say of budgets and reviews; one that does not answer is left out, and nothing is made of its silence. */
async function mediaSay(ctx: Ctx, { accounts }: Days): Promise<Said> {
  const budgets = new Map<string, { amount: number; currency: string; dayFactor: number }>();
  const rejected = new Map<string, string[]>();
  const known = await campaignsByRef(ctx);
  for (const { id, connection } of accounts) {
    if (connection === "file") continue;
    ctx.signal?.throwIfAborted();
    try {
      const open = await mediumOf(ctx, AdAccountId.parse(id));
      if (!open) continue;
      const { medium, at } = open;
      for (const { id: ref, dailyBudget, status } of await medium.list(at, "campaign")) {
        const campaignId = known.get(`${id} ${ref}`);
        if (!dailyBudget || status !== "active" || campaignId === undefined) continue;
        const { dayFactor } = medium.features.overdelivery;
        budgets.set(campaignId, {
          amount: mainUnits(dailyBudget),
          currency: dailyBudget.currency,
          dayFactor,
        });
      }
      const ads = await medium.list(at, "ad");
      rejected.set(
        id,
        ads.filter(({ status }) => status === "rejected").map(({ name }) => name),
      );
    } catch (error) {
      if (!(error instanceof MediumError)) throw error;
      ctx.log.warn({ medium: error.medium, code: error.code }, "a medium was not looked at");
    }
  }
  return { budgets, rejected };
}

async function campaignsByRef(ctx: Ctx): Promise<Map<string, string>> {
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ id: campaign.id, accountId: campaign.accountId, ref: campaign.externalRef })
      .from(campaign)
      .where(and(eq(campaign.workspaceId, ctx.workspaceId), isNotNull(campaign.externalRef))),
  );
  return new Map(rows.map(({ id, accountId, ref }) => [`${accountId} ${ref}`, id]));
}
