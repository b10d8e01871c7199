// How dimensions and amounts are read from the facts.

import { type SQL, sql } from "drizzle-orm";
import type { AdditiveMetric } from "../../core/metric.ts";
import type { Dim } from "../../core/query.ts";
import type { Plan } from "./plan.ts";

export const amountColumns: Readonly<Record<AdditiveMetric, SQL>> = {
  spend: sql`f.spend_micros`,
  revenue: sql`f.revenue_micros`,
  impressions: sql`f.impressions`,
  clicks: sql`f.clicks`,
  interactions: sql`f.interactions`,
  conversions: sql`f.conversions`,
};

const timeColumns: Partial<Record<Dim, (day: SQL) => SQL>> = {
  day: (day) => day,
  week: (day) => sql`date_trunc('week', ${day}::timestamp)::date`,
  month: (day) => sql`date_trunc('month', ${day}::timestamp)::date`,
  year: (day) => sql`date_trunc('year', ${day}::timestamp)::date`,
  weekday: (day) => sql`extract(isodow from ${day})::int`,
};

export function timeColumn(dim: Dim, day: SQL, { holidays }: Pick<Plan, "holidays">): SQL | undefined {
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
  conversion_action: sql`c.action`,
};

/** The column or expression a dimension is read from; any that is no object and no time is a value of the breakdown. */
export function keyColumn(dim: Dim, plan: Pick<Plan, "holidays">): SQL {
  return objectColumns[dim] ?? timeColumn(dim, sql`f.day`, plan) ?? sql`(f.breakdown ->> ${dim}::text)`;
}

/** Split by kind of conversion, conversions and revenue are those of each kind; what a kind does not have is unknown. */
export function amount(metric: AdditiveMetric, plan: Plan): SQL {
  const kind = kindColumns[metric];
  if (byKind(plan)) return kind ?? sql`null::bigint`;
  if (!plan.actions || !kind) return amountColumns[metric];
  return sql`(select sum(${kind}) from daily_conversion c where ${conversionOf(plan)})`;
}

const kindColumns: Partial<Record<AdditiveMetric, SQL>> = {
  conversions: sql`c.count`,
  revenue: sql`c.value_micros`,
};

function byKind({ keys }: Plan): boolean {
  return keys.includes("conversion_action");
}

/** The fence (`offset 0`) keeps the look-up by fact: joined freely, a planner without statistics compares all with all. */
export function facts(plan: Plan): SQL {
  return byKind(plan)
    ? sql`daily_fact f cross join lateral (select c.action, c.count, c.value_micros from daily_conversion c
        where ${conversionOf(plan)} offset 0) c`
    : sql`daily_fact f`;
}

/** The conversions of a fact; of several attribution windows of one kind only the first by name, so that none counts twice. */
function conversionOf({ workspaceId, actions }: Plan): SQL {
  const kinds = actions ? sql` and c.action in ${[...actions]}` : sql``;
  return sql`c.workspace_id = ${workspaceId}::uuid and c.import_id = f.import_id and c.row = f.row${kinds}
    and not exists (select 1 from daily_conversion d where d.workspace_id = c.workspace_id and d.import_id = c.import_id
      and d.row = c.row and d.action = c.action and d."window" < c."window")`;
}

/** Column names are made here, never from words of a person. */
export function column(prefix: string, at: number | string): SQL {
  return sql`${sql.identifier(`${prefix}_${at}`)}`;
}

export function list(parts: readonly SQL[], between = sql`, `): SQL {
  return sql.join([...parts], between);
}

/** Keys that are read from the facts; days come from the pointer. */
export function factKeys(plan: Plan): { dim: Dim; index: number }[] {
  return plan.keys
    .map((dim, index) => ({ dim, index }))
    .filter(({ dim }) => dim !== "day_type" && !timeColumns[dim]);
}
