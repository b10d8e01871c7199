// Slots: one row for each moment at which a schedule is due, stored before anything goes out. Whoever makes them, how often and on how many
// replicas: a moment has one row, and a moment that was missed is found by its schedule, not by the memory of a timer.

import { and, asc, eq, gt, inArray, lte, sql } from "drizzle-orm";
import { z } from "zod";
import { newId, WorkspaceId } from "../../../core/ids.ts";
import { notifyWork } from "../../../db/claim.ts";
import { type Db, type Tx, withSystemTx, withTx } from "../../../db/db.ts";
import { nextSlot, slotsUntil } from "./rhythm.ts";
import { LATE_MINUTES, type LatePolicy } from "./rule.ts";
import { rhythmOf, type Schedule } from "./schedules.ts";
import { schedule, scheduleSlot } from "./tables.ts";

/** The claim loop's name of the table. */
export const SLOTS = "schedule_slot";

const SlotId = z.uuid().brand("SlotId");
type SlotId = z.output<typeof SlotId>;

/** Schedules looked at in one call, and moments of one schedule made in it; the next call goes on. */
const MOST_SCHEDULES = 5_000;
const MOST_SLOTS = 500;
/** Schedules that one transaction locks: whoever sends their slots waits for it. */
const AT_ONCE = 20;

type Here = { workspaceId: WorkspaceId };

/**
 * Makes the slots that are due by this clock, in every workspace; called by all replicas at once it does the same.
 * @returns how many there are to be sent
 */
export async function ensureSlots(db: Db, now: Temporal.Instant): Promise<number> {
  const due = await withSystemTx(db, "schedule.due", (tx) =>
    tx
      .select({ id: schedule.id, workspaceId: schedule.workspaceId })
      .from(schedule)
      .where(and(eq(schedule.state, "active"), lte(schedule.nextSlotAt, now)))
      .orderBy(asc(schedule.nextSlotAt))
      .limit(MOST_SCHEDULES),
  );
  let made = 0;
  const failed: Error[] = [];
  for (const [id, rows] of Map.groupBy(due, ({ workspaceId }) => WorkspaceId.parse(workspaceId))) {
    const ids = rows.map((row) => row.id);
    try {
      for (let at = 0; at < ids.length; at += AT_ONCE) {
        const some = ids.slice(at, at + AT_ONCE);
        made += await withTx({ db, workspaceId: id }, (tx) => makeSlots(tx, { workspaceId: id }, some, now));
      }
    } catch (error) {
      // What is wrong in one workspace keeps no other's.
      failed.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  if (failed[0]) throw failed[0];
  return made;
}

async function makeSlots(
  tx: Tx,
  { workspaceId }: Here,
  ids: string[],
  now: Temporal.Instant,
): Promise<number> {
  const rows = await tx
    .select()
    .from(schedule)
    .where(
      and(
        eq(schedule.workspaceId, workspaceId),
        inArray(schedule.id, ids),
        eq(schedule.state, "active"),
        lte(schedule.nextSlotAt, now),
      ),
    )
    .orderBy(asc(schedule.id))
    .for("update", { skipLocked: true });
  let waiting = 0;
  for (const row of rows) waiting += await makeSlotsOf(tx, row, now);
  if (waiting > 0) await notifyWork(tx, SLOTS);
  return waiting;
}

/** Of several that are due at once the last one goes out. */
async function makeSlotsOf(tx: Tx, row: Schedule, now: Temporal.Instant): Promise<number> {
  const rhythm = rhythmOf(row);
  const slots = row.nextSlotAt ? slotsUntil(rhythm, row.nextSlotAt, now, MOST_SLOTS) : [];
  const last = slots.at(-1);
  if (!last) return 0;
  const next = nextSlot(rhythm, last);
  const isNewest = !next || Temporal.Instant.compare(next, now) > 0;
  const made = await tx
    .insert(scheduleSlot)
    .values(
      slots.map((slotAt) => ({
        id: newId(SlotId),
        workspaceId: row.workspaceId,
        scheduleId: row.id,
        slotAt,
        createdAt: sql`clock_timestamp()`,
        ...((slotAt !== last || !isNewest) && {
          state: "done" as const,
          outcome: "overtaken" as const,
          endedAt: now,
        }),
      })),
    )
    .onConflictDoNothing({ target: [scheduleSlot.scheduleId, scheduleSlot.slotAt] })
    .returning({ state: scheduleSlot.state });
  await tx
    .update(schedule)
    .set({ nextSlotAt: next ?? null })
    .where(and(eq(schedule.workspaceId, row.workspaceId), eq(schedule.id, row.id)));
  return made.filter(({ state }) => state === "waiting").length;
}

export type Slot = typeof scheduleSlot.$inferSelect;
export type Outcome = NonNullable<Slot["outcome"]>;

export type Due = {
  slot: Slot;
  schedule: Schedule;
  /** A later one is due, too. */
  overtaken: boolean;
};

/** The slot with its schedule, which nobody changes until the transaction ends. */
export async function lockDue(tx: Tx, { workspaceId }: Here, slotId: string): Promise<Due> {
  const [slot] = await tx
    .select()
    .from(scheduleSlot)
    .where(and(eq(scheduleSlot.workspaceId, workspaceId), eq(scheduleSlot.id, slotId)));
  if (!slot) throw new Error("a claimed slot is gone");
  const [found] = await tx
    .select()
    .from(schedule)
    .where(and(eq(schedule.workspaceId, workspaceId), eq(schedule.id, slot.scheduleId)))
    .for("update");
  if (!found) throw new Error("a slot without its schedule");
  const later = await tx
    .select({ id: scheduleSlot.id })
    .from(scheduleSlot)
    .where(
      and(
        eq(scheduleSlot.workspaceId, workspaceId),
        eq(scheduleSlot.scheduleId, slot.scheduleId),
        gt(scheduleSlot.slotAt, slot.slotAt),
      ),
    )
    .limit(1);
  return { slot, schedule: found, overtaken: later.length > 0 };
}

/** What is to become of a slot that is looked at `now`. */
export function outcomeOf({ slot, schedule: of, overtaken }: Due, now: Temporal.Instant): Outcome {
  if (of.state !== "active") return "idle";
  if (overtaken) return "overtaken";
  if (!isLate(slot.slotAt, now)) return "sent";
  const late: Record<LatePolicy, Outcome> = { send: "late", skip: "skipped" };
  return late[of.late];
}

export function isLate(slotAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(slotAt.add({ minutes: LATE_MINUTES }), now) <= 0;
}

export async function noteOutcome(
  tx: Tx,
  { workspaceId }: Here,
  { id, outcome, now }: { id: string; outcome: Outcome; now: Temporal.Instant },
): Promise<void> {
  await tx
    .update(scheduleSlot)
    .set({ outcome, endedAt: now })
    .where(and(eq(scheduleSlot.workspaceId, workspaceId), eq(scheduleSlot.id, id)));
}

/** Slots right before this one that nobody saw, the latest first: since the last that went out. */
export async function unsentBefore(tx: Tx, { workspaceId }: Here, slot: Slot): Promise<Temporal.Instant[]> {
  const rows = await tx
    .select({ slotAt: scheduleSlot.slotAt })
    .from(scheduleSlot)
    .where(
      and(
        eq(scheduleSlot.workspaceId, workspaceId),
        eq(scheduleSlot.scheduleId, slot.scheduleId),
        sql`${scheduleSlot.slotAt} < ${slot.slotAt.toString()}::timestamptz`,
        inArray(scheduleSlot.outcome, ["skipped", "overtaken", "failed"]),
        sql`${scheduleSlot.slotAt} > coalesce((select max(s.slot_at) from schedule_slot s
          where s.workspace_id = ${workspaceId} and s.schedule_id = ${slot.scheduleId}
            and s.outcome in ('sent', 'late', 'idle')
            and s.slot_at < ${slot.slotAt.toString()}::timestamptz), '-infinity')`,
      ),
    )
    .orderBy(sql`${scheduleSlot.slotAt} desc`)
    .limit(MOST_SLOTS);
  return rows.map(({ slotAt }) => slotAt);
}

/** A slot with its schedule, as they stand. */
export async function readSlot(
  tx: Tx,
  { workspaceId }: Here,
  slotId: string,
): Promise<{ slot: Slot; schedule: Schedule } | undefined> {
  const [row] = await tx
    .select({ slot: scheduleSlot, schedule })
    .from(scheduleSlot)
    .innerJoin(
      schedule,
      and(eq(schedule.workspaceId, scheduleSlot.workspaceId), eq(schedule.id, scheduleSlot.scheduleId)),
    )
    .where(and(eq(scheduleSlot.workspaceId, workspaceId), eq(scheduleSlot.id, slotId)));
  return row;
}
