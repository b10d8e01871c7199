// Daily figures of campaigns from Google Ads: literal, finite dates, int64 as strings, fractional conversions.

import { z } from "zod";
import type { Period } from "../core/time.ts";
import type { ClientParts } from "./call.ts";
import { mediumFeatures } from "./features.ts";
import { pieces } from "./given.ts";
import { stream } from "./google-wire.ts";
import type { AccountRef, MetricRow, Metrics } from "./medium.ts";
import { microsOfMain } from "./money-on-wire.ts";

const FIELDS =
  "campaign.id, campaign.name, segments.date, metrics.impressions, metrics.clicks, metrics.cost_micros, metrics.conversions, metrics.conversions_value";
const Int64 = z.string().regex(/^\d{1,19}$/);
const Row = z.object({
  campaign: z.object({ id: z.string(), name: z.string() }),
  segments: z.object({ date: z.iso.date() }),
  metrics: z.object({
    impressions: Int64,
    clicks: Int64,
    costMicros: Int64,
    conversions: z.number(),
    conversionsValue: z.number(),
  }),
});

export async function googleMetrics(parts: ClientParts, at: AccountRef, period: Period): Promise<Metrics> {
  const rows: MetricRow[] = [];
  for (const { from, to } of pieces(period, mediumFeatures.google_ads.maxReportDays)) {
    const query = `SELECT ${FIELDS} FROM campaign WHERE segments.date BETWEEN '${from}' AND '${to}'`;
    rows.push(...(await stream(parts, at, query, Row)).map(rowOf));
  }
  return { level: "campaign", currency: at.currency, asOf: parts.now(), rows };
}

function rowOf({ campaign, segments, metrics }: z.output<typeof Row>): MetricRow {
  const day = Temporal.PlainDate.from(segments.date);
  return {
    day,
    campaignId: campaign.id,
    campaign: campaign.name,
    impressions: Number(metrics.impressions),
    clicks: Number(metrics.clicks),
    conversions: metrics.conversions,
    spendMicros: BigInt(metrics.costMicros),
    revenueMicros: microsOfMain("google_ads", metrics.conversionsValue),
    vat: mediumFeatures.google_ads.vatBasis(day),
  };
}
