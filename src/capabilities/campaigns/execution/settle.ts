// Closes an approval once its last call is closed: what came of it, told in the same transaction.

import { and, eq, notInArray, sql } from "drizzle-orm";
import type { Tx } from "../../../db/db.ts";
import { type Approval, lockedApproval, setOutcome } from "../../approvals/approvals.ts";
import type { Ctx } from "../../context.ts";
import { releaseMoney } from "../../limits/limits.ts";
import { Exact, loosen } from "./exact.ts";
import { isOvertaken } from "./calls.ts";
import { mediaCall } from "./tables.ts";

/** Tells the people concerned, as part of the transaction that knows what came of it. */
export type Settled = (tx: Tx, ctx: Pick<Ctx, "db" | "workspaceId">, approval: Approval) => Promise<void>;

export async function settleApproval(
  tx: Tx,
  ctx: Pick<Ctx, "db" | "workspaceId">,
  approvalId: string,
  settled: Settled,
): Promise<void> {
  // Lines of one approval end at the same time: the lock lets the last one see all others.
  const approval = await lockedApproval(tx, ctx, approvalId);
  if (approval?.outcome !== "running") return;
  const open = await tx
    .select({ one: sql`1` })
    .from(mediaCall)
    .where(
      and(
        ofApproval(ctx, approvalId),
        notInArray(mediaCall.stage, ["confirmed", "failed", "parked", "skipped"]),
      ),
    )
    .limit(1);
  if (open.length > 0) return;
  const ends = await tx
    .selectDistinct({ stage: mediaCall.stage, trouble: mediaCall.trouble })
    .from(mediaCall)
    .where(ofApproval(ctx, approvalId));
  const outcome = outcomeOf(new Set(ends.map((end) => (isOvertaken(end) ? "overtaken" : end.stage))));
  await setOutcome(tx, ctx, { id: approvalId, outcome });
  await freeWhatFailed(tx, ctx, approvalId);
  const change = approval.kind === "campaign.launch" ? undefined : Exact.safeParse(approval.exact).data;
  if (outcome === "done" && change) await loosen(tx, ctx, approvalId, change);
  await settled(tx, ctx, { ...approval, outcome });
}

/** Money held for a campaign that surely was not made; what is parked may be there, and stays held. */
async function freeWhatFailed(tx: Tx, ctx: Pick<Ctx, "workspaceId">, approvalId: string): Promise<void> {
  const failed = await tx
    .select({ line: mediaCall.line })
    .from(mediaCall)
    .where(
      and(ofApproval(ctx, approvalId), eq(mediaCall.op, "create_campaign"), eq(mediaCall.stage, "failed")),
    );
  for (const { line } of failed) await releaseMoney(tx, ctx.workspaceId, line, "0001-01-01");
}

/** What a later change took the place of is no failure, and was not done either. */
function outcomeOf(stages: ReadonlySet<string>): "done" | "partial" | "failed" | "parked" | "overtaken" {
  if (stages.has("parked")) return "parked";
  if (stages.size === 1 && stages.has("overtaken")) return "overtaken";
  if (stages.size === 1 && stages.has("confirmed")) return "done";
  return stages.has("confirmed") ? "partial" : "failed";
}

function ofApproval({ workspaceId }: Pick<Ctx, "workspaceId">, approvalId: string) {
  return and(eq(mediaCall.workspaceId, workspaceId), eq(mediaCall.approvalId, approvalId));
}
