// Everything an answer is told from: what was asked, what was read, what it adds up to.

import type { QueryId } from "../../core/ids.ts";
import type { Lang } from "../../core/locale.ts";
import type { Metric } from "../../core/metric.ts";
import type { Quantity } from "../../core/quantity.ts";
import type { Period } from "../../core/time.ts";
import type { ChangeLine } from "./change-events.ts";
import type { Choice } from "./choose-view.ts";
import type { Periods, Side } from "./coverage.ts";
import type { Likeness } from "./like-accounts.ts";
import { type Block, type Origin, quantityOf, type Result } from "./prove.ts";
import type { Request } from "./request.ts";
import type { ResolvedNames } from "./resolve-names.ts";
import type { Splits } from "./splits.ts";
import { isMoney, type Totals } from "./sums.ts";

export type Answer = {
  lang: Lang;
  zone: string;
  today: Temporal.PlainDate;
  queryId: QueryId;
  request: Request;
  periods: Periods;
  choice: Choice;
  splits: Splits;
  /** Of a series: the buckets of a trend or of the small chart. */
  grain: "day" | "week" | "month" | "year";
  result: Result;
  /** What a change is taken over, which may be less than what is shown. */
  compared: Compared;
  names: Pick<ResolvedNames, "scope" | "taken">;
  /** Days and filters of each side, as figures carry them. */
  scopes: Record<Side, Record<string, string>>;
  /** The filters in reading words, the medium first. */
  subject: string[];
  /** Metrics with figures, in the order asked for. */
  shown: Metric[];
  /** Metrics asked for that the data do not hold. */
  missing: Metric[];
  /** Changes on record in the periods compared; only read for a root cause. */
  changes: ChangeLine[];
  /** Said under the answer, as `slot: text`. */
  assumptions: string[];
};

/** The accounts that can be compared, and their sums; `result` of the answer itself where all can. */
export type Compared = Likeness & { result: Result };

/** Days, filters and any dimension values of a figure. */
export function scopeOf(
  answer: Answer,
  side: Side,
  more?: Readonly<Record<string, string>>,
): Record<string, string> {
  const shared = answer.scopes[side];
  return more ? { ...shared, ...more } : shared;
}

/** What all figures of a side share: made once an answer, as a card may hold hundreds of figures. */
export function scopesOf(periods: Periods, filters: Readonly<Record<string, string>>): Answer["scopes"] {
  const { now, before = now } = periods;
  const text = ({ from, to }: Period): Record<string, string> => ({
    from: from.toString(),
    to: to.toString(),
    ...filters,
  });
  return { now: text(now), before: text(before) };
}

/** A figure over a part of the period. */
export function scopeOfDays(
  answer: Answer,
  period: Period,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return { ...scopeOf(answer, "now", more), from: period.from.toString(), to: period.to.toString() };
}

export function figure(
  answer: Answer,
  metric: Metric,
  totals: Totals | undefined,
  block: Block,
  scope: Record<string, string>,
): Quantity {
  const origin: Origin = { block, scope, queryId: answer.queryId };
  return quantityOf(metric, totals, origin);
}

/** Money exists per currency; counts over all currencies once. */
export function blocksFor(answer: Answer, metric: Metric): Block[] {
  const { blocks, whole } = answer.result;
  if (blocks.length <= 1) return blocks.length === 1 ? blocks : [whole];
  if (!isMoney(metric)) return [whole];
  return blocks.filter(
    (block) => block.total.now?.sums.spend !== undefined || block.total.now?.sums.revenue !== undefined,
  );
}

/** One table or chart per currency when any money is shown, else one over all. */
export function blocksOf(answer: Answer, shown: readonly Metric[]): Block[] {
  const { blocks, whole } = answer.result;
  return blocks.length > 1 && !shown.some(isMoney) ? [whole] : blocks;
}
