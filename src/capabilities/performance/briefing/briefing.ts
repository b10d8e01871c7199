// The figures of a digest: one period against another, read once, with what its change is made of. The composer sets them in order.

import type { Part } from "../../../core/card/card.ts";
import type { SourcesPart } from "../../../core/card/sources.ts";
import type { Words } from "../../../core/locale.ts";
import { newId, QueryId } from "../../../core/ids.ts";
import { type Metric, metrics as registry } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import { type Filter, MarketingQuery, type QueryTime } from "../../../core/query.ts";
import { dayIn, type PeriodText } from "../../../core/time.ts";
import type { Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import type { Answer } from "../answer.ts";
import { cardQuantities } from "../card-quantities.ts";
import { likeForLike } from "../cards/compared.ts";
import { sourcesOf } from "../cards/footer.ts";
import { headlines, kpisOf, leadOf } from "../cards/overview.ts";
import { changeOf } from "../prove.ts";
import { readAnswer } from "../read-answer.ts";
import { keepQuery } from "../stored-query.ts";
import { isKnown } from "../sums.ts";
import { mainMetric, whyParts } from "./why.ts";

export type BriefingAsk = {
  time: QueryTime;
  /** Earlier days to compare with, the first that has figures; what each is called. */
  against: readonly { days: PeriodText; label: Words }[];
  /** Headline figures in order; empty for the usual ones. */
  metrics: readonly Metric[];
  filters: readonly Filter[];
  /** How many movers are named; the others are one line. */
  movers: number;
};

/** One headline figure with its change against the days compared with. */
type BriefingFigure = { metric: Metric; now: Quantity; change: Quantity | undefined };

export type Briefing = {
  queryId: QueryId;
  lead: Part;
  kpis: Part[];
  /** The split of the main figure's change, what stood beside it, who moved most. */
  why: Part[];
  sources: SourcesPart;
  figures: BriefingFigure[];
  /** Whose change is split; none where nothing can be compared. */
  main: Metric | undefined;
  simulated: boolean;
};

/** What was put in, what came out, at what price. */
const usual: readonly Metric[] = ["spend", "revenue", "roas", "conversions", "cpa"];
/** Of a workspace that counts no conversions. */
const reachOnly: readonly Metric[] = ["spend", "impressions", "clicks", "ctr", "cpc"];
/** What a change of a sum is carried by. */
const carriers: readonly Metric[] = ["roas", "cvr", "ctr", "cpa", "cpc"];

/** @returns a card that asks or declines where there are no figures to tell of */
export async function readBriefing(
  tx: Tx,
  ctx: Ctx,
  ask: BriefingAsk,
): Promise<Briefing | { declined: Part[] }> {
  let read: Answer | undefined;
  for (const against of ask.against) {
    const found = await readAgainst(tx, ctx, ask, against.days);
    if ("declined" in found) return found;
    read = called(found, against.label);
    if (found.result.whole.total.before) break;
  }
  if (!read) throw new Error("a briefing is compared with at least one period");
  const briefing = told(read, ask);
  const parts = [briefing.lead, ...briefing.kpis, ...briefing.why];
  await keepQuery(tx, ctx, read, cardQuantities({ lang: ctx.lang, parts }));
  return briefing;
}

async function readAgainst(
  tx: Tx,
  ctx: Ctx,
  { time, metrics, filters }: BriefingAsk,
  compare: PeriodText,
): Promise<Answer | { declined: Part[] }> {
  const [first = "roas"] = metrics;
  const query = MarketingQuery.parse({
    kind: "root_cause",
    metrics: [registry[first].kind === "not_additive" ? "roas" : first],
    time,
    compare,
    filters,
  });
  const also = [...usual, ...reachOnly, ...carriers, ...metrics].filter(
    (metric) => registry[metric].kind !== "not_additive",
  );
  const found = await readAnswer(tx, ctx, query, { today: dayIn(ctx.zone, ctx.now) }, newId(QueryId), also);
  return "card" in found ? { declined: found.card.parts } : found;
}

/** The days compared with, by the name they have in a digest. */
function called(answer: Answer, label: Words): Answer {
  const { request } = answer;
  const comparison = request.comparison && { ...request.comparison, label };
  return { ...answer, request: { ...request, comparison, compareAsked: true } };
}

function told(read: Answer, { metrics, movers }: BriefingAsk): Briefing {
  const answer = { ...read, ...shownOf(read, metrics) };
  const lines = headlines(answer, answer.shown);
  const main = mainMetric(likeForLike(answer), metrics);
  return {
    queryId: answer.queryId,
    lead: leadOf(answer, lines),
    kpis: kpisOf(answer, lines),
    why: main ? whyParts(likeForLike(answer), main, movers) : [],
    sources: sourcesOf(answer),
    figures: lines.map(({ metric, now, pair }) => ({
      metric,
      now,
      change: pair && changeOf(pair.now, pair.before),
    })),
    main,
    simulated: answer.choice.chosen.some(({ account }) => account.connection === "sandbox"),
  };
}

function shownOf({ result }: Answer, metrics: readonly Metric[]): Pick<Answer, "shown" | "missing"> {
  const known = (metric: Metric): boolean => isKnown(metric, result.whole.total.now);
  if (metrics.length > 0)
    return { shown: metrics.filter(known), missing: metrics.filter((metric) => !known(metric)) };
  const counts = known("conversions") || known("revenue");
  return { shown: (counts ? usual : reachOnly).filter(known), missing: [] };
}
