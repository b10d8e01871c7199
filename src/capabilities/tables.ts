// The ledger: append-only, one hash chain per workspace.

import { bigint, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Actor } from "../core/scope.ts";
import { instant } from "../db/columns.ts";

/** One row per change that a person, a schedule or the autopilot asked for, numbered from 1 in each workspace. */
export const ledger = pgTable(
  "ledger",
  {
    workspaceId: uuid().notNull(),
    seq: bigint({ mode: "number" }).notNull(),
    at: instant().notNull(),
    actor: jsonb().$type<Actor>().notNull(),
    role: text().notNull(),
    /** `thing.verb` */
    action: text().notNull(),
    effect: text().notNull(),
    subject: text(),
    before: jsonb(),
    after: jsonb(),
    outcome: text().notNull(),
    prevHash: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.seq] })],
);

/** Where each chain ends, so that a row cut off its end is missed as well. */
export const ledgerHead = pgTable("ledger_head", {
  workspaceId: uuid().primaryKey(),
  seq: bigint({ mode: "number" }).notNull(),
  hash: text().notNull(),
});
