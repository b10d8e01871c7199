// Names to ids, a set at a time: what is known is found, the rest is made. One statement each, however many names a batch has.

import { type SQL, sql } from "drizzle-orm";
import { AdGroupId, AdId, CampaignId, newId, type AdAccountId } from "../../core/ids.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import { nameKey } from "../../language/names.ts";
import type { Ctx } from "../context.ts";

/** `ref` is the medium's own id of the campaign, when the file has one. Names are `storedName`s. */
export type WantedCampaign = { accountId: AdAccountId; name: string; ref: string | undefined };
export type WantedAdGroup = { campaignId: CampaignId; name: string };
export type WantedAd = { campaignId: CampaignId; adGroupId: AdGroupId | undefined; name: string };

/** Two loads that meet a new name at once would make it twice: makers of one workspace go one after the other. */
export async function lockCatalog(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`catalog:${ctx.workspaceId}`}, 0))`);
}

/**
 * Ids in the order of `wanted`. A campaign is its spelling within its account; one whose name changed on the medium
 * is found by the medium's own id, and its new name becomes an alias.
 */
export async function resolveCampaigns(
  tx: Tx,
  ctx: Ctx,
  wanted: readonly WantedCampaign[],
): Promise<CampaignId[]> {
  const byName = await campaignsByName(tx, ctx, wanted);
  const nameless = wanted.filter((one) => !byName.has(key(one.accountId, one.name)));
  const byRef = await campaignsByRef(tx, ctx, nameless);
  const made: { id: CampaignId; wanted: WantedCampaign }[] = [];
  const renamed: { id: CampaignId; name: string }[] = [];
  for (const one of nameless) {
    const place = key(one.accountId, one.name);
    if (byName.has(place)) continue;
    const known = one.ref === undefined ? undefined : byRef.get(key(one.accountId, one.ref));
    const id = known ?? newId(CampaignId);
    byName.set(place, id);
    if (known) renamed.push({ id, name: one.name });
    else made.push({ id, wanted: one });
    if (one.ref !== undefined) byRef.set(key(one.accountId, one.ref), id);
  }
  await makeCampaigns(tx, ctx, made);
  await makeAliases(tx, ctx, renamed);
  return wanted.map((one) => found(byName, key(one.accountId, one.name)));
}

/**
 * A campaign under its new name; the old one stays a way to find it. Where another campaign of the account has the new name already, it is
 * found by it and shown by the old one.
 */
export async function renameCampaign(
  tx: Tx,
  ctx: Ctx,
  { id, name }: { id: CampaignId; name: string },
): Promise<void> {
  await lockCatalog(tx, ctx);
  const [old] = await rowsOf<{ name: string }>(
    tx,
    sql`select name from campaign where workspace_id = ${ctx.workspaceId} and id = ${id}`,
  );
  if (!old || old.name === name) return;
  await tx.execute(
    sql`update campaign c set name = ${name}, name_key = ${nameKey(name)}
        where c.workspace_id = ${ctx.workspaceId} and c.id = ${id} and not exists (
          select 1 from campaign o where o.workspace_id = c.workspace_id and o.account_id = c.account_id and o.name = ${name})`,
  );
  await makeAliases(tx, ctx, [
    { id, name: old.name },
    { id, name },
  ]);
}

export async function resolveAdGroups(
  tx: Tx,
  ctx: Ctx,
  wanted: readonly WantedAdGroup[],
): Promise<AdGroupId[]> {
  const rows = await rowsOf<{ id: AdGroupId; campaign: string; name: string }>(
    tx,
    sql`select g.id, g.campaign_id as campaign, g.name from ad_group g
        join ${set(wanted, sql`w("campaignId" uuid, name text)`)} on w."campaignId" = g.campaign_id and w.name = g.name
        where g.workspace_id = ${ctx.workspaceId}`,
  );
  const ids = new Map(rows.map((row) => [key(row.campaign, row.name), row.id]));
  const made = missing(wanted, ids, (one) => key(one.campaignId, one.name), AdGroupId);
  await insertFrom(
    tx,
    made,
    sql`insert into ad_group (workspace_id, id, campaign_id, name, created_at)
        select ${ctx.workspaceId}, w.id, w."campaignId", w.name, ${ctx.now.toString()}::timestamptz`,
    sql`w(id uuid, "campaignId" uuid, name text)`,
  );
  return wanted.map((one) => found(ids, key(one.campaignId, one.name)));
}

export async function resolveAds(tx: Tx, ctx: Ctx, wanted: readonly WantedAd[]): Promise<AdId[]> {
  const rows = await rowsOf<{ id: AdId; campaign: string; grp: string | null; name: string }>(
    tx,
    sql`select a.id, a.campaign_id as campaign, a.ad_group_id as grp, a.name from ad a
        join ${set(wanted, sql`w("campaignId" uuid, "adGroupId" uuid, name text)`)}
          on w."campaignId" = a.campaign_id and w.name = a.name and w."adGroupId" is not distinct from a.ad_group_id
        where a.workspace_id = ${ctx.workspaceId}`,
  );
  const ids = new Map(rows.map((row) => [key(row.campaign, row.grp ?? "", row.name), row.id]));
  const place = (one: WantedAd): string => key(one.campaignId, one.adGroupId ?? "", one.name);
  const made = missing(wanted, ids, place, AdId);
  await insertFrom(
    tx,
    made,
    sql`insert into ad (workspace_id, id, campaign_id, ad_group_id, name, created_at)
        select ${ctx.workspaceId}, w.id, w."campaignId", w."adGroupId", w.name, ${ctx.now.toString()}::timestamptz`,
    sql`w(id uuid, "campaignId" uuid, "adGroupId" uuid, name text)`,
  );
  return wanted.map((one) => found(ids, place(one)));
}

async function campaignsByName(
  tx: Tx,
  ctx: Ctx,
  wanted: readonly WantedCampaign[],
): Promise<Map<string, CampaignId>> {
  const keyed = wanted.map((one) => ({ accountId: one.accountId, name: one.name, key: nameKey(one.name) }));
  const rows = await rowsOf<{ id: CampaignId; account: string; name: string }>(
    tx,
    sql`select c.id, c.account_id as account, c.name from campaign c
        join ${set(keyed, sql`w("accountId" uuid, name text, key text)`)}
          on w."accountId" = c.account_id and w.key = c.name_key and w.name = c.name
        where c.workspace_id = ${ctx.workspaceId}`,
  );
  return new Map(rows.map((row) => [key(row.account, row.name), row.id]));
}

async function campaignsByRef(
  tx: Tx,
  ctx: Ctx,
  wanted: readonly WantedCampaign[],
): Promise<Map<string, CampaignId>> {
  const withRef = wanted.filter((one) => one.ref !== undefined);
  if (withRef.length === 0) return new Map();
  const rows = await rowsOf<{ id: CampaignId; account: string; ref: string }>(
    tx,
    sql`select distinct on (c.account_id, c.external_ref) c.id, c.account_id as account, c.external_ref as ref
        from campaign c
        join ${set(withRef, sql`w("accountId" uuid, ref text)`)}
          on w."accountId" = c.account_id and w.ref = c.external_ref
        where c.workspace_id = ${ctx.workspaceId}
        order by c.account_id, c.external_ref, c.id`,
  );
  return new Map(rows.map((row) => [key(row.account, row.ref), row.id]));
}

async function makeCampaigns(
  tx: Tx,
  ctx: Ctx,
  made: readonly { id: CampaignId; wanted: WantedCampaign }[],
): Promise<void> {
  const rows = made.map(({ id, wanted }) => ({ id, ...wanted, key: nameKey(wanted.name) }));
  await insertFrom(
    tx,
    rows,
    sql`insert into campaign (workspace_id, id, account_id, name, name_key, external_ref, status, created_at)
        select ${ctx.workspaceId}, w.id, w."accountId", w.name, w.key, w.ref, 'unknown', ${ctx.now.toString()}::timestamptz`,
    sql`w(id uuid, "accountId" uuid, name text, key text, ref text)`,
  );
}

async function makeAliases(
  tx: Tx,
  ctx: Ctx,
  renamed: readonly { id: CampaignId; name: string }[],
): Promise<void> {
  const rows = renamed.map(({ id, name }) => ({ id, key: nameKey(name) })).filter((row) => row.key !== "");
  if (rows.length === 0) return;
  await tx.execute(
    sql`insert into alias (workspace_id, name_key, campaign_id, created_at)
        select ${ctx.workspaceId}, w.key, w.id, ${ctx.now.toString()}::timestamptz
        from ${set(rows, sql`w(id uuid, key text)`)} on conflict do nothing`,
  );
}

/** `json` rather than arrays or one parameter a cell: measured fastest on both drivers, and blanks arrive as null. */
function set(rows: readonly unknown[], shape: SQL): SQL {
  return sql`json_to_recordset(${JSON.stringify(rows)}::text::json) as ${shape}`;
}

async function insertFrom(tx: Tx, rows: readonly unknown[], insert: SQL, shape: SQL): Promise<void> {
  if (rows.length > 0) await tx.execute(sql`${insert} from ${set(rows, shape)}`);
}

/** New ids for what `ids` lacks, one per place, put into `ids` as well. */
function missing<Wanted extends object, Id>(
  wanted: readonly Wanted[],
  ids: Map<string, Id>,
  place: (one: Wanted) => string,
  kind: { parse: (value: unknown) => Id },
): (Wanted & { id: Id })[] {
  const made: (Wanted & { id: Id })[] = [];
  for (const one of wanted) {
    if (ids.has(place(one))) continue;
    const id = newId(kind);
    ids.set(place(one), id);
    made.push({ ...one, id });
  }
  return made;
}

/** Names hold no control letters, so a zero byte parts them safely. */
function key(...parts: string[]): string {
  return parts.join("\u0000");
}

function found<Id>(ids: ReadonlyMap<string, Id>, place: string): Id {
  const id = ids.get(place);
  if (id === undefined) throw new Error("a name was neither found nor made");
  return id;
}
