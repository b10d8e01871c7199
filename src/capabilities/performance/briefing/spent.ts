// Spend of days in one currency: what a cap is held against.

import { newId, QueryId } from "../../../core/ids.ts";
import type { Quantity } from "../../../core/quantity.ts";
import { MarketingQuery } from "../../../core/query.ts";
import { dayIn, type PeriodText } from "../../../core/time.ts";
import type { Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { figure, scopeOf } from "../answer.ts";
import { readAnswer } from "../read-answer.ts";
import { keepQuery } from "../stored-query.ts";

/** @returns `undefined` where no spend in that currency is stored on these days */
export async function readSpent(
  tx: Tx,
  ctx: Ctx,
  { time, currency }: { time: PeriodText; currency: string },
): Promise<Quantity | undefined> {
  const query = MarketingQuery.parse({ kind: "total", metrics: ["spend"], time });
  const answer = await readAnswer(tx, ctx, query, { today: dayIn(ctx.zone, ctx.now) }, newId(QueryId));
  if ("card" in answer) return undefined;
  const block = answer.result.blocks.find((one) => one.currency === currency);
  if (!block) return undefined;
  const spent = figure(answer, "spend", block.total.now, block, scopeOf(answer, "now"));
  if (spent.value === null) return undefined;
  await keepQuery(tx, ctx, answer, [spent]);
  return spent;
}
