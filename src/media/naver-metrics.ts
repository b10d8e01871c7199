// Daily figures from Naver's /stats, one campaign a call. `salesAmt` is spend, whatever its name says.

import { z } from "zod";
import type { Period } from "../core/time.ts";
import { mediumFeatures } from "./features.ts";
import { pieces } from "./given.ts";
import type { AccountRef, MetricRow, Metrics, Remote } from "./medium.ts";
import { microsOfMain } from "./money-on-wire.ts";
import { naver, type NaverParts } from "./naver-wire.ts";

const FIELDS = JSON.stringify(["impCnt", "clkCnt", "salesAmt", "ccnt", "convAmt"]);
const Count = z.number().int().nonnegative();
const Stats = z.object({
  data: z.array(
    z.object({
      dateStart: z.iso.date(),
      impCnt: Count,
      clkCnt: Count,
      salesAmt: Count,
      ccnt: z.number().nonnegative(),
      convAmt: Count,
    }),
  ),
});

export async function naverMetrics(
  parts: NaverParts,
  at: AccountRef,
  period: Period,
  campaigns: readonly Remote[],
): Promise<Metrics> {
  const rows: MetricRow[] = [];
  for (const { id, name } of campaigns) {
    for (const { from, to } of pieces(period, mediumFeatures.naver.maxReportDays)) {
      const timeRange = JSON.stringify({ since: from.toString(), until: to.toString() });
      const query = { id, fields: FIELDS, timeRange, timeIncrement: "1" };
      const { data } = await naver(parts, at, { method: "GET", path: "/stats", query }, Stats);
      rows.push(...data.map((stat) => rowOf(stat, id, name)));
    }
  }
  return { level: "campaign", currency: at.currency, asOf: parts.now(), rows };
}

/** The VAT basis depends on the day the figure is about, not on the day it is asked. */
function rowOf(
  stat: z.output<typeof Stats>["data"][number],
  campaignId: string,
  campaign: string,
): MetricRow {
  const day = Temporal.PlainDate.from(stat.dateStart);
  return {
    day,
    campaignId,
    campaign,
    impressions: stat.impCnt,
    clicks: stat.clkCnt,
    conversions: stat.ccnt,
    spendMicros: microsOfMain("naver", stat.salesAmt),
    revenueMicros: microsOfMain("naver", stat.convAmt),
    vat: mediumFeatures.naver.vatBasis(day),
  };
}
