// What people want to be told of, and what is amiss: rules, incidents, and who heard of which.

import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "../../../db/columns.ts";

/** One rule of a workspace. The usual ones are there without anybody's asking, one of each kind. */
export const alertRule = pgTable(
  "alert_rule",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    kind: text({
      enum: ["threshold", "budget", "no_conversions", "tracking", "rejected", "missing"],
    }).notNull(),
    isUsual: boolean().notNull(),
    /** Who asked for it and hears of it; of a usual one `null`: whoever leads the workspace does. */
    personId: uuid(),
    /** Of a threshold what it watches, as `Watch` reads it; `{}` else. */
    watch: jsonb().notNull(),
    isOn: boolean().notNull(),
    /** Nothing is told of it before. */
    mutedUntil: instant(),
    createdAt: instant().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("alert_rule_usual")
      .on(t.workspaceId, t.kind)
      .where(sql`is_usual`),
  ],
);

/** When a workspace wants to be left alone, and how much it wants to hear; without a row the usual. */
export const alertSetting = pgTable("alert_setting", {
  workspaceId: uuid().primaryKey(),
  /** `HH:MM` in the workspace's zone; both empty: no quiet hours. */
  quietFrom: text().notNull(),
  quietTo: text().notNull(),
  mostADay: integer().notNull(),
  mutedUntil: instant(),
  changedAt: instant().notNull(),
});

/** Something amiss, from its first sight to its end: one open row of a rule and what it is about. */
export const incident = pgTable(
  "incident",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    ruleId: uuid().notNull(),
    /** `all`, `account:<id>`, `campaign:<id>`. */
    subject: text().notNull(),
    state: text({ enum: ["open", "closed"] }).notNull(),
    /** What was seen, as `Seen` reads it. */
    seen: jsonb().notNull(),
    /** Counts the changes of what is told of it. */
    version: integer().notNull(),
    openedAt: instant().notNull(),
    changedAt: instant().notNull(),
    closedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("incident_open")
      .on(t.workspaceId, t.ruleId, t.subject)
      .where(sql`state = 'open'`),
    index("incident_changed").on(t.workspaceId, t.changedAt),
  ],
);

/** How one person heard of an incident: by a message of its own, by a line of another's, or not yet as it was too much for the day. */
export const incidentTold = pgTable(
  "incident_told",
  {
    workspaceId: uuid().notNull(),
    incidentId: uuid().notNull(),
    personId: uuid().notNull(),
    how: text({ enum: ["message", "line", "held"] }).notNull(),
    /** The version of the incident that their message shows. */
    version: integer().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.incidentId, t.personId] }),
    index("incident_told_person").on(t.workspaceId, t.personId, t.at),
  ],
);
