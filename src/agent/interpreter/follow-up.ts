// Short messages that build on the thread's last figures: 캠페인별로는?, only Meta, last month instead.

import type { Lang } from "../../core/locale.ts";
import type { Filter, MarketingQuery } from "../../core/query.ts";
import { isFigures, queryOf } from "./figures.ts";
import type { Decision } from "./intent.ts";
import type { Before, Part, ReadIntent } from "./interpretation.ts";
import type { Found } from "./look.ts";
import { has } from "./scan.ts";
import { assumed } from "./wording.ts";

/** True when the message changes a part of the last query instead of asking anew. */
export function continues(found: Found, decision: Decision, before: Before): boolean {
  if (!before.query) return false;
  if (decision && !isFigures(decision.intent)) return isBareReply(found, decision);
  const { measures, asked, limits, shape } = found;
  const changes =
    asked.time ??
    asked.compare ??
    shape.grain ??
    shape.limit ??
    limits.filters[0] ??
    shape.marked[0] ??
    measures.metrics[0];
  if (changes === undefined && !has(found.scan, "trend", "why", "compare")) return false;
  const complete = measures.metrics.length > 0 && asked.time !== undefined;
  if (has(found.scan, "follow")) return true;
  return !complete && !(measures.metrics.length === 0 && asksAnew(found));
}

/** "그럼 캠페인은?" reads as a listing, "only Meta" as nothing: in a thread both change the last question. */
function isBareReply(found: Found, decision: NonNullable<Decision>): boolean {
  const bare = decision.intent === "list_campaigns" && !has(found.scan, "list", "started", "ended");
  return bare || (decision.intent === "smalltalk_out_of_scope" && found.limits.filters.length > 0);
}

/** 지난주 성과 어땠어?: a whole question with a period of its own. */
function asksAnew({ scan, asked, limits }: Found): boolean {
  return asked.time !== undefined && has(scan, "how") && !has(scan, "follow") && limits.filters.length === 0;
}

export function carryOver(found: Found, decision: Decision, before: Before, lang: Lang): Part | undefined {
  const last = before.query;
  if (!last) return undefined;
  const fresh = decision && isFigures(decision.intent) ? decision.intent : undefined;
  const intent = fresh && !(fresh === "query_performance" && !hasOwnShape(found)) ? fresh : intentOf(last);
  const query = queryOf(intent, found, lang);
  merge(query, found, last, lang);
  return { intent, query, because: `follow-up, ${decision?.because ?? "a change"}` };
}

function hasOwnShape({ shape, asked }: Found): boolean {
  return shape.marked.length > 0 || shape.grain !== undefined || asked.compare !== undefined;
}

function merge(query: MarketingQuery, found: Found, last: MarketingQuery, lang: Lang): void {
  const { measures, asked, shape } = found;
  if (measures.metrics.length === 0) query.metrics = last.metrics;
  if (query.dimensions.length === 0 && shape.marked.length === 0)
    query.dimensions = keptDimensions(query, last);
  if (!asked.time) keepTime(query, last, lang);
  if (asked.compare) query.compare = asked.compare;
  else if (query.kind === last.kind && last.compare && !asked.time && query.compare === undefined)
    query.compare = last.compare;
  query.filters = mergedFilters(last.filters, query.filters);
  if (query.having.length === 0) query.having = last.having;
  if (query.kind === last.kind) keepCut(query, last);
}

function keptDimensions(query: MarketingQuery, last: MarketingQuery): MarketingQuery["dimensions"] {
  return query.kind === last.kind || query.kind === "top_n" ? last.dimensions : [];
}

function keepTime(query: MarketingQuery, last: MarketingQuery, lang: Lang): void {
  query.time = last.time;
  query.assumptions = query.assumptions.filter((line) => !line.startsWith("time:"));
  query.assumptions.push(assumed.kept("time")(lang));
}

function keepCut(query: MarketingQuery, last: MarketingQuery): void {
  if (query.grain === undefined && last.grain !== undefined) query.grain = last.grain;
  if (query.order === undefined && last.order !== undefined) query.order = last.order;
  if (query.limit === undefined && last.limit !== undefined) query.limit = last.limit;
  if (query.direction === undefined && last.direction !== undefined) query.direction = last.direction;
}

/** A field named now replaces what the thread said about it. */
function mergedFilters(last: readonly Filter[], now: readonly Filter[]): Filter[] {
  const named = new Set(now.map(({ field }) => field));
  const kept = last.filter(
    ({ field }) => !named.has(field) && !(named.has("medium") && field === "product_type"),
  );
  return [...kept, ...now];
}

function intentOf(query: MarketingQuery): ReadIntent {
  return query.kind === "total" ? "query_performance" : query.kind;
}
