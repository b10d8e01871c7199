// Plans as rows: every version is kept as it was shown.

import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import { storableJson } from "../../../core/canonical.ts";
import { Failure } from "../../../core/failure.ts";
import { words } from "../../../core/locale.ts";
import { rowsOf, type Tx, withTx } from "../../../db/db.ts";
import { nameKey } from "../../../language/names.ts";
import { adAccount } from "../../catalog/tables.ts";
import type { Ctx } from "../../context.ts";
import { CampaignPlan, PlanMedium } from "../plan.ts";
import { Brief } from "./brief.ts";
import type { Account } from "./draft.ts";
import { plan as planTable, planVersion } from "./tables.ts";

export type StoredPlan = { plan: CampaignPlan; brief: Brief; approvalId: string | null };

/** Of a plan beside its versions. */
export const isNewest = and(
  eq(planVersion.workspaceId, planTable.workspaceId),
  eq(planVersion.planId, planTable.id),
  eq(planVersion.version, planTable.version),
);

/** The newest version. @throws Failure "not_found" */
export async function readPlan(tx: Tx, { workspaceId }: Ctx, planId: string): Promise<StoredPlan> {
  const [row] = await tx
    .select({ version: planVersion, approvalId: planTable.approvalId })
    .from(planTable)
    .innerJoin(planVersion, isNewest)
    .where(and(eq(planTable.workspaceId, workspaceId), eq(planTable.id, planId)));
  if (!row) throw unknownPlan();
  return {
    plan: CampaignPlan.parse(row.version.plan),
    brief: Brief.parse(row.version.brief),
    approvalId: row.approvalId,
  };
}

/** One version as it was made. */
export async function readVersion(
  tx: Tx,
  { workspaceId }: Ctx,
  planId: string,
  version: number,
): Promise<Omit<StoredPlan, "approvalId"> | undefined> {
  const [row] = await tx
    .select({ plan: planVersion.plan, brief: planVersion.brief })
    .from(planVersion)
    .where(
      and(
        eq(planVersion.workspaceId, workspaceId),
        eq(planVersion.planId, planId),
        eq(planVersion.version, version),
      ),
    );
  return row && { plan: CampaignPlan.parse(row.plan), brief: Brief.parse(row.brief) };
}

/** Every version, the first one first. */
export async function readVersions(ctx: Ctx, planId: string): Promise<CampaignPlan[]> {
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ plan: planVersion.plan })
      .from(planVersion)
      .where(and(eq(planVersion.workspaceId, ctx.workspaceId), eq(planVersion.planId, planId)))
      .orderBy(asc(planVersion.version)),
  );
  return rows.map(({ plan }) => CampaignPlan.parse(plan));
}

/** The plan that was changed last, for words that name none. */
export async function newestPlanId({ workspaceId, ...ctx }: Ctx): Promise<string | undefined> {
  const [row] = await withTx({ ...ctx, workspaceId }, (tx) =>
    tx
      .select({ id: planTable.id })
      .from(planTable)
      .where(eq(planTable.workspaceId, workspaceId))
      .orderBy(desc(planTable.changedAt), desc(planTable.id))
      .limit(1),
  );
  return row?.id;
}

/** @throws Failure "conflict" when another version came first */
export async function saveVersion(tx: Tx, ctx: Ctx, plan: CampaignPlan, brief: Brief): Promise<void> {
  const { workspaceId, now, actor } = ctx;
  const named = { name: plan.name, nameKey: nameKey(plan.name), version: plan.version, changedAt: now };
  if (plan.version === 1) {
    await tx.insert(planTable).values({ workspaceId, id: plan.planId, ...named, createdAt: now });
  } else {
    const moved = await tx
      .update(planTable)
      .set(named)
      .where(
        and(
          eq(planTable.workspaceId, workspaceId),
          eq(planTable.id, plan.planId),
          eq(planTable.version, plan.version - 1),
        ),
      )
      .returning({ id: planTable.id });
    if (moved.length === 0) throw changedMeanwhile();
  }
  const { planId, version } = plan;
  const stored = { plan: storableJson(plan), brief: storableJson(brief) };
  await tx
    .insert(planVersion)
    .values({ workspaceId, planId, version, ...stored, author: actor, createdAt: now });
}

/** Which approval the newest version waits for. */
export async function noteApproval(ctx: Ctx, planId: string, approvalId: string | null): Promise<void> {
  await withTx(ctx, (tx) =>
    tx
      .update(planTable)
      .set({ approvalId })
      .where(and(eq(planTable.workspaceId, ctx.workspaceId), eq(planTable.id, planId))),
  );
}

/** One account per medium: a connected one before one known from files, the newest first. */
export async function readAccounts(
  tx: Tx,
  { workspaceId }: Ctx,
): Promise<Partial<Record<PlanMedium, Account>>> {
  const rows = await tx
    .select()
    .from(adAccount)
    .where(eq(adAccount.workspaceId, workspaceId))
    .orderBy(desc(adAccount.createdAt), desc(adAccount.id));
  const rank = { live: 0, sandbox: 1, file: 2 } as const;
  const best: Partial<Record<PlanMedium, Account>> = {};
  for (const { id, medium, externalRef, name, connection, currency } of rows) {
    const known = PlanMedium.safeParse(medium).data;
    if (!known || externalRef.startsWith("analytics:")) continue;
    const now = best[known];
    if (now && rank[now.connection] <= rank[connection]) continue;
    best[known] = { id, ref: externalRef, name, connection, currency };
  }
  return best;
}

/** Names that a new campaign should not share: campaigns there are, and plans besides this one. */
export async function takenNames(tx: Tx, { workspaceId }: Ctx, planId: string): Promise<string[]> {
  const campaigns = await rowsOf<{ name: string }>(
    tx,
    sql`select name from campaign where workspace_id = ${workspaceId} limit 10000`,
  );
  const plans = await tx
    .select({ name: planTable.name })
    .from(planTable)
    .where(and(eq(planTable.workspaceId, workspaceId), ne(planTable.id, planId)))
    .limit(10_000);
  return [...campaigns, ...plans].map(({ name }) => name);
}

function unknownPlan(): Failure {
  return new Failure("not_found", "no such plan", {
    say: words("그 계획을 찾지 못했어요.", "I could not find that plan."),
    next: words(
      "무엇을 알리는지와 예산을 알려 주시면 새로 만들어요.",
      "Tell me what it is for and the budget, and I draft a new one.",
    ),
  });
}

function changedMeanwhile(): Failure {
  return new Failure("conflict", "another version of the plan came first", {
    say: words("그사이 다른 사람이 이 계획을 바꿨어요.", "Somebody else changed this plan in the meantime."),
    next: words("새 버전을 보고 다시 말씀해 주세요.", "Look at the new version and say it again."),
  });
}
