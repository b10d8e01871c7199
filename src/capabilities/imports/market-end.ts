// The simulated market's history ends where its clock stands: days of a later clock are taken away, and can be made again.

import { sql } from "drizzle-orm";
import type { CampaignId } from "../../core/ids.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import { setStatuses } from "../catalog/catalog.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { FLIP_LIMITS, lockImports } from "./flip.ts";
import type { MarketCampaign } from "./market.ts";

/**
 * Takes the days after `last` away from the simulated market's accounts, facts and all: the market is a function of seed and
 * day, so nothing is lost. Days of any other account stay.
 * @param campaigns every campaign of the market with its state on the day after `last`
 */
export async function endMarketAt(
  ctx: Ctx,
  { last, campaigns }: { last: Temporal.PlainDate; campaigns: readonly MarketCampaign[] },
): Promise<void> {
  await write(
    ctx,
    "import.trim",
    "write",
    async (tx) => {
      await lockImports(tx, ctx);
      const pointers = await removeAfter(tx, ctx, last);
      await setStatuses(tx, ctx, await statesOf(tx, ctx, campaigns));
      return { result: undefined, after: { source: "market", demo: true, last: last.toString(), pointers } };
    },
    FLIP_LIMITS,
  );
}

async function removeAfter(tx: Tx, ctx: Ctx, last: Temporal.PlainDate): Promise<number> {
  const [row] = await rowsOf<{ pointers: number }>(
    tx,
    sql`with simulated as (select a.id from ad_account a
          where a.workspace_id = ${ctx.workspaceId} and a.connection = 'sandbox'),
        facts as (delete from daily_fact f
          where f.workspace_id = ${ctx.workspaceId} and f.day > ${last.toString()}::date
            and f.account_id in (select id from simulated)),
        pointers as (delete from metric_day m
          where m.workspace_id = ${ctx.workspaceId} and m.day > ${last.toString()}::date
            and m.account_id in (select id from simulated) returning 1)
        select count(*)::int as pointers from pointers`,
  );
  return row?.pointers ?? 0;
}

async function statesOf(
  tx: Tx,
  ctx: Ctx,
  campaigns: readonly MarketCampaign[],
): Promise<{ id: CampaignId; status: MarketCampaign["status"] }[]> {
  return rowsOf(
    tx,
    sql`select c.id, s.status from json_to_recordset(${JSON.stringify(campaigns)}::text::json)
          as s(medium text, name text, status text)
        join ad_account a on a.workspace_id = ${ctx.workspaceId} and a.connection = 'sandbox' and a.medium = s.medium
        join campaign c on c.workspace_id = a.workspace_id and c.account_id = a.id and c.name = s.name`,
  );
}
