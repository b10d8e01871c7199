// Outgoing changes: one row per call to a medium, written before the call and closed after it.

import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { claimColumns, instant, isOpenClaim } from "../../../db/columns.ts";

export const mediaCall = pgTable(
  "media_call",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    approvalId: uuid().notNull(),
    /** Calls of one approval and medium go one after another in this order: the line they stand in. */
    line: text().notNull(),
    seq: integer().notNull(),
    medium: text().notNull(),
    accountId: uuid().notNull(),
    op: text().notNull(),
    /** What is sent, with `parent` naming the call whose result it hangs on. */
    input: jsonb().notNull(),
    /** Stands at the end of a new object's name, so that it can be found again. */
    tag: text().notNull(),
    /** sha256 of op and input. */
    intentHash: text().notNull(),
    stage: text({
      enum: ["queued", "sent", "confirmed", "failed", "unknown", "parked", "skipped"],
    }).notNull(),
    /** Times it was sent. */
    sends: integer().notNull().default(0),
    /** When it was sent last, by the database's clock. */
    sentAt: instant(),
    /** What the medium answered: ids of what it made, the values before and after. */
    result: jsonb(),
    /** Code of the last failure. */
    trouble: text(),
    createdAt: instant().notNull(),
    ...claimColumns,
  },
  (t) => [
    uniqueIndex("media_call_order").on(t.workspaceId, t.approvalId, t.line, t.seq),
    index("media_call_claim").on(t.nextAt).where(isOpenClaim),
    index("media_call_line").on(t.line, t.createdAt).where(isOpenClaim),
    index("media_call_open")
      .on(t.workspaceId, t.createdAt)
      .where(sql`stage in ('queued', 'sent', 'unknown', 'parked')`),
  ],
);
