// Short messages that build on the thread's last figures: 캠페인별로는?, only Meta, last month instead, 그 전달은?

import type { Lang } from "../../core/locale.ts";
import type { MarketingQuery } from "../../core/query.ts";
import { isFigures, queryOf } from "./figures.ts";
import { changedCut, comparedBoth } from "./follow-cut.ts";
import type { Decision } from "./intent.ts";
import type { Before, Part, ReadIntent } from "./interpretation.ts";
import type { Found } from "./look.ts";
import { has } from "./scan.ts";
import { inMonthOf, periodBefore } from "./shift.ts";
import { mergedFilters, points, subjectOf } from "./thread.ts";
import { assumed } from "./wording.ts";

/** True when the message changes a part of the last query instead of asking anew. */
export function continues(found: Found, decision: Decision, before: Before): boolean {
  if (!before.query) return false;
  if (decision && !isFigures(decision.intent)) return isBareReply(found, decision, before);
  if (!says(found, before)) return false;
  if (has(found.scan, "follow", "pointing", "both")) return true;
  return !isWhole(found) && !asksAnew(found);
}

/** Something of the last question is named anew. */
function says({ scan, measures, asked, limits, shape }: Found, before: Before): boolean {
  if (asked.time ?? asked.compare ?? shape.grain ?? shape.limit ?? limits.filters[0] ?? shape.marked[0])
    return true;
  if (measures.metrics.length > 0 || asked.before) return true;
  if (has(scan, "trend", "why", "compare", "forecast", "what_if", "every_medium", "order", "best", "worst"))
    return true;
  return changedCut(scan, before.query) !== undefined;
}

/** "그럼 캠페인은?" reads as a listing, "only Meta" as nothing: in a thread both change the last question. */
function isBareReply(found: Found, decision: NonNullable<Decision>, before: Before): boolean {
  const { scan, limits, asked, measures } = found;
  if (decision.intent === "list_campaigns")
    return (
      !has(scan, "list", "started", "ended", "which") &&
      !limits.filters.some(({ field }) => field === "status")
    );
  if (
    measures.metrics.length === 0 &&
    !asked.time &&
    changedCut(scan, before.query) &&
    before.last === "figures"
  )
    return isFigureWish(decision);
  if (before.query?.kind === "forecast" && isSupposed(found, decision)) return true;
  return decision.intent === "smalltalk_out_of_scope" && limits.filters.length > 0;
}

/** 예산을 20% 늘린다면요 behind a forecast is no wish. */
function isSupposed({ scan }: Found, { intent }: NonNullable<Decision>): boolean {
  const money = scan.lexemes.some((lexeme) => lexeme.kind === "amount");
  return (
    money &&
    (intent === "edit_campaign" || intent === "budget_plan") &&
    /면(?:요|은)?(?=[\s?.!]|$)|\bif\b|suppos|assum|\bwith\b/i.test(scan.text)
  );
}

/** "10개로 늘려", "make that 2": in a thread of figures these change the list, not a campaign. */
function isFigureWish({ intent }: NonNullable<Decision>): boolean {
  return intent === "edit_campaign" || intent === "create_campaign" || intent === "budget_plan";
}

/** A metric and a period of its own. */
function isWhole({ measures, asked }: Found): boolean {
  return measures.metrics.length > 0 && asked.time !== undefined;
}

/** 지난주 성과 어땠어?: a whole question with a period of its own. */
function asksAnew({ scan, measures, asked, limits }: Found): boolean {
  if (measures.metrics.length > 0) return false;
  return asked.time !== undefined && has(scan, "how") && limits.filters.length === 0;
}

export function carryOver(asking: Found, decision: Decision, before: Before, lang: Lang): Part | undefined {
  const last = before.query;
  if (!last) return undefined;
  const found = asking.asked.before ? shifted(asking) : asking;
  const intent = intentOf(found, decision, last);
  const query = queryOf(intent, found, lang);
  merge(query, found, last, lang);
  const both = has(found.scan, "both") ? comparedBoth(before, found.scan.today) : undefined;
  if (both) Object.assign(query, both, { kind: "compare" });
  return {
    intent: both ? "compare" : intent,
    query,
    because: `follow-up, ${decision?.because ?? "a change"}`,
  };
}

/** Only the step back counts: the month in 그 전달 is counted from the thread's period, not from today. */
function shifted(found: Found): Found {
  return { ...found, asked: { ...found.asked, time: undefined, compare: undefined } };
}

/** A question about figures that points at the one campaign talked about. */
export function pointedAt(query: MarketingQuery, found: Found, before: Before, lang: Lang): void {
  const subject = subjectOf(before);
  if (!subject || !points(found.scan) || found.limits.filters.length > 0 || found.shape.marked.length > 0)
    return;
  query.filters = [{ field: "campaign", op: "in", values: [subject] }];
  query.assumptions.push(assumed.subject(subject)(lang));
}

function intentOf(found: Found, decision: Decision, last: MarketingQuery): ReadIntent {
  if (found.asked.before && decision?.intent === "compare")
    return last.kind === "total" ? "query_performance" : last.kind;
  const fresh = decision && isFigures(decision.intent) ? decision.intent : undefined;
  const own = fresh && (fresh !== "query_performance" || hasOwnShape(found));
  if (own && !(fresh === "compare" && isNarrowing(found, last))) return fresh;
  if (fresh && isWhole(found)) return fresh;
  if (has(found.scan, "why")) return "root_cause";
  if (last.kind === "forecast" && decision && !isFigures(decision.intent)) return "forecast";
  if (has(found.scan, "forecast")) return "forecast";
  if (last.kind === "breakdown" && found.shape.limit) return "top_n";
  return last.kind === "total" ? "query_performance" : last.kind;
}

/** "only the ones on Kakao and Naver": two values that limit a split are no comparison. */
function isNarrowing({ scan, asked }: Found, last: MarketingQuery): boolean {
  return has(scan, "only") && !has(scan, "compare") && !asked.compare && last.dimensions.length > 0;
}

function hasOwnShape({ shape, asked }: Found): boolean {
  return shape.marked.length > 0 || shape.grain !== undefined || asked.compare !== undefined;
}

function merge(query: MarketingQuery, found: Found, last: MarketingQuery, lang: Lang): void {
  const { scan, measures, asked } = found;
  if (measures.metrics.length === 0 || isLever(query, last)) keepMetrics(query, last);
  if (query.dimensions.length === 0 || isAssumed(query)) keepDimensions(query, found, last);
  keepTime(query, found, last, lang);
  if (asked.compare) query.compare = asked.compare;
  else if (query.kind === last.kind && last.compare && !asked.time && isOpen(query))
    query.compare = last.compare;
  const kept = has(scan, "every_medium")
    ? last.filters.filter(({ field }) => field !== "medium")
    : last.filters;
  query.filters = mergedFilters(kept, query.filters);
  if (query.having.length === 0) query.having = last.having;
  if (query.kind === last.kind || last.kind === "breakdown") keepCut(query, found, last);
  Object.assign(query, changedCut(scan, last));
}

function keepMetrics(query: MarketingQuery, last: MarketingQuery): void {
  query.metrics = last.metrics;
  query.assumptions = query.assumptions.filter((line) => !line.startsWith("metrics:"));
  const [first] = last.metrics;
  if (query.order && first) query.order = { ...query.order, by: first };
}

/** "If we spend 10% more": the money is what is changed, not what is asked about. */
function isLever(query: MarketingQuery, last: MarketingQuery): boolean {
  return (
    query.kind === "forecast" &&
    last.kind === "forecast" &&
    query.changePct !== undefined &&
    query.metrics.join() === "spend"
  );
}

/** Nothing was named to rank or split, so what stands there is only a guess. */
function isAssumed(query: MarketingQuery): boolean {
  return query.assumptions.some((line) => line.startsWith("dimensions:"));
}

function keepDimensions(query: MarketingQuery, { shape }: Found, last: MarketingQuery): void {
  if (shape.marked.length > 0) return;
  const same = query.kind === last.kind || query.kind === "top_n";
  if (!same && !isAssumed(query)) return;
  if (last.dimensions.length === 0 && isAssumed(query)) return;
  query.dimensions = last.dimensions;
  query.assumptions = query.assumptions.filter((line) => !line.startsWith("dimensions:"));
}

/** Nothing of its own says what it is compared with. */
function isOpen(query: MarketingQuery): boolean {
  return query.compare === undefined || query.assumptions.some((line) => line.startsWith("compare:"));
}

function keepTime(query: MarketingQuery, { asked }: Found, last: MarketingQuery, lang: Lang): void {
  const before =
    asked.before && !asked.time && !asked.compare ? periodBefore(last.time, asked.today) : undefined;
  const named = asked.time && asked.monthless ? inMonthOf(asked.time, last.time, asked.today) : undefined;
  if (before ?? named) query.time = before ?? named ?? query.time;
  if (asked.time ?? before) {
    query.assumptions = query.assumptions.filter((line) => !before || !line.startsWith("time:"));
    return;
  }
  if (query.kind === "forecast" && last.kind !== "forecast") return;
  query.time = last.time;
  query.assumptions = query.assumptions.filter((line) => !line.startsWith("time:"));
  query.assumptions.push(assumed.kept("time")(lang));
}

function ranksAnew(scan: Found["scan"]): boolean {
  return has(scan, "best", "worst", "high", "low", "most", "price", "descending");
}

function keepCut(query: MarketingQuery, { scan, shape, measures }: Found, last: MarketingQuery): void {
  if (query.kind === last.kind) {
    if (!shape.grain && last.grain !== undefined) query.grain = last.grain;
    if (last.order !== undefined && !ranksAnew(scan))
      query.order = { ...last.order, by: measures.metrics[0] ?? last.order.by };
    if (query.direction === undefined && last.direction !== undefined) query.direction = last.direction;
    if (query.changePct === undefined && last.changePct !== undefined) query.changePct = last.changePct;
    if (query.budget === undefined && last.budget !== undefined) query.budget = last.budget;
    if (query.goal === undefined && last.goal !== undefined) query.goal = last.goal;
  }
  if (query.limit === undefined && last.limit !== undefined) query.limit = last.limit;
}
