// Where the view that was read leaves an asked metric blank: another view of the same days that knows more of what was asked.

import { sql } from "drizzle-orm";
import type { AdditiveMetric } from "../../core/metric.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import type { Chosen, Preferred } from "./choose-view.ts";
import { amountColumns, column, list } from "./columns.ts";
import type { Result } from "./prove.ts";
import type { Stock } from "./stock.ts";
import { inputsOf } from "./sums.ts";

/** Looked up only where a metric is blank and there is a choice, so that usual questions pay nothing. */
export async function betterViews(
  tx: Tx,
  ctx: Ctx,
  { request, periods, choice }: Stock,
  { byAccount }: Result,
): Promise<Preferred> {
  const asked = [...new Set(request.metrics.flatMap(inputsOf))];
  const known = ({ account }: Chosen): number => {
    const counts = byAccount.get(account.id)?.now?.known;
    return asked.filter((input) => (counts?.[input] ?? 0) > 0).length;
  };
  const blank = choice.chosen.filter(
    (one) => one.others.length > 0 && byAccount.has(one.account.id) && known(one) < asked.length,
  );
  if (blank.length === 0) return new Map();
  const counted = await countKnown(tx, ctx, blank, asked, periods.now);
  const preferred = new Map<string, string>();
  for (const one of blank) {
    const better = one.others
      .map((view) => ({ view, knows: counted.get(`${one.account.id} ${view.text}`) ?? 0 }))
      .filter(({ knows }) => knows > known(one))
      .toSorted((a, b) => b.knows - a.knows)[0];
    if (better) preferred.set(one.account.id, better.view.text);
  }
  return preferred;
}

/** By account and view: how many of the metrics any row of the period knows. */
async function countKnown(
  tx: Tx,
  ctx: Ctx,
  blank: readonly Chosen[],
  asked: readonly AdditiveMetric[],
  { from, to }: Stock["periods"]["now"],
): Promise<Map<string, number>> {
  const knows = asked.map(
    (input) => sql`bool_or(${amountColumns[input]} is not null) as ${column("k", input)}`,
  );
  const either = blank.map(
    ({ account, others }) =>
      sql`(p.account_id = ${account.id}::uuid and p.view in ${others.map(({ text }) => text)})`,
  );
  const rows = await rowsOf<Record<string, string | boolean>>(
    tx,
    sql`select p.account_id, p.view, ${list(knows)} from metric_day p
      join daily_fact f on f.workspace_id = p.workspace_id and f.day = p.day and f.import_id = p.import_id
        and f.account_id = p.account_id and f.view = p.view
      where p.workspace_id = ${ctx.workspaceId}::uuid and p.day between ${from.toString()}::date and ${to.toString()}::date
        and (${list(either, sql` or `)})
      group by 1, 2`,
  );
  return new Map(
    rows.map((row) => [
      `${row["account_id"]} ${row["view"]}`,
      asked.filter((input) => row[`k_${input}`] === true).length,
    ]),
  );
}
