// How people are reached when nobody asked: what a workspace pays for, and in which order a person wants to be told.

import { boolean, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Actor } from "../../core/scope.ts";
import { instant } from "../../db/columns.ts";

/** A way of speaking first that costs money: off until an admin has seen what it costs. */
export const pushSetting = pgTable(
  "push_setting",
  {
    workspaceId: uuid().notNull(),
    path: text({ enum: ["kakao", "alimtalk"] }).notNull(),
    isOn: boolean().notNull(),
    by: jsonb().$type<Actor>().notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.path] })],
);

/** One person's own order; without a row it is the usual one. */
export const reachOrder = pgTable(
  "reach_order",
  {
    workspaceId: uuid().notNull(),
    personId: uuid().notNull(),
    paths: jsonb().$type<string[]>().notNull(),
    /** Their own mobile number, for 알림톡 alone. */
    sealedPhone: text(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.personId] })],
);
