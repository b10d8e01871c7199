// Spellings of one campaign: offered after an import, merged when a person (or a one-shot call) agrees.

import { sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import type { CampaignId, ImportId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { rowsOf, type Tx, withTx } from "../../db/db.ts";
import { type MergeGroup, type Merged, mergeCampaigns, storedName } from "../catalog/catalog.ts";
import type { Ctx } from "../context.ts";
import { getImport, type StoredImport } from "./stored.ts";

/** A group of spellings as campaigns of one account, not merged yet. */
export type SpellingOffer = { keep: string; spellings: string[]; rows: number; group: MergeGroup };

/** What is still to be merged of an import's spellings. */
export async function spellingOffers(ctx: Ctx, stored: StoredImport): Promise<SpellingOffer[]> {
  if (stored.report.spellings.length === 0) return [];
  return withTx(ctx, (tx) => offersOf(tx, ctx, stored));
}

/**
 * Counts all spellings of each group of the import as one campaign.
 * @throws Failure "conflict" when nothing is left to merge
 */
export async function mergeSpellings(
  ctx: Ctx,
  input: { importId: ImportId },
): Promise<Merged & { offers: SpellingOffer[] }> {
  const offers = await withTx(ctx, async (tx) => offersOf(tx, ctx, await getImport(tx, ctx, input.importId)));
  if (offers.length === 0) throw nothingToMerge();
  const merged = await mergeCampaigns(
    ctx,
    offers.map(({ group }) => group),
  );
  return { ...merged, offers };
}

async function offersOf(tx: Tx, ctx: Ctx, { report }: StoredImport): Promise<SpellingOffer[]> {
  const names = report.spellings.flatMap(({ keep, spellings }) => [keep, ...spellings]).map(storedName);
  const rows = await rowsOf<{ id: CampaignId; account: string; name: string; root: CampaignId }>(
    tx,
    sql`select c.id, c.account_id as account, c.name, coalesce(c.merged_into, c.id) as root from campaign c
        where c.workspace_id = ${ctx.workspaceId}
          and c.account_id in (select w.id::uuid from json_array_elements_text(${JSON.stringify(report.accounts.map(({ id }) => id))}::text::json) as w(id))
          and c.name in (select n.name from json_array_elements_text(${JSON.stringify(names)}::text::json) as n(name))`,
  );
  const byAccount = Map.groupBy(rows, (row) => row.account);
  return [...byAccount.values()].flatMap((campaigns) => {
    const byName = new Map(campaigns.map((one) => [one.name, one]));
    return report.spellings.flatMap(({ keep, spellings, rows: count }) => {
      const known = [...new Set([keep, ...spellings].map(storedName))].flatMap(
        (name) => byName.get(name) ?? [],
      );
      const kept = byName.get(storedName(keep)) ?? known[0];
      if (!kept || known.length < 2 || new Set(known.map(({ root }) => root)).size === 1) return [];
      const others = known.filter(({ id }) => id !== kept.id).map(({ id }) => id);
      const group = { keep: kept.id, others };
      return { keep: kept.name, spellings: known.map(({ name }) => name), rows: count, group };
    });
  });
}

function nothingToMerge(): Failure {
  return new Failure("conflict", "no spellings are left to merge", {
    say: words(
      "합칠 표기가 남아 있지 않아요. 바뀐 것은 없어요.",
      "No spellings are left to merge. Nothing was changed.",
    ),
    next: words(
      "캠페인 목록에서 지금 상태를 볼 수 있어요.",
      "The list of campaigns shows how they stand now.",
    ),
  });
}
