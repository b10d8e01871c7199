// What is to be done about a request beside its decision, as rows: planned with the request, made due by the tick, carried out by the claim
// loop of whichever process takes them.

import { and, eq, gt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { newId, type WorkspaceId } from "../../core/ids.ts";
import { notifyWork } from "../../db/claim.ts";
import { isOpenClaim } from "../../db/columns.ts";
import { type Db, rowsOf, type Tx, withSystemTx } from "../../db/db.ts";
import { isHoliday } from "../calendar.ts";
import type { Ctx } from "../context.ts";
import { remindersOf } from "./rules.ts";
import { approvalNotice } from "./tables.ts";

/** The claim loop's name of the table. */
export const NOTICES = "approval_notice";

const NoticeId = z.uuid().brand("NoticeId");

export type Notice = {
  approvalId: string;
  kind: (typeof approvalNotice.$inferSelect)["kind"];
  /** A later reminder of the same request is due by now as well, or was carried out already: people are told once. */
  overtaken: boolean;
};

/** Plans the reminders of a new request and the telling of its end. */
export async function planNotices(
  tx: Tx,
  { workspaceId, zone }: Pick<Ctx, "workspaceId" | "zone">,
  asked: { id: string; createdAt: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<void> {
  const { id, createdAt, expiresAt } = asked;
  for (const dueAt of remindersOf(createdAt, expiresAt, zone, isHoliday))
    await holdReminder(tx, { workspaceId }, { approvalId: id, dueAt });
  await tx.insert(approvalNotice).values(heldRow(workspaceId, id, "expiry", expiresAt));
}

export async function holdReminder(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { approvalId, dueAt }: { approvalId: string; dueAt: Temporal.Instant },
): Promise<void> {
  await tx.insert(approvalNotice).values(heldRow(workspaceId, approvalId, "reminder", dueAt));
}

function heldRow(
  workspaceId: WorkspaceId,
  approvalId: string,
  kind: Notice["kind"],
  dueAt: Temporal.Instant,
): typeof approvalNotice.$inferInsert {
  const id = newId(NoticeId);
  return {
    id,
    workspaceId,
    approvalId,
    kind,
    dueAt,
    createdAt: sql`clock_timestamp()` as never,
    state: "held",
  };
}

/** It waits no more: the buttons of its cards go, wherever they are. Carried out as soon as this transaction is committed. */
export async function noticeSettled(tx: Tx, workspaceId: WorkspaceId, approvalId: string): Promise<void> {
  await tx.insert(approvalNotice).values({
    id: newId(NoticeId),
    workspaceId,
    approvalId,
    kind: "settled",
    createdAt: sql`clock_timestamp()`,
  });
  await notifyWork(tx, NOTICES);
}

/** Makes work of what is due by this clock, in every workspace; called by all replicas at once it does the same. @returns how many */
export async function makeDue(db: Db, now: Temporal.Instant): Promise<number> {
  return withSystemTx(db, "approval.due", async (tx) => {
    const due = await rowsOf(
      tx,
      sql`update approval_notice set state = 'waiting', next_at = clock_timestamp()
          where state = 'held' and due_at <= ${now.toString()}::timestamptz returning id`,
    );
    if (due.length > 0) await notifyWork(tx, NOTICES);
    return due.length;
  });
}

export async function readNotice(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  id: string,
): Promise<Notice> {
  const here = eq(approvalNotice.workspaceId, workspaceId);
  const [row] = await tx
    .select()
    .from(approvalNotice)
    .where(and(here, eq(approvalNotice.id, id)));
  if (!row) throw new Error("a claimed notice is gone");
  const { approvalId, kind, dueAt } = row;
  if (dueAt === null) return { approvalId, kind, overtaken: false };
  const later = await tx
    .select({ id: approvalNotice.id })
    .from(approvalNotice)
    .where(
      and(
        here,
        eq(approvalNotice.approvalId, approvalId),
        eq(approvalNotice.kind, kind),
        or(gt(approvalNotice.dueAt, dueAt), and(eq(approvalNotice.dueAt, dueAt), gt(approvalNotice.id, id))),
        // Which of the two is taken first is anybody's guess.
        or(isOpenClaim, eq(approvalNotice.state, "done")),
      ),
    );
  return { approvalId, kind, overtaken: later.length > 0 };
}
