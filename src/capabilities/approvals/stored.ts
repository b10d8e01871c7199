// An approval as it is stored, and the state it is in at a moment.

import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Lang, Words } from "../../core/locale.ts";
import type { Actor } from "../../core/scope.ts";
import type { Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import type { Change, MediumTotal, Needs } from "./rules.ts";
import { approval } from "./tables.ts";

export const ApprovalId = z.uuid().brand("ApprovalId");
export type ApprovalId = z.output<typeof ApprovalId>;

export type Approval = {
  id: ApprovalId;
  kind: string;
  subject: string;
  title: Words;
  exact: unknown;
  planHash: string;
  diff: Change[];
  needs: Needs;
  total: { minor: string; currency: string } | null;
  byMedium: MediumTotal[];
  state: "waiting" | "approved" | "rejected" | "expired" | "superseded";
  requestedBy: Actor;
  /** Text from outside had a say in it. */
  tainted: boolean;
  conversationId: string | null;
  lang: Lang;
  startsOn: string | null;
  createdAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  reason: string | null;
  outcome: "running" | "done" | "partial" | "failed" | "parked" | "overtaken" | null;
};

/** A waiting proposal whose time is over can be decided no more, also before its row says so. */
export function stateAt(
  { state, expiresAt }: Pick<Approval, "state" | "expiresAt">,
  now: Temporal.Instant,
): Approval["state"] {
  return state === "waiting" && Temporal.Instant.compare(now, expiresAt) >= 0 ? "expired" : state;
}

export function approvalOf(row: typeof approval.$inferSelect): Approval {
  const { totalMinor, currency, startsOn, ...rest } = row;
  return {
    ...rest,
    id: ApprovalId.parse(row.id),
    total: totalMinor === null || currency === null ? null : { minor: totalMinor.toString(), currency },
    startsOn: startsOn?.toString() ?? null,
  };
}

/** The row is held until the transaction ends: what comes of an approval is decided by one at a time. */
export async function lockedApproval(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  id: string,
): Promise<Approval | undefined> {
  const [row] = await tx
    .select()
    .from(approval)
    .where(and(eq(approval.workspaceId, workspaceId), eq(approval.id, id)))
    .for("update");
  return row && approvalOf(row);
}
