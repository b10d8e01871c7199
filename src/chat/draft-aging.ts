// Drafts that wait too long: their leads are reminded once, and then they end, told to whoever asked.

import { and, eq, isNull, or, sql } from "drizzle-orm";
import { type RoomPolicy, roomPolicyOf } from "../capabilities/workspace/workspace.ts";
import { Lang } from "../core/locale.ts";
import type { Logger } from "pino";
import { WorkspaceId } from "../core/ids.ts";
import { codeOf } from "../db/faults.ts";
import { type Db, type Tx, withSystemTx, withTx } from "../db/db.ts";
import { lineCard, ranOut, waits } from "./draft-cards.ts";
import { type Lead, leadsOf, placeOf } from "./draft-leads.ts";
import { closeDraft, isDraft } from "./drafts.ts";
import { pushCard } from "./push.ts";
import { draftAnswer } from "./tables.ts";

/** For the minute's tick: one that cannot be aged now keeps none of the others. @returns how many drafts were reminded of, or ended */
export async function ageDrafts(db: Db, log: Logger): Promise<number> {
  const due = await withSystemTx(db, "drafts.due", (tx) =>
    tx
      .select({ workspaceId: draftAnswer.workspaceId, turnId: draftAnswer.turnId })
      .from(draftAnswer)
      .where(
        and(
          eq(draftAnswer.state, "waiting"),
          or(
            sql`${draftAnswer.createdAt} < now() - make_interval(hours => ${LIFE_HOURS})`,
            and(
              isNull(draftAnswer.remindedAt),
              sql`${draftAnswer.createdAt} < now() - make_interval(hours => ${REMIND_HOURS})`,
            ),
          ),
        ),
      )
      .limit(500),
  );
  let aged = 0;
  for (const { workspaceId, turnId } of due)
    try {
      const here = { db, workspaceId: WorkspaceId.parse(workspaceId) };
      const leads = await leadsFor(here, turnId);
      await withTx(here, (tx) => ageDraft(tx, here, { turnId, leads }));
      aged += 1;
    } catch (error) {
      log.warn({ id: turnId, code: codeOf(error) }, "a draft for a room was not looked after");
    }
  return aged;
}

async function leadsFor(here: { db: Db; workspaceId: WorkspaceId }, turnId: string): Promise<Lead[]> {
  const [row] = await withTx(here, (tx) => tx.select().from(draftAnswer).where(isDraft(here, turnId)));
  if (!row) return [];
  const policy: RoomPolicy = await roomPolicyOf(here, row);
  return leadsOf(here, row.platform, policy);
}

const REMIND_HOURS = 4;
const LIFE_HOURS = 24;

/** A draft that waits too long: its leads are reminded once, and then it ends, in one transaction each. */
async function ageDraft(
  tx: Tx,
  ctx: { workspaceId: WorkspaceId },
  { turnId, leads }: { turnId: string; leads: readonly Lead[] },
): Promise<void> {
  const [row] = await tx.select().from(draftAnswer).where(isDraft(ctx, turnId)).for("update");
  if (row?.state !== "waiting") return;
  const { workspaceId } = ctx;
  const [age] = await tx
    .select({
      isOver: sql<boolean>`${draftAnswer.createdAt} < now() - make_interval(hours => ${LIFE_HOURS})`,
    })
    .from(draftAnswer)
    .where(isDraft(ctx, turnId));
  if (age?.isOver) {
    await tx
      .update(draftAnswer)
      .set({ state: "expired", decidedAt: sql`now()` })
      .where(isDraft(ctx, turnId));
    return closeDraft(tx, ctx, row, ranOut);
  }
  if (row.remindedAt !== null) return;
  await tx
    .update(draftAnswer)
    .set({ remindedAt: sql`now()` })
    .where(isDraft(ctx, turnId));
  for (const lead of leads)
    await pushCard(
      tx,
      placeOf(workspaceId, row.platform, lead),
      lineCard(lead.lang ?? Lang.parse(row.lang), waits),
    );
}
