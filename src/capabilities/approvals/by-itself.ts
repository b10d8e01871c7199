// A request that needs nobody else's click: the workspace lets this kind run by itself, whoever asked could approve it alone, no text from
// outside had a say in it, and it stays within every limit. It goes the same way as an approved one.

import { and, eq } from "drizzle-orm";
import { withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { isInHours, readAutonomy, readGuardrails, readStop } from "../limits/limits.ts";
import { write } from "../write.ts";
import type { ApprovedActions } from "./decide.ts";
import { noticeSettled } from "./notices.ts";
import { type Approval, approvalOf, lockedApproval } from "./stored.ts";
import { approval } from "./tables.ts";

/** @returns the request as it was begun, or as it waits. @throws what the beginning refuses: a cap, a pace */
export async function runByItself(ctx: Ctx, asked: Approval, actions: ApprovedActions): Promise<Approval> {
  const action = actions[asked.kind];
  if (!action || !mayAlone(ctx, asked)) return asked;
  const open = await withTx(ctx, async (tx) => {
    const level = await readAutonomy(tx, ctx.workspaceId, asked.kind);
    const limits = await readGuardrails(tx, ctx.workspaceId);
    return (
      level === "autonomous" &&
      isInHours(ctx.now, ctx.zone, limits.hours) &&
      action.isSmall(asked.exact, limits) &&
      !(await action.needsPerson?.(tx, ctx, asked))
    );
  });
  if (!open) return asked;
  return write(ctx, "approval.self", "spend", async (tx) => {
    const found = await lockedApproval(tx, ctx, asked.id);
    const level = await readAutonomy(tx, ctx.workspaceId, asked.kind);
    const { halted } = await readStop(tx, ctx.workspaceId);
    // Whoever lowered a limit in between is heeded.
    const limits = await readGuardrails(tx, ctx.workspaceId);
    const beyond = !isInHours(ctx.now, ctx.zone, limits.hours) || !action.isSmall(asked.exact, limits);
    const waits =
      found?.state !== "waiting" ||
      level !== "autonomous" ||
      beyond ||
      (await action.needsPerson?.(tx, ctx, asked)) === true ||
      (halted && !action.lowersRisk(asked.exact));
    if (waits) return { result: found ?? asked, subject: asked.id, after: { state: found?.state ?? "gone" } };
    const here = and(eq(approval.workspaceId, ctx.workspaceId), eq(approval.id, asked.id));
    await tx.update(approval).set({ state: "approved", decidedAt: ctx.now }).where(here);
    await noticeSettled(tx, ctx.workspaceId, asked.id);
    const outcome = await action.begin(tx, ctx, { ...found, state: "approved" });
    const [row] = await tx.update(approval).set({ outcome }).where(here).returning();
    const after = { state: "approved", by: "autonomy", planHash: asked.planHash };
    return { result: row ? approvalOf(row) : found, subject: asked.id, before: { state: "waiting" }, after };
  });
}

function mayAlone({ actor, role, tainted }: Ctx, { needs }: Approval): boolean {
  const { people, other, reason } = needs;
  return (
    actor.kind === "person" &&
    tainted !== true &&
    needs.roles.includes(role) &&
    people === 1 &&
    !other &&
    !reason
  );
}
