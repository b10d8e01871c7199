// Copy that was written here, for trying a rule out: drafts of creatives and the texts of plans. Ads of other accounts are known by name
// only, their words are not here.

import { and, desc, eq, gte, sql } from "drizzle-orm";
import { z } from "zod";
import { type Tx, withTx } from "../../db/db.ts";
import type { PastCopy, ReadPast } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import { adsReview, MediumText } from "../creatives/creatives.ts";
import { creative, creativeVersion } from "../creatives/tables.ts";
import { CampaignPlan } from "./plan.ts";
import { isNewest } from "./plan/store.ts";
import { plan, planVersion } from "./plan/tables.ts";

/** Drafts and plans read, each; a draft holds some ten ads. */
const MOST_ROWS = 200;

export const pastCopy: ReadPast = async (ctx, { since, most }) => {
  const { drafts, plans } = await withTx(ctx, async (tx) => ({
    drafts: await draftsSince(tx, ctx, since),
    plans: await plansSince(tx, ctx, since),
  }));
  const found = [...drafts, ...plans].toSorted((a, b) => Temporal.Instant.compare(b.at, a.at));
  const copies = found.flatMap(({ copies: each }) => each);
  const isCut = [drafts, plans].some((rows) => rows.length >= MOST_ROWS);
  return { copies: copies.slice(0, most), whole: !isCut && copies.length <= most };
};

type Written = { at: Temporal.Instant; copies: readonly PastCopy[] };

/** The newest state of each creative; earlier ones were given up. */
async function draftsSince(tx: Tx, ctx: Ctx, since: Temporal.Instant): Promise<Written[]> {
  const { workspaceId } = ctx;
  const isLatest = sql`${creativeVersion.number} = (select max(v.number) from creative_version v
    where v.workspace_id = ${workspaceId} and v.creative_id = ${creativeVersion.creativeId})`;
  const rows = await tx
    .select({ product: creative.product, texts: creativeVersion.texts, at: creativeVersion.createdAt })
    .from(creativeVersion)
    .innerJoin(
      creative,
      and(eq(creative.workspaceId, creativeVersion.workspaceId), eq(creative.id, creativeVersion.creativeId)),
    )
    .where(and(eq(creativeVersion.workspaceId, workspaceId), gte(creativeVersion.createdAt, since), isLatest))
    .orderBy(desc(creativeVersion.createdAt))
    .limit(MOST_ROWS);
  return rows.map(({ product, texts, at }) => ({
    at,
    copies: copiesOf(ctx, { name: product, product, ads: z.array(MediumText).parse(texts) }),
  }));
}

async function plansSince(tx: Tx, ctx: Ctx, since: Temporal.Instant): Promise<Written[]> {
  const { workspaceId } = ctx;
  const rows = await tx
    .select({ plan: planVersion.plan, at: planVersion.createdAt })
    .from(plan)
    .innerJoin(planVersion, isNewest)
    .where(and(eq(plan.workspaceId, workspaceId), gte(plan.changedAt, since)))
    .orderBy(desc(plan.changedAt))
    .limit(MOST_ROWS);
  return rows.map((row) => {
    const { name, product, creatives } = CampaignPlan.parse(row.plan);
    return { at: row.at, copies: copiesOf(ctx, { name, product, ads: creatives?.texts ?? [] }) };
  });
}

type Ads = { name: string; product: string; ads: Parameters<typeof adsReview>[1]["ads"] };

/** Each ad as one text, as reviews read it, without the notices printed beside it. */
function copiesOf(ctx: Ctx, { name, product, ads }: Ads): PastCopy[] {
  const ask = adsReview(ctx, { kind: "creative", label: name, product, ads });
  return (ask?.texts ?? [])
    .filter(({ only }) => only === undefined)
    .map(({ label, text, runsOn }) => ({
      label: `${name} · ${label}`,
      text,
      runsOn,
      trade: ask?.trade ?? "other",
      about: `${name} ${product}`,
    }));
}
