// From a typed query to an answer, inside one transaction: names, coverage, view, statement, proof. A dead end becomes a card.

import type { Card } from "../../core/card/card.ts";
import type { QueryId } from "../../core/ids.ts";
import { type Metric, metrics } from "../../core/metric.ts";
import type { Dim, MarketingQuery } from "../../core/query.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { type Answer, type Compared, scopesOf } from "./answer.ts";
import { holidaysIn } from "../calendar.ts";
import { nameCard, noRowsCard } from "./cards/question.ts";
import { metricsFor } from "./cause.ts";
import { type ChangeLine, readChanges } from "./change-events.ts";
import { subjectWords } from "./cards/subject.ts";
import { betterViews } from "./better-views.ts";
import type { Choice, Chosen, Preferred } from "./choose-view.ts";
import { compile } from "./compile.ts";
import type { Periods } from "./coverage.ts";
import { likenessOf } from "./like-accounts.ts";
import type { Plan } from "./plan.ts";
import { maskOf, planSplits, proveRows, type Result } from "./prove.ts";
import type { Request } from "./request.ts";
import { type ResolvedNames, resolveNames } from "./resolve-names.ts";
import type { Clock } from "./resolve-time.ts";
import type { Splits } from "./splits.ts";
import { type DeadEnd, readStock, type Stock } from "./stock.ts";
import { readRow, type SumRow } from "./sum-rows.ts";
import { inputsOf, isKnown, neededFor, type Totals } from "./sums.ts";
import { resolveActions, valueConditions } from "./value-filters.ts";

/** @param also metrics that are read beside those the query shows */
export async function readAnswer(
  tx: Tx,
  ctx: Ctx,
  query: MarketingQuery,
  clock: Clock,
  queryId: QueryId,
  also: readonly Metric[] = [],
): Promise<Answer | DeadEnd> {
  const filtered = await resolveNames(tx, ctx, query, clock);
  if ("question" in filtered)
    return { card: nameCard(filtered.question, query, ctx.lang), asked: [filtered.question.filter.field] };
  const usual = await readFigures(tx, ctx, query, { filtered, also }, clock);
  if ("card" in usual) return usual;
  const preferred = await betterViews(tx, ctx, usual.stock, usual.result);
  const read =
    preferred.size > 0 ? await readFigures(tx, ctx, query, { filtered, also }, clock, preferred) : usual;
  if ("card" in read) return read;
  const { periods, choice, request } = read.stock;
  const changes = request.kind === "root_cause" ? await readChanges(tx, ctx, periods, choice.chosen) : [];
  return assemble(ctx, clock, queryId, read, changes);
}

type Figures = { stock: Stock; result: Result; compared: Compared };

async function readFigures(
  tx: Tx,
  ctx: Ctx,
  query: MarketingQuery,
  { filtered, also }: { filtered: ResolvedNames; also: readonly Metric[] },
  clock: Clock,
  preferred?: Preferred,
): Promise<Figures | DeadEnd> {
  const stock = await readStock(tx, ctx, query, filtered, clock, preferred);
  if ("card" in stock) return stock;
  const { request, periods, choice, splits, names } = stock;
  const conditions = await valueConditions(tx, ctx, stock, query);
  if ("card" in conditions) return conditions;
  const unknownAction = await resolveActions(tx, ctx, stock, query);
  if (unknownAction) return unknownAction;
  const { keys, groupings } = planSplits(splits.all);
  const plan: Plan = {
    workspaceId: ctx.workspaceId,
    periods,
    chosen: choice.chosen,
    needed: neededFor([...metricsRead(request), ...also]),
    keys,
    groupings,
    conditions: [...names.conditions, ...conditions.conditions],
    holidays: holidaysOf(periods),
    actions: names.actions,
  };
  const sums = await readSums(tx, plan);
  const result = proveRows(sums, splits.all, keys, choice.chosen);
  if (!hasRows(sums)) return { card: noFilteredRows(ctx, query, stock, clock), asked: [] };
  return { stock, result, compared: comparedOf(sums, result, stock, keys) };
}

/** Sums of both sides over the accounts that have like days on both; the result itself where all have. */
function comparedOf(
  sums: readonly SumRow[],
  result: Result,
  { choice, periods, splits }: Stock,
  keys: readonly Dim[],
): Compared {
  const likeness = likenessOf(withRows(choice, result), periods);
  if (likeness.unlike.length === 0) return { ...likeness, result };
  const ids = new Set(likeness.like.map(({ account }) => account.id));
  const like = sums.filter(({ accountId }) => ids.has(accountId));
  return { ...likeness, result: proveRows(like, splits.all, keys, likeness.like) };
}

function withRows({ chosen }: Choice, { byAccount }: Result): Chosen[] {
  return chosen.filter(({ account }) => byAccount.has(account.id));
}

/**
 * One statement, except for a media mix: the sides of its ratios meet on the day within each grouping, so that a total
 * cannot be made of its channels and each grouping is asked for alone.
 */
async function readSums(tx: Tx, plan: Plan): Promise<SumRow[]> {
  const sums: SumRow[] = [];
  for (const part of statementsOf(plan)) {
    const rows = await rowsOf<Record<string, string | number | null>>(tx, compile(part));
    for (const row of rows) sums.push(within(plan, part, readRow(row, part)));
  }
  return sums;
}

function statementsOf(plan: Plan): Plan[] {
  if (!plan.chosen.some(({ view }) => view.shape === "week")) return [plan];
  return plan.groupings.map((grouping) => ({
    ...plan,
    keys: plan.keys.filter((_, index) => grouping.includes(index)),
    groupings: [grouping.map((_, index) => index)],
  }));
}

/** The row with the keys of the whole plan. */
function within(plan: Plan, part: Plan, row: SumRow): SumRow {
  if (plan === part) return row;
  const keys = plan.keys.map((dim) => row.keys[part.keys.indexOf(dim)] ?? null);
  return { ...row, keys, grouping: maskOf(part.keys, plan.keys) };
}

function holidaysOf({ now, before }: Periods): string[] {
  return [...new Set([...holidaysIn(now), ...(before ? holidaysIn(before) : [])])];
}

/** What is shown, what a rank needs to know its volume, and the near metric that is offered by name. */
function metricsRead({ metrics: shown, order, kind, query }: Request): Set<Metric> {
  const read = new Set<Metric>(shown.filter((metric) => metrics[metric].kind !== "not_additive"));
  if (kind === "root_cause") for (const metric of shown.flatMap(metricsFor)) read.add(metric);
  const row = metrics[order.by];
  if ((kind === "top_n" || query.order) && row.kind === "ratio") read.add(row.minimumVolume.of);
  if ([...read].some((metric) => inputsOf(metric).includes("clicks"))) read.add("interactions");
  if (read.size === 0) read.add("impressions");
  return read;
}

function hasRows(sums: readonly SumRow[]): boolean {
  return sums.some(({ side, rows }) => side === "now" && rows > 0);
}

function noFilteredRows(
  ctx: Ctx,
  query: MarketingQuery,
  { names, periods, stored }: Stock,
  { today }: Clock,
): Card {
  return noRowsCard(
    query,
    periods.now,
    stored,
    subjectWords(names.scope, ctx.lang, today.year),
    ctx.lang,
    today,
  );
}

function assemble(
  ctx: Ctx,
  clock: Clock,
  queryId: QueryId,
  { stock, result, compared }: Figures,
  changes: ChangeLine[],
): Answer {
  const { request, periods, choice, splits, names, assumptions } = stock;
  const parts =
    splits.groups === undefined || request.overview ? [result.whole.total.now] : namedGroups(result, splits);
  const available = (metric: Metric): boolean => parts.some((totals) => isKnown(metric, totals));
  const shown = request.metrics.filter(available);
  const missing = request.metrics.filter((metric) => !available(metric));
  const instead = request.overview && missing.includes("clicks") && available("interactions");
  return {
    lang: ctx.lang,
    zone: ctx.zone,
    today: clock.today,
    queryId,
    request,
    periods,
    choice: { ...choice, chosen: withRows(choice, result) },
    splits,
    grain: grainOf(splits),
    result,
    compared,
    names,
    scopes: scopesOf(periods, { ...mediaRead(choice), ...names.scope }),
    subject: subjectWords(names.scope, ctx.lang, clock.today.year),
    shown: instead ? ["interactions", ...shown] : shown,
    missing,
    changes,
    assumptions,
  };
}

/** Where accounts are left out, a figure says which media it is of. */
function mediaRead({ chosen, leftOut }: Choice): Record<string, string> {
  if (leftOut.length === 0) return {};
  return { medium: [...new Set(chosen.map(({ account }) => account.medium))].join(", ") };
}

function grainOf({ all, series }: Splits): Answer["grain"] {
  const grain = all[series ?? -1]?.at(-1);
  return grain === "week" || grain === "month" || grain === "year" ? grain : "day";
}

/** Rows without a value of the split (the results of a media mix) are in the total only. */
function namedGroups({ whole }: Result, { groups = 0 }: Splits): (Totals | undefined)[] {
  return (whole.splits[groups] ?? [])
    .filter(({ keys }) => keys.every(({ id }) => id !== ""))
    .map(({ now }) => now);
}
