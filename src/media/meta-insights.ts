// Daily figures of campaigns from Meta's insights. One purchase stands under several action types: exactly one of them is counted.

import { z } from "zod";
import type { Period } from "../core/time.ts";
import type { ClientParts } from "./call.ts";
import { mediumFeatures } from "./features.ts";
import { pieces } from "./given.ts";
import { type AccountRef, MediumError, type MetricRow, type Metrics } from "./medium.ts";
import { account, get } from "./meta-wire.ts";
import { microsOfMain } from "./money-on-wire.ts";

/** Until an account names its own: adding the types up would double every purchase. */
const CANONICAL_ACTION = "omni_purchase";

const MAX_PAGES = 500;
const Actions = z.array(z.object({ action_type: z.string(), value: z.string() })).default([]);
const Row = z.object({
  campaign_id: z.string(),
  campaign_name: z.string(),
  date_start: z.iso.date(),
  spend: z.string(),
  impressions: z.string(),
  clicks: z.string(),
  actions: Actions,
  action_values: Actions,
});
const Page = z.object({
  data: z.array(Row),
  paging: z
    .object({ cursors: z.object({ after: z.string() }).optional(), next: z.string().optional() })
    .optional(),
});

export async function metaInsights(parts: ClientParts, at: AccountRef, period: Period): Promise<Metrics> {
  const rows: MetricRow[] = [];
  for (const { from, to } of pieces(period, mediumFeatures.meta.maxReportDays)) {
    rows.push(...(await insights(parts, at, `{"since":"${from}","until":"${to}"}`)));
  }
  return { level: "campaign", currency: at.currency, asOf: parts.now(), rows };
}

async function insights(parts: ClientParts, at: AccountRef, range: string): Promise<MetricRow[]> {
  const rows: MetricRow[] = [];
  let after: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = {
      level: "campaign",
      fields: "campaign_id,campaign_name,spend,impressions,clicks,actions,action_values",
      time_range: range,
      time_increment: "1",
      limit: "500",
      ...(after !== undefined && { after }),
    };
    const { data, paging } = await get(parts, `/${account(at)}/insights`, query, Page);
    rows.push(...data.map(rowOf));
    after = paging?.next === undefined ? undefined : paging.cursors?.after;
    if (after === undefined) return rows;
  }
  throw new MediumError("unavailable", "a report without end", { medium: "meta", code: "pages" });
}

function rowOf(row: z.output<typeof Row>): MetricRow {
  const day = Temporal.PlainDate.from(row.date_start);
  return {
    day,
    campaignId: row.campaign_id,
    campaign: row.campaign_name,
    impressions: Number(row.impressions),
    clicks: Number(row.clicks),
    conversions: Number(canonical(row.actions) ?? 0),
    spendMicros: microsOfMain("meta", row.spend),
    revenueMicros: microsOfMain("meta", canonical(row.action_values) ?? "0"),
    vat: mediumFeatures.meta.vatBasis(day),
  };
}

function canonical(actions: z.output<typeof Actions>): string | undefined {
  return actions.find((one) => one.action_type === CANONICAL_ACTION)?.value;
}
