// What is there for a query: its names, the accounts it may read, the days they have, one view of each.

import { sql } from "drizzle-orm";
import { words } from "../../core/locale.ts";
import { Medium } from "../../core/medium.ts";
import type { MarketingQuery } from "../../core/query.ts";
import type { Card } from "../../core/card/card.ts";
import { intersect, type Period } from "../../core/time.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { lackingCard } from "./cards/lacking.ts";
import { nameCard, noRowsCard, notConnectedCard } from "./cards/question.ts";
import { subjectWords } from "./cards/subject.ts";
import type { Choice, Preferred } from "./choose-view.ts";
import {
  type Account,
  type Coverage,
  type Periods,
  readCoverage,
  readWindows,
  storedPeriod,
  type Window,
} from "./coverage.ts";
import { buildRequest, periodsOf, type Request } from "./request.ts";
import { allowedAccounts } from "./resolve-accounts.ts";
import type { ResolvedNames } from "./resolve-names.ts";
import type { Clock } from "./resolve-time.ts";
import { chooseForRequest, type Splits } from "./splits.ts";

/** A card that asks or declines, with the slots it asks about. */
export type DeadEnd = {
  card: Card;
  asked: string[];
  /** Media that were asked about and of which the workspace has no account at all. */
  notConnected?: Medium[];
};

/** Everything that is known before the figures are read. */
export type Stock = {
  request: Request;
  periods: Periods;
  choice: Choice;
  splits: Splits;
  names: ResolvedNames;
  stored: Period | undefined;
  assumptions: string[];
};

export async function readStock(
  tx: Tx,
  ctx: Ctx,
  query: MarketingQuery,
  names: ResolvedNames,
  first: Clock,
  preferred: Preferred = new Map(),
): Promise<Stock | DeadEnd> {
  const clock = await withStart(tx, ctx, query, names, first);
  const request = buildRequest(query, clock);
  const coverage = await readCoverage(tx, ctx, periodsOf(request));
  const allowed = allowedAccounts(query.filters, coverage.accounts);
  if ("question" in allowed)
    return { card: nameCard(allowed.question, query, ctx.lang), asked: [allowed.question.filter.field] };
  const filtered: ResolvedNames = {
    ...names,
    breakdowns: [...names.breakdowns, ...allowed.products],
    dims: [...names.dims, ...allowed.products.flatMap(({ field }) => (field === "status" ? [] : [field]))],
    scope: { ...allowed.scope, ...names.scope },
  };
  const stored = storedPeriod(coverage.stored.filter(({ account }) => allowed.accounts.includes(account)));
  return settle(tx, ctx, {
    query,
    request,
    coverage,
    accounts: allowed.accounts,
    names: filtered,
    stored,
    clock,
    preferred,
  });
}

type Found = {
  query: MarketingQuery;
  request: Request;
  coverage: Coverage;
  accounts: Account[];
  names: ResolvedNames;
  stored: Period | undefined;
  clock: Clock;
  preferred: Preferred;
};

/** Chooses views; where a default period meets no data, the stored days are taken instead and that is said. */
async function settle(tx: Tx, ctx: Ctx, found: Found): Promise<Stock | DeadEnd> {
  const { query, names, stored, clock } = found;
  const request = knownPeriod(found);
  const periods = periodsOf(request);
  const windows = await windowsOf(tx, ctx, found.coverage);
  const { choice, splits } = chooseForRequest(
    request,
    found.coverage,
    found.accounts,
    names.dims,
    periods,
    windows,
    found.preferred,
  );
  if (choice.chosen.some(({ sides }) => sides.now)) {
    const byChannel = channelsAsMedia(query, choice, ctx);
    if (byChannel)
      return settle(tx, ctx, { ...found, query: byChannel, request: buildRequest(byChannel, clock) });
    // The days stand on the card: that they are the latest of their kind needs no words.
    const assumptions = query.assumptions.filter((text) => !text.startsWith("year:"));
    return { request, periods, choice, splits, names, stored, assumptions };
  }
  const elsewhereHelps =
    choice.leftOut.length === 0 || choice.leftOut.some(({ lacks }) => lacks === undefined);
  const instead =
    stored &&
    elsewhereHelps &&
    (inYearOf(stored, query, periods.now, ctx) ?? insteadOfDefault(query, stored, clock, ctx));
  if (instead) {
    const again = buildRequest(instead, { ...clock, stored });
    const coverage = await readCoverage(tx, ctx, periodsOf(again));
    return settle(tx, ctx, {
      ...found,
      query: instead,
      request: again,
      coverage,
    });
  }
  if (choice.leftOut.length > 0)
    return { card: lackingCard(choice.leftOut, query, request, ctx.lang, clock.today), asked: [] };
  const subject = subjectWords(names.scope, ctx.lang, clock.today.year);
  const notConnected = strangers(query, found.coverage.accounts);
  if (notConnected.length > 0 && found.coverage.accounts.length > 0)
    return {
      card: notConnectedCard(notConnected, found.coverage.accounts, ctx.lang),
      asked: [],
      notConnected,
    };
  return { card: noRowsCard(query, periods.now, stored, subject, ctx.lang, clock.today), asked: [] };
}

/** Media named in the filters that no account of the workspace runs on. */
function strangers({ filters }: MarketingQuery, accounts: readonly Account[]): Medium[] {
  const known = new Set(accounts.map(({ medium }) => medium));
  return filters
    .filter(({ field, op }) => field === "medium" && op === "in")
    .flatMap(({ values }) => values.flatMap((value) => Medium.safeParse(value).data ?? []))
    .filter((medium) => !known.has(medium));
}

/** The channels of a media-mix table are its media: they are stored as campaigns, since they are none of ours. */
function channelsAsMedia(
  query: MarketingQuery,
  { chosen }: Choice,
  { lang }: Ctx,
): MarketingQuery | undefined {
  const { dimensions } = query;
  if (!dimensions.includes("medium") || dimensions.includes("campaign")) return undefined;
  if (!chosen.every(({ view }) => view.shape === "week")) return undefined;
  const said = words(
    "dimensions: 미디어 믹스 표라 표의 채널별로 나눴어요",
    "dimensions: a media-mix table, so split by its channels",
  );
  return {
    ...query,
    dimensions: dimensions.map((dim) => (dim === "medium" ? "campaign" : dim)),
    assumptions: [...query.assumptions, said[lang]],
  };
}

/** `all_time` reaches back without a bound until the stored days are known. */
function knownPeriod({ query, request, stored, clock }: Found): Request {
  return request.span.unit === "all" && stored ? buildRequest(query, { ...clock, stored }) : request;
}

/** The stored days in place of a default that has no data; a comparison takes the last stored week against the one before. */
function insteadOfDefault(
  query: MarketingQuery,
  stored: Period,
  { today }: Clock,
  ctx: Ctx,
): MarketingQuery | undefined {
  const defaulted = query.assumptions.some((text) => text.startsWith("time:"));
  if (!defaulted || query.time === "all_time") return undefined;
  const { compare: _compare, ...rest } = { ...query, assumptions: elsewhere(ctx, query) };
  const compares = query.kind === "root_cause" || (query.kind === "compare" && query.dimensions.length === 0);
  if (!compares) return { ...rest, time: "all_time" };
  const yesterday = today.subtract({ days: 1 });
  const last = Temporal.PlainDate.compare(stored.to, yesterday) < 0 ? stored.to : yesterday;
  const kept = query.compare === undefined ? rest : { ...rest, compare: query.compare };
  const time = `explicit:${last.subtract({ days: 6 })}..${last}`;
  return time === query.time ? undefined : { ...kept, time };
}

/** A date said without its year, in the latest year with figures on it: an old report is asked about as if it were new. */
function inYearOf(
  stored: Period,
  query: MarketingQuery,
  asked: Period,
  { lang }: Ctx,
): MarketingQuery | undefined {
  if (!query.assumptions.some((text) => text.startsWith("year:"))) return undefined;
  for (let years = 1; asked.to.year - years >= stored.from.year; years += 1) {
    const moved = { from: asked.from.subtract({ years }), to: asked.to.subtract({ years }) };
    if (!intersect(moved, stored)) continue;
    const said = words(
      `time: 연도를 말하지 않으셔서 데이터가 있는 ${moved.from.year}년으로 봤어요`,
      `time: no year given, so ${moved.from.year}, which has data`,
    );
    const assumptions = [...query.assumptions.filter((text) => !text.startsWith("year:")), said[lang]];
    return { ...query, time: `explicit:${moved.from}..${moved.to}`, assumptions };
  }
  return undefined;
}

function elsewhere({ lang }: Ctx, query: MarketingQuery): string[] {
  const said = words(
    "time: 기본 기간에는 데이터가 없어 저장된 기간을 봤어요",
    "time: the default period has no data, so the stored period is shown",
  );
  return [...query.assumptions.filter((text) => !text.startsWith("time:")), said[lang]];
}

async function windowsOf(tx: Tx, ctx: Ctx, { covered }: Coverage): Promise<Window[]> {
  const imports = covered.filter(({ view }) => view.shape === "window").flatMap(({ importIds }) => importIds);
  return readWindows(tx, ctx, [...new Set(imports)]);
}

/** First day with figures of the campaigns asked for, where the period starts with them. */
async function withStart(
  tx: Tx,
  ctx: Ctx,
  query: MarketingQuery,
  names: ResolvedNames,
  clock: Clock,
): Promise<Clock> {
  if (query.time !== "since:campaign_start" || !names.campaignIds) return clock;
  const [row] = await rowsOf<{ first: string | null }>(
    tx,
    sql`select min(f.day)::text as first from daily_fact f
      where f.workspace_id = ${ctx.workspaceId} and f.campaign_id::text in ${names.campaignIds}`,
  );
  return row?.first ? { ...clock, campaignStart: Temporal.PlainDate.from(row.first) } : clock;
}
