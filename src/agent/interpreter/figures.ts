// A request about figures as a typed query.

import type { Lang } from "../../core/locale.ts";
import { type Metric, metrics as registry } from "../../core/metric.ts";
import type { Dim, MarketingQuery, QueryKind } from "../../core/query.ts";
import { supposedOf } from "./actions/what-if.ts";
import type { Intent, ReadIntent } from "./interpretation.ts";
import type { Found } from "./look.ts";
import { rankDirection } from "./measures.ts";
import { ahead } from "./period.ts";
import { has, ownText, type Scan, spot } from "./scan.ts";
import { assumed } from "./wording.ts";

const kinds: Record<ReadIntent, QueryKind> = {
  query_performance: "total",
  trend: "trend",
  breakdown: "breakdown",
  compare: "compare",
  top_n: "top_n",
  root_cause: "root_cause",
  forecast: "forecast",
};

export function isFigures(intent: Intent | undefined): intent is ReadIntent {
  return intent !== undefined && intent in kinds;
}

/** @param intent decided before; what was not said is filled with a stated default */
export function queryOf(intent: ReadIntent, asking: Found, lang: Lang): MarketingQuery {
  const found = withPeriodOfTwo(asking);
  const { limits, measures, shape, asked } = found;
  const query: MarketingQuery = {
    kind: kinds[intent],
    metrics: measures.metrics,
    dimensions: [],
    filters: limits.filters,
    having: measures.having,
    time: asked.time ?? "last_7_days",
    assumptions: [],
    unresolved: [],
  };
  if (/분기별|quarterly|by quarter|per quarter/i.test(ownText(found.scan)))
    query.assumptions.push(assumed.quarters()(lang));
  for (const note of limits.notes) query.assumptions.push(assumed.medium(note.word)(lang));
  if (asked.compare) query.compare = asked.compare;
  if (shape.grain && intent !== "compare") query.grain = shape.grain;
  byKind[intent](query, found, lang);
  stateTime(query, found, lang);
  return query;
}

/** A랑 B 지난달 비교: two things compared in that month, not this month against it. */
function withPeriodOfTwo(found: Found): Found {
  const { asked, limits } = found;
  const two = limits.filters.some(({ op, values }) => op === "in" && values.length > 1);
  if (!two || !asked.bare || asked.time) return found;
  return { ...found, asked: { ...asked, time: asked.compare, compare: undefined } };
}

type Fill = (query: MarketingQuery, found: Found, lang: Lang) => void;

const byKind: Record<ReadIntent, Fill> = {
  query_performance: () => undefined,
  trend: (query, { shape }) => {
    query.dimensions = shape.marked.filter((dim) => !["hour", "day", "week", "month", "year"].includes(dim));
    query.grain ??= "day";
  },
  breakdown: (query, { shape }, lang) => {
    query.dimensions = shape.marked.length > 0 ? shape.marked : shape.loose.slice(0, 2);
    if (query.dimensions.length > 0) return;
    query.dimensions = ["campaign"];
    query.assumptions.push(assumed.splitBy("campaign")(lang));
  },
  compare: (query, found, lang) => {
    const dim = comparedDim(query);
    query.dimensions = dim ? [dim] : found.shape.marked;
    const moved = dim || query.compare ? undefined : movedDim(found);
    if (moved) query.dimensions = [moved];
    if ((query.dimensions.length > 0 && !moved) || query.compare) return;
    query.compare = "previous_period";
    query.assumptions.push(assumed.compared()(lang));
  },
  top_n: (query, found, lang) => rank(query, found, lang),
  root_cause: (query, { scan, shape }) => {
    query.dimensions = shape.marked;
    if (query.metrics.length > 1) query.metrics = askedWhy(scan, query.metrics);
    const direction = moveOf(scan, query.metrics[0]);
    if (direction) query.direction = direction;
  },
  forecast: (query, found) => {
    const { asked } = found;
    if (asked.yearless && asked.time) query.time = ahead(asked.time, asked.today);
    Object.assign(query, supposedOf(found));
    query.metrics = withoutLever(found, query);
  },
};

/** 광고비를 반으로 줄이면 구매가: what is turned is not what is asked for. */
function withoutLever({ scan }: Found, { metrics, changePct, budget }: MarketingQuery): Metric[] {
  const turned = has(scan, "what_if") && (changePct !== undefined || budget !== undefined);
  return turned && metrics.length > 1 ? metrics.filter((metric) => metric !== "spend") : metrics;
}

/** 클릭은 느는데 전환은 왜 줄어: the figure right before 왜 is what is asked about. */
function askedWhy(scan: Scan, metrics: Metric[]): Metric[] {
  const why = scan.lexemes.findIndex((lexeme) => lexeme.text.startsWith("왜"));
  const before = spot(scan, "metric").findLast(({ index }) => index < why && why - index <= 3);
  return before && metrics.includes(before.meaning.metric) ? [before.meaning.metric] : metrics;
}

/** Which way it went, as told: better and worse mean up and down by the metric; "so many" is up where no move was named. */
function moveOf(scan: Scan, metric: Metric | undefined): "up" | "down" | undefined {
  const dear = metric !== undefined && registry[metric].better === "down";
  if (has(scan, "down")) return "down";
  if (has(scan, "up")) return "up";
  if (has(scan, "got_worse")) return dear ? "up" : "down";
  if (has(scan, "got_better")) return dear ? "down" : "up";
  if (has(scan, "high")) return "up";
  return has(scan, "low") ? "down" : undefined;
}

/** ROAS 떨어진 캠페인: each of them against its own time before. */
function movedDim({ scan, shape }: Found): Dim | undefined {
  if (!has(scan, "down", "up", "got_better", "got_worse")) return undefined;
  return [...shape.marked, ...shape.loose].find((dim) =>
    ["campaign", "adGroup", "ad", "keyword", "medium"].includes(dim),
  );
}

/** The field with two values, if any: media, products, names. */
function comparedDim(query: MarketingQuery): Dim | undefined {
  const fields: readonly Dim[] = [
    "product_type",
    "campaign",
    "adGroup",
    "ad",
    "device",
    "gender",
    "age",
    "region",
    "placement",
    "day_type",
    "medium",
  ];
  const many = query.filters.filter(({ op, values }) => op === "in" && values.length > 1);
  return fields.find((field) => many.some((filter) => filter.field === field));
}

function rank(query: MarketingQuery, { scan, shape, measures }: Found, lang: Lang): void {
  const named = shape.marked.length > 0 ? shape.marked : shape.loose;
  const dim = named.find((one) => one !== "medium" || named.length === 1) ?? comparedDim(query);
  const chosen: Dim = dim ?? (has(scan, "where") ? "medium" : "campaign");
  query.dimensions = [chosen];
  if (!dim) query.assumptions.push(assumed.rankOver(chosen)(lang));
  const metric: Metric = measures.by ?? query.metrics[0] ?? rankedByDefault(scan, chosen);
  if (query.metrics.length === 0) query.assumptions.push(assumed.rankBy(metric)(lang));
  if (query.metrics.length === 0) query.metrics = [metric];
  const dir = rankDirection(scan, metric) ?? (registry[metric].better === "down" ? "asc" : "desc");
  query.order = { by: metric, dir };
  if (shape.limit) query.limit = shape.limit;
}

/** What is dear is dear by its price per click where words are bought, by its cost elsewhere; what is good is so by roas. */
function rankedByDefault(scan: Scan, dim: Dim): Metric {
  if (!has(scan, "price")) return "roas";
  return dim === "keyword" || dim === "search_term" ? "cpc" : "spend";
}

const byGrain: Partial<Record<string, string>> = {
  week: "last_8_weeks",
  month: "last_6_months",
  year: "all_time",
};

/** Without a period of its own, what is held against last month is this month. */
const followedBy: Partial<Record<string, string>> = {
  last_week: "this_week",
  week_before_last: "last_week",
  last_month: "this_month",
  month_before_last: "last_month",
  last_quarter: "this_quarter",
  last_year: "this_year",
  yesterday: "today",
  day_before_yesterday: "yesterday",
};

/** What is assumed when no period was said, told in the same breath. */
function stateTime(query: MarketingQuery, { asked }: Found, lang: Lang): void {
  if (asked.impossible) {
    query.unresolved.push({ slot: "time", options: [] });
    return;
  }
  if (asked.loose) query.assumptions.push(assumed.loosePeriod(asked.loose)(lang));
  if (asked.yearless) query.assumptions.push(assumed.latestYear()(lang));
  if (asked.time) return;
  query.time = defaultTime(query, asked.compare);
  query.assumptions.push(assumed.noPeriod(query.time)(lang));
}

function defaultTime({ kind, grain }: MarketingQuery, compare: string | undefined): string {
  if (kind === "forecast") return "rest_of_month";
  const followed = followedBy[compare ?? ""];
  if (followed) return followed;
  return kind === "root_cause" ? "last_week" : (byGrain[grain ?? ""] ?? "last_7_days");
}
