// Plans and their versions: every version is kept as it was shown.

import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Actor } from "../../../core/scope.ts";
import { instant } from "../../../db/columns.ts";

export const plan = pgTable(
  "plan",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    /** The campaign's name in the newest version, and its letters and digits alone: two plans of one name are told apart. */
    name: text().notNull(),
    nameKey: text().notNull(),
    /** The newest version. */
    version: integer().notNull(),
    /** The newest version's approval; `null` while something is in the way of asking for one. */
    approvalId: uuid(),
    createdAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("plan_changed").on(t.workspaceId, t.changedAt),
  ],
);

/** One row per version, never changed: what was said for it, what was planned, who made it. */
export const planVersion = pgTable(
  "plan_version",
  {
    workspaceId: uuid().notNull(),
    planId: uuid().notNull(),
    /** 1, 2, 3 … */
    version: integer().notNull(),
    brief: jsonb().notNull(),
    plan: jsonb().notNull(),
    author: jsonb().$type<Actor>().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.planId, t.version] })],
);

/** How a workspace names its campaigns and tags its links; a workspace without a row uses the defaults. */
export const campaignRule = pgTable("campaign_rule", {
  workspaceId: uuid().primaryKey(),
  naming: text().notNull(),
  utmSource: text().notNull(),
  utmMedium: text().notNull(),
  utmCampaign: text().notNull(),
  changedAt: instant().notNull(),
});
