// Figures to reach or keep: 전환 500건, CPA 1만원에 맞춰, ROAS 400 유지, 50 orders.

import type { Metric } from "../../../core/metric.ts";
import { metrics as registry } from "../../../core/metric.ts";
import type { Goal } from "../../../core/slots.ts";
import type { Amount } from "../../../language/amounts.ts";
import type { Found } from "../look.ts";
import { has, isCue, isLight, type Scan, spot } from "../scan.ts";

type Aim = { index: number; goal: Goal };
/** Between a metric and its figure stand particles, fillers and words of aiming only. */
const NEAR = 5;
/** "conversions to 500"; not "how many conversions would 3M more get us". */
const aiming =
  /^(?:(?:goal|target|rate|cost|value|is|of|at|to|=|:|under|below|above|over|around|about|stays?|near|within|less than|more than|at least|no more than)\s?)+$/i;
const bounds = ["more_than", "at_least", "less_than", "at_most"];

export function goalOf(found: Found): Goal | undefined {
  return aims(found)[0]?.goal;
}

/** Lexemes of the amounts that are figures to reach, not money to spend. */
export function goalAmounts(found: Found): number[] {
  return aims(found).map(({ index }) => index);
}

/** A limit (CPA over 30,000) chooses what a change is for; in a plan or a forecast it is what must be kept. */
function aims(found: Found): Aim[] {
  const { scan, measures } = found;
  const chooses =
    measures.having.length > 0 && has(scan, "pause", "resume") && !has(scan, "move", "plan_word");
  if (chooses) return [];
  return scan.lexemes.flatMap((lexeme, index) => {
    if (lexeme.kind !== "amount") return [];
    const metric = metricBeside(scan, index, lexeme.amount);
    return metric ? [{ index, goal: { metric, ...goalValue(metric, lexeme.amount) } }] : [];
  });
}

/** The metric right behind the figure (500 conversions), else the one in front of it (CPA under 20,000). */
function metricBeside(scan: Scan, index: number, amount: Amount): Metric | undefined {
  const metrics = spot(scan, "metric").filter(
    ({ meaning }) => meaning.metric !== "spend" && fits(meaning.metric, amount),
  );
  const behind = metrics.find(({ index: at, lexeme }) => at === index + 1 && !isMeasure(scan, lexeme.to));
  if (behind) return behind.meaning.metric;
  const ahead = metrics.findLast(({ index: at }) => at < index && isNear(scan, at, index));
  return ahead?.meaning.metric;
}

/** 200만원 CPA 기준으로: what is steered by, no figure of it. */
function isMeasure({ text }: Scan, to: number): boolean {
  return /^ ?(?:기준|순|중심|위주)/.test(text.slice(to));
}

function isNear(scan: Scan, metric: number, amount: number): boolean {
  const between = scan.lexemes.slice(metric + 1, amount);
  const words = scan.text.slice(scan.lexemes[metric]?.to, scan.lexemes[amount]?.from).trim();
  if (/[a-z]/i.test(words) && !aiming.test(words)) return false;
  return between.length <= NEAR && between.every((lexeme) => isLight(lexeme) || isCue(lexeme, ...bounds));
}

/** Money for prices and revenue, counts for counts, percent for rates and ROAS. */
function fits(metric: Metric, { kind, value }: Amount): boolean {
  const unit = registry[metric].unit;
  if (metric === "roas") return kind === "percent" || kind === "times" || kind === "plain";
  if (unit === "currency") return kind === "money" || (kind === "plain" && value >= 100);
  if (unit === "count") return kind === "count" || kind === "plain";
  return kind === "percent";
}

/** Rates as fractions, roas as a multiple: a bare number from 20 on is percent. */
function goalValue(metric: Metric, { kind, value, currency }: Amount): { value: number; currency?: string } {
  const percent = kind === "percent" || (metric === "roas" && kind === "plain" && value >= 20);
  if (percent) return { value: Number((value / 100).toPrecision(12)) };
  return { value, ...(currency && registry[metric].unit === "currency" && { currency }) };
}
