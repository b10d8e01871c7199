// Metrics asked for, conditions on them and what to rank by.

import type { Metric } from "../../core/metric.ts";
import { metrics as registry } from "../../core/metric.ts";
import type { Having } from "../../core/query.ts";
import { formsAt } from "../../language/form-index.ts";
import { findConditions } from "./conditions.ts";
import { isExcluded } from "./exclusion.ts";
import { metricsSaid } from "./metrics-said.ts";
import { has, isCue, isKind, isLight, type Scan, spot } from "./scan.ts";

/** Cheap clicks are about the price of a click. */
const priced: Partial<Record<Metric, Metric>> = { clicks: "cpc", conversions: "cpa", impressions: "cpm" };

export type Measures = {
  metrics: Metric[];
  having: Having[];
  /** What a ranking goes by where several were named: by revenue, 매출 기준. */
  by: Metric | undefined;
  /** Metrics that are more than a condition. */
  asked: number;
};

export function findMeasures(scan: Scan): Measures {
  const told = metricsSaid(scan);
  const spotted = spot(scan, "metric")
    .filter(({ index }) => !isNotMeant(scan, index) && !isReached(scan, index))
    .filter(({ index }) => !told.some(({ first, last }) => index >= first && index <= last))
    .map(({ index, meaning }) => ({ index, metric: pricedMetric(scan, index, meaning.metric) }));
  spotted.push(...told.map(({ metric, first }) => ({ index: first, metric })));
  spotted.push(...booked(scan));
  if (spotted.length === 0) spotted.push(...aimedAt(scan));
  const { having, used } = findConditions(scan, spotted);
  const asked = spotted.filter(({ index }) => !used.has(index));
  const all = asked.length > 0 ? asked : spotted;
  return {
    metrics: [...new Set(all.map(({ metric }) => metric))].slice(0, 8),
    having,
    asked: asked.length,
    by: all.find(({ index }) => isRankedBy(scan, index))?.metric,
  };
}

/** "our best hours for clicks": a goal of campaigns, and the figure asked for where nothing is to be made. */
function aimedAt(scan: Scan): { index: number; metric: Metric }[] {
  if (
    has(scan, "create", "change") ||
    !has(
      scan,
      "compare",
      "how_much",
      "how",
      "which",
      "best",
      "worst",
      "most",
      "high",
      "low",
      "show",
      "trend",
      "why",
    )
  )
    return [];
  return scan.lexemes.flatMap((lexeme, index) => {
    if (!isCue(lexeme, "aim_sales", "aim_traffic", "aim_leads", "aim_awareness")) return [];
    const last = lexeme.text.split(" ").at(-1) ?? "";
    const found = formsAt(last, 0).flatMap(({ to, meanings }) => (to === last.length ? meanings : []));
    const metric = found.find((meaning) => meaning.kind === "metric");
    return metric ? [{ index, metric: metric.metric }] : [];
  });
}

/** 예약이 왜 줄었지: bookings are conversions. */
function booked(scan: Scan): { index: number; metric: Metric }[] {
  return scan.lexemes.flatMap((lexeme, index) =>
    isCue(lexeme, "booked")
      ? [{ index, metric: /^ ?(?:단가|당)/.test(scan.text.slice(lexeme.to)) ? "cpa" : "conversions" }]
      : [],
  );
}

/** "Will we reach 1,000 orders", "can we reach the goal": a verb, no people reached. */
function isReached(scan: Scan, index: number): boolean {
  const lexeme = scan.lexemes[index];
  if (lexeme?.text !== "reach") return false;
  const verb = /(?:will|we|i|to|can|could|should|would|it|they|might|'ll)\s$/i.test(
    scan.text.slice(0, lexeme.from),
  );
  return verb && /^\s(?:[₩$]?\d|a |an |the |our |that |my )/i.test(scan.text.slice(lexeme.to));
}

/** 클릭 말고 전환, not CPC, clicks instead of conversions. */
function isNotMeant(scan: Scan, index: number): boolean {
  return isExcluded(scan, { first: index, last: index }, (lexeme) => isKind(lexeme, "metric"));
}

function pricedMetric(scan: Scan, index: number, metric: Metric): Metric {
  const price = priced[metric];
  if (!price) return metric;
  const near = [index - 3, index - 2, index - 1, index + 1, index + 2, index + 3];
  const beside = near.some((at) => isCue(scan.lexemes[at], "price")) || isForOne(scan, index);
  const per = /\b(?:per|each|a|one)\s$/.test(
    scan.text.slice(0, scan.lexemes[index]?.from).toLowerCase().slice(-5),
  );
  return beside || (per && has(scan, "price")) ? price : metric;
}

/** 상담신청 한 건당 얼마: the price of one. */
function isForOne(scan: Scan, index: number): boolean {
  return /^ ?(?:수|건수)?(?: ?(?:한|1) ?(?:건|명|개|번)| ?하나| ?건| ?명)? ?당(?= |$|얼마|비용|단가)/.test(
    scan.text.slice(scan.lexemes[index]?.to),
  );
}

function isRankedBy(scan: Scan, index: number): boolean {
  if (
    /^(?:\s?기준|\s?[이가]?\s?(?:제일|가장|젤|높은|낮은|많은|적은|좋은|나쁜|비싼|싼)|\s?순)/.test(
      scan.text.slice(scan.lexemes[index]?.to),
    )
  )
    return true;
  for (let at = index - 1; at >= 0; at--) {
    const lexeme = scan.lexemes[at];
    if (lexeme?.text === "by") return true;
    if (!lexeme || (!isLight(lexeme) && !isCue(lexeme, "high", "low", "most", "best", "worst"))) return false;
    if (isCue(lexeme, "high", "low", "most", "best", "worst") && !isLight(lexeme)) return true;
  }
  return false;
}

/** 싸게 나오는, the cheapest: the low end of a price. */
function isCheap(scan: Scan): boolean {
  return (
    !has(scan, "high") &&
    scan.lexemes.some(
      (lexeme) => isCue(lexeme, "price") && /^(?:싸|싼|쌌|저렴|cheap|inexp|afford|least)/.test(lexeme.text),
    )
  );
}

/** Which end of a ranking is wanted, when any end is. */
export function rankDirection(scan: Scan, metric: Metric): "asc" | "desc" | undefined {
  const better = registry[metric].better;
  if (has(scan, "descending")) return "desc";
  if (
    has(scan, "top_end") &&
    !has(scan, "low", "worst") &&
    better === "down" &&
    !/perform|좋|우수/i.test(scan.text)
  )
    return "desc";
  if (has(scan, "worst")) return better === "down" && !has(scan, "low") ? "desc" : "asc";
  if (has(scan, "best") && !has(scan, "low")) return better === "down" && !has(scan, "high") ? "asc" : "desc";
  if (has(scan, "low") || isCheap(scan)) return "asc";
  return has(scan, "high", "most", "order", "price") ? "desc" : undefined;
}
