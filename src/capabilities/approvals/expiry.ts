// Ends a request that waited too long.

import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { noticeSettled } from "./notices.ts";
import { type Approval, approvalOf } from "./stored.ts";
import { approval } from "./tables.ts";

/** @returns the request when this ended it; `undefined` when something else did before, or its time is not over */
export async function expireApproval(
  tx: Tx,
  { workspaceId, now }: Pick<Ctx, "workspaceId" | "now">,
  id: string,
): Promise<Approval | undefined> {
  const [row] = await tx
    .update(approval)
    .set({ state: "expired" })
    .where(
      and(
        eq(approval.workspaceId, workspaceId),
        eq(approval.id, id),
        eq(approval.state, "waiting"),
        sql`${approval.expiresAt} <= ${now.toString()}::timestamptz`,
      ),
    )
    .returning();
  if (!row) return undefined;
  await noticeSettled(tx, workspaceId, id);
  return approvalOf(row);
}
