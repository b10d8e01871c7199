// Metrics asked for, conditions on them (CPA 2만원 넘는) and what to rank by.

import type { Metric } from "../../core/metric.ts";
import { metrics as registry } from "../../core/metric.ts";
import type { Having } from "../../core/query.ts";
import type { Amount } from "../../language/amounts.ts";
import { has, isCue, isHangul, isLight, type Scan, spot } from "./scan.ts";

/** Cheap clicks are about the price of a click. */
const priced: Partial<Record<Metric, Metric>> = { clicks: "cpc", conversions: "cpa", impressions: "cpm" };
const comparators: readonly (readonly [string, Having["op"]])[] = [
  ["more_than", ">"],
  ["at_least", ">="],
  ["less_than", "<"],
  ["at_most", "<="],
];
const rates: readonly Metric[] = ["ctr", "cvr", "interaction_rate"];

export type Measures = { metrics: Metric[]; having: Having[] };

export function findMeasures(scan: Scan): Measures {
  const spotted = spot(scan, "metric").map((one) => ({
    ...one,
    metric: pricedMetric(scan, one.index, one.meaning.metric),
  }));
  const having: Having[] = [];
  const conditions = new Set<number>();
  for (const [index, lexeme] of scan.lexemes.entries()) {
    if (lexeme.kind !== "amount") continue;
    const op = comparatorAt(scan, index);
    const metric = op && nearestBefore(spotted, index);
    if (!op || !metric) continue;
    having.push({ metric: metric.metric, op, ...limitValue(metric.metric, lexeme.amount) });
    conditions.add(metric.index);
  }
  const asked = spotted.filter(({ index }) => !conditions.has(index)).map(({ metric }) => metric);
  const all = asked.length > 0 ? asked : spotted.map(({ metric }) => metric);
  return { metrics: [...new Set(all)].slice(0, 8), having };
}

function pricedMetric(scan: Scan, index: number, metric: Metric): Metric {
  const price = priced[metric];
  if (!price) return metric;
  const near = [index - 2, index - 1, index + 1, index + 2].some((at) => isCue(scan.lexemes[at], "price"));
  return near ? price : metric;
}

/** The comparing word stands behind the amount in Korean, before it in English; "or more" behind in both. */
function comparatorAt(scan: Scan, index: number): Having["op"] | undefined {
  for (const [cue, op] of comparators) {
    const after = lexemeBeyond(scan, index, 1);
    if (isCue(after, cue) && (isHangul(after?.text ?? "") || /^or |^and /.test(after?.text ?? ""))) return op;
    const before = lexemeBeyond(scan, index, -1);
    if (isCue(before, cue) && !isHangul(before?.text ?? "")) return op;
  }
  return undefined;
}

function lexemeBeyond(scan: Scan, index: number, step: 1 | -1) {
  for (let at = index + step; at >= 0 && at < scan.lexemes.length; at += step) {
    const lexeme = scan.lexemes[at];
    if (lexeme && !(isLight(lexeme) && lexeme.kind !== "word")) return lexeme;
  }
  return undefined;
}

function nearestBefore<T extends { index: number }>(spotted: readonly T[], index: number): T | undefined {
  return spotted.findLast((one) => one.index < index) ?? spotted.find((one) => one.index > index);
}

/** Rates as fractions, roas as a multiple: a bare number from 20 on is percent. */
function limitValue(metric: Metric, amount: Amount): { value: number; currency?: string } {
  if (metric === "roas") {
    const percent = amount.kind === "percent" || (amount.kind === "plain" && amount.value >= 20);
    return { value: percent ? exact(amount.value / 100) : amount.value };
  }
  if (rates.includes(metric)) {
    return {
      value: amount.kind === "percent" || amount.value >= 0.2 ? exact(amount.value / 100) : amount.value,
    };
  }
  return amount.currency && registry[metric].unit === "currency"
    ? { value: amount.value, currency: amount.currency }
    : { value: amount.value };
}

function exact(value: number): number {
  return Number(value.toPrecision(12));
}

/** Which end of a ranking is wanted, when any end is. */
export function rankDirection(scan: Scan, metric: Metric): "asc" | "desc" | undefined {
  const better = registry[metric].better;
  if (has(scan, "worst")) return better === "down" ? "desc" : "asc";
  if (has(scan, "best")) return better === "down" && !has(scan, "high") ? "asc" : "desc";
  if (has(scan, "low")) return "asc";
  return has(scan, "high", "most", "order") ? "desc" : undefined;
}
