// Daily figures from Kakao's campaign reports: at most 31 days and 5 campaigns a call, today excluded.

import { z } from "zod";
import type { Period } from "../core/time.ts";
import type { ClientParts } from "./call.ts";
import { mediumFeatures } from "./features.ts";
import { pieces } from "./given.ts";
import { kakao } from "./kakao-wire.ts";
import type { AccountRef, MetricRow, Metrics, Remote } from "./medium.ts";
import { microsOfMain } from "./money-on-wire.ts";

const IDS_PER_CALL = 5;
const Count = z.number().int().nonnegative();
const Report = z.object({
  data: z.array(
    z.object({
      start: z.iso.date(),
      dimensions: z.object({ campaign_id: z.string() }),
      metrics: z.object({
        imp: Count,
        click: Count,
        cost: z.number().nonnegative(),
        conv_purchase_1d: z.number().nonnegative().default(0),
        conv_purchase_p_1d: z.number().nonnegative().default(0),
      }),
    }),
  ),
});
type Row = z.output<typeof Report>["data"][number];

export async function kakaoMetrics(
  parts: ClientParts,
  at: AccountRef,
  asked: Period,
  campaigns: readonly Remote[],
): Promise<Metrics> {
  const now = parts.now();
  const names = new Map(campaigns.map(({ id, name }) => [id, name]));
  const ids = [...names.keys()];
  const rows: MetricRow[] = [];
  for (const { from, to } of pieces(withoutToday(asked, now), mediumFeatures.kakao.maxReportDays)) {
    for (let first = 0; first < ids.length; first += IDS_PER_CALL) {
      const query = {
        campaignId: ids.slice(first, first + IDS_PER_CALL).join(","),
        start: compact(from),
        end: compact(to),
        timeUnit: "DAY",
        metricsGroup: "BASIC,PIXEL_SDK_CONVERSION",
      };
      const { data } = await kakao(parts, at, { method: "GET", path: "/campaigns/report", query }, Report);
      rows.push(...data.map((row) => rowOf(row, names.get(row.dimensions.campaign_id) ?? "")));
    }
  }
  return { level: "campaign", currency: at.currency, asOf: now, rows };
}

function withoutToday({ from, to }: Period, now: Temporal.Instant): Period {
  const yesterday = now.toZonedDateTimeISO("Asia/Seoul").toPlainDate().subtract({ days: 1 });
  return { from, to: Temporal.PlainDate.compare(to, yesterday) > 0 ? yesterday : to };
}

function compact(day: Temporal.PlainDate): string {
  return day.toString().replaceAll("-", "");
}

function rowOf({ start, dimensions, metrics }: Row, campaign: string): MetricRow {
  const day = Temporal.PlainDate.from(start);
  return {
    day,
    campaignId: dimensions.campaign_id,
    campaign,
    impressions: metrics.imp,
    clicks: metrics.click,
    conversions: metrics.conv_purchase_1d,
    spendMicros: microsOfMain("kakao", metrics.cost),
    revenueMicros: microsOfMain("kakao", metrics.conv_purchase_p_1d),
    vat: mediumFeatures.kakao.vatBasis(day),
  };
}
