// Which campaigns a wish is about, and how each stands now: those we can reach with what their medium says of them, and those known
// from files only, of which nothing is ever reported as changed.

import { and, eq, inArray } from "drizzle-orm";
import type { Filter, Having, QueryTime } from "../../../core/query.ts";
import type { Medium } from "../../../core/medium.ts";
import type { Metric } from "../../../core/metric.ts";
import { withTx } from "../../../db/db.ts";
import type { MediumName, Remote } from "../../../media/medium.ts";
import { storedName } from "../../catalog/catalog.ts";
import { adAccount, campaign } from "../../catalog/tables.ts";
import type { Ctx } from "../../context.ts";
import { listCampaigns, runQuery } from "../../performance/performance.ts";
import { reach } from "../execution/reach.ts";

/** A campaign of a connected account as its medium tells it. `campaignId` is our own. */
export type Reached = {
  campaignId: string;
  name: string;
  medium: MediumName;
  accountId: string;
  simulated: boolean;
  remote: Remote;
};

/** Known from reports only, gone from its medium, or reached by a change that is not made there from here. */
export type Unreached = { campaignId: string; name: string; medium: Medium; why: "file" | "gone" | "medium" };

export type Targets = { reached: Reached[]; unreached: Unreached[] };

export type Wanted = {
  filters: readonly Filter[];
  having: readonly Having[];
  time?: QueryTime | undefined;
  order?: { by: Metric; dir: "asc" | "desc" } | undefined;
  limit?: number | undefined;
  keep?: number | undefined;
};

/** Names are settled already. @throws Failure as a query would for a period that does not exist */
export async function findTargets(ctx: Ctx, wanted: Wanted): Promise<Targets> {
  const listed = await listCampaigns(ctx, { level: "campaign", filters: wanted.filters });
  const chosen = await chosenBy(ctx, wanted);
  const lines = listed.lines.filter(({ name }) => chosen === undefined || chosen.has(name));
  return standingOf(
    ctx,
    lines.map((line) => line.campaign.id),
  );
}

/** The same targets without these: what is wished for is not done on their medium from here. */
export function without({ reached, unreached }: Targets, beyond: readonly Reached[]): Targets {
  return {
    reached: reached.filter((one) => !beyond.includes(one)),
    unreached: [
      ...unreached,
      ...beyond.map(({ campaignId, name, medium }) => ({ campaignId, name, medium, why: "medium" as const })),
    ],
  };
}

/** Names that figures choose; `undefined` when none do. */
async function chosenBy(
  ctx: Ctx,
  { filters, having, time, order, limit, keep }: Wanted,
): Promise<Set<string> | undefined> {
  if (having.length === 0 && order === undefined) return undefined;
  const by = order ?? { by: having[0]?.metric ?? "spend", dir: "desc" as const };
  const { quantities } = await runQuery(ctx, {
    kind: "top_n",
    metrics: [by.by],
    dimensions: ["campaign"],
    filters: [...filters],
    having: [...having],
    time: time ?? "last_7_days",
    order: by,
    limit: 100,
    assumptions: [],
    unresolved: [],
  });
  const names = [...new Set(quantities.flatMap(({ scope }) => scope["campaign"] ?? []))];
  const end = keep === undefined ? names.slice(0, limit ?? names.length) : names.slice(keep);
  return new Set(end);
}

/** How these stand now at their media. */
export async function standingOf(ctx: Ctx, ids: readonly string[]): Promise<Targets> {
  if (ids.length === 0) return { reached: [], unreached: [] };
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({
        id: campaign.id,
        name: campaign.name,
        ref: campaign.externalRef,
        accountId: adAccount.id,
        medium: adAccount.medium,
        connection: adAccount.connection,
      })
      .from(campaign)
      .innerJoin(
        adAccount,
        and(eq(adAccount.workspaceId, campaign.workspaceId), eq(adAccount.id, campaign.accountId)),
      )
      .where(and(eq(campaign.workspaceId, ctx.workspaceId), inArray(campaign.id, [...ids]))),
  );
  const targets: Targets = { reached: [], unreached: [] };
  for (const [accountId, ours] of Map.groupBy(rows, (row) => row.accountId)) {
    const place = await reach(ctx, accountId);
    const remotes = place ? await place.medium.list(place.at, "campaign") : [];
    for (const { id, name, ref, medium, connection } of ours) {
      const remote = remotes.find((one) => one.id === ref || storedName(one.name) === name);
      if (place && remote)
        targets.reached.push({
          campaignId: id,
          name,
          medium: place.medium.name,
          accountId,
          simulated: connection === "sandbox",
          remote,
        });
      else targets.unreached.push({ campaignId: id, name, medium, why: place ? "gone" : "file" });
    }
  }
  return targets;
}
