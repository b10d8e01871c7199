// Change notes beside the figures, and the typed query behind each answer.

import { index, jsonb, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { day, instant } from "../../db/columns.ts";

/** A change seen on a medium, whoever made it; shown beside the causes of its period. */
export const changeEvent = pgTable(
  "change_event",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    accountId: uuid(),
    campaignId: uuid(),
    day: day().notNull(),
    /** Korean and English words of what happened. */
    text: jsonb().$type<{ ko: string; en: string }>().notNull(),
    /** Who noted it; `null` for what the simulated market says of itself. */
    personId: uuid(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index("change_event_day").on(t.workspaceId, t.day)],
);

/** The typed query behind an answer, kept with it for "how was this figure made". */
export const storedQuery = pgTable(
  "stored_query",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    query: jsonb().notNull(),
    /** The resolved form: days, ids, views and imports that were read. */
    resolved: jsonb().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);
