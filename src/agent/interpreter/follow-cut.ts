// What a follow-up changes about the list shown before: how many, which condition; and the last two answers put side by side.

import type { Dim, MarketingQuery } from "../../core/query.ts";
import type { Before } from "./interpretation.ts";
import { findConditions } from "./conditions.ts";
import { type Scan, spot } from "./scan.ts";
import { daysOf } from "./shift.ts";

/** `limit` or `having` of the last query with the figure said now: 10개로 늘려, 기준을 150%로, just the ones above 20,000. */
export function changedCut(
  scan: Scan,
  last: MarketingQuery | undefined,
): Pick<MarketingQuery, "limit"> | Pick<MarketingQuery, "having"> | undefined {
  if (!last || spot(scan, "metric").length > 0) return undefined;
  const [metric] = last.having.length > 0 ? last.having.map((one) => one.metric) : last.metrics;
  const amounts = scan.lexemes.flatMap((lexeme, index) =>
    lexeme.kind === "amount" ? [{ ...lexeme.amount, index }] : [],
  );
  const [amount] = amounts;
  if (!amount) return undefined;
  const { having } = metric ? findConditions(scan, [{ index: scan.lexemes.length, metric }]) : { having: [] };
  if (having.length > 0) return { having };
  const counts = Number.isInteger(amount.value) && amount.value >= 1 && amount.value <= 100;
  if (last.limit !== undefined && counts && (amount.kind === "count" || amount.kind === "plain"))
    return { limit: amount.value };
  const [condition] = last.having;
  if (!condition || !metric) return undefined;
  const value = metric === "roas" || amount.kind === "percent" ? amount.value / 100 : amount.value;
  return {
    having: [
      { ...condition, value: amount.kind === "times" ? amount.value : value },
      ...last.having.slice(1),
    ],
  };
}

/** The last two answers differ in one thing: that is what is compared. */
export function comparedBoth(
  { query, earlier }: Before,
  today: Temporal.PlainDate,
): Pick<MarketingQuery, "dimensions" | "filters" | "time"> | undefined {
  if (!query || !earlier) return undefined;
  const [now, then] = [daysOf(query.time, today), daysOf(earlier.time, today)];
  if (JSON.stringify(query.time) !== JSON.stringify(earlier.time) && now && then) {
    const later = Temporal.PlainDate.compare(now.from, then.from) >= 0;
    const [time, compare] = later ? [query.time, earlier.time] : [earlier.time, query.time];
    return { time, compare, dimensions: [], filters: query.filters } as Pick<
      MarketingQuery,
      "dimensions" | "filters" | "time"
    >;
  }
  for (const filter of query.filters) {
    const other = earlier.filters.find(({ field, op }) => field === filter.field && op === filter.op);
    if (!other || JSON.stringify(other.values) === JSON.stringify(filter.values)) continue;
    const both = { ...filter, values: [...new Set([...other.values, ...filter.values])] };
    const filters = query.filters.map((one) => (one === filter ? both : one));
    return { time: query.time, filters, dimensions: [filter.field as Dim] };
  }
  return undefined;
}
