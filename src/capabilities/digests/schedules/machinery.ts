// What the program itself changes of a schedule as it runs: no ledger row, as nobody asked for it.

import { and, eq, sql } from "drizzle-orm";
import type { PersonId } from "../../../core/ids.ts";
import type { Tx } from "../../../db/db.ts";
import type { Schedule } from "./schedules.ts";
import { schedule } from "./tables.ts";

export type HandedOver = Schedule;

/** Somebody else goes on with it. */
export function handOver(tx: Tx, row: Schedule, ownerId: PersonId): Promise<HandedOver> {
  return changed(tx, row, { ownerId });
}

/** Ends it, or lets it rest until somebody goes on with it. */
export function endSchedule(tx: Tx, row: Schedule, state: "ended" | "paused" = "ended"): Promise<HandedOver> {
  return changed(tx, row, { state, nextSlotAt: null });
}

async function changed(tx: Tx, row: Schedule, set: Partial<Schedule>): Promise<Schedule> {
  const [after] = await tx
    .update(schedule)
    .set({ ...set, version: sql`${schedule.version} + 1` })
    .where(and(eq(schedule.workspaceId, row.workspaceId), eq(schedule.id, row.id)))
    .returning();
  if (!after) throw new Error("a locked schedule is gone");
  return after;
}
