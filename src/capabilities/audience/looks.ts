// The daily look at the consents of a workspace: what became due is told to its owners once, and addresses of no use any more go.
// A look is a row: planned with the first contact, made due by the tick, done by whichever process claims it, which plans the next.

import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { newId } from "../../core/ids.ts";
import { notifyWork } from "../../db/claim.ts";
import { type Db, rowsOf, type Tx, withSystemTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { type Due, duesOf, keyOfDue } from "./dues.ts";
import { eraseRefused } from "./erasure.ts";
import { lockConsents, standings } from "./ledger.ts";
import { consentLook, consentTold } from "./tables.ts";

/** The claim loop's name of the table. */
export const LOOKS = "consent_look";

const LookId = z.uuid().brand("LookId");
/** In the workspace's zone: when people are at work. */
const HOUR = 9;

type Here = Pick<Ctx, "workspaceId" | "now" | "zone">;
/** `lookId` names the row of the look. */
type Look = Here & { lookId: string };

/** Plans the next look for nine o'clock, unless one is planned already. */
export async function planLook(tx: Tx, { workspaceId, now, zone }: Here): Promise<void> {
  const local = now.toZonedDateTimeISO(zone);
  const today = local.withPlainTime({ hour: HOUR });
  const next = Temporal.ZonedDateTime.compare(today, local) > 0 ? today : today.add({ days: 1 });
  await tx
    .insert(consentLook)
    .values({
      id: newId(LookId),
      workspaceId,
      dueAt: next.toInstant(),
      createdAt: sql`clock_timestamp()`,
      state: "held",
    })
    .onConflictDoNothing();
}

/** Makes work of the looks that are due by this clock, in every workspace; called by all replicas at once it does the same. */
export async function makeLooksDue(db: Db, now: Temporal.Instant): Promise<number> {
  return withSystemTx(db, "consent.due", async (tx) => {
    const due = await rowsOf(
      tx,
      sql`update consent_look set state = 'waiting', next_at = clock_timestamp()
          where state = 'held' and due_at <= ${now.toString()}::timestamptz returning id`,
    );
    if (due.length > 0) await notifyWork(tx, LOOKS);
    return due.length;
  });
}

/**
 * One look, in the transaction that ends its row and begins with this.
 * @returns what is due and was never told; the caller notes with `noteTold` what it told somebody
 */
export async function lookAtConsents(tx: Tx, here: Look): Promise<Due[]> {
  await lockConsents(tx, here);
  const all = await standings(tx, here);
  if (all.some(({ erased }) => !erased)) await planLook(tx, here);
  await eraseRefused(tx, { ...here, actor: { kind: "schedule", scheduleId: here.lookId } }, all);
  const dues = duesOf(here, all);
  if (dues.length === 0) return [];
  const rows = await tx
    .select({ due: consentTold.due })
    .from(consentTold)
    .where(eq(consentTold.workspaceId, here.workspaceId));
  const told = new Set(rows.map(({ due }) => due));
  return dues.filter((due) => !told.has(keyOfDue(due)));
}

/** Nobody hears of these groups again. */
export async function noteTold(tx: Tx, { workspaceId, now }: Here, dues: readonly Due[]): Promise<void> {
  const rows = dues.map((due) => ({ workspaceId, due: keyOfDue(due), at: now }));
  await tx.insert(consentTold).values(rows).onConflictDoNothing();
}
