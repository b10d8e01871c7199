// One-shot ways back that a platform opens for one answer.

import { sql } from "drizzle-orm";
import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { claimColumns, instant, isOpenClaim } from "../../db/columns.ts";

/** Used once at most, by whichever process, and shut after a while. */
export const callback = pgTable(
  "callback",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    conversationId: uuid().notNull(),
    /** The message whose answer it is for. */
    inboundId: uuid().notNull(),
    platform: text().notNull(),
    /** Where it leads, in the platform's own words; emptied as it is used. */
    address: jsonb(),
    shutAt: instant().notNull(),
    /** Noted before it is used: whoever finds this set uses it no more. */
    usedAt: instant(),
    /** What came of it: a code, never a text from outside. */
    outcome: text(),
    createdAt: instant().notNull(),
    ...claimColumns,
  },
  (t) => [
    index("callback_claim").on(t.nextAt).where(isOpenClaim),
    index("callback_line").on(t.conversationId, t.createdAt).where(isOpenClaim),
    index("callback_inbound")
      .on(t.workspaceId, t.inboundId)
      .where(sql`state in ('waiting', 'working')`),
  ],
);
