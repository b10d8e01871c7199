// Whether answers helped, as people said: the last word of each person about each answer.

import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../../db/columns.ts";

export const feedback = pgTable(
  "feedback",
  {
    workspaceId: uuid().notNull(),
    personId: uuid().notNull(),
    /** The answer that is meant. */
    turnId: uuid().notNull(),
    verdict: text().$type<"good" | "bad">().notNull(),
    /** What is often the matter, by its key. */
    template: text(),
    /** In their own words, contacts masked. */
    reason: text(),
    /** What the answer was asked for, contacts masked. */
    asked: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.personId, t.turnId] })],
);
