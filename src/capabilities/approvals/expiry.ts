// Ends what waited too long, so that its requester can be told.

import { and, eq, sql } from "drizzle-orm";
import { withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { type Approval, approvalOf } from "./stored.ts";
import { approval } from "./tables.ts";

/** Marks what has run out. @returns what was marked now, for telling its requesters */
export async function expireApprovals(ctx: Ctx): Promise<Approval[]> {
  const rows = await withTx(ctx, (tx) =>
    tx
      .update(approval)
      .set({ state: "expired" })
      .where(
        and(
          eq(approval.workspaceId, ctx.workspaceId),
          eq(approval.state, "waiting"),
          sql`${approval.expiresAt} <= ${ctx.now.toString()}::timestamptz`,
        ),
      )
      .returning(),
  );
  return rows.map(approvalOf);
}
