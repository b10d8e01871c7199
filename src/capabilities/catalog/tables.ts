// Ad accounts and the three levels below them, named alike for every medium.

import { bigint, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "../../db/columns.ts";

const media = ["meta", "google_ads", "naver", "kakao", "tiktok", "other"] as const;

export const adAccount = pgTable(
  "ad_account",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    medium: text({ enum: media }).notNull(),
    /** `live` is connected by API, `sandbox` is the simulated market, `file` came from dropped reports. */
    connection: text({ enum: ["live", "sandbox", "file"] }).notNull(),
    name: text().notNull(),
    /** The medium's own id or name as the file gave it; empty when it gave none. */
    externalRef: text().notNull(),
    currency: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);

/** `nameKey` is the name normalised (NFC, lower case, letters and digits only), unique per account. */
export const campaign = pgTable(
  "campaign",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    accountId: uuid().notNull(),
    name: text().notNull(),
    nameKey: text().notNull(),
    externalRef: text(),
    status: text({ enum: ["active", "paused", "ended", "unknown"] }).notNull(),
    /** The campaign this spelling was merged into, when a person agreed; `null` for a campaign of its own. */
    mergedInto: uuid(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("campaign_name").on(t.workspaceId, t.accountId, t.nameKey, t.name),
  ],
);

export const adGroup = pgTable(
  "ad_group",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    campaignId: uuid().notNull(),
    name: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex("ad_group_name").on(t.workspaceId, t.campaignId, t.name),
  ],
);

export const ad = pgTable(
  "ad",
  {
    workspaceId: uuid().notNull(),
    id: uuid().notNull(),
    campaignId: uuid().notNull(),
    adGroupId: uuid(),
    name: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index("ad_name").on(t.workspaceId, t.campaignId, t.name),
  ],
);

/** What people call a campaign, beyond its names. */
export const alias = pgTable(
  "alias",
  {
    workspaceId: uuid().notNull(),
    nameKey: text().notNull(),
    campaignId: uuid().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.nameKey] })],
);

/** What the simulated market knows of one account: plain JSON, changed under the row's lock only. */
export const sandboxAccount = pgTable(
  "sandbox_account",
  {
    workspaceId: uuid().notNull(),
    medium: text({ enum: media }).notNull(),
    /** The account's own number on the medium. */
    ref: text().notNull(),
    /** Counts the changes: a replica that read an older state sees it. */
    revision: bigint({ mode: "number" }).notNull(),
    state: jsonb().notNull(),
    changedAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.medium, t.ref] })],
);
