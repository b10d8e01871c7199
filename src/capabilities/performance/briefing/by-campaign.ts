// Figures of named campaigns, added up over each set of names: what a plan has spent and brought so far.

import { newId, QueryId } from "../../../core/ids.ts";
import type { Metric } from "../../../core/metric.ts";
import type { Vat } from "../../../core/money.ts";
import type { Quantity } from "../../../core/quantity.ts";
import { MarketingQuery } from "../../../core/query.ts";
import { dayIn, type PeriodText } from "../../../core/time.ts";
import type { Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { scopeOf } from "../answer.ts";
import { type Block, quantityOf } from "../prove.ts";
import { readAnswer } from "../read-answer.ts";
import { keepQuery } from "../stored-query.ts";
import { addTotals, emptyTotals, type Totals } from "../sums.ts";

export type NamedSet = { names: readonly string[]; metrics: readonly Metric[]; currency: string };

/** One entry per set, its figures in the order of the metrics; `undefined` where none of its campaigns has figures. */
export async function readCampaignFigures(
  tx: Tx,
  ctx: Ctx,
  { time, sets }: { time: PeriodText; sets: readonly NamedSet[] },
): Promise<({ figures: Quantity[]; vat: Vat } | undefined)[]> {
  if (sets.every(({ names }) => names.length === 0)) return sets.map(() => undefined);
  const query = MarketingQuery.parse({
    kind: "breakdown",
    metrics: [...new Set(sets.flatMap(({ metrics }) => metrics))],
    dimensions: ["campaign"],
    time,
  });
  const clock = { today: dayIn(ctx.zone, ctx.now) };
  const answer = await readAnswer(tx, ctx, query, clock, newId(QueryId));
  if ("card" in answer) return sets.map(() => undefined);
  const found = sets.map((set) => {
    const block = answer.result.blocks.find(({ currency }) => currency === set.currency);
    const totals = block && totalsOf(block, answer.splits.groups ?? 0, set.names);
    if (!block || !totals) return undefined;
    const scope = scopeOf(answer, "now", { campaign: set.names.join(", ") });
    const origin = { block, scope, queryId: answer.queryId };
    return { figures: set.metrics.map((metric) => quantityOf(metric, totals, origin)), vat: block.vat };
  });
  await keepQuery(
    tx,
    ctx,
    answer,
    found.flatMap((one) => one?.figures ?? []),
  );
  return found;
}

/** Not by a filter: one asks back about a name without figures. Only campaigns of exactly these names are the set's. */
function totalsOf(block: Block, split: number, names: readonly string[]): Totals | undefined {
  const own = (block.splits[split] ?? []).filter(({ keys }) => names.includes(keys[0]?.name ?? ""));
  const sums = own.flatMap(({ now }) => (now ? [now] : []));
  if (sums.length === 0) return undefined;
  const totals = emptyTotals();
  for (const one of sums) addTotals(totals, one);
  return totals;
}
