// What the workspace's own media did in the last weeks, as ranges: the first ground of a plan's figures.

import { z } from "zod";
import type { Card } from "../../../core/card/card.ts";
import type { Metric } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import { MarketingQuery } from "../../../core/query.ts";
import type { PeriodText } from "../../../core/time.ts";
import { runQuery } from "../../performance/performance.ts";
import type { Ctx } from "../../context.ts";
import { PlanMedium, type PlanRange } from "../plan.ts";
import { planLimits } from "./limits.ts";

type OwnRange = PlanRange & { median: number };
export type OwnFigures = { period: PeriodText; weeks: number; queryId?: string; ranges: OwnRange[] };
export type History = Partial<Record<PlanMedium, OwnFigures>>;

const asked = ["spend", "clicks", "conversions", "cpc", "cpa", "roas"] as const satisfies readonly Metric[];
type Week = Partial<Record<Metric, number>>;

/**
 * Weekly figures per medium; a medium with too few weeks or conversions is left out, so that the template's assumption stands.
 * @param currency of the plan: figures in another one are of no use to it
 */
export async function readHistory(ctx: Ctx, currency: string): Promise<History> {
  const { weeks: count } = planLimits.history;
  const query = MarketingQuery.parse({
    kind: "breakdown",
    metrics: [...asked],
    dimensions: ["medium", "week"],
    time: `last_${count}_weeks`,
  });
  const { card, queryId, facts } = await runQuery(ctx, query);
  const period = facts.period;
  if (!period) return {};
  const history: History = {};
  for (const [medium, weeks] of weeksOf(card, currency)) {
    const conversions = weeks.reduce((all, week) => all + (week.conversions ?? 0), 0);
    const { leastWeeks, leastConversions } = planLimits.history;
    if (weeks.length < leastWeeks || conversions < leastConversions) continue;
    const ranges = (["cpc", "cpa", "roas"] as const).flatMap((metric) => rangeOf(metric, weeks) ?? []);
    history[medium] = { period, weeks: weeks.length, ...(queryId && { queryId }), ranges };
  }
  return history;
}

/** The card's own cells: each says its medium and week. */
function weeksOf(card: Card, currency: string): Map<PlanMedium, Week[]> {
  const found = new Map<PlanMedium, Map<string, Week>>();
  for (const cell of cellsOf(card)) {
    const medium = PlanMedium.safeParse(cell.scope["medium"]).data;
    const week = cell.scope["week"] ?? cell.scope["from"];
    if (!medium || !week || cell.value === null || !isAsked(cell.metric)) continue;
    if (cell.unit === "currency" && cell.currency !== currency) continue;
    const weeks = found.get(medium) ?? new Map<string, Week>();
    weeks.set(week, { ...weeks.get(week), [cell.metric]: cell.value });
    found.set(medium, weeks);
  }
  return new Map([...found].map(([medium, weeks]) => [medium, [...weeks.values()]]));
}

function cellsOf({ parts }: Card): Quantity[] {
  return parts.flatMap((part) => {
    if (part.kind === "table") return part.rows.flat().filter((cell) => typeof cell === "object");
    return part.kind === "chart" ? part.series.flatMap(({ values }) => values) : [];
  });
}

const Asked = z.enum(asked);
function isAsked(metric: string): metric is z.output<typeof Asked> {
  return Asked.safeParse(metric).success;
}

function rangeOf(metric: "cpc" | "cpa" | "roas", weeks: readonly Week[]): OwnRange | undefined {
  const values = weeks.flatMap((week) => week[metric] ?? []).toSorted((a, b) => a - b);
  if (values.length < planLimits.history.leastWeeks) return undefined;
  return { metric, low: at(values, 0.1), median: at(values, 0.5), high: at(values, 0.9) };
}

/** The value below which that part of them lies, between its neighbours. */
function at(sorted: readonly number[], part: number): number {
  const place = (sorted.length - 1) * part;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
