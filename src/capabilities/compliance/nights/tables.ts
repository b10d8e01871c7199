// Nights in which live texts are reviewed again, and what each of them changed.

import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { claimColumns, day, instant, isOpenClaim } from "../../../db/columns.ts";
import type { Difference } from "./difference.ts";

/** A pack as it stood at the end of a night. */
export type PackMark = { id: string; version: string; digest: string };

/** Two rows a night at most: `review` looks through everything live, `tell` brings owners what it found, in the morning. Claimed like any work. */
export const reviewNight = pgTable(
  "review_night",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    kind: text({ enum: ["review", "tell"] }).notNull(),
    /** The day that began with it, in the workspace's zone. */
    night: day().notNull(),
    /** By the clock of approvals; null for what is due as it is stored. */
    dueAt: instant(),
    createdAt: instant().notNull(),
    ...claimColumns,
    /** Set when everything live was looked through; null for `tell`. */
    endedAt: instant(),
    packs: jsonb().$type<PackMark[]>(),
    /** How many things were judged again, and how many of them came out otherwise. */
    reviewed: integer(),
    changed: integer(),
  },
  (t) => [
    uniqueIndex("review_night_once").on(t.workspaceId, t.night, t.kind),
    index("review_night_claim").on(t.nextAt).where(isOpenClaim),
    index("review_night_line").on(t.workspaceId, t.createdAt).where(isOpenClaim),
    index("review_night_due")
      .on(t.dueAt)
      .where(sql`state = 'held'`),
  ],
);

/** One row per thing that was judged again in a night, with an empty list where nothing came out otherwise. */
export const reviewChange = pgTable(
  "review_change",
  {
    workspaceId: uuid().notNull(),
    nightId: uuid().notNull(),
    /** Id of the plan or creative. */
    subject: uuid().notNull(),
    version: integer().notNull(),
    label: text().notNull(),
    reviewId: uuid().notNull(),
    /** Whose it is; null where nobody is known: then the admins hear of it. */
    ownerId: uuid(),
    differences: jsonb().$type<Difference[]>().notNull(),
    createdAt: instant().notNull(),
    /** The `tell` row by which its owner heard of it. */
    toldBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.nightId, t.subject] }),
    index("review_change_told").on(t.workspaceId, t.toldBy),
  ],
);
