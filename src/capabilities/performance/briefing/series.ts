// The days of a period as a chart, and its media side by side: for digests of more than a day.

import type { Part } from "../../../core/card/card.ts";
import { newId, QueryId } from "../../../core/ids.ts";
import type { Metric } from "../../../core/metric.ts";
import { type Dim, type Filter, MarketingQuery, type QueryTime } from "../../../core/query.ts";
import { dayIn } from "../../../core/time.ts";
import type { Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { cardQuantities } from "../card-quantities.ts";
import { answerCard } from "../cards/cards.ts";
import { readAnswer } from "../read-answer.ts";
import { keepQuery } from "../stored-query.ts";

export type SeriesAsk = {
  time: QueryTime;
  metrics: readonly Metric[];
  filters: readonly Filter[];
  /** Split by these as a table; by days as a chart where there are none. */
  dimensions: readonly Dim[];
};

/** The chart or the table alone, without the words of an answer; nothing where the days hold no figures. */
export async function readSeries(tx: Tx, ctx: Ctx, ask: SeriesAsk): Promise<Part[]> {
  const byDay = ask.dimensions.length === 0;
  const query = MarketingQuery.parse({
    ...ask,
    kind: byDay ? "trend" : "breakdown",
    ...(byDay && { grain: "day" }),
  });
  const answer = await readAnswer(tx, ctx, query, { today: dayIn(ctx.zone, ctx.now) }, newId(QueryId));
  if ("card" in answer || answer.shown.length === 0) return [];
  const kept = byDay ? "chart" : "table";
  const parts = answerCard(answer).parts.filter(({ kind }) => kind === kept);
  await keepQuery(tx, ctx, answer, cardQuantities({ lang: ctx.lang, parts }));
  return parts;
}
