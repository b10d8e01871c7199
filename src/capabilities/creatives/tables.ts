// Creatives with every version that was made of them, and the brand guide they are written by.

import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "../../db/columns.ts";

/** One row per thing that is advertised in one draft; what it says and shows lies in its versions. */
export const creative = pgTable(
  "creative",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    product: text().notNull(),
    lang: text({ enum: ["ko", "en"] }).notNull(),
    personId: uuid(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("creative_latest").on(t.workspaceId, t.createdAt),
  ],
);

/** One fixed state of a creative; a change makes a new one. The pictures lie in `document`. */
export const creativeVersion = pgTable(
  "creative_version",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    creativeId: uuid().notNull(),
    /** Counted from 1 within the creative. */
    number: integer().notNull(),
    /** Who wrote the words; they say so wherever they are shown. */
    writer: text({ enum: ["built_in", "model", "person"] }).notNull(),
    brief: jsonb().$type<Record<string, unknown>>().notNull(),
    texts: jsonb().$type<unknown[]>().notNull(),
    images: jsonb().$type<unknown[]>().notNull(),
    personId: uuid(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("creative_version_number").on(t.workspaceId, t.creativeId, t.number),
  ],
);

/** How the brand speaks and looks: one row per workspace, the state before a change stands in the ledger. */
export const brandGuide = pgTable(
  "brand_guide",
  {
    workspaceId: uuid().notNull(),
    guide: jsonb().$type<Record<string, unknown>>().notNull(),
    personId: uuid(),
    updatedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId] })],
);
