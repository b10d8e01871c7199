// Schedules, and one row for each moment at which one of them is due.

import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { claimColumns, day, instant, isOpenClaim } from "../../../db/columns.ts";
import type { Question, Target } from "./rule.ts";

export const schedule = pgTable(
  "schedule",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    /** In whose name it goes out. */
    ownerId: uuid().notNull(),
    kind: text({ enum: ["digest", "portfolio"] }).notNull(),
    state: text({ enum: ["active", "paused", "ended"] }).notNull(),
    form: text({ enum: ["daily", "weekly", "monthly"] }).notNull(),
    /** Five fields in `zone`; a day that a month lacks is its last. */
    cron: text().notNull(),
    /** Every so many weeks, counted from the week of `anchor`. */
    everyWeeks: integer().notNull().default(1),
    anchor: day().notNull(),
    zone: text().notNull(),
    holidays: text({ enum: ["keep", "skip", "next"] }).notNull(),
    /** What becomes of one that could not go out in time. */
    late: text({ enum: ["send", "skip"] }).notNull(),
    question: jsonb().$type<Question>().notNull(),
    target: jsonb().$type<Target>().notNull(),
    lang: text({ enum: ["ko", "en"] }).notNull(),
    /** Grows with each change: an older card changes nothing. */
    version: integer().notNull().default(1),
    /** By the clock of schedules; null where nothing is due any more. */
    nextSlotAt: instant(),
    createdAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [
    index("schedule_workspace").on(t.workspaceId, t.createdAt),
    index("schedule_due")
      .on(t.nextSlotAt)
      .where(sql`state = 'active'`),
  ],
);

/** Claimed like any work. One that was never to go out (an older one of several that are due at once) is stored as done. */
export const scheduleSlot = pgTable(
  "schedule_slot",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    scheduleId: uuid().notNull(),
    /** By the clock of schedules. */
    slotAt: instant().notNull(),
    createdAt: instant().notNull(),
    ...claimColumns,
    /** What became of it; null while it waits. `late` was sent, `skipped` was too late, `overtaken` by a later one, `idle` had no schedule any more. */
    outcome: text({ enum: ["sent", "late", "skipped", "overtaken", "idle", "nowhere", "failed"] }),
    endedAt: instant(),
  },
  (t) => [
    uniqueIndex("schedule_slot_once").on(t.scheduleId, t.slotAt),
    index("schedule_slot_claim").on(t.nextAt).where(isOpenClaim),
    index("schedule_slot_line").on(t.scheduleId, t.createdAt).where(isOpenClaim),
    index("schedule_slot_workspace").on(t.workspaceId, t.scheduleId, t.slotAt),
  ],
);
