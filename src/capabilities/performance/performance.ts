// Door of performance: figures from stored facts. A typed query goes in, a proved card comes out.

import type { Card } from "../../core/card/card.ts";
import { runsText } from "../../core/card/text.ts";
import { Failure } from "../../core/failure.ts";
import { formatQuantity } from "../../core/format.ts";
import { newId, QueryId } from "../../core/ids.ts";
import type { Medium } from "../../core/medium.ts";
import type { Quantity } from "../../core/quantity.ts";
import type { Filter, MarketingQuery, QueryTime } from "../../core/query.ts";
import { dayIn, type Period, type PeriodText, periodText } from "../../core/time.ts";
import { type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { cardQuantities } from "./card-quantities.ts";
import { answerCard } from "./cards/cards.ts";
import type { Listed } from "./cards/listing.ts";
import { forecastCard, timeCard, unresolvedCard } from "./cards/question.ts";
import { listObjects, type ListLevel } from "./list-campaigns.ts";
import { keepWanted } from "./list-filters.ts";
import { readAnswer } from "./read-answer.ts";
import { buildRequest } from "./request.ts";
import { type Clock, resolvePlanTime } from "./resolve-time.ts";
import { keepQuery } from "./stored-query.ts";
import { nameAmongSeveral } from "./workspace-name.ts";

export { readChangeNotes } from "./change-events.ts";
export { dayKey, type DaySum, type Days, readDaySums, totalOf } from "./daily-sums.ts";
export { type Arrival, readArrivals } from "./briefing/arrivals.ts";
export { type Briefing, readBriefing } from "./briefing/briefing.ts";
export { readCampaignFigures } from "./briefing/by-campaign.ts";
export { readSpent } from "./briefing/spent.ts";
export { readSeries } from "./briefing/series.ts";
export { readTiring } from "./briefing/tiring.ts";
export { explainQuery } from "./explain.ts";
export { resolveTime } from "./resolve-time.ts";
export { forgetChangesAfter, noteChanges } from "./notes.ts";
export { periodWords } from "./period-words.ts";
export type { NameQuestion } from "./resolve-names.ts";
export { settleNames, type SettledNames } from "./settle-names.ts";
export { figureOf } from "./sums.ts";

/** What the model may know of an answer, and what the machine contract prints. */
type QueryFacts = {
  queryId?: QueryId;
  query: MarketingQuery;
  period?: PeriodText;
  compared?: PeriodText;
  media?: Medium[];
  /** Slots that are asked back about. */
  asked?: string[];
  /** Media asked about that the workspace has no account of. */
  notConnected?: Medium[];
  /** Metrics asked for that the data do not hold. */
  missing?: string[];
  assumptions: string[];
  demo?: boolean;
  /** What the card says first, and its figures as it shows them: all a model may repeat. */
  said?: string;
  figures?: string[];
};

/** `queryId` is absent on a card that asks or declines: such cards hold no figures. */
export type QueryAnswer = { card: Card; quantities: Quantity[]; queryId?: QueryId; facts: QueryFacts };

export async function runQuery(ctx: Ctx, query: MarketingQuery): Promise<QueryAnswer> {
  if (query.unresolved.length > 0) {
    return without(
      query,
      unresolvedCard(query, ctx.lang),
      query.unresolved.map(({ slot }) => slot),
    );
  }
  if (query.kind === "forecast") return without(query, forecastCard(ctx.lang), []);
  const clock: Clock = { today: dayIn(ctx.zone, ctx.now) };
  try {
    buildRequest(query, clock);
  } catch (error) {
    if (error instanceof Failure && error.code === "invalid")
      return without(query, timeCard(error, query, ctx.lang), ["time"]);
    throw error;
  }
  const [answer, workspace] = await Promise.all([answerOf(ctx, query, clock), nameAmongSeveral(ctx)]);
  return workspace === undefined ? answer : named(answer, workspace);
}

function named(answer: QueryAnswer, workspace: string): QueryAnswer {
  const parts = answer.card.parts.map((part) => (part.kind === "sources" ? { ...part, workspace } : part));
  return { ...answer, card: { ...answer.card, parts } };
}

/** Coverage and sums are several statements: an import that goes live between them must not split the answer. */
async function answerOf(ctx: Ctx, query: MarketingQuery, clock: Clock): Promise<QueryAnswer> {
  const body = async (tx: Tx): Promise<QueryAnswer> => {
    const queryId = newId(QueryId);
    const read = await readAnswer(tx, ctx, query, clock, queryId);
    if ("card" in read) return without(query, read.card, read.asked, read.notConnected);
    const card = answerCard(read);
    const quantities = cardQuantities(card);
    await keepQuery(tx, ctx, read, quantities);
    const facts: QueryFacts = {
      queryId,
      query,
      period: periodText(read.periods.now),
      ...(read.periods.before && { compared: periodText(read.periods.before) }),
      media: [...new Set(read.choice.chosen.map(({ account }) => account.medium))],
      ...(read.missing.length > 0 && { missing: read.missing }),
      assumptions: read.assumptions,
      demo: read.choice.chosen.some(({ account }) => account.connection === "sandbox"),
      ...spokenFigures(card, quantities),
    };
    return { card, quantities, queryId, facts };
  };
  return withTx(ctx, body, { snapshot: true, durable: false });
}

/** What a list is limited to, as asked: time still in words of the token list. */
export type ListRequest = {
  level: ListLevel;
  filters: readonly Filter[];
  status?: "active" | "paused" | "ended" | undefined;
  startsIn?: QueryTime | undefined;
  endsIn?: QueryTime | undefined;
};

/** @throws Failure "invalid" for a period that does not exist */
export async function listCampaigns(ctx: Ctx, request: ListRequest): Promise<Listed> {
  const { level, filters, status } = request;
  const clock: Clock = { today: dayIn(ctx.zone, ctx.now) };
  const days = (time: QueryTime | undefined): Period | undefined =>
    time === undefined ? undefined : resolvePlanTime(time, clock).period;
  const [startsIn, endsIn] = [days(request.startsIn), days(request.endsIn)];
  const all = await listObjects(ctx, level);
  const kept = await keepWanted(ctx, all, { filters, status, startsIn, endsIn });
  return { ...kept, level, startsIn, endsIn, empty: all.length === 0 };
}

/** More than this is for reading on the card, not for a model's memory. */
const MOST_SPOKEN = 30;

function spokenFigures(
  { parts, lang }: Card,
  quantities: readonly Quantity[],
): Pick<QueryFacts, "said" | "figures"> {
  const [first] = parts;
  const said = first?.kind === "text" ? { said: runsText(first.runs, lang) } : {};
  const lines = quantities.map((quantity) => {
    const { from: _from, to: _to, of: _of, against: _against, ...about } = quantity.scope;
    return [quantity.metric, formatQuantity(quantity, lang), ...Object.values(about)].join(" · ");
  });
  return { ...said, figures: [...new Set(lines)].slice(0, MOST_SPOKEN) };
}

function without(
  query: MarketingQuery,
  card: Card,
  asked: string[],
  notConnected: Medium[] = [],
): QueryAnswer {
  return {
    card,
    quantities: [],
    facts: {
      query,
      ...(asked.length > 0 && { asked }),
      ...(notConnected.length > 0 && { notConnected }),
      assumptions: query.assumptions,
    },
  };
}
