// Daily facts and which import of them is true. Facts belong to an import; `metric_day` points, so replace and undo move pointers.

import { sql } from "drizzle-orm";
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { big, claimColumns, day, instant, isOpenClaim } from "../../db/columns.ts";

/** One reading of one document (or of the simulated market). */
export const imported = pgTable(
  "import",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    documentId: uuid(),
    state: text({ enum: ["loading", "live", "superseded", "undone"] }).notNull(),
    source: text({ enum: ["file", "market"] }).notNull(),
    /** sha256 of the file's bytes and of the answers it was read with: the same reading twice changes nothing. */
    hash: text().notNull(),
    rows: integer().notNull(),
    /** What the import card says: recognised format, totals rows, reconciliation, assumptions. */
    report: jsonb().notNull(),
    /** Pointers as they stood before the flip, for undo: one entry per run of days. */
    replaced: jsonb().notNull(),
    asOf: instant().notNull(),
    personId: uuid(),
    createdAt: instant().notNull(),
    liveAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), index("import_hash").on(t.workspaceId, t.hash)],
);

/**
 * One row of one import: one day (or one window `day..dayTo`) of one object and one set of breakdown values.
 * `null` in an amount means the file did not say, never 0.
 */
export const dailyFact = pgTable(
  "daily_fact",
  {
    workspaceId: uuid().notNull(),
    importId: uuid().notNull(),
    row: integer().notNull(),
    accountId: uuid().notNull(),
    /** Level and breakdown set this row belongs to: `campaign`, `ad+age,gender`, `adGroup~window`, `medium~week`. */
    view: text().notNull(),
    day: day().notNull(),
    /** Last day of a window; `null` for a single day. */
    dayTo: day(),
    campaignId: uuid(),
    adGroupId: uuid(),
    adId: uuid(),
    /** Values of the breakdown dimensions by product name: `{"age":"25-34","gender":"female"}`. */
    breakdown: jsonb().$type<Record<string, string>>(),
    spendMicros: big(),
    revenueMicros: big(),
    impressions: big(),
    clicks: big(),
    interactions: big(),
    /** May be fractional. */
    conversions: doublePrecision(),
    reach: big(),
    currency: text().notNull(),
    vat: text({ enum: ["included", "excluded", "unknown"] }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.row] }),
    index("daily_fact_day").on(t.workspaceId, t.day, t.importId),
  ],
);

/** Conversions by kind, beside the primary action that `daily_fact.conversions` holds. */
export const dailyConversion = pgTable(
  "daily_conversion",
  {
    workspaceId: uuid().notNull(),
    importId: uuid().notNull(),
    row: integer().notNull(),
    /** `purchase`, `lead`, `add_to_cart`, or the file's own word. */
    action: text().notNull(),
    /** Attribution window as the file gives it: `7d`, `1d`, `default`. */
    window: text().notNull(),
    count: doublePrecision(),
    valueMicros: big(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.importId, t.row, t.action, t.window] })],
);

/** Which import is true for an account, a view and a day. */
export const metricDay = pgTable(
  "metric_day",
  {
    workspaceId: uuid().notNull(),
    accountId: uuid().notNull(),
    view: text().notNull(),
    day: day().notNull(),
    importId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.accountId, t.view, t.day] }),
    index("metric_day_day").on(t.workspaceId, t.day),
  ],
);

/** Which campaigns an import's facts speak of: a campaign is known while one of its imports is `live` or `superseded`. */
export const importCampaign = pgTable(
  "import_campaign",
  {
    workspaceId: uuid().notNull(),
    importId: uuid().notNull(),
    campaignId: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.importId, t.campaignId] }),
    index("import_campaign_campaign").on(t.workspaceId, t.campaignId),
  ],
);

/**
 * When somebody looks next at what the figures say by themselves: `held` until the tick finds it due, one such row a workspace with figures.
 */
export const figureLook = pgTable(
  "figure_look",
  {
    id: uuid().primaryKey(),
    workspaceId: uuid().notNull(),
    dueAt: instant().notNull(),
    createdAt: instant().notNull(),
    ...claimColumns,
  },
  (t) => [
    index("figure_look_claim").on(t.nextAt).where(isOpenClaim),
    index("figure_look_line").on(t.workspaceId, t.createdAt).where(isOpenClaim),
    uniqueIndex("figure_look_held")
      .on(t.workspaceId)
      .where(sql`state = 'held'`),
    index("figure_look_due")
      .on(t.dueAt)
      .where(sql`state = 'held'`),
  ],
);
