// Knocks: the platform is asked to tell a person that something lies held for them.

import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { claimColumns, instant, isOpenClaim } from "../../db/columns.ts";

export const knock = pgTable(
  "knock",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    /** Where it lies held. */
    conversationId: uuid().notNull(),
    personId: uuid().notNull(),
    path: text({ enum: ["kakao", "alimtalk"] }).notNull(),
    /** What the person is told there, to be told elsewhere where this does not reach them. */
    told: jsonb().notNull(),
    /** The platform's name of what it accepted. */
    receipt: text(),
    acceptedAt: instant(),
    /** Why it did not reach them, in the platform's code. */
    trouble: text(),
    createdAt: instant().notNull(),
    ...claimColumns,
  },
  (t) => [
    index("knock_claim").on(t.nextAt).where(isOpenClaim),
    index("knock_line").on(t.conversationId, t.createdAt).where(isOpenClaim),
    index("knock_workspace").on(t.workspaceId, t.createdAt),
  ],
);
