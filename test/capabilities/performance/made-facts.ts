// Facts written by hand, as an import leaves them: accounts, campaigns, rows, and the pointers that make them true.

import type { Ctx } from "../../../src/capabilities/context.ts";
import { adAccount, adGroup, campaign } from "../../../src/capabilities/catalog/tables.ts";
import { dailyFact, imported, metricDay } from "../../../src/capabilities/imports/tables.ts";
import { AdAccountId, AdGroupId, CampaignId, ImportId, newId } from "../../../src/core/ids.ts";
import type { Medium } from "../../../src/core/medium.ts";
import type { Vat } from "../../../src/core/money.ts";
import { withTx } from "../../../src/db/db.ts";
import { nameKey } from "../../../src/language/names.ts";

export type MadeRow = {
  day: string;
  /** Last day of a window. */
  dayTo?: string;
  campaign?: string;
  adGroup?: string;
  breakdown?: Record<string, string>;
  spend?: number;
  revenue?: number;
  impressions?: number;
  clicks?: number;
  interactions?: number;
  conversions?: number;
  currency?: string;
  vat?: Vat;
};

export type MadeReport = {
  medium: Medium;
  rows: MadeRow[];
  view?: string;
  account?: string;
  connection?: "live" | "sandbox" | "file";
  externalRef?: string;
  currency?: string;
  vat?: Vat;
  asOf?: string;
  primaryAction?: string;
  /** Rows are stored, but nothing points to them: a reading that is not true any more. */
  superseded?: boolean;
  status?: "active" | "paused" | "ended" | "unknown";
};

/** Loads a report; one account per medium and name. Amounts in main units; an absent one is unknown. */
export async function loadReport(
  ctx: Ctx,
  report: MadeReport,
): Promise<{ importId: ImportId; accountId: AdAccountId }> {
  const { medium, rows, view = "campaign", currency = "KRW", vat = "excluded" } = report;
  const importId = newId(ImportId);
  const asOf = Temporal.Instant.from(report.asOf ?? "2026-11-21T08:00:00+09:00");
  return withTx(ctx, async (tx) => {
    const name = report.account ?? medium;
    const known = await tx.select().from(adAccount);
    const account = known.find(
      (one) => one.medium === medium && one.name === name && one.workspaceId === ctx.workspaceId,
    );
    const accountId = AdAccountId.parse(account?.id ?? newId(AdAccountId));
    const workspaceId = ctx.workspaceId;
    const createdAt = ctx.now;
    if (!account) {
      const { connection = "file", externalRef = "" } = report;
      await tx
        .insert(adAccount)
        .values({ workspaceId, id: accountId, medium, connection, name, externalRef, currency, createdAt });
    }
    await tx.insert(imported).values({
      workspaceId,
      id: importId,
      state: report.superseded ? "superseded" : "live",
      source: "file",
      hash: importId,
      rows: rows.length,
      report: report.primaryAction ? { primaryAction: { header: report.primaryAction } } : {},
      replaced: [],
      asOf,
      createdAt,
    });
    const stored = await tx.select().from(campaign);
    const campaigns = new Map(
      stored.filter((one) => one.accountId === accountId).map((one) => [one.name, one.id]),
    );
    for (const one of new Set(rows.flatMap((row) => row.campaign ?? []))) {
      if (campaigns.has(one)) continue;
      const id = newId(CampaignId);
      campaigns.set(one, id);
      await tx.insert(campaign).values({
        workspaceId,
        id,
        accountId,
        name: one,
        nameKey: nameKey(one),
        status: report.status ?? "unknown",
        createdAt,
      });
    }
    const groups = new Map<string, string>();
    for (const row of rows) {
      if (!row.adGroup || groups.has(`${row.campaign}/${row.adGroup}`)) continue;
      const id = newId(AdGroupId);
      groups.set(`${row.campaign}/${row.adGroup}`, id);
      await tx.insert(adGroup).values({
        workspaceId,
        id,
        campaignId: campaigns.get(row.campaign ?? "") ?? "",
        name: row.adGroup,
        createdAt,
      });
    }
    const micros = (amount?: number): bigint | null =>
      amount === undefined ? null : BigInt(Math.round(amount * 1e6));
    const count = (amount?: number): bigint | null => (amount === undefined ? null : BigInt(amount));
    await tx.insert(dailyFact).values(
      rows.map((row, index) => ({
        workspaceId,
        importId,
        row: index,
        accountId,
        view,
        day: Temporal.PlainDate.from(row.day),
        dayTo: row.dayTo ? Temporal.PlainDate.from(row.dayTo) : null,
        campaignId: row.campaign ? (campaigns.get(row.campaign) ?? null) : null,
        adGroupId: row.adGroup ? (groups.get(`${row.campaign}/${row.adGroup}`) ?? null) : null,
        breakdown: row.breakdown ?? null,
        spendMicros: micros(row.spend),
        revenueMicros: micros(row.revenue),
        impressions: count(row.impressions),
        clicks: count(row.clicks),
        interactions: count(row.interactions),
        conversions: row.conversions ?? null,
        currency: row.currency ?? currency,
        vat: row.vat ?? vat,
      })),
    );
    if (report.superseded) return { importId, accountId };
    const days = new Set<string>();
    for (const row of rows) {
      const last = Temporal.PlainDate.from(row.dayTo ?? row.day);
      for (
        let day = Temporal.PlainDate.from(row.day);
        Temporal.PlainDate.compare(day, last) <= 0;
        day = day.add({ days: 1 })
      )
        days.add(day.toString());
    }
    await tx
      .insert(metricDay)
      .values(
        [...days].map((day) => ({
          workspaceId,
          accountId,
          view,
          day: Temporal.PlainDate.from(day),
          importId,
        })),
      )
      .onConflictDoUpdate({
        target: [metricDay.workspaceId, metricDay.accountId, metricDay.view, metricDay.day],
        set: { importId },
      });
    return { importId, accountId };
  });
}
