// Asks for something: what it needs is decided by its size and by who is there to decide.

import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { canonicalJson, storableJson } from "../../core/canonical.ts";
import { newId, type WorkspaceId } from "../../core/ids.ts";
import type { Words } from "../../core/locale.ts";
import type { Medium } from "../../core/medium.ts";
import type { Money } from "../../core/money.ts";
import type { Actor } from "../../core/scope.ts";
import { mayDo } from "../../core/roles.ts";
import type { Tx } from "../../db/db.ts";
import { isHoliday } from "../calendar.ts";
import type { Ctx } from "../context.ts";
import { otherFrom, readGuardrails } from "../limits/limits.ts";
import { findWorkspace, listMembers } from "../workspace/workspace.ts";
import { write } from "../write.ts";
import { noticeSettled, planNotices } from "./notices.ts";
import { type Change, expiryOf, type Needs, needsOf } from "./rules.ts";
import { type Approval, ApprovalId, approvalOf } from "./stored.ts";
import { approval } from "./tables.ts";

/** What is asked for. `exact` is plain JSON and the only thing that may be done once it is approved. */
export type Proposal = {
  /** Ledger action of what it allows: `campaign.launch`. */
  kind: string;
  /** Id of the plan or campaign it is about. */
  subject: string;
  exact: unknown;
  title: Words;
  diff: Change[];
  /** What it commits, over-delivery not counted. */
  total?: Money;
  byMedium?: { medium: Medium; money: Money }[];
  /** ISO day of the flight's start: nothing is approved after that day. */
  startsOn?: string;
  /** The approval whose place it takes. */
  replaces?: string;
  /** What has to come together, where that does not follow from an amount. */
  needs?: Needs;
  /** In whose name it is asked for, where that is not whoever runs this. */
  requestedBy?: Actor;
};

/**
 * Stores a proposal as waiting; what waited for the same subject and kind before is superseded.
 * @param stillMeant looks again, and holds what it looks at, before anything is stored; whatever it throws ends the request
 * @throws Failure "forbidden" for a role that may not ask
 */
export async function propose(
  ctx: Ctx,
  proposal: Proposal,
  stillMeant: (tx: Tx) => Promise<void> = async () => {},
): Promise<Approval> {
  const workspace = await findWorkspace(ctx.db, ctx.workspaceId);
  const members = await listMembers(ctx);
  const deciders = members.filter(({ role }) => mayDo(role, "approval.decide", "spend"));
  const currency = proposal.total?.currency ?? workspace?.currency ?? "KRW";
  return write(ctx, "approval.ask", "write", async (tx) => {
    await stillMeant(tx);
    const limits = await readGuardrails(tx, ctx.workspaceId);
    const id = newId(ApprovalId);
    const startsOn = proposal.startsOn === undefined ? null : Temporal.PlainDate.from(proposal.startsOn);
    const needs =
      proposal.needs ??
      needsOf(
        proposal.total?.minor,
        {
          otherFrom: otherFrom(limits, currency),
          secondFrom: inCurrency(limits.second_from, currency),
          managerUpTo: inCurrency(limits.manager_up_to, currency),
        },
        {
          deciders: deciders.length,
          requesterDecides: mayDo(ctx.role, "approval.decide", "spend"),
          now: ctx.now,
        },
      );
    const row = {
      workspaceId: ctx.workspaceId,
      id,
      kind: proposal.kind,
      subject: proposal.subject,
      title: proposal.title,
      exact: storableJson(proposal.exact),
      planHash: planHashOf(proposal),
      diff: proposal.diff,
      needs,
      totalMinor: proposal.total?.minor ?? null,
      currency: proposal.total?.currency ?? null,
      byMedium: (proposal.byMedium ?? []).map(({ medium, money }) => ({
        medium,
        minor: money.minor.toString(),
        currency: money.currency,
      })),
      state: "waiting" as const,
      requestedBy: proposal.requestedBy ?? ctx.actor,
      tainted: ctx.tainted === true,
      lang: ctx.lang,
      startsOn,
      createdAt: ctx.now,
      expiresAt: expiryOf(ctx.now, ctx.zone, startsOn ?? undefined, isHoliday),
    };
    const same = await findSame(tx, ctx.workspaceId, row);
    if (same) return { result: approvalOf(same), subject: same.id, after: { askedAgain: true } };
    await supersede(tx, ctx.workspaceId, proposal, id);
    const [stored] = await tx.insert(approval).values(row).returning();
    await planNotices(tx, ctx, row);
    const { kind, planHash, totalMinor } = row;
    const after = { kind, planHash, totalMinor, ...(totalMinor !== null && { currency: row.currency }) };
    return { result: approvalOf(present(stored)), subject: id, after };
  });
}

/** sha256 over kind, subject and exactly what would be done, whatever order its keys are in. */
function planHashOf({ kind, subject, exact }: Pick<Proposal, "kind" | "subject" | "exact">): string {
  const covered = storableJson({ kind, subject, exact });
  return createHash("sha256").update(canonicalJson(covered)).digest("hex");
}

function inCurrency(
  amount: { minor: string; currency: string } | undefined,
  currency: string,
): bigint | undefined {
  return amount?.currency === currency ? BigInt(amount.minor) : undefined;
}

/** The very same thing waits already: asked for twice it is one request. */
async function findSame(
  tx: Tx,
  workspaceId: WorkspaceId,
  { planHash }: { planHash: string },
): Promise<typeof approval.$inferSelect | undefined> {
  const [row] = await tx
    .select()
    .from(approval)
    .where(
      and(
        eq(approval.workspaceId, workspaceId),
        eq(approval.state, "waiting"),
        eq(approval.planHash, planHash),
      ),
    );
  return row;
}

/** What waits for a subject that has changed: nobody may approve the old thing, though the new one is not asked for yet. */
export async function closeOutdated(
  tx: Tx,
  workspaceId: WorkspaceId,
  { kind, subject }: Pick<Proposal, "kind" | "subject">,
): Promise<void> {
  const closed = await tx
    .update(approval)
    .set({ state: "superseded" })
    .where(
      and(
        eq(approval.workspaceId, workspaceId),
        eq(approval.state, "waiting"),
        eq(approval.kind, kind),
        eq(approval.subject, subject),
      ),
    )
    .returning({ id: approval.id });
  for (const { id } of closed) await noticeSettled(tx, workspaceId, id);
}

/** What it replaces, and whatever else waits for the same thing: two open requests for one change would both be approved. */
async function supersede(
  tx: Tx,
  workspaceId: WorkspaceId,
  { kind, subject, replaces }: Proposal,
  by: ApprovalId,
): Promise<void> {
  const same = sql`(${approval.kind} = ${kind} and ${approval.subject} = ${subject})`;
  const closed = await tx
    .update(approval)
    .set({ state: "superseded", replacedBy: by })
    .where(
      and(
        eq(approval.workspaceId, workspaceId),
        eq(approval.state, "waiting"),
        replaces === undefined ? same : sql`(${same} or ${approval.id} = ${replaces})`,
      ),
    )
    .returning({ id: approval.id });
  for (const { id } of closed) await noticeSettled(tx, workspaceId, id);
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("an insert without its row");
  return value;
}
