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

/** How a dimension is read from a fact; any other one is a value of its breakdown. */
const keyColumns: Partial<Record<Dim, SQL>> = {
  campaign: sql`f.campaign_id`,
  adGroup: sql`f.ad_group_id`,
  ad: sql`f.ad_id`,
  day: sql`f.day`,
  week: sql`date_trunc('week', f.day::timestamp)::date`,
  month: sql`date_trunc('month', f.day::timestamp)::date`,
  weekday: sql`extract(isodow from f.day)::int`,
};

export function compile(plan: Plan): SQL {
  const keys = plan.keys.map((_, index) => name("k", index));
  const shared = sql`x.side, x.account_id, x.currency, x.vat`;
  const sets = plan.groupings.map(
    (set) => sql`(${sql.join([shared, ...set.map((index) => sql`x.${name("k", index)}`)], sql`, `)})`,
  );
  const columns = [
    shared,
    ...keys.map((key) => sql`x.${key}`),
    keys.length > 0
      ? sql`grouping(${sql.join(
          keys.map((key) => sql`x.${key}`),
          sql`, `,
        )})::int as absent`
      : sql`0 as absent`,
    sql`count(*)::int as rows`,
    ...plan.needed.additive.flatMap(sumColumns),
    ...plan.needed.ratios.flatMap(pairColumns),
  ];
  const sums = sql`select ${sql.join(columns, sql`, `)} from (${facts(plan)}) x
    group by grouping sets (${sql.join(sets, sql`, `)})`;
  return withNames(plan, sums);
}

/** Column names are made here, never from words of a person. */
function name(prefix: string, at: number | string): SQL {
  return sql`${sql.identifier(`${prefix}_${at}`)}`;
}

function sumColumns(metric: AdditiveMetric): SQL[] {
  const amount = sql`x.${name("a", metric)}`;
  return [
    sql`sum(${amount})::text as ${name("a", metric)}`,
    sql`count(${amount})::int as ${name("n", metric)}`,
  ];
}

/** Both sides over the rows that know both. */
function pairColumns(metric: Metric): SQL[] {
  const { numerator, denominator } = metrics[metric] as RatioRow;
  const [above, below] = [sql`x.${name("a", numerator)}`, sql`x.${name("a", denominator)}`];
  return [
    sql`sum(${above}) filter (where ${below} is not null)::text as ${name("num", metric)}`,
    sql`sum(${below}) filter (where ${above} is not null)::text as ${name("den", metric)}`,
    sql`count(${above} + ${below})::int as ${name("both", metric)}`,
  ];
}

function facts(plan: Plan): SQL {
  const branches: SQL[] = [];
  for (const side of ["now", "before"] as const) {
    const period = plan.periods[side];
    if (!period) continue;
    for (const shape of ["day", "week", "window"] as const) {
      const chosen = plan.chosen.filter(({ view, sides }) => view.shape === shape && sides[side]);
      if (chosen.length > 0) branches.push(branch(plan, side, period, shape, chosen));
    }
  }
  return sql.join(branches, sql` union all `);
}

function branch(plan: Plan, side: Side, period: Period, shape: Shape, chosen: readonly Chosen[]): SQL {
  const columns = [
    sql`${side}::text as side, f.account_id, f.currency, f.vat`,
    ...plan.keys.map((dim, index) => sql`${keyColumn(dim, plan)} as ${name("k", index)}`),
    ...plan.needed.additive.map((metric) => sql`${amount(metric, plan)} as ${name("a", metric)}`),
  ];
  if (shape === "week") columns.push(sql`f.day`);
  const rows = sql`select ${sql.join(columns, sql`, `)} ${source(plan, period, shape, chosen)}`;
  return shape === "week" ? mixDays(plan, rows) : rows;
}

/**
 * A media mix holds spend by channel and its result in rows of their own: sides of a ratio meet on the day, not in a row.
 * Split by channel they never meet, and the ratio is unknown there.
 */
function mixDays(plan: Plan, rows: SQL): SQL {
  const keys = plan.keys.map((_, index) => sql`m.${name("k", index)}`);
  const shared = [sql`m.side, m.account_id, m.currency, m.vat`, ...keys];
  const amounts = plan.needed.additive.map((metric) => {
    const sum = sql`sum(m.${name("a", metric)})`;
    return sql`${metric === "conversions" ? sum : sql`${sum}::bigint`} as ${name("a", metric)}`;
  });
  return sql`select ${sql.join([...shared, ...amounts], sql`, `)} from (${rows}) m
    group by ${sql.join([...shared, sql`m.day`], sql`, `)}`;
}

/** Facts of the chosen views in the period that `metric_day` points to; of a window, every day must. */
function source(plan: Plan, period: Period, shape: Shape, chosen: readonly Chosen[]): SQL {
  const [from, to] = [sql`${period.from.toString()}::date`, sql`${period.to.toString()}::date`];
  const workspace = sql`${plan.workspaceId}::uuid`;
  const conditions = [
    sql`f.workspace_id = ${workspace}`,
    sql`f.day between ${from} and ${to}`,
    views(chosen),
    ...plan.conditions,
  ];
  if (shape === "window") {
    return sql`from daily_fact f where ${sql.join(
      [
        ...conditions,
        sql`f.day_to <= ${to}`,
        sql`(select count(*) from metric_day p where p.workspace_id = ${workspace} and p.account_id = f.account_id and p.view = f.view
          and p.day between f.day and f.day_to and p.import_id = f.import_id) = f.day_to - f.day + 1`,
      ],
      sql` and `,
    )}`;
  }
  return sql`from daily_fact f join metric_day p on p.workspace_id = ${workspace} and p.day between ${from} and ${to}
    and p.account_id = f.account_id and p.view = f.view and p.day = f.day and p.import_id = f.import_id
    where ${sql.join(conditions, sql` and `)}`;
}

function views(chosen: readonly Chosen[]): SQL {
  const byView = Map.groupBy(chosen, ({ view }) => view.text);
  const either = [...byView].map(
    ([text, group]) => sql`(f.view = ${text} and f.account_id in ${group.map(({ account }) => account.id)})`,
  );
  return sql`(${sql.join(either, sql` or `)})`;
}

/** The column or expression a dimension is read from. */
export function keyColumn(dim: Dim, { holidays }: Pick<Plan, "holidays">): SQL {
  if (dim === "day_type") return dayType(holidays);
  return keyColumns[dim] ?? sql`(f.breakdown ->> ${dim}::text)`;
}

function dayType(holidays: readonly string[]): SQL {
  const holiday =
    holidays.length > 0 ? sql`when f.day = any(${`{${holidays.join(",")}}`}::date[]) then 'holiday'` : sql``;
  return sql`(case ${holiday} when extract(isodow from f.day) >= 6 then 'weekend' else 'weekday' end)`;
}

/** With kinds of conversions asked for, theirs are summed in place of the primary one. */
function amount(metric: AdditiveMetric, plan: Plan): SQL {
  if (!plan.actions || (metric !== "conversions" && metric !== "revenue")) return amountColumns[metric];
  const column = metric === "conversions" ? sql`c.count` : sql`c.value_micros`;
  const cast = metric === "conversions" ? sql`` : sql`::bigint`;
  return sql`(select sum(${column})${cast} from daily_conversion c where c.workspace_id = ${plan.workspaceId}::uuid
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
  return sql`select ${sql.join(columns, sql`, `)} from (${sums}) g ${sql.join(joins, sql` `)}`;
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
