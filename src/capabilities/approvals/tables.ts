// Waiting tool calls and what people decided about them.

import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Words } from "../../core/locale.ts";
import type { Actor } from "../../core/scope.ts";
import { big, claimColumns, day, instant, isOpenClaim } from "../../db/columns.ts";
import type { Change, MediumTotal, Needs } from "./rules.ts";

export const approval = pgTable(
  "approval",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    /** Ledger action of what it allows: `campaign.launch`. */
    kind: text().notNull(),
    /** Id of what it is about. */
    subject: text().notNull(),
    title: jsonb().$type<Words>().notNull(),
    /** Exactly what will be done; nothing else may be done by this approval. */
    exact: jsonb().notNull(),
    /** sha256 of the canonical JSON of kind, subject and `exact`. */
    planHash: text().notNull(),
    diff: jsonb().$type<Change[]>().notNull(),
    needs: jsonb().$type<Needs>().notNull(),
    totalMinor: big(),
    currency: text(),
    byMedium: jsonb().$type<MediumTotal[]>().notNull(),
    state: text({ enum: ["waiting", "approved", "rejected", "expired", "superseded"] }).notNull(),
    requestedBy: jsonb().$type<Actor>().notNull(),
    /** Text from outside had a say in it: its words go to nobody who does not ask for them. */
    tainted: boolean().notNull().default(false),
    /** Where it was asked for: there the requester is told what became of it. */
    conversationId: uuid(),
    lang: text({ enum: ["ko", "en"] }).notNull(),
    /** First day of the flight: nothing is approved after it has begun. */
    startsOn: day(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    decidedAt: instant(),
    /** Why it was rejected. */
    reason: text(),
    replacedBy: uuid(),
    /** What came of it once approved; null while it waits. */
    outcome: text({ enum: ["running", "done", "partial", "failed", "parked", "overtaken"] }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("approval_waiting")
      .on(t.workspaceId, t.createdAt)
      .where(sql`state = 'waiting'`),
    index("approval_subject").on(t.workspaceId, t.subject, t.createdAt),
  ],
);

/** One row per person who decided: a second look needs two of them. */
export const approvalDecision = pgTable(
  "approval_decision",
  {
    workspaceId: uuid().notNull(),
    approvalId: uuid().notNull(),
    personId: uuid().notNull(),
    /** For whom they stood in. */
    deputyFor: uuid(),
    decision: text({ enum: ["approve", "reject"] }).notNull(),
    reason: text(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.approvalId, t.personId] })],
);

/** Who decides in whose place, on which days (both included). */
export const deputy = pgTable(
  "deputy",
  {
    workspaceId: uuid().notNull(),
    personId: uuid().notNull(),
    deputyId: uuid().notNull(),
    from: day().notNull(),
    to: day().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.personId, t.from] })],
);

/**
 * What is to be done about a request beside its decision, one row each: its deciders reminded, its end told, the buttons of its cards
 * taken away. `held` until the tick finds it due; then it is claimed like any work, by whichever process.
 */
export const approvalNotice = pgTable(
  "approval_notice",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    approvalId: uuid().notNull(),
    kind: text({ enum: ["reminder", "expiry", "settled"] }).notNull(),
    /** By the clock of approvals; null for what is due as it is stored. */
    dueAt: instant(),
    createdAt: instant().notNull(),
    ...claimColumns,
  },
  (t) => [
    index("approval_notice_claim").on(t.nextAt).where(isOpenClaim),
    index("approval_notice_line").on(t.approvalId, t.createdAt).where(isOpenClaim),
    index("approval_notice_due")
      .on(t.dueAt)
      .where(sql`state = 'held'`),
  ],
);
