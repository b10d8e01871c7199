// Exact sums of facts: what a group of rows adds up to, and the figures made of it. Sum first, divide last, round once.

import {
  type AdditiveMetric,
  additiveMetrics,
  type Metric,
  metrics,
  type RatioRow,
} from "../../core/metric.ts";
import { divideRounded, exponentOf, type Vat } from "../../core/money.ts";

/**
 * Amounts are held in elevenths of a millionth: taking 10 % VAT off (× 10 ÷ 11) stays exact until the one rounding at the end.
 * Counts have the same scale, so that every sum is one kind of number.
 */
const SCALE = 11_000_000n;

/** Both sides of a ratio over the rows that know both. */
export type Pair = { numerator: bigint; denominator: bigint; rows: number };

/** What a group of fact rows adds up to; a metric no row knows is absent, never 0. */
export type Totals = {
  rows: number;
  known: Partial<Record<AdditiveMetric, number>>;
  sums: Partial<Record<AdditiveMetric, bigint>>;
  pairs: Partial<Record<Metric, Pair>>;
};

/** One row as SQL gives it, of one currency and VAT basis: millionths, without the scale above. */
export type RawSums = {
  rows: number;
  vat: Vat;
  sums: Partial<Record<AdditiveMetric, { micros: bigint; known: number }>>;
  pairs: Partial<Record<Metric, Pair>>;
};

export type Needed = { additive: AdditiveMetric[]; ratios: Metric[] };

/** What must be summed to show these metrics. */
export function neededFor(shown: Iterable<Metric>): Needed {
  const additive = new Set<AdditiveMetric>();
  const ratios = new Set<Metric>();
  for (const metric of shown) {
    for (const input of inputsOf(metric)) additive.add(input);
    if (metrics[metric].kind === "ratio") ratios.add(metric);
  }
  return { additive: additiveMetrics.filter((metric) => additive.has(metric)), ratios: [...ratios] };
}

/** The additive metrics a metric is made of; none for reach and frequency, which no sum gives. */
export function inputsOf(metric: Metric): AdditiveMetric[] {
  const row = metrics[metric];
  switch (row.kind) {
    case "additive":
      return [metric as AdditiveMetric];
    case "ratio":
      return [row.numerator, row.denominator];
    case "not_additive":
      return [];
  }
}

const money: ReadonlySet<Metric> = new Set(
  (Object.keys(metrics) as Metric[]).filter((metric) =>
    inputsOf(metric).some((input) => metrics[input].unit === "currency"),
  ),
);

/** True when the metric holds money on a side, so that it exists per currency only. */
export function isMoney(metric: Metric): boolean {
  return money.has(metric);
}

export function emptyTotals(): Totals {
  return { rows: 0, known: {}, sums: {}, pairs: {} };
}

/** @param withoutVat spend that includes VAT is brought to VAT-excluded */
export function addRaw(totals: Totals, raw: RawSums, withoutVat: boolean): void {
  const spendShare = withoutVat && raw.vat === "included" ? 10n : 11n;
  totals.rows += raw.rows;
  for (const metric of additiveMetrics) {
    const sum = raw.sums[metric];
    if (!sum || sum.known === 0) continue;
    const share = metric === "spend" ? spendShare : 11n;
    totals.known[metric] = (totals.known[metric] ?? 0) + sum.known;
    totals.sums[metric] = (totals.sums[metric] ?? 0n) + sum.micros * share;
  }
  for (const [metric, pair] of Object.entries(raw.pairs) as [Metric, Pair][]) {
    addPair(totals, metric, scaled(metric, pair, spendShare));
  }
}

/** Adds what another group adds up to. */
export function addTotals(totals: Totals, more: Totals): void {
  totals.rows += more.rows;
  for (const metric of additiveMetrics) {
    const [sum, known] = [more.sums[metric], more.known[metric]];
    if (sum !== undefined) totals.sums[metric] = (totals.sums[metric] ?? 0n) + sum;
    if (known !== undefined) totals.known[metric] = (totals.known[metric] ?? 0) + known;
  }
  for (const [metric, pair] of Object.entries(more.pairs) as [Metric, Pair][]) addPair(totals, metric, pair);
}

function scaled(metric: Metric, pair: Pair, spendShare: bigint): Pair {
  const row = metrics[metric] as RatioRow;
  const share = (side: AdditiveMetric): bigint => (side === "spend" ? spendShare : 11n);
  return {
    numerator: pair.numerator * share(row.numerator),
    denominator: pair.denominator * share(row.denominator),
    rows: pair.rows,
  };
}

function addPair(totals: Totals, metric: Metric, pair: Pair): void {
  const sum = totals.pairs[metric] ?? { numerator: 0n, denominator: 0n, rows: 0 };
  totals.pairs[metric] = {
    numerator: sum.numerator + pair.numerator,
    denominator: sum.denominator + pair.denominator,
    rows: sum.rows + pair.rows,
  };
}

/** A figure, or why there is none: `unknown` = no row knows it, `zero` = its divisor is 0. */
export type Figure = { value: number; why?: undefined } | { value: null; why: "unknown" | "zero" };

/** @param currency rounds money sums to its minor units, once; ratios stay unrounded */
export function figureOf(metric: Metric, totals: Totals | undefined, currency: string): Figure {
  const row = metrics[metric];
  if (!totals || row.kind === "not_additive") return { value: null, why: "unknown" };
  if (row.kind === "additive") {
    const sum = totals.sums[metric as AdditiveMetric];
    if (sum === undefined) return { value: null, why: "unknown" };
    return { value: row.unit === "currency" ? moneyValue(sum, currency) : mainValue(sum) };
  }
  const pair = totals.pairs[metric];
  if (!pair || pair.rows === 0) return { value: null, why: "unknown" };
  if (pair.denominator === 0n) return { value: null, why: "zero" };
  return { value: (mainValue(pair.numerator) / mainValue(pair.denominator)) * row.times };
}

/** True when at least one row knows what the metric is made of. */
export function isKnown(metric: Metric, totals: Totals | undefined): boolean {
  if (!totals) return false;
  const row = metrics[metric];
  if (row.kind === "ratio") return (totals.pairs[metric]?.rows ?? 0) > 0;
  return row.kind === "additive" && totals.sums[metric as AdditiveMetric] !== undefined;
}

/** Main units; whole parts exactly, whatever their size. */
export function mainValue(sum: bigint): number {
  return Number(sum / SCALE) + Number(sum % SCALE) / Number(SCALE);
}

function moneyValue(sum: bigint, currency: string): number {
  const minorPerMain = 10n ** BigInt(exponentOf(currency));
  return Number(divideRounded(sum * minorPerMain, SCALE)) / Number(minorPerMain);
}

/** Rows a ratio leaves out because one of its sides is unknown in them. */
export function rowsLeftOut(metric: Metric, totals: Totals): number {
  return totals.rows - (totals.pairs[metric]?.rows ?? 0);
}
