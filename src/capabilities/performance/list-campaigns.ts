// The campaigns, ad groups or ads a workspace has: medium, state, and the days with figures.

import { type SQL, sql } from "drizzle-orm";
import { Medium } from "../../core/medium.ts";
import type { Period } from "../../core/time.ts";
import { rowsOf, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";

export type ListLevel = "campaign" | "adGroup" | "ad";

export type ListedLine = {
  id: string;
  name: string;
  /** The campaign itself or the one it belongs to; merged spellings count under what they were merged into. */
  campaign: { id: string; name: string };
  medium: Medium;
  account: string;
  status: "active" | "paused" | "ended" | "unknown";
  /** First and last day with figures; `undefined` when it has none. */
  first: Temporal.PlainDate | undefined;
  last: Temporal.PlainDate | undefined;
  /** All days its account has figures for, of whatever campaign. */
  stored: Period | undefined;
  demo: boolean;
};

type Row = {
  id: string;
  name: string;
  campaign_id: string;
  campaign: string;
  medium: string;
  account: string;
  status: ListedLine["status"];
  connection: string;
} & Record<"first" | "last" | "stored_first" | "stored_last", string | null>;

const objects: Readonly<Record<ListLevel, { table: SQL; fact: SQL; campaign: SQL; name: SQL; one: SQL }>> = {
  campaign: {
    table: sql`campaign`,
    fact: sql`f.campaign_id`,
    campaign: sql`o.id`,
    name: sql`r.name`,
    one: sql`r.id::text`,
  },
  adGroup: {
    table: sql`ad_group`,
    fact: sql`f.ad_group_id`,
    campaign: sql`o.campaign_id`,
    name: sql`o.name`,
    one: sql`o.name`,
  },
  ad: {
    table: sql`ad`,
    fact: sql`f.ad_id`,
    campaign: sql`o.campaign_id`,
    name: sql`o.name`,
    one: sql`o.id::text`,
  },
};

/** Newest figures first, then by name. */
export async function listObjects(ctx: Ctx, level: ListLevel): Promise<ListedLine[]> {
  const { table, fact, campaign, name, one } = objects[level];
  const rows = await withTx(ctx, (tx) =>
    rowsOf<Row>(
      tx,
      sql`select min(o.id::text) as id, ${name} as name, r.id as campaign_id, r.name as campaign, a.medium, a.name as account,
          r.status, a.connection, min(d.first)::text as first, max(d.last)::text as last,
          min(b.first)::text as stored_first, max(b.last)::text as stored_last
        from ${table} o
        join campaign s on s.workspace_id = o.workspace_id and s.id = ${campaign}
        join campaign r on r.workspace_id = s.workspace_id and r.id = coalesce(s.merged_into, s.id)
        join ad_account a on a.workspace_id = r.workspace_id and a.id = r.account_id and a.external_ref not like 'analytics:%'
        left join (select ${fact} as id, min(f.day) as first, max(coalesce(f.day_to, f.day)) as last
            from daily_fact f
            join metric_day p on p.workspace_id = f.workspace_id and p.account_id = f.account_id and p.view = f.view
              and p.day = f.day and p.import_id = f.import_id
            where f.workspace_id = ${ctx.workspaceId} group by 1) d on d.id = o.id
        left join (select p.account_id, min(p.day) as first, max(p.day) as last from metric_day p
            where p.workspace_id = ${ctx.workspaceId} group by 1) b on b.account_id = a.id
        where o.workspace_id = ${ctx.workspaceId}
        group by ${one}, ${name}, r.id, r.name, a.medium, a.name, r.status, a.connection
        order by max(d.last) desc nulls last, ${name}, 1`,
    ),
  );
  return rows.map(toLine);
}

function toLine(row: Row): ListedLine {
  const day = (text: string | null): Temporal.PlainDate | undefined =>
    text === null ? undefined : Temporal.PlainDate.from(text);
  const [from, to] = [day(row.stored_first), day(row.stored_last)];
  return {
    id: row.id,
    name: row.name,
    campaign: { id: row.campaign_id, name: row.campaign },
    medium: Medium.parse(row.medium),
    account: row.account,
    status: row.status,
    first: day(row.first),
    last: day(row.last),
    stored: from && to && { from, to },
    demo: row.connection === "sandbox",
  };
}

/** Campaigns with figures under these values of a breakdown (powerlink, bizboard). */
export async function campaignsWith(
  ctx: Ctx,
  field: "product_type" | "placement" | "campaign_type",
  values: readonly string[],
): Promise<Set<string>> {
  const rows = await withTx(ctx, (tx) =>
    rowsOf<{ id: string }>(
      tx,
      sql`select distinct coalesce(c.merged_into, c.id) as id from daily_fact f
        join campaign c on c.workspace_id = f.workspace_id and c.id = f.campaign_id
        where f.workspace_id = ${ctx.workspaceId} and lower(f.breakdown ->> ${field}::text) in ${[...values]}`,
    ),
  );
  return new Set(rows.map(({ id }) => id));
}
