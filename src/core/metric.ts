// The one registry of metrics: what each is made of, its unit, which direction is better, how it is written.
// Ratios are sums divided over the asked scope; reach is never summed.

import { z } from "zod";
import { type Words, words } from "./locale.ts";

export const Metric = z.enum([
  "spend",
  "impressions",
  "clicks",
  "interactions",
  "conversions",
  "revenue",
  "ctr",
  "cpc",
  "cpm",
  "cvr",
  "cpa",
  "roas",
  "aov",
  "interaction_rate",
  "cost_per_interaction",
  "reach",
  "frequency",
]);
export type Metric = z.output<typeof Metric>;

export const additiveMetrics = [
  "spend",
  "impressions",
  "clicks",
  "interactions",
  "conversions",
  "revenue",
] as const;
export type AdditiveMetric = (typeof additiveMetrics)[number];

type Unit = "currency" | "count" | "ratio";

type Shared = {
  unit: Unit;
  better: "up" | "down" | "neither";
  label: Words;
  /** At most six letters, for rows of little room; left out where the label is that short in both languages. */
  short?: Words;
  /** How a ratio is written: percent (ctr 1.8 %), percent without decimals (roas 420 %) or as a plain multiple (frequency 2.4). */
  shown?: "percent" | "whole_percent" | "multiple";
};

export type RatioRow = Shared & {
  kind: "ratio";
  numerator: AdditiveMetric;
  denominator: AdditiveMetric;
  /** The quotient is multiplied by this: 1,000 for cpm. */
  times: number;
  /** Volume below which a ranking lists a row apart: a rate of three clicks is no rank. Our default. */
  minimumVolume: { of: AdditiveMetric; least: number };
};

export type MetricRow = RatioRow | (Shared & ({ kind: "additive" } | { kind: "not_additive" }));

const clicks30 = { of: "clicks", least: 30 } as const;
const conversions10 = { of: "conversions", least: 10 } as const;
const impressions1000 = { of: "impressions", least: 1000 } as const;
const interactions30 = { of: "interactions", least: 30 } as const;

export const metrics: Readonly<Record<Metric, MetricRow>> = {
  spend: { kind: "additive", unit: "currency", better: "neither", label: words("광고비", "Spend") },
  impressions: {
    kind: "additive",
    unit: "count",
    better: "up",
    label: words("노출", "Impressions"),
    short: words("노출", "Impr."),
  },
  clicks: { kind: "additive", unit: "count", better: "up", label: words("클릭", "Clicks") },
  interactions: {
    kind: "additive",
    unit: "count",
    better: "up",
    label: words("상호작용(클릭 포함)", "Interactions (clicks and other engagements)"),
    short: words("상호작용", "Inter."),
  },
  conversions: {
    kind: "additive",
    unit: "count",
    better: "up",
    label: words("전환", "Conversions"),
    short: words("전환", "Conv."),
  },
  revenue: {
    kind: "additive",
    unit: "currency",
    better: "up",
    label: words("매출", "Revenue"),
    short: words("매출", "Rev."),
  },
  ctr: ratio("clicks", "impressions", clicks30, "ratio", "up", words("클릭률", "CTR"), "percent"),
  cpc: ratio("spend", "clicks", clicks30, "currency", "down", words("CPC", "CPC")),
  cpm: {
    ...ratio("spend", "impressions", impressions1000, "currency", "down", words("CPM", "CPM")),
    times: 1000,
  },
  cvr: ratio("conversions", "clicks", clicks30, "ratio", "up", words("전환율", "CVR"), "percent"),
  cpa: ratio("spend", "conversions", conversions10, "currency", "down", words("CPA", "CPA")),
  roas: ratio("revenue", "spend", conversions10, "ratio", "up", words("ROAS", "ROAS"), "whole_percent"),
  aov: ratio("revenue", "conversions", conversions10, "currency", "up", words("객단가", "AOV")),
  interaction_rate: {
    ...ratio(
      "interactions",
      "impressions",
      interactions30,
      "ratio",
      "up",
      words("상호작용 발생률", "Interaction rate"),
      "percent",
    ),
    short: words("상호작용률", "IR"),
  },
  cost_per_interaction: {
    ...ratio(
      "spend",
      "interactions",
      interactions30,
      "currency",
      "down",
      words("상호작용당 비용", "Cost per interaction"),
    ),
    short: words("상호작용가", "C/Int."),
  },
  reach: { kind: "not_additive", unit: "count", better: "up", label: words("도달", "Reach") },
  frequency: {
    kind: "not_additive",
    unit: "ratio",
    better: "neither",
    label: words("빈도", "Frequency"),
    short: words("빈도", "Freq."),
    shown: "multiple",
  },
};

/** What "성과" and "how did it go" stand for. */
export const defaultMetrics: readonly Metric[] = [
  "spend",
  "impressions",
  "clicks",
  "conversions",
  "revenue",
  "roas",
];

function ratio(
  numerator: AdditiveMetric,
  denominator: AdditiveMetric,
  minimumVolume: { of: AdditiveMetric; least: number },
  unit: Unit,
  better: Shared["better"],
  label: Words,
  shown?: Shared["shown"],
): RatioRow {
  const row: RatioRow = {
    kind: "ratio",
    numerator,
    denominator,
    times: 1,
    minimumVolume,
    unit,
    better,
    label,
  };
  return shown ? { ...row, shown } : row;
}
