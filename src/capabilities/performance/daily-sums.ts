// What each account and campaign reported day by day, for whoever judges days rather than answers a question: one view per account, as
// everywhere, whole days only.

import { sql } from "drizzle-orm";
import { type Metric, metrics } from "../../core/metric.ts";
import type { Period } from "../../core/time.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { chooseViews, type Chosen } from "./choose-view.ts";
import { compile } from "./compile.ts";
import { type Account, readCoverage } from "./coverage.ts";
import type { Plan } from "./plan.ts";
import { readRow, type SumRow } from "./sum-rows.ts";
import { addRaw, emptyTotals, neededFor, type Totals } from "./sums.ts";

/** One account's or campaign's day, of one currency and VAT basis. */
export type DaySum = {
  day: Temporal.PlainDate;
  account: Account;
  /** Absent where the account's reports do not name campaigns. */
  campaign?: { id: string; name: string };
  sums: SumRow;
};

export type Days = {
  period: Period;
  accounts: readonly Account[];
  /** In no order. */
  rows: readonly DaySum[];
  /** Last day with figures of each account, also before the period. */
  last: ReadonlyMap<string, Temporal.PlainDate>;
  /** When the report behind an account's day was made, by `dayKey`. */
  asOf: ReadonlyMap<string, Temporal.Instant>;
};

const all = (Object.keys(metrics) as Metric[]).filter((metric) => metrics[metric].kind !== "not_additive");

/** Sums over several days (windows, weeks) are left out: they hold no day. */
export async function readDaySums(tx: Tx, ctx: Ctx, period: Period): Promise<Days> {
  const coverage = await readCoverage(tx, ctx, { now: period });
  const daily = { ...coverage, covered: coverage.covered.filter(({ view }) => view.shape === "day") };
  const { accounts } = coverage;
  const split = chooseViews(daily, accounts, ["day", "campaign"], { now: period }, []);
  const others = split.leftOut.map(({ account }) => account);
  const whole = chooseViews(daily, others, ["day"], { now: period }, []);
  const rows = [
    ...(await readSums(tx, ctx, period, split.chosen, true)),
    ...(await readSums(tx, ctx, period, whole.chosen, false)),
  ];
  const chosen = [...split.chosen, ...whole.chosen];
  return {
    period,
    accounts,
    rows,
    last: lastDays(coverage.stored),
    asOf: await readAges(tx, ctx, period, chosen),
  };
}

export function dayKey(accountId: string, day: Temporal.PlainDate): string {
  return `${accountId} ${day}`;
}

async function readAges(
  tx: Tx,
  { workspaceId }: Ctx,
  { from, to }: Period,
  chosen: readonly Chosen[],
): Promise<Map<string, Temporal.Instant>> {
  if (chosen.length === 0) return new Map();
  const places = chosen.map(({ account, view }) => ({ account: account.id, view: view.text }));
  const rows = await rowsOf<{ account: string; day: string; at: number }>(
    tx,
    sql`select p.account_id as account, p.day::text as day, (extract(epoch from i.as_of) * 1000)::float8 as at
        from json_to_recordset(${JSON.stringify(places)}::text::json) as c(account uuid, view text)
        join metric_day p on p.workspace_id = ${workspaceId} and p.account_id = c.account and p.view = c.view
          and p.day between ${from.toString()}::date and ${to.toString()}::date
        join import i on i.workspace_id = p.workspace_id and i.id = p.import_id`,
  );
  return new Map(
    rows.map(({ account, day, at }) => [
      `${account} ${day}`,
      Temporal.Instant.fromEpochMilliseconds(Math.round(at)),
    ]),
  );
}

async function readSums(
  tx: Tx,
  ctx: Ctx,
  period: Period,
  chosen: readonly Chosen[],
  byCampaign: boolean,
): Promise<DaySum[]> {
  if (chosen.length === 0) return [];
  const plan: Plan = {
    workspaceId: ctx.workspaceId,
    periods: { now: period },
    chosen,
    needed: neededFor(all),
    keys: byCampaign ? ["day", "campaign"] : ["day"],
    groupings: [byCampaign ? [0, 1] : [0]],
    conditions: [],
    holidays: [],
  };
  const accounts = new Map(chosen.map(({ account }) => [account.id, account]));
  const rows = await rowsOf<Record<string, string | number | null>>(tx, compile(plan));
  return rows.flatMap((row) => {
    const sums = readRow(row, plan);
    const account = accounts.get(sums.accountId);
    const [day, campaign] = sums.keys;
    if (!account || !day) return [];
    const named =
      campaign && campaign.id !== "" ? { campaign: { id: campaign.id, name: campaign.name } } : {};
    return [{ day: Temporal.PlainDate.from(day.id), account, ...named, sums }];
  });
}

function lastDays(
  stored: readonly { account: Account; last: Temporal.PlainDate }[],
): Map<string, Temporal.PlainDate> {
  const found = new Map<string, Temporal.PlainDate>();
  for (const { account, last } of stored) {
    const known = found.get(account.id);
    if (!known || Temporal.PlainDate.compare(last, known) > 0) found.set(account.id, last);
  }
  return found;
}

/** What these days add up to in one currency; spend of several VAT bases is brought to VAT-excluded. */
export function totalOf(rows: readonly DaySum[]): Totals {
  const bases = new Set(rows.map(({ sums }) => sums.vat));
  const totals = emptyTotals();
  for (const { sums } of rows) addRaw(totals, sums, bases.size > 1);
  return totals;
}
