// Step 4 of a query: one SQL statement for all its groupings and both periods. Workspace first, parameters only.

import { type SQL, sql } from "drizzle-orm";
import { type Metric, metrics, type RatioRow } from "../../core/metric.ts";
import type { Period } from "../../core/time.ts";
import type { Chosen } from "./choose-view.ts";
import { amount, column, facts, factKeys, keyColumn, list, timeColumn } from "./columns.ts";
import type { Side } from "./coverage.ts";
import { withNames } from "./object-names.ts";
import type { Plan } from "./plan.ts";
import type { Shape } from "./views.ts";

export function compile(plan: Plan): SQL {
  const keys = plan.keys.map((_, index) => sql`x.${column("k", index)}`);
  const shared = sql`x.side, x.account_id, x.currency, x.vat`;
  const sets = plan.groupings.map(
    (set) => sql`(${list([shared, ...set.map((index) => keys[index] ?? sql``)])})`,
  );
  const columns = [
    shared,
    ...keys,
    sql`${keys.length > 0 ? sql`grouping(${list(keys)})::int` : sql`0`} as absent`,
    sql`sum(x.rows)::int as rows`,
    ...plan.needed.additive.flatMap((metric) => [
      sql`sum(x.${column("a", metric)})::text as ${column("a", metric)}`,
      sql`sum(x.${column("n", metric)})::int as ${column("n", metric)}`,
    ]),
    ...plan.needed.ratios.flatMap((metric) => [
      sql`sum(x.${column("num", metric)})::text as ${column("num", metric)}`,
      sql`sum(x.${column("den", metric)})::text as ${column("den", metric)}`,
      sql`sum(x.${column("both", metric)})::int as ${column("both", metric)}`,
    ]),
  ];
  const sums = sql`select ${list(columns)} from (${branches(plan)}) x group by grouping sets (${list(sets)})`;
  return withNames(plan, sums);
}

/** One per period and shape of view, all with the same columns. */
function branches(plan: Plan): SQL {
  const found: SQL[] = [];
  for (const side of ["now", "before"] as const) {
    const period = plan.periods[side];
    if (!period) continue;
    for (const shape of ["day", "week", "window"] as const) {
      const chosen = plan.chosen.filter(({ view, sides }) => view.shape === shape && sides[side]);
      if (chosen.length > 0)
        found.push(
          shape === "window" ? windows(plan, side, period, chosen) : days(plan, side, period, shape, chosen),
        );
    }
  }
  return list(found, sql` union all `);
}

/**
 * The pointers of the period lead: each day, account and view is summed on its own by the index (workspace, day, import),
 * so that the way of reading does not hang on what the planner guesses about the join.
 */
function days(plan: Plan, side: Side, period: Period, shape: Shape, chosen: readonly Chosen[]): SQL {
  const summed = sql`select ${list(sumsOf(plan, shape))} from ${facts(plan)}
    where ${list(
      [
        sql`f.workspace_id = ${plan.workspaceId}::uuid and f.day = p.day and f.import_id = p.import_id`,
        sql`f.account_id = p.account_id and f.view = p.view`,
        ...plan.conditions,
      ],
      sql` and `,
    )} group by ${list(groupedBy(plan))}`;
  const columns = [
    sql`${side}::text as side, p.account_id, s.currency, s.vat`,
    ...plan.keys.map(
      (dim, index) =>
        sql`${timeColumn(dim, sql`p.day`, plan) ?? sql`s.${column("k", index)}`} as ${column("k", index)}`,
    ),
    ...outputs(plan, shape),
  ];
  return sql`select ${list(columns)} from metric_day p cross join lateral (${summed}) s
    where p.workspace_id = ${plan.workspaceId}::uuid and ${within(sql`p.day`, period)} and ${views(sql`p`, chosen)}`;
}

/** Sums over several days count when they lie in the period and every day of them points to their import. */
function windows(plan: Plan, side: Side, period: Period, chosen: readonly Chosen[]): SQL {
  const keys = plan.keys.map((_, index) => sql`s.${column("k", index)} as ${column("k", index)}`);
  const summed = sql`select f.account_id, ${list(sumsOf(plan, "window"))} from ${facts(plan)}
    where ${list(
      [
        sql`f.workspace_id = ${plan.workspaceId}::uuid and ${within(sql`f.day`, period)} and f.day_to <= ${period.to.toString()}::date`,
        views(sql`f`, chosen),
        sql`(select count(*) from metric_day p where p.workspace_id = ${plan.workspaceId}::uuid and p.account_id = f.account_id
          and p.view = f.view and p.day between f.day and f.day_to and p.import_id = f.import_id) = f.day_to - f.day + 1`,
        ...plan.conditions,
      ],
      sql` and `,
    )} group by f.account_id, ${list(groupedBy(plan))}`;
  return sql`select ${list([sql`${side}::text as side, s.account_id, s.currency, s.vat`, ...keys, ...outputs(plan, "window")])} from (${summed}) s`;
}

function within(day: SQL, { from, to }: Period): SQL {
  return sql`${day} between ${from.toString()}::date and ${to.toString()}::date`;
}

function views(of: SQL, chosen: readonly Chosen[]): SQL {
  const byView = Map.groupBy(chosen, ({ view }) => view.text);
  const either = [...byView].map(
    ([text, group]) =>
      sql`(${of}.view = ${text} and ${of}.account_id in ${group.map(({ account }) => account.id)})`,
  );
  return sql`(${list(either, sql` or `)})`;
}

/** By alias: a grouping must not repeat an expression that holds a parameter. */
function groupedBy(plan: Plan): SQL[] {
  return [sql`f.currency, f.vat`, ...factKeys(plan).map(({ index }) => column("k", index))];
}

function sumsOf(plan: Plan, shape: Shape): SQL[] {
  return [
    sql`f.currency, f.vat, count(*) as rows`,
    ...factKeys(plan).map(({ dim, index }) => sql`${keyColumn(dim, plan)} as ${column("k", index)}`),
    ...plan.needed.additive.flatMap((metric) => [
      sql`sum(${amount(metric, plan)}) as ${column("a", metric)}`,
      sql`count(${amount(metric, plan)}) as ${column("n", metric)}`,
    ]),
    ...(shape === "week" ? [] : plan.needed.ratios.flatMap((metric) => pairColumns(metric, plan))),
  ];
}

/** Both sides of a ratio over the rows that know both. */
function pairColumns(metric: Metric, plan: Plan): SQL[] {
  const { numerator, denominator } = metrics[metric] as RatioRow;
  const [above, below] = [amount(numerator, plan), amount(denominator, plan)];
  return [
    sql`sum(${above}) filter (where ${below} is not null) as ${column("num", metric)}`,
    sql`sum(${below}) filter (where ${above} is not null) as ${column("den", metric)}`,
    sql`count(*) filter (where ${above} is not null and ${below} is not null) as ${column("both", metric)}`,
  ];
}

function outputs(plan: Plan, shape: Shape): SQL[] {
  const columns = (prefixes: readonly string[], metric: Metric): SQL[] =>
    prefixes.map((prefix) => sql`s.${column(prefix, metric)}`);
  return [
    sql`s.rows`,
    ...plan.needed.additive.flatMap((metric) => columns(["a", "n"], metric)),
    ...plan.needed.ratios.flatMap((metric) =>
      shape === "week" ? mixPair(metric) : columns(["num", "den", "both"], metric),
    ),
  ];
}

/**
 * A media mix holds spend by channel and its result in rows of their own: sides of a ratio meet on the day, not in a row.
 * Split by channel they never meet, and the ratio is unknown there.
 */
function mixPair(metric: Metric): SQL[] {
  const { numerator, denominator } = metrics[metric] as RatioRow;
  const [above, below] = [sql`s.${column("a", numerator)}`, sql`s.${column("a", denominator)}`];
  return [
    sql`case when ${below} is not null then ${above} end as ${column("num", metric)}`,
    sql`case when ${above} is not null then ${below} end as ${column("den", metric)}`,
    sql`case when ${above} is not null and ${below} is not null then s.rows else 0 end as ${column("both", metric)}`,
  ];
}
