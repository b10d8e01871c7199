// Leftovers of loads that a kill cut short, and facts of imports that were undone.

import { sql } from "drizzle-orm";
import { rowsOf, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { discardLoad, removeFacts } from "./discard.ts";

export type Swept = { loads: number; undone: number };

/**
 * Removes loads older than an hour (by the database's clock) and the facts of undone imports. No answer changes by it:
 * nothing points to them.
 */
export async function sweepImports(ctx: Ctx): Promise<Swept> {
  const loads = await withTx(ctx, (tx) =>
    rowsOf<{ id: string }>(
      tx,
      sql`select id from import where workspace_id = ${ctx.workspaceId} and state = 'loading'
            and created_at < now() - interval '1 hour'`,
    ),
  );
  for (const { id } of loads) await discardLoad(ctx, id);
  const undone = await withTx(ctx, (tx) =>
    rowsOf<{ id: string }>(
      tx,
      sql`select i.id from import i where i.workspace_id = ${ctx.workspaceId} and i.state = 'undone'
            and exists (select 1 from daily_fact f where f.workspace_id = i.workspace_id and f.import_id = i.id)`,
    ),
  );
  for (const { id } of undone) await removeFacts(ctx, id);
  return { loads: loads.length, undone: undone.length };
}
