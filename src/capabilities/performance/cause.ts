// Where a change sits: the segments and factors of one metric in one block, as exact contributions.

import { type Factor, type FunnelSplit, splitProduct } from "../../analysis/funnel.ts";
import {
  type Segment,
  type Split,
  splitRatioChange,
  splitSumChange,
  splitVolumeChange,
} from "../../analysis/root-cause.ts";
import { type AdditiveMetric, type Metric, metrics } from "../../core/metric.ts";
import type { Block, Group } from "./prove.ts";
import { figureOf, mainValue, type Totals } from "./sums.ts";

/** `form`: a ratio splits into rate and mix, a sum into volume, rate and mix of its carrier, a plain sum into its parts. */
export type Cause = {
  form: "ratio" | "carried" | "plain";
  /** Of a carried sum: the rate it comes at, over what carries it. */
  rate?: Metric;
  split: Split;
  groups: Map<string, Group>;
};

/** What carries a sum: conversions come from clicks at a rate. The metric is that rate. */
const rates: Partial<Record<Metric, Metric>> = {
  conversions: "cvr",
  revenue: "roas",
  clicks: "ctr",
  interactions: "interaction_rate",
};

/** Metrics that must be read to split a change of `metric`. */
export function metricsFor(metric: Metric): Metric[] {
  const rate = rates[metric];
  return [metric, ...(rate ? [rate] : []), ...(funnels[metric]?.factors.map(({ key }) => key) ?? [])];
}

/** @returns `undefined` where the metric does not exist on one side */
export function causeOf(metric: Metric, groups: readonly Group[]): Cause | undefined {
  const byKey = new Map(groups.map((group) => [keyOf(group), group]));
  const row = metrics[metric];
  if (row.kind === "ratio") {
    const split = splitRatioChange(groups.map((group) => pairSegment(group, metric, row.times)));
    return split && { form: "ratio", split, groups: byKey };
  }
  const additive = metric as AdditiveMetric;
  const rate = rates[metric];
  if (rate && groups.every((group) => carries(group, rate, additive))) {
    const split = splitVolumeChange(groups.map((group) => pairSegment(group, rate, 1)));
    if (split) return { form: "carried", rate, split, groups: byKey };
  }
  const sums = groups.map((group): Segment => {
    const numerator: [number, number] = [valueOf(group.before, additive), valueOf(group.now, additive)];
    return { key: keyOf(group), numerator, denominator: numerator };
  });
  return { form: "plain", split: splitSumChange(sums), groups: byKey };
}

function keyOf({ keys }: Group): string {
  return keys.map(({ id }) => id).join("\n");
}

function pairSegment(group: Group, metric: Metric, times: number): Segment {
  const side = (totals: Totals | undefined, part: "numerator" | "denominator"): number =>
    mainValue(totals?.pairs[metric]?.[part] ?? 0n);
  return {
    key: keyOf(group),
    numerator: [side(group.before, "numerator") * times, side(group.now, "numerator") * times],
    denominator: [side(group.before, "denominator"), side(group.now, "denominator")],
  };
}

/** The rate's pairs hold the whole sum: no row knows the sum and not its carrier. */
function carries(group: Group, rate: Metric, metric: AdditiveMetric): boolean {
  return [group.before, group.now].every(
    (totals) => (totals?.sums[metric] ?? 0n) === (totals?.pairs[rate]?.numerator ?? 0n),
  );
}

function valueOf(totals: Totals | undefined, metric: AdditiveMetric): number {
  return mainValue(totals?.sums[metric] ?? 0n);
}

type Chain = { factors: { key: Metric; power: 1 | -1 }[]; scale: number };

/** Each metric as a product of the steps of the funnel. */
const funnels: Partial<Record<Metric, Chain>> = {
  roas: chain(1000, ["ctr", 1], ["cvr", 1], ["aov", 1], ["cpm", -1]),
  cpa: chain(1 / 1000, ["cpm", 1], ["ctr", -1], ["cvr", -1]),
  cpc: chain(1 / 1000, ["cpm", 1], ["ctr", -1]),
  conversions: chain(1, ["impressions", 1], ["ctr", 1], ["cvr", 1]),
  revenue: chain(1, ["impressions", 1], ["ctr", 1], ["cvr", 1], ["aov", 1]),
  clicks: chain(1, ["impressions", 1], ["ctr", 1]),
  spend: chain(1 / 1000, ["impressions", 1], ["cpm", 1]),
};

function chain(scale: number, ...factors: [Metric, 1 | -1][]): Chain {
  return { scale, factors: factors.map(([key, power]) => ({ key, power })) };
}

export type Funnel = FunnelSplit & { factors: Metric[] };

/** The factors of the whole; only where they multiply to the metric exactly, that is where every row knows them all. */
export function funnelOf(metric: Metric, { total, currency }: Block): Funnel | undefined {
  const found = funnels[metric];
  if (!found) return undefined;
  const factors: Factor[] = [];
  for (const { key, power } of found.factors) {
    const [before, after] = [total.before, total.now].map((totals) => exact(key, totals, currency));
    if (before === undefined || after === undefined) return undefined;
    factors.push({ key, power, before, after });
  }
  const whole = [exact(metric, total.before, currency), exact(metric, total.now, currency)];
  for (const [at, side] of (["before", "after"] as const).entries()) {
    const product = factors.reduce((value, factor) => value * factor[side] ** factor.power, found.scale);
    if (Math.abs(product - (whole[at] ?? Number.NaN)) > 1e-6 * Math.abs(product)) return undefined;
    if (Number.isNaN(product) || whole[at] === undefined) return undefined;
  }
  const split = splitProduct(factors, found.scale);
  return split && { ...split, factors: factors.map(({ key }) => key as Metric) };
}

/** Without the rounding to minor units, which would keep the factors from multiplying up. */
function exact(metric: Metric, totals: Totals | undefined, currency: string): number | undefined {
  const sum = metrics[metric].kind === "additive" ? totals?.sums[metric as AdditiveMetric] : undefined;
  const value = sum === undefined ? figureOf(metric, totals, currency).value : mainValue(sum);
  return value ?? undefined;
}
