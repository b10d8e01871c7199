// Why something was rejected, written after the press: the requester hears it and may have the plan changed accordingly.

import { and, desc, eq } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { concealed, noContacts } from "../../language/contacts.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { type Approval, approvalOf } from "./stored.ts";
import { approval, approvalDecision } from "./tables.ts";

/** Puts the reason to this person's last rejection, in the place of one they gave before. @throws Failure "not_found" when they rejected nothing */
export async function noteReason(ctx: Ctx, { reason: said }: { reason: string }): Promise<Approval> {
  const reason = concealed(said, ctx.contacts ?? noContacts);
  const { actor, workspaceId } = ctx;
  if (actor.kind !== "person") throw new Failure("forbidden", "only a person gives a reason");
  return write(ctx, "approval.reason", "write", async (tx) => {
    const [last] = await tx
      .select({ id: approval.id, before: approval.reason })
      .from(approvalDecision)
      .innerJoin(
        approval,
        and(eq(approval.workspaceId, workspaceId), eq(approval.id, approvalDecision.approvalId)),
      )
      .where(
        and(
          eq(approvalDecision.workspaceId, workspaceId),
          eq(approvalDecision.personId, actor.personId),
          eq(approvalDecision.decision, "reject"),
        ),
      )
      .orderBy(desc(approvalDecision.at))
      .limit(1);
    if (!last) throw nothingRejected();
    const [row] = await tx
      .update(approval)
      .set({ reason })
      .where(and(eq(approval.workspaceId, workspaceId), eq(approval.id, last.id)))
      .returning();
    if (!row) throw nothingRejected();
    return { result: approvalOf(row), subject: last.id, before: { reason: last.before }, after: { reason } };
  });
}

function nothingRejected(): Failure {
  return new Failure("not_found", "nothing rejected", {
    say: words(
      "반려하신 요청이 없어서 남길 곳이 없어요.",
      "You have rejected no request that this could belong to.",
    ),
    next: words(
      "‘승인할 것 보여줘’로 기다리는 요청을 보고 반려 버튼을 눌러 주세요.",
      "Say “show what waits for approval” and press Reject on one.",
    ),
  });
}
