// What automation may do here: limits set by people, how far it goes by itself, money held for what was approved, and the stop.

import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Actor } from "../../core/scope.ts";
import { big, day, instant } from "../../db/columns.ts";

/** One limit of a workspace; what `value` holds depends on its kind (`rules.ts`). */
export const guardrail = pgTable(
  "guardrail",
  {
    workspaceId: uuid().notNull(),
    kind: text().notNull(),
    value: jsonb().notNull(),
    setBy: jsonb().$type<Actor>().notNull(),
    setAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind] })],
);

/** How far a kind of action goes by itself; kinds without a row wait for a person. */
export const autonomy = pgTable(
  "autonomy",
  {
    workspaceId: uuid().notNull(),
    /** Ledger action, or `*` for all kinds without a row of their own. */
    kind: text().notNull(),
    level: text({ enum: ["suggest", "act_on_approval", "autonomous"] }).notNull(),
    setAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind] })],
);

/** At most one row a workspace: whether its automatic writes are halted, and who did it last. */
export const stop = pgTable("stop", {
  workspaceId: uuid().primaryKey(),
  halted: boolean().notNull(),
  reason: text(),
  by: jsonb().$type<Actor>().notNull(),
  /** By the database's clock. */
  at: instant().notNull(),
});

/** Worst-case money held for one day of what was approved; one row per holder and day. */
export const reservation = pgTable(
  "reservation",
  {
    workspaceId: uuid().notNull(),
    /** What spends it: one line of a plan (`approval:medium`), later the campaign it became. */
    holder: text().notNull(),
    day: day().notNull(),
    medium: text().notNull(),
    currency: text().notNull(),
    /** The most the medium may take on that day, over-delivery included, in minor units. */
    amountMinor: big().notNull(),
    approvalId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.holder, t.day] }),
    index("reservation_day").on(t.workspaceId, t.day),
  ],
);

/** Changes that were carried out, for the limit on changes an hour. */
export const pace = pgTable(
  "pace",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    at: instant().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index("pace_at").on(t.workspaceId, t.at)],
);
