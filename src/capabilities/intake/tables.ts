// How reports come in without a person: the address they are posted to, the rooms whose files are all taken, and each file that arrived.

import { index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { claimColumns, instant, isOpenClaim } from "../../db/columns.ts";

/** One address a workspace at most; what opens it is known by its hash only. */
export const intakeAddress = pgTable(
  "intake_address",
  {
    workspaceId: uuid().primaryKey(),
    /** `null` while nothing may be posted: never shown yet, or taken back. */
    tokenHash: text(),
    shownAt: instant(),
    lastUsedAt: instant(),
    /** Opens the page that shows a new address, once. */
    revealHash: text(),
    revealUntil: instant(),
    /** Who asked for it last. */
    askedBy: uuid().notNull(),
    askedAt: instant().notNull(),
  },
  (t) => [
    uniqueIndex("intake_address_token").on(t.tokenHash),
    uniqueIndex("intake_address_reveal").on(t.revealHash),
  ],
);

/** A room whose files are all imported, also those of other apps. */
export const roomIntake = pgTable(
  "room_intake",
  {
    workspaceId: uuid().notNull(),
    platform: text().notNull(),
    roomRef: text().notNull(),
    setBy: uuid().notNull(),
    setAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.platform, t.roomRef] })],
);

/** One file that came by the folder or the address, and what became of it. */
export const arrival = pgTable(
  "arrival",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    door: text({ enum: ["folder", "address"] }).notNull(),
    /** The door's own name of this file: sent again, it is kept once. */
    key: text().notNull(),
    name: text().notNull(),
    /** `null` for what was refused before its bytes were kept. */
    documentId: uuid(),
    /** `null` until it was read. */
    outcome: jsonb(),
    createdAt: instant().notNull(),
    ...claimColumns,
  },
  (t) => [
    uniqueIndex("arrival_key").on(t.workspaceId, t.door, t.key),
    index("arrival_claim").on(t.nextAt).where(isOpenClaim),
    index("arrival_workspace").on(t.workspaceId, t.createdAt),
  ],
);
