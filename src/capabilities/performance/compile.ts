// Step 4 of a query: one SQL statement for all its groupings and both periods. Workspace first, parameters only.

import { type SQL, sql } from "drizzle-orm";
import { type AdditiveMetric, type Metric, metrics, type RatioRow } from "../../core/metric.ts";
import type { Dim } from "../../core/query.ts";
import type { Period } from "../../core/time.ts";
import type { Chosen } from "./choose-view.ts";
import type { Periods, Side } from "./coverage.ts";
import type { Needed } from "./sums.ts";
import type { Shape } from "./views.ts";

/** What the statement is made of, everything resolved. */
export type Plan = {
  workspaceId: string;
  periods: Periods;
  chosen: readonly Chosen[];
  needed: Needed;
  /** Split by these; medium and account come from the account of each row and are no keys. */
  keys: readonly Dim[];
  /** Which keys each grouping has, as indexes of `keys`; the empty one is the total. */
  groupings: readonly (readonly number[])[];
  conditions: readonly SQL[];
  /** Official holidays in the periods, ISO days; only looked at for `day_type`. */
  holidays: readonly string[];
  /** Conversions of these kinds instead of the primary one. */
  actions?: readonly string[] | undefined;
};

const amountColumns: Readonly<Record<AdditiveMetric, SQL>> = {
  spend: sql`f.spend_micros`,
  revenue: sql`f.revenue_micros`,
  impressions: sql`f.impressions`,
  clicks: sql`f.clicks`,
  interactions: sql`f.interactions`,
  conversions: sql`f.conversions`,
};

export function compile(plan: Plan): SQL {
  const keys = plan.keys.map((_, index) => sql`x.${name("k", index)}`);
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
      sql`sum(x.${name("a", metric)})::text as ${name("a", metric)}`,
      sql`sum(x.${name("n", metric)})::int as ${name("n", metric)}`,
    ]),
    ...plan.needed.ratios.flatMap((metric) => [
      sql`sum(x.${name("num", metric)})::text as ${name("num", metric)}`,
      sql`sum(x.${name("den", metric)})::text as ${name("den", metric)}`,
      sql`sum(x.${name("both", metric)})::int as ${name("both", metric)}`,
    ]),
  ];
  const sums = sql`select ${list(columns)} from (${branches(plan)}) x group by grouping sets (${list(sets)})`;
  return withNames(plan, sums);
}

/** Column names are made here, never from words of a person. */
function name(prefix: string, at: number | string): SQL {
  return sql`${sql.identifier(`${prefix}_${at}`)}`;
}

function list(parts: readonly SQL[], between = sql`, `): SQL {
  return sql.join([...parts], between);
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
  const summed = sql`select ${list(sumsOf(plan, shape))} from daily_fact f
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
        sql`${timeColumn(dim, sql`p.day`, plan) ?? sql`s.${name("k", index)}`} as ${name("k", index)}`,
    ),
    ...outputs(plan, shape),
  ];
  return sql`select ${list(columns)} from metric_day p cross join lateral (${summed}) s
    where p.workspace_id = ${plan.workspaceId}::uuid and ${within(sql`p.day`, period)} and ${views(sql`p`, chosen)}`;
}

/** Sums over several days count when they lie in the period and every day of them points to their import. */
function windows(plan: Plan, side: Side, period: Period, chosen: readonly Chosen[]): SQL {
  const keys = plan.keys.map((_, index) => sql`s.${name("k", index)} as ${name("k", index)}`);
  const summed = sql`select f.account_id, ${list(sumsOf(plan, "window"))} from daily_fact f
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

/** Keys that are read from the facts; days come from the pointer. */
function factKeys(plan: Plan): { dim: Dim; index: number }[] {
  return plan.keys
    .map((dim, index) => ({ dim, index }))
    .filter(({ dim }) => dim !== "day_type" && !timeColumns[dim]);
}

/** By alias: a grouping must not repeat an expression that holds a parameter. */
function groupedBy(plan: Plan): SQL[] {
  return [sql`f.currency, f.vat`, ...factKeys(plan).map(({ index }) => name("k", index))];
}

function sumsOf(plan: Plan, shape: Shape): SQL[] {
  return [
    sql`f.currency, f.vat, count(*) as rows`,
    ...factKeys(plan).map(({ dim, index }) => sql`${keyColumn(dim, plan)} as ${name("k", index)}`),
    ...plan.needed.additive.flatMap((metric) => [
      sql`sum(${amount(metric, plan)}) as ${name("a", metric)}`,
      sql`count(${amount(metric, plan)}) as ${name("n", metric)}`,
    ]),
    ...(shape === "week" ? [] : plan.needed.ratios.flatMap((metric) => pairColumns(metric, plan))),
  ];
}

/** Both sides of a ratio over the rows that know both. */
function pairColumns(metric: Metric, plan: Plan): SQL[] {
  const { numerator, denominator } = metrics[metric] as RatioRow;
  const [above, below] = [amount(numerator, plan), amount(denominator, plan)];
  return [
    sql`sum(${above}) filter (where ${below} is not null) as ${name("num", metric)}`,
    sql`sum(${below}) filter (where ${above} is not null) as ${name("den", metric)}`,
    sql`count(*) filter (where ${above} is not null and ${below} is not null) as ${name("both", metric)}`,
  ];
}

function outputs(plan: Plan, shape: Shape): SQL[] {
  const columns = (prefixes: readonly string[], metric: Metric): SQL[] =>
    prefixes.map((prefix) => sql`s.${name(prefix, metric)}`);
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
  const [above, below] = [sql`s.${name("a", numerator)}`, sql`s.${name("a", denominator)}`];
  return [
    sql`case when ${below} is not null then ${above} end as ${name("num", metric)}`,
    sql`case when ${above} is not null then ${below} end as ${name("den", metric)}`,
    sql`case when ${above} is not null and ${below} is not null then s.rows else 0 end as ${name("both", metric)}`,
  ];
}

const timeColumns: Partial<Record<Dim, (day: SQL) => SQL>> = {
  day: (day) => day,
  week: (day) => sql`date_trunc('week', ${day}::timestamp)::date`,
  month: (day) => sql`date_trunc('month', ${day}::timestamp)::date`,
  weekday: (day) => sql`extract(isodow from ${day})::int`,
};

function timeColumn(dim: Dim, day: SQL, { holidays }: Pick<Plan, "holidays">): SQL | undefined {
  return dim === "day_type" ? dayType(day, holidays) : timeColumns[dim]?.(day);
}

function dayType(day: SQL, holidays: readonly string[]): SQL {
  const holiday =
    holidays.length > 0 ? sql`when ${day} = any(${`{${holidays.join(",")}}`}::date[]) then 'holiday'` : sql``;
  return sql`(case ${holiday} when extract(isodow from ${day}) >= 6 then 'weekend' else 'weekday' end)`;
}

const objectColumns: Partial<Record<Dim, SQL>> = {
  campaign: sql`f.campaign_id`,
  adGroup: sql`f.ad_group_id`,
  ad: sql`f.ad_id`,
};

/** The column or expression a dimension is read from; any that is no object and no time is a value of the breakdown. */
export function keyColumn(dim: Dim, plan: Pick<Plan, "holidays">): SQL {
  return objectColumns[dim] ?? timeColumn(dim, sql`f.day`, plan) ?? sql`(f.breakdown ->> ${dim}::text)`;
}

/** With kinds of conversions asked for, theirs are summed in place of the primary one. */
function amount(metric: AdditiveMetric, plan: Plan): SQL {
  if (!plan.actions || (metric !== "conversions" && metric !== "revenue")) return amountColumns[metric];
  const column = metric === "conversions" ? sql`c.count` : sql`c.value_micros`;
  return sql`(select sum(${column}) from daily_conversion c where c.workspace_id = ${plan.workspaceId}::uuid
    and c.import_id = f.import_id and c.row = f.row and c.action in ${[...plan.actions]})`;
}

/** Names of campaigns, ad groups and ads, with the campaign above them; a merged spelling goes by what it was merged into. */
function withNames(plan: Plan, sums: SQL): SQL {
  const columns: SQL[] = [sql`g.*`];
  const joins: SQL[] = [];
  for (const [index, dim] of plan.keys.entries()) {
    if (dim !== "campaign" && dim !== "adGroup" && dim !== "ad") continue;
    const object = name("o", index);
    const root = name("r", index);
    columns.push(
      sql`${objectId(dim, object, root)} as ${name("id", index)}, ${dim === "campaign" ? root : object}.name as ${name("name", index)}`,
      sql`${root}.name as ${name("parent", index)}`,
    );
    joins.push(objectJoin(dim, plan.workspaceId, object, sql`g.${name("k", index)}`), rootJoin(dim, index));
  }
  return sql`select ${list(columns)} from (${sums}) g ${list(joins, sql` `)}`;
}

const objectTables = { campaign: sql`campaign`, adGroup: sql`ad_group`, ad: sql`ad` } as const;
type ObjectDim = keyof typeof objectTables;

/** Ad groups of merged spellings are one by campaign and name; ads stay themselves. */
function objectId(dim: ObjectDim, object: SQL, root: SQL): SQL {
  if (dim === "campaign") return sql`${root}.id::text`;
  return dim === "adGroup" ? sql`concat(${root}.id, '/', ${object}.name)` : sql`${object}.id::text`;
}

function objectJoin(dim: ObjectDim, workspaceId: string, object: SQL, key: SQL): SQL {
  return sql`left join ${objectTables[dim]} ${object} on ${object}.workspace_id = ${workspaceId}::uuid and ${object}.id = ${key}`;
}

function rootJoin(dim: ObjectDim, index: number): SQL {
  const [object, spelling, root] = [name("o", index), name("c", index), name("r", index)];
  const via = dim === "campaign" ? sql`${object}.id` : sql`${object}.campaign_id`;
  return sql`left join campaign ${spelling} on ${spelling}.workspace_id = ${object}.workspace_id and ${spelling}.id = ${via}
    left join campaign ${root} on ${root}.workspace_id = ${spelling}.workspace_id
      and ${root}.id = coalesce(${spelling}.merged_into, ${spelling}.id)`;
}
