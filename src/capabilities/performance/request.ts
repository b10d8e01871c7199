// What a query asks for once its time is resolved and its gaps are filled: metrics, splits, comparison. Nothing is read here.

import { type Words, words } from "../../core/locale.ts";
import { defaultMetrics, type Metric, metrics as registry } from "../../core/metric.ts";
import type { Dim, Grain, MarketingQuery, QueryKind } from "../../core/query.ts";
import { lengthDays, type Period } from "../../core/time.ts";
import { type Comparison, compareSpans } from "./compare-time.ts";
import type { Periods } from "./coverage.ts";
import { type Clock, resolveTime, type Span } from "./resolve-time.ts";

export type Request = {
  query: MarketingQuery;
  kind: Exclude<QueryKind, "forecast">;
  metrics: readonly Metric[];
  /** No metric was named: the default set, with a table and a chart beside it. */
  overview: boolean;
  /** Split by these; empty for totals. */
  dims: readonly Dim[];
  grain: Grain | undefined;
  order: { by: Metric; dir: "asc" | "desc" };
  span: Span;
  comparison: Comparison | undefined;
  /** The comparison was asked for, not added. */
  compareAsked: boolean;
  assumptions: Words[];
  notes: Words[];
};

const timeDims: readonly Dim[] = ["hour", "day", "week", "month", "year"];

/** @throws Failure "invalid" when the time cannot be answered */
export function buildRequest(query: MarketingQuery, clock: Clock): Request {
  const span = resolveTime(query.time, clock);
  const assumptions: Words[] = [];
  const kind = kindOf(query);
  const dims = dimsOf(query, kind, assumptions);
  const compare = compareOf(query, kind, span, dims);
  const compared = compare === undefined ? undefined : compareSpans(span, compare, clock);
  const refused = compared && "refused" in compared ? [compared.refused] : [];
  const comparison = compared && "now" in compared ? compared : undefined;
  const compareAsked = query.compare !== undefined || kind === "root_cause";
  const metrics = metricsOf(query, kind);
  return {
    query,
    kind,
    metrics,
    overview: query.metrics.length === 0,
    dims,
    grain: kind === "trend" ? (query.grain ?? grainDim(query) ?? grainFor(span.actual)) : undefined,
    order: orderOf(query, metrics),
    span,
    comparison,
    compareAsked,
    assumptions,
    notes: [...(compareAsked ? refused : []), ...(comparison?.notes ?? [])],
  };
}

/** A total with a split is a breakdown, one with a grain a trend; the other words of a query decide nothing. */
function kindOf(query: MarketingQuery): Request["kind"] {
  if (query.kind === "forecast") throw new Error("forecasts are answered before a request is built");
  if (query.kind === "compare" && query.grain && query.dimensions.length === 0) return "trend";
  if (query.kind !== "total") return query.kind;
  if (query.grain) return "trend";
  return query.dimensions.length > 0 ? "breakdown" : "total";
}

function dimsOf(query: MarketingQuery, kind: Request["kind"], assumptions: Words[]): readonly Dim[] {
  const asked =
    kind === "trend" ? query.dimensions.filter((dim) => !timeDims.includes(dim)) : query.dimensions;
  if (asked.length > 0) return asked;
  if (kind === "compare") return comparedValues(query);
  if (kind === "top_n") return ["campaign"];
  if (kind !== "breakdown") return [];
  assumptions.push(
    words("dimensions: 나눌 기준이 없어 매체별로 봤어요", "dimensions: by medium, as none was given"),
  );
  return ["medium"];
}

/** "Compare Meta and Naver" names two values of one dimension: they are its rows. */
function comparedValues(query: MarketingQuery): readonly Dim[] {
  for (const { field, op, values } of query.filters) {
    if (field !== "status" && op === "in" && values.length > 1) return [field];
  }
  return [];
}

function compareOf(
  query: MarketingQuery,
  kind: Request["kind"],
  span: Span,
  dims: readonly Dim[],
): MarketingQuery["compare"] {
  if (query.compare) return query.compare;
  if (kind === "root_cause" || (kind === "compare" && dims.length === 0)) return "previous_period";
  return kind === "total" && hasUsualBefore(span) ? "previous_period" : undefined;
}

/** Periods people say by name ("last week") are understood against the one before; bare dates and long spans are not. */
function hasUsualBefore({ token, unit }: Span): boolean {
  return !token.includes(":") && unit !== "all" && unit !== "year" && unit !== "holiday";
}

function metricsOf(query: MarketingQuery, kind: Request["kind"]): readonly Metric[] {
  if (kind === "root_cause") return [query.metrics[0] ?? "roas"];
  const asked = query.metrics.length > 0 ? query.metrics : defaultMetrics;
  const also = [...(query.order ? [query.order.by] : []), ...query.having.map(({ metric }) => metric)];
  return [...new Set([...asked, ...also])];
}

/** The best come first: most of what should grow, least of what should shrink. */
function orderOf(query: MarketingQuery, metrics: readonly Metric[]): Request["order"] {
  if (query.order) return query.order;
  const preferred: Metric | undefined =
    query.kind === "top_n" && query.metrics.length === 0 ? "roas" : metrics[0];
  const by = preferred ?? "spend";
  return { by, dir: registry[by].better === "down" ? "asc" : "desc" };
}

function grainDim(query: MarketingQuery): Grain | undefined {
  return query.dimensions.find((dim): dim is Grain => timeDims.includes(dim));
}

/** So that a chart has about thirty points at most. */
export function grainFor(period: Period): "day" | "week" | "month" {
  const days = lengthDays(period);
  if (days <= 45) return "day";
  return days <= 200 ? "week" : "month";
}

/** The days that are read: a comparison leaves out the running day. */
export function periodsOf({ span, comparison }: Request): Periods {
  return comparison ? { now: comparison.now, before: comparison.before } : { now: span.actual };
}
