// How far the figures of each account reach, and which file brought them last: what a digest says is late, and whose next file is missing.

import { sql } from "drizzle-orm";
import type { Medium } from "../../../core/medium.ts";
import { rowsOf, type Tx } from "../../../db/db.ts";
import type { Ctx } from "../../context.ts";
import { parseView } from "../views.ts";

export type Arrival = {
  accountId: string;
  medium: Medium;
  name: string;
  connection: "live" | "sandbox" | "file";
  /** The last day with figures. */
  last: Temporal.PlainDate;
  /** The file behind that day; none where figures come by themselves. */
  file: string | undefined;
};

/** Accounts of ads with any figures, by medium and name; a site's own figures are none of theirs. */
export async function readArrivals(tx: Tx, ctx: Ctx): Promise<Arrival[]> {
  const rows = await rowsOf<
    Record<"id" | "medium" | "name" | "connection" | "view" | "last", string> & { file: string | null }
  >(
    tx,
    sql`select a.id, a.medium, a.name, a.connection, p.view, p.last::text as last, f.name as file
      from (select account_id, view, max(day) as last from metric_day
            where workspace_id = ${ctx.workspaceId} group by 1, 2) p
      join ad_account a on a.workspace_id = ${ctx.workspaceId} and a.id = p.account_id
      left join lateral (select d.name from metric_day m
          join import i on i.workspace_id = m.workspace_id and i.id = m.import_id
          join document d on d.workspace_id = i.workspace_id and d.id = i.document_id
          where m.workspace_id = ${ctx.workspaceId} and m.account_id = p.account_id and m.view = p.view and m.day = p.last
          limit 1) f on true
      order by a.medium, a.name, a.id, p.last desc, p.view`,
  );
  const newest = new Map<string, Arrival>();
  for (const row of rows) {
    if (newest.has(row.id) || !parseView(row.view)) continue;
    newest.set(row.id, {
      accountId: row.id,
      medium: row.medium as Medium,
      name: row.name,
      connection: row.connection as Arrival["connection"],
      last: Temporal.PlainDate.from(row.last),
      file: row.file ?? undefined,
    });
  }
  return [...newest.values()];
}
