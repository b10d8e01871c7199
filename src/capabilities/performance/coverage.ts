// What is stored: accounts, the days each of their views has, and which imports are true on the days asked for. One statement.

import { sql } from "drizzle-orm";
import { z } from "zod";
import { Medium } from "../../core/medium.ts";
import type { Period } from "../../core/time.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { parseView, type View } from "./views.ts";

export type Side = "now" | "before";
export type Periods = { now: Period; before?: Period | undefined };

export type Account = {
  id: string;
  medium: Medium;
  connection: "live" | "sandbox" | "file";
  name: string;
  currency: string;
};

/** Days of one account and view that point to an import. */
export type Covered = {
  account: Account;
  view: View;
  side: Side;
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
  days: number;
  importIds: string[];
  /** When the oldest of those reports was made. */
  asOf: Temporal.Instant;
  /** What their conversions are, in the words of the reports' headers. */
  primaryActions: string[];
};

export type Stored = { account: Account; view: View; first: Temporal.PlainDate; last: Temporal.PlainDate };

export type Coverage = { accounts: Account[]; stored: Stored[]; covered: Covered[] };

const Answer = z.object({
  accounts: z.array(
    z.object({
      id: z.string(),
      medium: Medium,
      connection: z.enum(["live", "sandbox", "file"]),
      name: z.string(),
      ref: z.string(),
      currency: z.string(),
    }),
  ),
  stored: z.array(z.object({ account: z.string(), view: z.string(), first: z.string(), last: z.string() })),
  covered: z.array(
    z.object({
      side: z.enum(["now", "before"]),
      account: z.string(),
      view: z.string(),
      first: z.string(),
      last: z.string(),
      days: z.number(),
      imports: z.array(z.string()),
      asOf: z.string(),
      actions: z.array(z.string().nullable()),
    }),
  ),
});

/** A site's own figures (GA4) are stored as accounts of their own and never join ad figures. */
const SITE_FIGURES = "analytics:";

/**
 * For the rest of the transaction groups are made by hashing: the planner cannot know how many facts a pointer has, takes them
 * for few and would sort them by text, which took twice as long (27 ms against 47–72 for a year of 66,600 rows).
 */
export async function readCoverage(tx: Tx, ctx: Ctx, periods: Periods): Promise<Coverage> {
  const sides = sql.join(
    (["now", "before"] as const).flatMap((side) => {
      const days = periods[side];
      return days ? [sql`(${side}::text, ${days.from.toString()}::date, ${days.to.toString()}::date)`] : [];
    }),
    sql`, `,
  );
  const [row] = await rowsOf<{ answer: unknown }>(
    tx,
    sql`select json_build_object(
      'accounts', (select coalesce(json_agg(json_build_object('id', a.id, 'medium', a.medium, 'connection', a.connection,
          'name', a.name, 'ref', a.external_ref, 'currency', a.currency) order by a.medium, a.name, a.id), '[]'::json)
        from ad_account a where a.workspace_id = ${ctx.workspaceId}),
      'stored', (select coalesce(json_agg(s), '[]'::json) from (
          select p.account_id as account, p.view, min(p.day) as first, max(p.day) as last
          from metric_day p where p.workspace_id = ${ctx.workspaceId} group by 1, 2) s),
      'covered', (select coalesce(json_agg(c), '[]'::json) from (
          select d.side, d.account, d.view, min(d.first) as first, max(d.last) as last, sum(d.days)::int as days,
            json_agg(d.import_id) as imports, min(i.as_of) as "asOf", json_agg(distinct i.action) as actions
          from (select w.side, p.account_id as account, p.view, p.import_id, min(p.day) as first, max(p.day) as last, count(*) as days
                from (values ${sides}) as w(side, first, last)
                join metric_day p on p.workspace_id = ${ctx.workspaceId} and p.day between w.first and w.last
                group by 1, 2, 3, 4) d
          cross join lateral (select i.as_of, i.report -> 'primaryAction' ->> 'header' as action
            from import i where i.workspace_id = ${ctx.workspaceId} and i.id = d.import_id offset 0) i
          group by 1, 2, 3) c)
    )::text as answer, set_config('enable_sort', 'off', true) as grouping`,
  );
  return toCoverage(Answer.parse(JSON.parse(String(row?.answer))), ctx.now);
}

/** @param now no report is said to be newer, also where it was stored under a later clock */
function toCoverage(answer: z.output<typeof Answer>, now: Temporal.Instant): Coverage {
  const accounts = answer.accounts.filter(({ ref }) => !ref.startsWith(SITE_FIGURES));
  const byId = new Map(accounts.map(({ ref: _ref, ...account }) => [account.id, account]));
  const coverage: Coverage = { accounts: [...byId.values()], stored: [], covered: [] };
  for (const row of answer.stored) {
    const place = placeOf(byId, row);
    if (place) coverage.stored.push({ ...place, ...daysOf(row) });
  }
  for (const row of answer.covered) {
    const place = placeOf(byId, row);
    if (!place) continue;
    coverage.covered.push({
      ...place,
      ...daysOf(row),
      side: row.side,
      days: row.days,
      importIds: row.imports,
      asOf: earlier(Temporal.Instant.from(row.asOf), now),
      primaryActions: row.actions.filter((action) => action !== null),
    });
  }
  return coverage;
}

function earlier(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.compare(a, b) <= 0 ? a : b;
}

function placeOf(
  accounts: ReadonlyMap<string, Account>,
  row: { account: string; view: string },
): { account: Account; view: View } | undefined {
  const account = accounts.get(row.account);
  const view = parseView(row.view);
  return account && view && { account, view };
}

function daysOf(row: { first: string; last: string }): {
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
} {
  return { first: Temporal.PlainDate.from(row.first), last: Temporal.PlainDate.from(row.last) };
}

/** First and last stored day over these rows. */
export function storedPeriod(stored: readonly Pick<Stored, "first" | "last">[]): Period | undefined {
  let found: Period | undefined;
  for (const { first, last } of stored) {
    const from = found && Temporal.PlainDate.compare(found.from, first) <= 0 ? found.from : first;
    const to = found && Temporal.PlainDate.compare(found.to, last) >= 0 ? found.to : last;
    found = { from, to };
  }
  return found;
}

/** A report that only says the sum of several days. */
export type Window = { accountId: string; view: string; importId: string; period: Period; whole: boolean };

/** Windows of these imports; `whole` when every day of one still points to its import. */
export async function readWindows(tx: Tx, ctx: Ctx, importIds: readonly string[]): Promise<Window[]> {
  if (importIds.length === 0) return [];
  const rows = await rowsOf<
    Record<"account" | "view" | "import" | "first" | "last", string> & { whole: boolean }
  >(
    tx,
    sql`select w.account_id as account, w.view, w.import_id as import, w.day::text as first, w.day_to::text as last,
        (select count(*) from metric_day p where p.workspace_id = ${ctx.workspaceId} and p.account_id = w.account_id
          and p.view = w.view and p.import_id = w.import_id and p.day between w.day and w.day_to)
          = w.day_to - w.day + 1 as whole
      from (select distinct f.account_id, f.view, f.import_id, f.day, f.day_to from daily_fact f
            where f.workspace_id = ${ctx.workspaceId} and f.import_id in ${[...importIds]} and f.day_to is not null) w`,
  );
  return rows.map((row) => ({
    accountId: row.account,
    view: row.view,
    importId: row.import,
    period: { from: Temporal.PlainDate.from(row.first), to: Temporal.PlainDate.from(row.last) },
    whole: row.whole,
  }));
}
