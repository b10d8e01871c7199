// Several spellings, one campaign: `mergedInto` points to the one that is kept, always in a single step.

import { and, eq, inArray } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import type { CampaignId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import type { Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { campaign } from "./tables.ts";

/** `keep` is the campaign the others are counted under. */
export type MergeGroup = { keep: CampaignId; others: readonly CampaignId[] };
export type Merged = { groups: number; campaigns: CampaignId[] };

type Pointer = { id: string; mergedInto: string | null };

/**
 * Counts the other spellings of each group under its `keep`; undone by `unmergeCampaigns`.
 * @throws Failure "not_found" for an unknown campaign, "invalid" for campaigns of two accounts
 */
export async function mergeCampaigns(ctx: Ctx, groups: readonly MergeGroup[]): Promise<Merged> {
  return write(ctx, "campaign.merge", "write", async (tx) => {
    const before: Pointer[] = [];
    const after: Pointer[] = [];
    for (const group of groups) {
      const moved = await mergeGroup(tx, ctx, group);
      before.push(...moved.before);
      after.push(...moved.after);
    }
    const campaigns = after.map((row) => row.id as CampaignId);
    return { result: { groups: groups.length, campaigns }, before, after };
  });
}

/** Makes each of these spellings a campaign of its own again. */
export async function unmergeCampaigns(ctx: Ctx, ids: readonly CampaignId[]): Promise<Merged> {
  return write(ctx, "campaign.unmerge", "write", async (tx) => {
    const before = (await campaignsOf(tx, ctx, ids)).filter((row) => row.mergedInto !== null);
    if (before.length === 0) throw nothingMerged();
    const moved = before.map((row) => row.id as CampaignId);
    await tx.update(campaign).set({ mergedInto: null }).where(within(ctx, moved));
    return {
      result: { groups: new Set(before.map((row) => row.mergedInto)).size, campaigns: moved },
      before: before.map(pointer),
      after: moved.map((id) => ({ id, mergedInto: null })),
    };
  });
}

async function mergeGroup(
  tx: Tx,
  ctx: Ctx,
  { keep, others }: MergeGroup,
): Promise<{ before: Pointer[]; after: Pointer[] }> {
  const ids = [...new Set([keep, ...others])];
  const rows = await campaignsOf(tx, ctx, ids);
  if (rows.length !== ids.length) throw unknownCampaign();
  if (new Set(rows.map((row) => row.accountId)).size > 1) throw severalAccounts();
  const moved = [...rows, ...(await mergedInto(tx, ctx, ids))].filter(
    (row) => row.mergedInto !== (row.id === keep ? null : keep),
  );
  const away = moved.filter((row) => row.id !== keep).map((row) => row.id as CampaignId);
  await tx
    .update(campaign)
    .set({ mergedInto: null })
    .where(within(ctx, [keep]));
  if (away.length > 0) await tx.update(campaign).set({ mergedInto: keep }).where(within(ctx, away));
  return { before: moved.map(pointer), after: away.map((id) => ({ id, mergedInto: keep })) };
}

type Row = Pointer & { accountId: string };

const columns = { id: campaign.id, mergedInto: campaign.mergedInto, accountId: campaign.accountId };

async function campaignsOf(tx: Tx, ctx: Ctx, ids: readonly CampaignId[]): Promise<Row[]> {
  return tx.select(columns).from(campaign).where(within(ctx, ids)).for("update");
}

/** Spellings that already point to one of `ids`: they follow it, so that no pointer is ever two steps long. */
async function mergedInto(tx: Tx, ctx: Ctx, ids: readonly CampaignId[]): Promise<Row[]> {
  const rows = await tx
    .select(columns)
    .from(campaign)
    .where(and(eq(campaign.workspaceId, ctx.workspaceId), inArray(campaign.mergedInto, [...ids])));
  return rows.filter((row) => !ids.includes(row.id as CampaignId));
}

function within(ctx: Ctx, ids: readonly CampaignId[]): ReturnType<typeof and> {
  return and(eq(campaign.workspaceId, ctx.workspaceId), inArray(campaign.id, [...ids]));
}

function pointer({ id, mergedInto: into }: Row): Pointer {
  return { id, mergedInto: into };
}

function unknownCampaign(): Failure {
  return new Failure("not_found", "a campaign of the merge is unknown", {
    say: words("합치려는 캠페인을 찾지 못했어요.", "I could not find one of the campaigns to merge."),
    next: words("캠페인 목록을 다시 확인해 주세요.", "Please look at the list of campaigns again."),
  });
}

function severalAccounts(): Failure {
  return new Failure("invalid", "campaigns of several accounts cannot be merged", {
    say: words(
      "서로 다른 광고계정의 캠페인은 합칠 수 없어요.",
      "Campaigns of different ad accounts cannot be merged.",
    ),
    next: words("같은 계정 안의 캠페인만 골라 주세요.", "Choose campaigns of one account."),
  });
}

function nothingMerged(): Failure {
  return new Failure("conflict", "none of these campaigns is merged", {
    say: words("이미 따로 집계하고 있는 캠페인이에요.", "These campaigns are already counted on their own."),
    next: words(
      "캠페인 목록에서 지금 상태를 확인해 주세요.",
      "See the list of campaigns for how they stand now.",
    ),
  });
}
