// The query behind an answer, kept with what was read for it, so that any figure can be explained later.

import { sql } from "drizzle-orm";
import { z } from "zod";
import { Medium } from "../../core/medium.ts";
import { Quantity } from "../../core/quantity.ts";
import { PeriodText } from "../../core/time.ts";
import type { Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import type { Answer } from "./answer.ts";
import { operandsOf, quantityOf } from "./prove.ts";
import { isMoney } from "./sums.ts";

/** What was read for an answer; sums are the headline figures as they were shown. */
export const Resolved = z.object({
  period: PeriodText,
  compared: PeriodText.optional(),
  scope: z.record(z.string(), z.string()),
  reads: z.array(
    z.object({
      account: z.string(),
      medium: Medium,
      view: z.string(),
      days: z.number(),
      imports: z.array(z.string()),
    }),
  ),
  sums: z.array(Quantity),
  /** What the ratios of the whole were divided from, each over the rows that know both sides. */
  ratios: z.array(z.object({ ratio: Quantity, numerator: Quantity, denominator: Quantity })).default([]),
});
export type Resolved = z.output<typeof Resolved>;

/** More imports than this (one per day and medium) say nothing to a reader. */
const MOST_IMPORTS = 40;
const MOST_SUMS = 40;

/** The ratios of the whole period, one for each currency. */
function ratiosOf({ result, shown, scopes, queryId }: Answer): Resolved["ratios"] {
  return shown.flatMap((metric) => {
    const blocks = isMoney(metric) ? result.blocks : [result.whole];
    return blocks.flatMap((block) => {
      const origin = { block, scope: scopes.now, queryId };
      const operands = operandsOf(metric, block.total.now, origin);
      if (!operands) return [];
      const [numerator, denominator] = operands;
      return [{ ratio: quantityOf(metric, block.total.now, origin), numerator, denominator }];
    });
  });
}

export async function keepQuery(
  tx: Tx,
  ctx: Ctx,
  answer: Answer,
  quantities: readonly Quantity[],
): Promise<void> {
  const { periods, choice, names, request } = answer;
  const text = (period: { from: Temporal.PlainDate; to: Temporal.PlainDate }): PeriodText => ({
    from: period.from.toString(),
    to: period.to.toString(),
  });
  const resolved: Resolved = {
    period: text(periods.now),
    ...(periods.before && { compared: text(periods.before) }),
    scope: names.scope,
    reads: choice.chosen.map(({ account, view, sides }) => ({
      account: account.name,
      medium: account.medium,
      view: view.text,
      days: sides.now?.days ?? 0,
      imports: [...new Set([...(sides.now?.importIds ?? []), ...(sides.before?.importIds ?? [])])].slice(
        0,
        MOST_IMPORTS,
      ),
    })),
    sums: quantities.slice(0, MOST_SUMS),
    ratios: ratiosOf(answer),
  };
  await tx.execute(
    sql`insert into stored_query (workspace_id, id, query, resolved, created_at) values (${ctx.workspaceId}, ${answer.queryId},
      ${JSON.stringify(request.query)}::text::jsonb, ${JSON.stringify(resolved)}::text::jsonb, ${ctx.now.toString()}::timestamptz)`,
  );
}
