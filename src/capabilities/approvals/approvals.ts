// The door of approvals: what is asked for waits here, bound to a hash of the exact thing, until the right people decide or time ends it.
// Words approve nothing; `decide` is called for an authenticated press or command only.

import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { type Approval, approvalOf, stateAt } from "./stored.ts";
import { approval } from "./tables.ts";

export { type ApprovedAction, type ApprovedActions, decide, type Decided, withdraw } from "./decide.ts";
export { type DeciderOn, decidersLacking, decidersOn, type Reachable, reachableMembers } from "./deciders.ts";
export { addDeputy } from "./deputies.ts";
export { expireApproval } from "./expiry.ts";
export { holdReminder, makeDue, NOTICES, noticeSettled, readNotice } from "./notices.ts";
export { approvalPart, changeLine, noticePart, settledPart } from "./part.ts";
export { noteReason } from "./reasons.ts";
export { closeOutdated, propose, type Proposal } from "./proposals.ts";
export type { Change } from "./rules.ts";
export { type Approval, lockedApproval, stateAt } from "./stored.ts";
export { runByItself } from "./by-itself.ts";
export { settlement } from "./settlement.ts";
export { nextWorking } from "./working-hours.ts";

export async function findApproval(
  place: Pick<Ctx, "db" | "workspaceId">,
  id: string,
): Promise<Approval | undefined> {
  const [row] = await withTx(place, (tx) =>
    tx
      .select()
      .from(approval)
      .where(and(eq(approval.workspaceId, place.workspaceId), eq(approval.id, id))),
  );
  return row && approvalOf(row);
}

/** The newest first. What has run out by `ctx.now` is told as expired, marked or not. */
export async function listApprovals(
  ctx: Ctx,
  { states = ["waiting"], limit = 20 }: { states?: Approval["state"][]; limit?: number } = {},
): Promise<Approval[]> {
  const rows = await withTx(ctx, (tx) =>
    tx
      .select()
      .from(approval)
      .where(and(eq(approval.workspaceId, ctx.workspaceId), inArray(approval.state, states)))
      .orderBy(desc(approval.createdAt), desc(approval.id))
      .limit(limit),
  );
  return rows.map(approvalOf).map((one) => ({ ...one, state: stateAt(one, ctx.now) }));
}

/** How these stand now, until the transaction ends where they are `held`; what is not there is left out. */
export async function approvalStates(
  tx: Tx,
  workspaceId: string,
  ids: readonly string[],
  { held = false } = {},
): Promise<Map<string, Approval["state"]>> {
  const found = tx
    .select({ id: approval.id, state: approval.state })
    .from(approval)
    .where(and(eq(approval.workspaceId, workspaceId), inArray(approval.id, [...ids])))
    .orderBy(approval.id);
  const rows = await (held ? found.for("share") : found);
  return new Map(rows.map(({ id, state }) => [id, state]));
}

/**
 * Where the requester is told what became of it: the first conversation whose answer shows it.
 * @returns those of which something became before there was anywhere to tell it
 */
export async function noteConversation(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { ids, conversationId }: { ids: readonly string[]; conversationId: string },
): Promise<string[]> {
  const rows = await tx
    .update(approval)
    .set({ conversationId })
    .where(
      and(
        eq(approval.workspaceId, workspaceId),
        inArray(approval.id, [...ids]),
        sql`${approval.conversationId} is null`,
      ),
    )
    .returning({ id: approval.id, outcome: approval.outcome });
  return rows.flatMap(({ id, outcome }) => (outcome === null || outcome === "running" ? [] : [id]));
}

/** Whether text from outside had a say in any request about this. */
export async function anyTainted(ctx: Pick<Ctx, "db" | "workspaceId">, subject: string): Promise<boolean> {
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ id: approval.id })
      .from(approval)
      .where(
        and(
          eq(approval.workspaceId, ctx.workspaceId),
          eq(approval.subject, subject),
          eq(approval.tainted, true),
        ),
      )
      .limit(1),
  );
  return rows.length > 0;
}

/** What came of an approved proposal. */
export async function setOutcome(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { id, outcome }: { id: string; outcome: NonNullable<Approval["outcome"]> },
): Promise<void> {
  await tx
    .update(approval)
    .set({ outcome })
    .where(and(eq(approval.workspaceId, workspaceId), eq(approval.id, id)));
}
