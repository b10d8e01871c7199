// What people drop in chat, and what was learned about its headers.

import { bigint, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../../db/columns.ts";

/** One row per dropped file; its bytes lie in `blob` under the same id. */
export const document = pgTable(
  "document",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    bytes: bigint({ mode: "number" }).notNull(),
    /** sha256 of the bytes, hex. */
    hash: text().notNull(),
    personId: uuid(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index("document_hash").on(t.workspaceId, t.hash)],
);

/** Answers a person gave about a header once (medium, date order, currency …), reused for the same header. */
export const headerMapping = pgTable(
  "header_mapping",
  {
    workspaceId: uuid().notNull(),
    signature: text().notNull(),
    answers: jsonb().$type<Record<string, unknown>>().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.signature] })],
);
