// Blobs: the bytes of what people drop, in chunks, each workspace its own.

import { sql } from "drizzle-orm";
import { integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";

/** One row per chunk of at most 256 kB. */
export const blob = pgTable(
  "blob",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    part: integer().notNull(),
    body: bytes().notNull(),
    createdAt: instant()
      .notNull()
      .default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id, t.part] })],
);
