// Door of the catalog: ad accounts, and campaigns, ad groups and ads below them.
// Verbs that take a `tx` are steps of another capability's change; it writes the ledger row.

import { and, eq, inArray, sql } from "drizzle-orm";
import { AdAccountId, CampaignId, newId } from "../../core/ids.ts";
import type { Medium } from "../../core/medium.ts";
import { type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { storedName } from "./stored-name.ts";
import { adAccount, campaign } from "./tables.ts";

export { type Merged, type MergeGroup, mergeCampaigns, unmergeCampaigns } from "./merge.ts";
export { simulatedAccounts } from "./market-store.ts";
export { mediumOf, type OpenMedium } from "./medium-of.ts";
export { lockCatalog, renameCampaign, resolveAdGroups, resolveAds, resolveCampaigns } from "./resolve.ts";
export { storedName } from "./stored-name.ts";

export type CampaignStatus = "active" | "paused" | "ended" | "unknown";

export type NewAccount = {
  medium: Medium;
  connection: "live" | "sandbox" | "file";
  name: string;
  /** The medium's own id or name as the file gave it; empty when it gave none. */
  externalRef: string;
  currency: string;
};

export async function makeAccount(tx: Tx, ctx: Ctx, account: NewAccount): Promise<AdAccountId> {
  const id = newId(AdAccountId);
  await tx.insert(adAccount).values({
    ...account,
    workspaceId: ctx.workspaceId,
    id,
    name: storedName(account.name),
    externalRef: storedName(account.externalRef),
    createdAt: ctx.now,
  });
  return id;
}

/** Learns the currency of an account whose reports did not state one so far. */
export async function learnCurrency(tx: Tx, ctx: Ctx, id: AdAccountId, currency: string): Promise<void> {
  await tx
    .update(adAccount)
    .set({ currency })
    .where(and(eq(adAccount.workspaceId, ctx.workspaceId), eq(adAccount.id, id)));
}

/** How each of these accounts is reached. */
export async function readConnections(
  ctx: Pick<Ctx, "db" | "workspaceId">,
  ids: readonly string[],
): Promise<Map<string, NewAccount["connection"]>> {
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ id: adAccount.id, connection: adAccount.connection })
      .from(adAccount)
      .where(and(eq(adAccount.workspaceId, ctx.workspaceId), inArray(adAccount.id, [...ids]))),
  );
  return new Map(rows.map(({ id, connection }) => [id, connection]));
}

/** Our ids of campaigns by the media's own, in the order given; `undefined` where we know none. */
export async function findCampaignIds(
  ctx: Pick<Ctx, "db" | "workspaceId">,
  wanted: readonly { accountId: string; ref: string }[],
): Promise<(CampaignId | undefined)[]> {
  if (wanted.length === 0) return [];
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ id: campaign.id, accountId: campaign.accountId, ref: campaign.externalRef })
      .from(campaign)
      .where(
        and(
          eq(campaign.workspaceId, ctx.workspaceId),
          inArray(
            campaign.externalRef,
            wanted.map(({ ref }) => ref),
          ),
        ),
      ),
  );
  return wanted.map(({ accountId, ref }) => {
    const found = rows.find((row) => row.accountId === accountId && row.ref === ref);
    return found && CampaignId.parse(found.id);
  });
}

export async function setStatuses(
  tx: Tx,
  ctx: Ctx,
  statuses: readonly { id: CampaignId; status: CampaignStatus }[],
): Promise<void> {
  if (statuses.length === 0) return;
  await tx.execute(
    sql`update campaign c set status = w.status
        from json_to_recordset(${JSON.stringify(statuses)}::text::json) as w(id uuid, status text)
        where c.workspace_id = ${ctx.workspaceId} and c.id = w.id and c.status <> w.status`,
  );
}

/** Learns the medium's own ids of campaigns that were known by name only. */
export async function learnRefs(
  tx: Tx,
  ctx: Ctx,
  refs: readonly { id: CampaignId; ref: string }[],
): Promise<void> {
  if (refs.length === 0) return;
  await tx.execute(
    sql`update campaign c set external_ref = w.ref
        from json_to_recordset(${JSON.stringify(refs)}::text::json) as w(id uuid, ref text)
        where c.workspace_id = ${ctx.workspaceId} and c.id = w.id and c.external_ref is null`,
  );
}

/** Forgets campaigns with all below them; one that other spellings point to stays. */
export async function forgetCampaigns(tx: Tx, ctx: Ctx, ids: readonly CampaignId[]): Promise<void> {
  if (ids.length === 0) return;
  const gone = sql`select c.id from campaign c
    join json_array_elements_text(${JSON.stringify(ids)}::text::json) as w(id) on w.id::uuid = c.id
    where c.workspace_id = ${ctx.workspaceId} and not exists (
      select 1 from campaign m where m.workspace_id = c.workspace_id and m.merged_into = c.id
        and m.id not in (select v.id::uuid from json_array_elements_text(${JSON.stringify(ids)}::text::json) as v(id)))`;
  for (const table of [sql`ad`, sql`ad_group`, sql`alias`]) {
    await tx.execute(
      sql`delete from ${table} t where t.workspace_id = ${ctx.workspaceId} and t.campaign_id in (${gone})`,
    );
  }
  await tx.execute(
    sql`delete from campaign t where t.workspace_id = ${ctx.workspaceId} and t.id in (${gone})`,
  );
}

/** Forgets accounts that have no campaign; the caller knows that no figure speaks of them. */
export async function forgetAccounts(tx: Tx, ctx: Ctx, ids: readonly AdAccountId[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(
    sql`delete from ad_account a where a.workspace_id = ${ctx.workspaceId}
        and a.id in (select w.id::uuid from json_array_elements_text(${JSON.stringify(ids)}::text::json) as w(id))
        and not exists (select 1 from campaign c where c.workspace_id = a.workspace_id and c.account_id = a.id)`,
  );
}
