// The stored campaigns, ad groups and ads that a wish speaks of: found by the same step as those of a query.

import { and, eq, inArray, sql } from "drizzle-orm";
import { type Medium, mediumLabels } from "../../core/medium.ts";
import type { Filter } from "../../core/query.ts";
import { dayIn } from "../../core/time.ts";
import { withTx } from "../../db/db.ts";
import { nameKey } from "../../language/names.ts";
import { adAccount, campaign } from "../catalog/tables.ts";
import type { Ctx } from "../context.ts";
import { type NameQuestion, resolveNames } from "./resolve-names.ts";

export type SettledNames = {
  /** The filters with the one stored name in the place of what was written. */
  filters: Filter[];
  taken: { field: string; written: string; taken: string }[];
  /** What a person must settle first; the first of several. */
  question?: NameQuestion;
};

const objects: readonly string[] = ["campaign", "adGroup", "ad"];

/** Never throws for a name nobody knows: that is a question. */
export async function settleNames(ctx: Ctx, filters: readonly Filter[]): Promise<SettledNames> {
  const named = filters.filter(({ field }) => objects.includes(field));
  if (named.length === 0) return { filters: [...filters], taken: [] };
  const query = { ...emptyQuery, filters: named };
  const clock = { today: dayIn(ctx.zone, ctx.now) };
  const found = await withTx(ctx, (tx) => resolveNames(tx, ctx, query, clock));
  if ("question" in found)
    return (await overMedia(ctx, filters, found.question)) ?? narrowed(ctx, filters, found.question);
  const stored = new Map(found.taken.map(({ written, taken }) => [written, taken]));
  return {
    filters: filters.map((filter) => ({
      ...filter,
      values: filter.values.map((value) => stored.get(value) ?? value),
    })),
    taken: found.taken,
  };
}

/** One campaign to people, one on each medium to us: names that differ in their medium alone are all meant. */
async function overMedia(
  ctx: Ctx,
  filters: readonly Filter[],
  { kind, filter, names, written }: NameQuestion,
): Promise<SettledNames | undefined> {
  if (kind !== "several" || filter.field !== "campaign") return undefined;
  if (filters.some(({ field, op }) => field === "medium" && op === "in")) return undefined;
  const key = nameKey(written);
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ name: campaign.name, key: campaign.nameKey, medium: adAccount.medium })
      .from(campaign)
      .innerJoin(
        adAccount,
        and(eq(adAccount.workspaceId, campaign.workspaceId), eq(adAccount.id, campaign.accountId)),
      )
      .where(and(eq(campaign.workspaceId, ctx.workspaceId), sql`starts_with(${campaign.nameKey}, ${key})`))
      .orderBy(campaign.name)
      .limit(MOST_MEDIA + 1),
  );
  const apart = new Set(rows.map(({ medium }) => medium)).size === rows.length;
  const alike = new Set(rows.map((row) => withoutMedium(row.key, row.medium))).size === 1;
  const all = rows.map(({ name }) => name);
  if (rows.length < 2 || !apart || !alike || !names.every((name) => all.includes(name))) return undefined;
  return {
    filters: filters.map((one) => ({
      ...one,
      values: one.values.flatMap((value) => (value === written ? all : [value])),
    })),
    taken: all.map((taken) => ({ field: "campaign", written, taken })),
  };
}

const MOST_MEDIA = 6;

function withoutMedium(key: string, medium: Medium): string {
  const { ko, en } = mediumLabels[medium];
  const called = [medium, ko, en].map(nameKey).toSorted((a, b) => b.length - a.length);
  return called.reduce((rest, word) => rest.replace(word, ""), key);
}

/** Of several that fit, the one on the medium that was named beside it. */
async function narrowed(ctx: Ctx, filters: readonly Filter[], question: NameQuestion): Promise<SettledNames> {
  const asked = { filters: [...filters], taken: [], question };
  const media = filters.flatMap(({ field, op, values }) => (field === "medium" && op === "in" ? values : []));
  if (question.kind !== "several" || question.filter.field !== "campaign" || media.length === 0) return asked;
  const rows = await withTx(ctx, (tx) =>
    tx
      .selectDistinct({ name: campaign.name })
      .from(campaign)
      .innerJoin(
        adAccount,
        and(eq(adAccount.workspaceId, campaign.workspaceId), eq(adAccount.id, campaign.accountId)),
      )
      .where(
        and(
          eq(campaign.workspaceId, ctx.workspaceId),
          inArray(campaign.name, [...question.names]),
          inArray(sql`${adAccount.medium}`, media),
        ),
      ),
  );
  const [only, ...more] = rows;
  if (!only || more.length > 0) return asked;
  const { written } = question;
  const settled = filters.map((filter) => ({
    ...filter,
    values: filter.values.map((value) => (value === written ? only.name : value)),
  }));
  return { filters: settled, taken: [{ field: "campaign", written, taken: only.name }] };
}

const emptyQuery = {
  kind: "total" as const,
  metrics: [],
  dimensions: [],
  having: [],
  time: "yesterday",
  assumptions: [],
  unresolved: [],
};
