// Approved plans that run on a day, as they were approved: what a digest holds their spend and their results against.

import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "../../db/db.ts";
import { approval } from "../approvals/tables.ts";
import type { Ctx } from "../context.ts";
import { CampaignPlan } from "./plan.ts";
import { isNewest } from "./plan/store.ts";
import { plan, planVersion } from "./plan/tables.ts";

/** The newest first. */
export async function plansInFlight(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { day, limit }: { day: Temporal.PlainDate; limit: number },
): Promise<CampaignPlan[]> {
  const flight = (end: "from" | "to") => sql`(${planVersion.plan}->'flight'->>${end})::date`;
  const rows = await tx
    .select({ plan: planVersion.plan })
    .from(plan)
    .innerJoin(planVersion, isNewest)
    .innerJoin(approval, and(eq(approval.workspaceId, plan.workspaceId), eq(approval.id, plan.approvalId)))
    .where(
      and(
        eq(plan.workspaceId, workspaceId),
        eq(approval.state, "approved"),
        sql`${flight("from")} <= ${day.toString()}::date and ${flight("to")} >= ${day.toString()}::date`,
      ),
    )
    .orderBy(desc(plan.changedAt), desc(plan.id))
    .limit(limit);
  return rows.map((row) => CampaignPlan.parse(row.plan));
}
