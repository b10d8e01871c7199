// When somebody looks next at what the figures say by themselves. A look is a row: planned with the figures that arrive, in their own
// transaction, made due by the tick, done by whichever process claims it, which plans the next.

import { sql } from "drizzle-orm";
import { z } from "zod";
import { newId } from "../../core/ids.ts";
import { notifyWork } from "../../db/claim.ts";
import { type Db, rowsOf, type Tx, withSystemTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { figureLook } from "./tables.ts";

/** The claim loop's name of the table. */
export const FIGURE_LOOKS = "figure_look";

const LookId = z.uuid().brand("LookId");

/** Plans a look for `at`, by the clock of periods; one that was planned for later is brought forward. */
export async function planFigureLook(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .insert(figureLook)
    .values({
      id: newId(LookId),
      workspaceId,
      dueAt: at,
      createdAt: sql`clock_timestamp()`,
      state: "held",
    })
    .onConflictDoUpdate({
      target: figureLook.workspaceId,
      targetWhere: sql`state = 'held'`,
      set: { dueAt: sql`least(${figureLook.dueAt}, excluded.due_at)` },
    });
}

/** Makes work of the looks that are due by this clock, in every workspace; called by all replicas at once it does the same. */
export async function makeFigureLooksDue(db: Db, now: Temporal.Instant): Promise<number> {
  return withSystemTx(db, "figures.due", async (tx) => {
    const due = await rowsOf(
      tx,
      sql`update figure_look set state = 'waiting', next_at = clock_timestamp()
          where state = 'held' and due_at <= ${now.toString()}::timestamptz returning id`,
    );
    if (due.length > 0) await notifyWork(tx, FIGURE_LOOKS);
    return due.length;
  });
}

/** Rows of looks that are over: nobody asks for them again. */
export async function forgetLooks(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">): Promise<void> {
  await tx.execute(
    sql`delete from figure_look where workspace_id = ${workspaceId} and state in ('done', 'dead')`,
  );
}
