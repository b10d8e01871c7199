// The campaigns a workspace has: medium, state, and the days with figures.

import { sql } from "drizzle-orm";
import { Medium } from "../../core/medium.ts";
import { rowsOf, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";

export type CampaignLine = {
  id: string;
  name: string;
  medium: Medium;
  status: "active" | "paused" | "ended" | "unknown";
  /** First and last day with figures; `undefined` when it has none. */
  first: Temporal.PlainDate | undefined;
  last: Temporal.PlainDate | undefined;
  demo: boolean;
};

type Row = {
  id: string;
  name: string;
  medium: string;
  status: CampaignLine["status"];
  connection: string;
  first: string | null;
  last: string | null;
};

/** Merged spellings count under the campaign they were merged into. Newest figures first, then by name. */
export async function listCampaigns(ctx: Ctx): Promise<CampaignLine[]> {
  const rows = await withTx(ctx, (tx) =>
    rowsOf<Row>(
      tx,
      sql`select c.id, c.name, a.medium, c.status, a.connection, d.first::text as first, d.last::text as last
        from campaign c
        join ad_account a on a.workspace_id = c.workspace_id and a.id = c.account_id and a.external_ref not like 'analytics:%'
        left join (
          select coalesce(s.merged_into, s.id) as root, min(f.first) as first, max(f.last) as last
          from (select f.campaign_id, min(f.day) as first, max(coalesce(f.day_to, f.day)) as last from daily_fact f
                join metric_day p on p.workspace_id = f.workspace_id and p.account_id = f.account_id and p.view = f.view
                  and p.day = f.day and p.import_id = f.import_id
                where f.workspace_id = ${ctx.workspaceId} group by 1) f
          join campaign s on s.workspace_id = ${ctx.workspaceId} and s.id = f.campaign_id
          group by 1) d on d.root = c.id
        where c.workspace_id = ${ctx.workspaceId} and c.merged_into is null
        order by d.last desc nulls last, c.name, c.id`,
    ),
  );
  return rows.map(({ connection, first, last, medium, ...row }) => ({
    ...row,
    medium: Medium.parse(medium),
    first: first ? Temporal.PlainDate.from(first) : undefined,
    last: last ? Temporal.PlainDate.from(last) : undefined,
    demo: connection === "sandbox",
  }));
}
