// Decides about a waiting proposal: the state, the exact plan and the beginning of the effect in one transaction.

import { and, eq, sql } from "drizzle-orm";
import { momentIn } from "../../core/card/plain/sources.ts";
import { Failure } from "../../core/failure.ts";
import type { PersonId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { mayDo, type Role } from "../../core/roles.ts";
import type { Tx } from "../../db/db.ts";
import { concealed, noContacts } from "../../language/contacts.ts";
import type { Ctx } from "../context.ts";
import { type Guardrails, readAutonomy, readStop } from "../limits/limits.ts";
import { deciderName } from "../workspace/workspace.ts";
import { write } from "../write.ts";
import { roleStoodInFor } from "./deputies.ts";
import { noticeSettled } from "./notices.ts";
import { changed, halted, noSuch, onlySuggested, refused } from "./refusals.ts";
import { refusalOf } from "./rules.ts";
import { type Approval, approvalOf, stateAt } from "./stored.ts";
import { approval, approvalDecision } from "./tables.ts";

/** What an approved kind does; `begin` runs in the transaction of the decision and records what will be sent. */
export type ApprovedAction = {
  /** Whether it only pauses, lowers or ends: such a click works while everything automatic is halted. */
  lowersRisk: (exact: unknown) => boolean;
  /** Whether it stays within what may change at once without a person's look. */
  isSmall: (exact: unknown, limits: Guardrails) => boolean;
  /** Whether a person has to press for it whatever the workspace lets run by itself. */
  needsPerson?: (tx: Tx, ctx: Ctx, asked: Approval) => Promise<boolean>;
  begin: (tx: Tx, ctx: Ctx, approved: Approval) => Promise<"running" | "done">;
};
export type ApprovedActions = Readonly<Record<string, ApprovedAction>>;

export type Decision = {
  id: string;
  /** As the card showed it: a plan that changed since is not what this person saw. */
  planHash?: string | undefined;
  decision: "approve" | "reject";
  reason?: string | undefined;
};

/** `more`: it counts, and somebody else has to approve too. */
export type Decided = { approval: Approval; outcome: "approved" | "rejected" | "more" };

/**
 * @throws Failure "not_found"; "conflict" when it was decided, superseded or changed before, with who and when;
 *   "limit" when its time is over or everything is halted; "forbidden" when this person may not, with what is lacking;
 *   whatever `begin` refuses, and then nothing is decided
 */
export async function decide(ctx: Ctx, said: Decision, actions: ApprovedActions): Promise<Decided> {
  // Why is kept as it is shown: contacts in it masked.
  const input = concealed(said, ctx.contacts ?? noContacts);
  const { personId, role, deputyFor } = await deciding(ctx);
  return write({ ...ctx, role }, "approval.decide", "spend", async (tx) => {
    const row = await lockApproval(tx, ctx, input.id);
    const found = approvalOf(row);
    await mustBeOpen(tx, ctx, row, found, input);
    await mustBeAllowed(tx, ctx, found, input, { personId, role });
    await tx.insert(approvalDecision).values({
      workspaceId: ctx.workspaceId,
      approvalId: found.id,
      personId,
      deputyFor: deputyFor ?? null,
      decision: input.decision,
      reason: input.reason ?? null,
      at: ctx.now,
    });
    const outcome = await settle(tx, ctx, found, input, actions);
    const after = {
      state: outcome,
      planHash: found.planHash,
      ...(input.reason && { reason: input.reason }),
      ...(deputyFor && { deputyFor }),
    };
    const now = approvalOf(await lockApproval(tx, ctx, input.id));
    return { result: { approval: now, outcome }, subject: found.id, before: { state: "waiting" }, after };
  });
}

/** Takes one's own request back. @throws Failure "forbidden" for somebody else's, "conflict" when it waits no more */
export async function withdraw(ctx: Ctx, { id }: { id: string }): Promise<Approval> {
  return write(ctx, "approval.withdraw", "write", async (tx) => {
    const row = await lockApproval(tx, ctx, id);
    const found = approvalOf(row);
    if (!isOwn(ctx, found)) throw refused("role");
    await mustBeOpen(tx, ctx, row, found, {});
    await close(tx, ctx, id, { state: "rejected" });
    return {
      result: { ...found, state: "rejected" as const },
      subject: id,
      before: { state: "waiting" },
      after: { state: "rejected", by: "requester" },
    };
  });
}

async function deciding(ctx: Ctx): Promise<{ personId: PersonId; role: Role; deputyFor?: string }> {
  if (ctx.actor.kind !== "person") throw new Failure("forbidden", "only a person decides");
  const { personId } = ctx.actor;
  const stoodIn = await roleStoodInFor(ctx, personId);
  const deciding = stoodIn ? { personId, ...stoodIn } : { personId, role: ctx.role };
  if (!mayDo(deciding.role, "approval.decide", "spend")) throw refused("role");
  return deciding;
}

async function settle(
  tx: Tx,
  ctx: Ctx,
  found: Approval,
  { decision, reason }: Decision,
  actions: ApprovedActions,
): Promise<Decided["outcome"]> {
  if (decision === "reject") {
    await close(tx, ctx, found.id, { state: "rejected", reason });
    return "rejected";
  }
  if ((await countApprovals(tx, found)) < found.needs.people) return "more";
  const action = actions[found.kind];
  if (!action) throw new Error(`nothing carries out ${found.kind}`);
  await mustNotBeHalted(tx, ctx, action.lowersRisk(found.exact));
  await close(tx, ctx, found.id, { state: "approved" });
  const outcome = await action.begin(tx, ctx, { ...found, state: "approved" });
  await tx
    .update(approval)
    .set({ outcome })
    .where(and(eq(approval.workspaceId, ctx.workspaceId), eq(approval.id, found.id)));
  return "approved";
}

async function close(
  tx: Tx,
  { workspaceId, now }: Ctx,
  id: string,
  { state, reason }: { state: "approved" | "rejected"; reason?: string | undefined },
): Promise<void> {
  const closed = await tx
    .update(approval)
    .set({ state, decidedAt: now, reason: reason ?? null })
    .where(and(eq(approval.workspaceId, workspaceId), eq(approval.id, id), eq(approval.state, "waiting")))
    .returning({ id: approval.id });
  if (closed.length === 0) throw new Error("a locked approval changed its state");
  await noticeSettled(tx, workspaceId, id);
}

async function lockApproval(tx: Tx, { workspaceId }: Ctx, id: string): Promise<typeof approval.$inferSelect> {
  const [row] = await tx
    .select()
    .from(approval)
    .where(and(eq(approval.workspaceId, workspaceId), eq(approval.id, id)))
    .for("update");
  if (!row) throw noSuch();
  return row;
}

/** @throws Failure saying who decided what, or that it is over or another by now */
async function mustBeOpen(
  tx: Tx,
  ctx: Ctx,
  { decidedAt }: typeof approval.$inferSelect,
  found: Approval,
  { planHash }: { planHash?: string | undefined },
): Promise<void> {
  const state = stateAt(found, ctx.now);
  switch (state) {
    case "waiting":
      if (planHash !== undefined && planHash !== found.planHash) throw changed();
      return;
    case "approved":
    case "rejected":
      throw await decidedBefore(tx, ctx, found, decidedAt);
    case "expired":
      throw refused("expired");
    case "superseded":
      throw changed();
  }
}

async function decidedBefore(
  tx: Tx,
  { zone, workspaceId }: Ctx,
  { id, state }: Approval,
  at: Temporal.Instant | null,
): Promise<Failure> {
  const [last] = await tx
    .select({ personId: approvalDecision.personId })
    .from(approvalDecision)
    .where(and(eq(approvalDecision.workspaceId, workspaceId), eq(approvalDecision.approvalId, id)))
    .orderBy(sql`${approvalDecision.at} desc`)
    .limit(1);
  const name = await deciderName(tx, last?.personId ?? null);
  const when = at ? momentIn(zone, at.toString()) : "";
  const ko = { approved: "승인", rejected: "반려" }[state as "approved" | "rejected"];
  const by =
    name === "" ? words("이미", "This was already") : words(`${name} 님이 이미`, `${name} has already`);
  const en = name === "" ? state : `${state} this`;
  return new Failure("conflict", `approval ${id} was ${state} before`, {
    say: words(`${by.ko} ${ko}했어요 (${when}).`, `${by.en} ${en} (${when}).`),
    next: words("이번에는 아무것도 바뀌지 않았어요.", "Nothing was changed this time."),
  });
}

async function mustBeAllowed(
  tx: Tx,
  ctx: Ctx,
  found: Approval,
  { decision, reason = "" }: Decision,
  { personId, role }: { personId: PersonId; role: Role },
): Promise<void> {
  const [mine] = await tx
    .select({ one: sql`1` })
    .from(approvalDecision)
    .where(
      and(
        eq(approvalDecision.workspaceId, ctx.workspaceId),
        eq(approvalDecision.approvalId, found.id),
        eq(approvalDecision.personId, personId),
      ),
    );
  const refusal = refusalOf(
    decision,
    found.needs,
    { role, isRequester: isOwn(ctx, found), decidedBefore: mine !== undefined, reason },
    { now: ctx.now, expiresAt: found.expiresAt },
  );
  if (refusal) throw refused(refusal, found, ctx);
  if (decision === "approve" && (await readAutonomy(tx, ctx.workspaceId, found.kind)) === "suggest")
    throw onlySuggested();
}

function isOwn({ actor }: Ctx, { requestedBy }: Approval): boolean {
  return actor.kind === "person" && requestedBy.kind === "person" && actor.personId === requestedBy.personId;
}

async function countApprovals(tx: Tx, { id }: Approval): Promise<number> {
  const rows = await tx
    .select({ personId: approvalDecision.personId })
    .from(approvalDecision)
    .where(and(eq(approvalDecision.approvalId, id), eq(approvalDecision.decision, "approve")));
  return rows.length;
}

async function mustNotBeHalted(tx: Tx, ctx: Ctx, lowersRisk: boolean): Promise<void> {
  if (lowersRisk) return;
  const stop = await readStop(tx, ctx.workspaceId);
  if (stop.halted) throw halted();
}
