// How many days of each side of a comparison have figures: sums over unlike numbers of days make no change.

import { type Metric, metrics } from "../../../core/metric.ts";
import { lengthDays } from "../../../core/time.ts";
import type { Answer } from "../answer.ts";
import type { Side } from "../coverage.ts";

/** The most days any account has on the side. */
export function daysWithData({ choice }: Pick<Answer, "choice">, side: Side): number {
  return Math.max(0, ...choice.chosen.map(({ sides }) => sides[side]?.days ?? 0));
}

/** A share of days with figures below this, against the other side's, makes sums unlike. */
const LIKE = 0.9;

/** True when a change of the metric from one side to the other says something: ratios always, sums over like days. */
export function isComparable(answer: Answer, metric: Metric): boolean {
  const { now, before } = answer.periods;
  if (!before || metrics[metric].kind !== "additive") return true;
  const [here, there] = [
    daysWithData(answer, "now") / lengthDays(now),
    daysWithData(answer, "before") / lengthDays(before),
  ];
  return there > 0 && Math.min(here, there) / Math.max(here, there) >= LIKE;
}
