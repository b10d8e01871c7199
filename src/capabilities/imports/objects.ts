// Names of a file's rows to ids of the catalog: looked up once per name, remembered for the rest of the load.

import { sql } from "drizzle-orm";
import type { AdAccountId, AdGroupId, AdId, CampaignId, ImportId } from "../../core/ids.ts";
import type { Tx } from "../../db/db.ts";
import { resolveAdGroups, resolveAds, resolveCampaigns } from "../catalog/catalog.ts";
import type { Ctx } from "../context.ts";

/** Names kept per level; a file with more distinct ads than this asks the database again instead of filling the memory. */
const REMEMBERED = 100_000;

/** The objects one row speaks of, by `storedName`. */
export type NamedObjects = {
  accountId: AdAccountId;
  campaign?: string | undefined;
  campaignRef?: string | undefined;
  adGroup?: string | undefined;
  ad?: string | undefined;
};

export type ObjectIds = {
  campaign: CampaignId | undefined;
  adGroup: AdGroupId | undefined;
  ad: AdId | undefined;
};

export type ObjectBook = {
  /** Whether every name of `rows` is remembered, so that no transaction is needed. */
  knows: (rows: readonly NamedObjects[]) => boolean;
  /** Finds or makes what `rows` name and links new campaigns to the import. Call under `lockCatalog`. */
  learn: (tx: Tx, rows: readonly NamedObjects[]) => Promise<void>;
  idsOf: (row: NamedObjects) => ObjectIds;
};

export function openObjects(ctx: Ctx, importId: ImportId): ObjectBook {
  const campaigns = new Map<string, CampaignId>();
  const adGroups = new Map<string, AdGroupId>();
  const ads = new Map<string, AdId>();
  const idsOf = (row: NamedObjects): ObjectIds => {
    const campaign = campaigns.get(campaignPlace(row));
    const adGroup = campaign && adGroups.get(`${campaign}\u0000${row.adGroup ?? ""}`);
    const ad = campaign && ads.get(adPlace(campaign, adGroup, row.ad));
    return { campaign, adGroup, ad };
  };
  const lacks = (row: NamedObjects): boolean => {
    const ids = idsOf(row);
    return (
      row.campaign !== undefined &&
      (!ids.campaign || (row.adGroup !== undefined && !ids.adGroup) || (row.ad !== undefined && !ids.ad))
    );
  };
  return {
    knows: (rows) => !rows.some(lacks),
    learn: async (tx, rows) => {
      for (const book of [adGroups, ads]) if (book.size > REMEMBERED) book.clear();
      await learnCampaigns(tx, ctx, importId, rows.filter(lacks), campaigns);
      await learnAdGroups(tx, ctx, rows.filter(lacks), idsOf, adGroups);
      await learnAds(tx, ctx, rows.filter(lacks), idsOf, ads);
    },
    idsOf,
  };
}

function campaignPlace(row: NamedObjects): string {
  return `${row.accountId}\u0000${row.campaign ?? ""}`;
}

function adPlace(campaign: string, adGroup: string | undefined, ad: string | undefined): string {
  return `${campaign}\u0000${adGroup ?? ""}\u0000${ad ?? ""}`;
}

async function learnCampaigns(
  tx: Tx,
  ctx: Ctx,
  importId: ImportId,
  rows: readonly NamedObjects[],
  book: Map<string, CampaignId>,
): Promise<void> {
  const wanted = distinct(rows, campaignPlace).filter(([place]) => !book.has(place));
  if (wanted.length === 0) return;
  const ids = await resolveCampaigns(
    tx,
    ctx,
    wanted.map(([, row]) => ({ accountId: row.accountId, name: row.campaign ?? "", ref: row.campaignRef })),
  );
  wanted.forEach(([place], index) => remember(book, place, ids[index]));
  await linkCampaigns(tx, ctx, importId, ids);
}

async function learnAdGroups(
  tx: Tx,
  ctx: Ctx,
  rows: readonly NamedObjects[],
  idsOf: (row: NamedObjects) => ObjectIds,
  book: Map<string, AdGroupId>,
): Promise<void> {
  const placed = rows.flatMap((row) => {
    const { campaign } = idsOf(row);
    return campaign && row.adGroup !== undefined ? { campaignId: campaign, name: row.adGroup } : [];
  });
  const wanted = distinct(placed, (one) => `${one.campaignId}\u0000${one.name}`).filter(
    ([place]) => !book.has(place),
  );
  if (wanted.length === 0) return;
  const ids = await resolveAdGroups(
    tx,
    ctx,
    wanted.map(([, one]) => one),
  );
  wanted.forEach(([place], index) => remember(book, place, ids[index]));
}

async function learnAds(
  tx: Tx,
  ctx: Ctx,
  rows: readonly NamedObjects[],
  idsOf: (row: NamedObjects) => ObjectIds,
  book: Map<string, AdId>,
): Promise<void> {
  const placed = rows.flatMap((row) => {
    const { campaign, adGroup } = idsOf(row);
    return campaign && row.ad !== undefined ? { campaignId: campaign, adGroupId: adGroup, name: row.ad } : [];
  });
  const wanted = distinct(placed, (one) => adPlace(one.campaignId, one.adGroupId, one.name)).filter(
    ([place]) => !book.has(place),
  );
  if (wanted.length === 0) return;
  const ids = await resolveAds(
    tx,
    ctx,
    wanted.map(([, one]) => one),
  );
  wanted.forEach(([place], index) => remember(book, place, ids[index]));
}

async function linkCampaigns(
  tx: Tx,
  ctx: Ctx,
  importId: ImportId,
  ids: readonly CampaignId[],
): Promise<void> {
  await tx.execute(
    sql`insert into import_campaign (workspace_id, import_id, campaign_id)
        select ${ctx.workspaceId}, ${importId}, w.id::uuid
        from json_array_elements_text(${JSON.stringify(ids)}::text::json) as w(id)
        on conflict do nothing`,
  );
}

function distinct<T>(rows: readonly T[], place: (row: T) => string): [string, T][] {
  return [...new Map(rows.map((row) => [place(row), row]))];
}

function remember<Id>(book: Map<string, Id>, place: string, id: Id | undefined): void {
  if (id !== undefined) book.set(place, id);
}
