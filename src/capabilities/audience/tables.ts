// People who can be reached, and what each of them allowed on which channel.

import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { claimColumns, instant, isOpenClaim } from "../../db/columns.ts";
import type { Consent, SendChannel } from "../compliance/compliance.ts";

/** One row per telephone number or mail address: sealed, and found again by its keyed hash alone. */
export const contact = pgTable(
  "contact",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    kind: text({ enum: ["phone", "email"] }).notNull(),
    addressHash: text().notNull(),
    /** Null once it was erased: the hash is left, so that no later list revives a refusal. */
    sealed: text(),
    createdAt: instant().notNull(),
    erasedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("contact_hash").on(t.workspaceId, t.addressHash),
  ],
);

/** The consent ledger, append-only: the newest row of a contact and channel holds, a withdrawal the moment it is written. */
export const consent = pgTable(
  "consent",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    contactId: uuid().notNull(),
    channel: text().$type<SendChannel>().notNull(),
    /** What the person allowed, as the send gate reads it. */
    record: jsonb().$type<Consent>().notNull(),
    /** Words and version of the form that was agreed to; null where the list did not say. */
    form: text(),
    formVersion: text(),
    /** Where it comes from: the name of the list, or `withdrawal`. */
    source: text().notNull(),
    personId: uuid(),
    recordedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("consent_newest").on(t.workspaceId, t.contactId, t.channel, t.recordedAt),
  ],
);

/** Who worked with contact data, when and what for; never the data. */
export const accessRecord = pgTable(
  "access_record",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    personId: uuid(),
    purpose: text({ enum: ["import", "withdraw", "reach", "due", "notice", "erase", "clean_up"] }).notNull(),
    /** How many contacts it was about. */
    contacts: integer().notNull(),
    /** The name of the one list it was about; null for several or none. */
    list: text(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index("access_record_at").on(t.workspaceId, t.at)],
);

/** When the consents of a workspace are looked through next, for what became due: `held` until the tick finds it due, one row each. */
export const consentLook = pgTable(
  "consent_look",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    dueAt: instant().notNull(),
    createdAt: instant().notNull(),
    ...claimColumns,
  },
  (t) => [
    index("consent_look_claim").on(t.nextAt).where(isOpenClaim),
    index("consent_look_line").on(t.workspaceId, t.createdAt).where(isOpenClaim),
    uniqueIndex("consent_look_held")
      .on(t.workspaceId)
      .where(sql`state = 'held'`),
    index("consent_look_due")
      .on(t.dueAt)
      .where(sql`state = 'held'`),
  ],
);

/** What the owners were told is due: each group once. */
export const consentTold = pgTable(
  "consent_told",
  {
    workspaceId: uuid().notNull(),
    /** Kind, last day and list of the group, as `keyOf` of a due makes it. */
    due: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.due] })],
);
