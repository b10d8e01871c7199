// Which groupings an answer needs, and which of them the stored views can give.

import type { Dim, Grain } from "../../core/query.ts";
import { lengthDays, type Period } from "../../core/time.ts";
import { type Choice, chooseViews, type Preferred } from "./choose-view.ts";
import type { Account, Coverage, Periods, Window } from "./coverage.ts";
import { grainFor, type Request } from "./request.ts";
import { hasDimension, type View } from "./views.ts";

/** The splits in the order the cards read them. */
export type Splits = {
  all: Dim[][];
  /** Index of each in `all`; absent where the answer has none. */
  groups?: number;
  series?: number;
  lines?: number;
};

/** Views for what must be split, with the table and the chart of an overview where no account is lost by them. */
export function chooseForRequest(
  request: Request,
  coverage: Coverage,
  accounts: readonly Account[],
  filterDims: readonly Dim[],
  periods: Periods,
  windows: readonly Window[],
  preferred: Preferred,
): { choice: Choice; splits: Splits } {
  const choose = (dims: readonly Dim[]): Choice =>
    chooseViews(coverage, accounts, [...new Set([...dims, ...filterDims])], periods, windows, preferred);
  const wanted = requiredSplits(request, request.grain);
  const plain = choose(wanted.all.flat());
  if (request.kind === "root_cause") return causeChoice(choose);
  if (isOverview(request)) return overviewChoice(choose, periods.now, plain);
  const weekly = plain.chosen.length === 0 && request.grain === "day" && request.query.grain === undefined;
  const byWeek = weekly ? requiredSplits(request, "week") : wanted;
  const inWeeks = weekly ? choose(byWeek.all.flat()) : plain;
  return inWeeks.chosen.length > 0 ? { choice: inWeeks, splits: byWeek } : { choice: plain, splits: wanted };
}

/** With the table and the chart where no day of any account is lost by them. */
function overviewChoice(
  choose: (dims: readonly Dim[]) => Choice,
  period: Period,
  plain: Choice,
): { choice: Choice; splits: Splits } {
  const detailed = choose(["campaign"]);
  const choice = daysOf(detailed) >= daysOf(plain) ? detailed : plain;
  return { choice, splits: overviewSplits(choice, period) };
}

/** By medium and campaign; by medium alone where a report has no campaigns, so that no account is lost. */
function causeChoice(choose: (dims: readonly Dim[]) => Choice): { choice: Choice; splits: Splits } {
  const detailed = choose(["campaign"]);
  const plain = choose([]);
  if (daysOf(detailed) >= daysOf(plain))
    return { choice: detailed, splits: { all: [["medium"], ["campaign"]] } };
  return { choice: plain, splits: { all: [["medium"]] } };
}

function isOverview({ kind, overview }: Request): boolean {
  return kind === "total" && overview;
}

function requiredSplits({ kind, dims }: Request, grain: Grain | undefined): Splits {
  if (kind === "trend" && grain) {
    const series: Dim[] = [grain];
    return dims.length > 0
      ? { all: [series, [...dims, grain]], series: 0, lines: 1 }
      : { all: [series], series: 0 };
  }
  return dims.length > 0 ? { all: [[...dims]], groups: 0 } : { all: [] };
}

function overviewSplits({ chosen }: Choice, period: Period): Splits {
  const views = chosen.map(({ view }) => view);
  const splits: Splits = { all: [] };
  if (everyHas(views, "campaign")) splits.groups = splits.all.push(["campaign"]) - 1;
  const grain = coarsestGrain(views, period);
  if (lengthDays(period) > 1 && everyHas(views, grain)) splits.series = splits.all.push([grain]) - 1;
  return splits;
}

/** Weekly figures have no days inside. */
function coarsestGrain(views: readonly View[], period: Period): "day" | "week" | "month" {
  const grain = grainFor(period);
  return grain === "day" && views.some(({ shape }) => shape === "week") ? "week" : grain;
}

function everyHas(views: readonly View[], dim: Dim): boolean {
  return views.length > 0 && views.every((view) => hasDimension(view, dim));
}

function daysOf({ chosen }: Choice): number {
  let days = 0;
  for (const { sides } of chosen) days += (sides.now?.days ?? 0) + (sides.before?.days ?? 0);
  return days;
}
