// The figures of a plan: its KPI with a target, ranges per medium, what the whole may bring. Own history first, then assumptions.

import type { Metric } from "../../../core/metric.ts";
import type { Objective } from "../../../core/objective.ts";
import { exponentOf } from "../../../core/money.ts";
import type { Basis, CampaignPlan, PlanMedium, PlannedMedium, PlanRange } from "../plan.ts";
import type { Template } from "../templates.ts";
import type { History, OwnFigures } from "./history.ts";

const kpiFor: Readonly<Record<Objective, Metric>> = {
  awareness: "cpc",
  traffic: "cpc",
  leads: "cpa",
  sales: "roas",
};

/** The template's KPI where its objective is kept, else the objective's usual one. */
function kpiMetric(objective: Objective, template: Template): Metric {
  return objective === template.objective.value ? template.kpi.metric : kpiFor[objective];
}

/** Cost per click and the KPI's range at one medium; amounts of assumptions are in won and hold for won only. */
export function rangesOf(
  medium: PlanMedium,
  template: Template,
  own: OwnFigures | undefined,
  currency: string,
): { ranges: PlanRange[]; basis: Basis } {
  if (own) {
    const { period, weeks, queryId } = own;
    return {
      ranges: own.ranges.map(({ metric, low, high }) => ({ metric, low, high })),
      basis: { kind: "own", period, weeks, ...(queryId !== undefined && { queryId }) },
    };
  }
  const { kpi, cpc } = template;
  const [low, high] = cpc.krw[medium];
  const ranges: PlanRange[] = currency === "KRW" ? [{ metric: "cpc", low, high }] : [];
  if (kpi.metric !== "cpc" && (currency === "KRW" || kpi.metric === "roas"))
    ranges.push({ metric: kpi.metric, low: kpi.low, high: kpi.high });
  return { ranges, basis: { kind: "assumption", source: kpi.source } };
}

/**
 * The target is the middle: the mean of the media's own medians by their money, else the middle of the template's range,
 * rounded to what people say (ROAS to ten points, money to two figures).
 */
export function kpiOf(
  objective: Objective,
  template: Template,
  media: readonly PlannedMedium[],
  history: History,
): CampaignPlan["kpi"] {
  const metric = kpiMetric(objective, template);
  const own = media.flatMap(({ medium, totalMinor }) => {
    const found = history[medium]?.ranges.find((range) => range.metric === metric);
    return found ? [{ median: found.median, weight: totalMinor, figures: history[medium] }] : [];
  });
  const [first] = own;
  if (first?.figures) {
    const weight = own.reduce((all, one) => all + one.weight, 0);
    const mean = own.reduce(
      (all, one) => all + one.median * (weight > 0 ? one.weight / weight : 1 / own.length),
      0,
    );
    const { period, weeks, queryId } = first.figures;
    const basis: Basis = { kind: "own", period, weeks, ...(queryId !== undefined && { queryId }) };
    return { metric, target: rounded(metric, mean), basis };
  }
  const [low, high] =
    metric === template.kpi.metric ? [template.kpi.low, template.kpi.high] : middleOf(metric, media);
  return {
    metric,
    target: rounded(metric, Math.sqrt(low * high)),
    basis: { kind: "assumption", source: template.kpi.source },
  };
}

/** A KPI that the template has no range for: that of its clicks, or a sale that pays for its ad. */
function middleOf(metric: Metric, media: readonly PlannedMedium[]): [number, number] {
  const cpc = media.flatMap(({ ranges }) => ranges.filter((range) => range.metric === "cpc"));
  const low = Math.min(...cpc.map((range) => range.low));
  const high = Math.max(...cpc.map((range) => range.high));
  if (metric === "roas" || cpc.length === 0) return [2, 4.5];
  return metric === "cpa" ? [low * LEADS_PER_CLICK, high * LEADS_PER_CLICK] : [low, high];
}

/** Clicks for one enquiry: an assumption (3 %). */
const LEADS_PER_CLICK = 33;

function rounded(metric: Metric, value: number): number {
  if (metric === "roas") return Math.max(0.1, Math.round(value * 10) / 10);
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.round(value / step) * step;
}

/** Clicks first, then conversions or revenue where the KPI speaks of them; media without a range are left out of a sum. */
export function expectedOf(media: readonly PlannedMedium[], kpi: Metric, currency: string): PlanRange[] {
  const sums: PlanRange[] = [];
  const counted = kpi === "roas" ? (["cpc", "cpa", "roas"] as const) : (["cpc", "cpa"] as const);
  for (const metric of counted) {
    const parts = media.flatMap(({ totalMinor, ranges }) => {
      const range = ranges.find((one) => one.metric === metric);
      const money = totalMinor / 10 ** exponentOf(currency);
      if (!range) return [];
      return metric === "roas"
        ? [{ low: money * range.low, high: money * range.high }]
        : [{ low: money / range.high, high: money / range.low }];
    });
    if (parts.length < media.length) continue;
    const low = parts.reduce((all, one) => all + one.low, 0);
    const high = parts.reduce((all, one) => all + one.high, 0);
    sums.push({ metric: brought[metric], low: twoFigures(low), high: twoFigures(high) });
  }
  return sums;
}

const brought = { cpc: "clicks", cpa: "conversions", roas: "revenue" } as const;

/** No false precision: 2,486 = 2,500. */
function twoFigures(value: number): number {
  if (value < 1) return Math.round(value * 10) / 10;
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.round(value / step) * step;
}
