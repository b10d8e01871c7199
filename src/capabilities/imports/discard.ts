// Removes what a load left that never became true: facts first in number, then what only it spoke of.

import { setImmediate as nextTick } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { AdAccountId, CampaignId } from "../../core/ids.ts";
import { rowsOf, type Tx, withTx } from "../../db/db.ts";
import { forgetAccounts, forgetCampaigns, lockCatalog } from "../catalog/catalog.ts";
import type { Ctx } from "../context.ts";
import { imported } from "./tables.ts";
import { thisImport } from "./stored.ts";

/** Rows removed in one transaction; on PGlite that is some 30 ms of the one thread. */
const CHUNK_ROWS = 5_000;
const CHUNK_LIMITS = { deadlineMs: 30_000, statementTimeoutMs: 20_000, lockTimeoutMs: 10_000 };

/**
 * Removes an import that is still `loading`, with its facts and whatever the catalog knows through it only.
 * @returns false when it is not loading (any more): then nothing was touched
 */
export async function discardLoad(ctx: Ctx, importId: string): Promise<boolean> {
  const loading = await withTx(ctx, (tx) => isLoading(tx, ctx, importId));
  if (!loading) return false;
  const accounts = await withTx(ctx, (tx) => accountsOf(tx, ctx, importId), CHUNK_LIMITS);
  await withTx(ctx, (tx) => forgetUnused(tx, ctx, importId, accounts), CHUNK_LIMITS);
  await removeFacts(ctx, importId);
  await withTx(ctx, (tx) => tx.delete(imported).where(thisImport(ctx, importId)));
  return true;
}

/** Removes the facts of an import no pointer leads to, a chunk at a time. */
export async function removeFacts(ctx: Ctx, importId: string): Promise<void> {
  for (let removed = CHUNK_ROWS; removed >= CHUNK_ROWS; await nextTick()) {
    removed = await withTx(ctx, (tx) => removeChunk(tx, ctx, importId), CHUNK_LIMITS);
  }
}

/** Campaigns and accounts that no other import speaks of. A step of the caller's change. */
export async function forgetUnused(
  tx: Tx,
  ctx: Ctx,
  importId: string,
  accounts: readonly string[],
): Promise<void> {
  await lockCatalog(tx, ctx);
  const campaigns = await rowsOf<{ id: CampaignId }>(
    tx,
    sql`delete from import_campaign l where l.workspace_id = ${ctx.workspaceId} and l.import_id = ${importId}
        returning l.campaign_id as id`,
  );
  const unused = await rowsOf<{ id: CampaignId }>(
    tx,
    sql`select w.id from json_to_recordset(${JSON.stringify(campaigns)}::text::json) as w(id uuid)
        where not exists (select 1 from import_campaign l
          where l.workspace_id = ${ctx.workspaceId} and l.campaign_id = w.id)`,
  );
  await forgetCampaigns(
    tx,
    ctx,
    unused.map(({ id }) => id),
  );
  await forgetAccounts(tx, ctx, await accountsNobodyElseUses(tx, ctx, importId, accounts));
}

async function accountsNobodyElseUses(
  tx: Tx,
  ctx: Ctx,
  importId: string,
  accounts: readonly string[],
): Promise<AdAccountId[]> {
  const rows = await rowsOf<{ id: AdAccountId }>(
    tx,
    sql`select w.id::uuid as id from json_array_elements_text(${JSON.stringify(accounts)}::text::json) as w(id)
        where not exists (select 1 from import i
          where i.workspace_id = ${ctx.workspaceId} and i.id <> ${importId} and i.state in ('live', 'superseded')
            and i.report -> 'accounts' @> jsonb_build_array(jsonb_build_object('id', w.id)))`,
  );
  return rows.map(({ id }) => id);
}

async function isLoading(tx: Tx, ctx: Ctx, importId: string): Promise<boolean> {
  const [row] = await tx.select({ state: imported.state }).from(imported).where(thisImport(ctx, importId));
  return row?.state === "loading";
}

async function accountsOf(tx: Tx, ctx: Ctx, importId: string): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select distinct account_id as id from daily_fact
        where workspace_id = ${ctx.workspaceId} and import_id = ${importId}`,
  );
  return rows.map(({ id }) => id);
}

/** By the chunk's last row: joined row by row, a plan made before the table was learnt takes minutes. */
async function removeChunk(tx: Tx, ctx: Ctx, importId: string): Promise<number> {
  const rows = await rowsOf<{ count: number }>(
    tx,
    sql`with first as (select max(row) as last from (select row from daily_fact
            where workspace_id = ${ctx.workspaceId} and import_id = ${importId} order by row limit ${CHUNK_ROWS}) chunk),
        kinds as (delete from daily_conversion c using first
          where c.workspace_id = ${ctx.workspaceId} and c.import_id = ${importId} and c.row <= first.last),
        facts as (delete from daily_fact f using first
          where f.workspace_id = ${ctx.workspaceId} and f.import_id = ${importId} and f.row <= first.last returning 1)
        select count(*)::int as count from facts`,
  );
  return rows[0]?.count ?? 0;
}
