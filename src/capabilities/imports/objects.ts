// Names of a file's rows to ids of the catalog: looked up once per name, remembered for the rest of the load.
// Kept as a tree of maps by plain names: joined keys cost more than everything else a row needs.

import { sql } from "drizzle-orm";
import type { AdAccountId, AdGroupId, AdId, CampaignId, ImportId } from "../../core/ids.ts";
import type { Tx } from "../../db/db.ts";
import { resolveAdGroups, resolveAds, resolveCampaigns } from "../catalog/catalog.ts";
import type { Ctx } from "../context.ts";

/** Names kept; a file with more distinct ads than this asks the database again instead of filling the memory. */
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
  campaign?: CampaignId | undefined;
  adGroup?: AdGroupId | undefined;
  ad?: AdId | undefined;
};

export type ObjectBook = {
  /** Ids of everything the row names, or `undefined` when one of the names is not remembered: learn it first. */
  find: (row: NamedObjects) => ObjectIds | undefined;
  /** Finds or makes what `rows` name and links new campaigns to the import. Call under `lockCatalog`. */
  learn: (tx: Tx, rows: readonly NamedObjects[]) => Promise<void>;
};

/** `ads` are those directly below. */
type GroupNode = { id: AdGroupId; ads: Map<string, AdId> };
type CampaignNode = { id: CampaignId; adGroups: Map<string, GroupNode>; ads: Map<string, AdId> };
type Tree = Map<AdAccountId, Map<string, CampaignNode>>;

const nothing: ObjectIds = {};

export function openObjects(ctx: Ctx, importId: ImportId): ObjectBook {
  const tree: Tree = new Map();
  let remembered = 0;
  return {
    find: (row) => find(tree, row),
    learn: async (tx, rows) => {
      if (remembered > REMEMBERED) {
        tree.clear();
        remembered = 0;
      }
      const lacking = rows.filter((row) => find(tree, row) === undefined);
      remembered += lacking.length;
      await learnCampaigns(tx, ctx, importId, tree, lacking);
      await learnAdGroups(tx, ctx, tree, lacking);
      await learnAds(tx, ctx, tree, lacking);
    },
  };
}

function find(tree: Tree, { accountId, campaign, adGroup, ad }: NamedObjects): ObjectIds | undefined {
  if (campaign === undefined) return nothing;
  const node = tree.get(accountId)?.get(campaign);
  if (!node) return undefined;
  const group = adGroup === undefined ? undefined : node.adGroups.get(adGroup);
  if (adGroup !== undefined && !group) return undefined;
  const adId = ad === undefined ? undefined : (group ?? node).ads.get(ad);
  if (ad !== undefined && !adId) return undefined;
  return { campaign: node.id, adGroup: group?.id, ad: adId };
}

function nodeOf(tree: Tree, row: NamedObjects): CampaignNode | undefined {
  return tree.get(row.accountId)?.get(row.campaign ?? "");
}

async function learnCampaigns(
  tx: Tx,
  ctx: Ctx,
  importId: ImportId,
  tree: Tree,
  rows: readonly NamedObjects[],
): Promise<void> {
  const wanted = distinct(
    rows.filter((row) => !nodeOf(tree, row)),
    ({ accountId, campaign }) => [accountId, campaign],
  );
  if (wanted.length === 0) return;
  const ids = await resolveCampaigns(
    tx,
    ctx,
    wanted.map(({ accountId, campaign = "", campaignRef }) => ({
      accountId,
      name: campaign,
      ref: campaignRef,
    })),
  );
  for (const [index, { accountId, campaign = "" }] of wanted.entries()) {
    const id = ids[index];
    const campaigns = tree.get(accountId) ?? new Map<string, CampaignNode>();
    tree.set(accountId, campaigns);
    if (id) campaigns.set(campaign, { id, adGroups: new Map(), ads: new Map() });
  }
  await linkCampaigns(tx, ctx, importId, ids);
}

async function learnAdGroups(tx: Tx, ctx: Ctx, tree: Tree, rows: readonly NamedObjects[]): Promise<void> {
  const wanted = distinct(
    rows.flatMap((row) => {
      const node = nodeOf(tree, row);
      const { adGroup } = row;
      return node && adGroup !== undefined && !node.adGroups.has(adGroup) ? { node, name: adGroup } : [];
    }),
    ({ node, name }) => [node.id, name],
  );
  if (wanted.length === 0) return;
  const ids = await resolveAdGroups(
    tx,
    ctx,
    wanted.map(({ node, name }) => ({ campaignId: node.id, name })),
  );
  for (const [index, { node, name }] of wanted.entries()) {
    const id = ids[index];
    if (id) node.adGroups.set(name, { id, ads: new Map() });
  }
}

async function learnAds(tx: Tx, ctx: Ctx, tree: Tree, rows: readonly NamedObjects[]): Promise<void> {
  const wanted = distinct(
    rows.flatMap((row) => {
      const node = nodeOf(tree, row);
      if (!node || row.ad === undefined) return [];
      const group = row.adGroup === undefined ? undefined : node.adGroups.get(row.adGroup);
      const { ads } = group ?? node;
      return ads.has(row.ad) ? [] : { campaignId: node.id, adGroupId: group?.id, name: row.ad, ads };
    }),
    ({ campaignId, adGroupId, name }) => [campaignId, adGroupId, name],
  );
  if (wanted.length === 0) return;
  const ids = await resolveAds(
    tx,
    ctx,
    wanted.map(({ campaignId, adGroupId, name }) => ({ campaignId, adGroupId, name })),
  );
  for (const [index, { ads, name }] of wanted.entries()) {
    const id = ids[index];
    if (id) ads.set(name, id);
  }
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

/** The first of each kind; only names that are new come through here, so the joined key is cheap enough. */
function distinct<T>(rows: readonly T[], place: (row: T) => readonly (string | undefined)[]): T[] {
  const first = new Map<string, T>();
  for (const row of rows) {
    const key = place(row).join("\u0000");
    if (!first.has(key)) first.set(key, row);
  }
  return [...first.values()];
}
