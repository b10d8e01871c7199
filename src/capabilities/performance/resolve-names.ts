// Step 2 of a query: the stored things its filters speak of. Names become ids here, never before, for every model alike.

import { type SQL, sql } from "drizzle-orm";
import type { Dim, Filter, MarketingQuery } from "../../core/query.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { holidaysIn, listedYears } from "../calendar.ts";
import { keyColumn } from "./columns.ts";
import { knownValue } from "./known-words.ts";
import { matchName, type Named, namesWith } from "./match-names.ts";
import { type Clock, resolveTime } from "./resolve-time.ts";

/** A name that a person must settle before the query runs; `names` are the nearest ones. */
export type NameQuestion = {
  filter: Filter;
  written: string;
  kind: "confirm" | "several" | "none";
  names: string[];
};

export type ResolvedNames = {
  /** Conditions on the facts themselves. */
  conditions: SQL[];
  /** Filters on values of breakdowns, matched against the stored ones once the view is known. */
  breakdowns: Filter[];
  /** Dimensions the view must have for the filters. */
  dims: Dim[];
  /** What the figures are limited to, by dimension: part of each figure's scope. */
  scope: Record<string, string>;
  /** The same in reading words. */
  subject: string[];
  /** A name taken for another one: `written` was understood as `taken`. */
  taken: { field: string; written: string; taken: string }[];
  campaignIds: string[] | undefined;
  actions: string[] | undefined;
};

type Catalog = Record<"campaign" | "adGroup" | "ad", CatalogRow[]>;
type CatalogRow = Named & { ids: string[]; status?: string };

const timeFields: readonly string[] = ["day", "week", "month", "year", "weekday", "day_type"];

export async function resolveNames(
  tx: Tx,
  ctx: Ctx,
  query: MarketingQuery,
  clock: Clock,
): Promise<ResolvedNames | { question: NameQuestion }> {
  const resolved = nothingResolved();
  const holidays = query.filters.some(({ field }) => field === "day_type") ? allHolidays(query, clock) : [];
  const filters = query.filters.filter(({ field }) => field !== "medium" && field !== "account");
  const catalog = await readCatalog(tx, ctx, filters);
  for (const filter of filters) {
    const question = resolveFilter(filter, catalog, resolved, holidays);
    if (question) return { question };
  }
  return resolved;
}

/** Holidays of every day the query may read, for `day_type`. */
function allHolidays(query: MarketingQuery, clock: Clock): string[] {
  const { actual } = resolveTime(query.time, clock);
  const from =
    actual.from.year < listedYears.first
      ? Temporal.PlainDate.from({ year: listedYears.first, month: 1, day: 1 })
      : actual.from;
  return holidaysIn({ from: from.subtract({ years: 2 }), to: actual.to });
}

function nothingResolved(): ResolvedNames {
  return {
    conditions: [],
    breakdowns: [],
    dims: [],
    scope: {},
    subject: [],
    taken: [],
    campaignIds: undefined,
    actions: undefined,
  };
}

function resolveFilter(
  filter: Filter,
  catalog: Catalog,
  resolved: ResolvedNames,
  holidays: readonly string[],
): NameQuestion | undefined {
  const { field } = filter;
  if (field === "status") return resolveStatus(filter, catalog, resolved);
  if (field === "campaign" || field === "adGroup" || field === "ad")
    return resolveObjects(filter, catalog, resolved);
  if (field === "conversion_action") {
    resolved.actions = filter.values;
    resolved.scope[field] = filter.values.join(", ");
    return undefined;
  }
  resolved.dims.push(field);
  if (!timeFields.includes(field)) {
    resolved.breakdowns.push(filter);
    return undefined;
  }
  const values = filter.values.map((value) => knownValue(field, value) ?? value);
  resolved.conditions.push(
    within(sql`${keyColumn(field, { holidays })}::text`, values, filter.op === "not_in"),
  );
  note(resolved, filter, values);
  return undefined;
}

type ObjectField = keyof Catalog;
const columnOf: Readonly<Record<ObjectField, SQL>> = {
  campaign: sql`f.campaign_id`,
  adGroup: sql`f.ad_group_id`,
  ad: sql`f.ad_id`,
};

/** A campaign nobody knows may be an ad group or an ad: people say the name, not the level. */
function resolveObjects(filter: Filter, catalog: Catalog, resolved: ResolvedNames): NameQuestion | undefined {
  const asked = filter.field as ObjectField;
  const levels: ObjectField[] = asked === "campaign" ? ["campaign", "adGroup", "ad"] : [asked];
  let question: NameQuestion | undefined;
  for (const level of levels) {
    const found = findObjects(filter, level, catalog[level]);
    if ("items" in found) {
      apply(resolved, filter, level, found.items);
      return undefined;
    }
    question ??= found;
    if (question.kind !== "none") break;
  }
  return question;
}

type Found = { written: string; row: CatalogRow; exact: boolean };

function findObjects(
  filter: Filter,
  level: ObjectField,
  rows: readonly CatalogRow[],
): { items: Found[] } | NameQuestion {
  const items: Found[] = [];
  for (const written of filter.values) {
    if (filter.op === "contains") {
      const held = namesWith(written, rows);
      if (held.length === 0) return { filter, written, kind: "none", names: [] };
      items.push(...held.map((row) => ({ written, row, exact: true })));
      continue;
    }
    const match = matchName(written, rows);
    if (match.kind !== "found")
      return { filter: { ...filter, field: level }, written, kind: match.kind, names: match.names };
    items.push(...match.items.map((row) => ({ written, row, exact: match.exact })));
  }
  return { items };
}

function apply(resolved: ResolvedNames, filter: Filter, level: ObjectField, found: readonly Found[]): void {
  const ids = [...new Set(found.flatMap(({ row }) => row.ids))];
  const names = [...new Set(found.map(({ row }) => row.name))];
  resolved.dims.push(level);
  resolved.conditions.push(within(sql`${columnOf[level]}::text`, ids, filter.op === "not_in"));
  note(resolved, { ...filter, field: level }, filter.op === "contains" ? filter.values : names);
  if (level === "campaign" && filter.op !== "not_in") resolved.campaignIds = ids;
  for (const { written, row, exact } of found) {
    const said = resolved.taken.some((one) => one.written === written);
    if (!exact && !said) resolved.taken.push({ field: level, written, taken: row.name });
  }
}

function resolveStatus(filter: Filter, catalog: Catalog, resolved: ResolvedNames): undefined {
  const wanted = filter.values.map((value) => knownValue("status", value) ?? value);
  const ids = catalog.campaign
    .filter(({ status }) => status && wanted.includes(status))
    .flatMap((row) => row.ids);
  resolved.dims.push("campaign");
  resolved.conditions.push(within(sql`${columnOf.campaign}::text`, ids, filter.op === "not_in"));
  note(resolved, filter, wanted);
  return undefined;
}

function note(resolved: ResolvedNames, filter: Filter, values: readonly string[]): void {
  const text = values.join(", ");
  resolved.scope[filter.field] = filter.op === "not_in" ? `!${text}` : text;
}

/** Rows without a value are in no list, so `not_in` keeps them. */
export function within(column: SQL, values: readonly string[], not: boolean): SQL {
  if (values.length === 0) return not ? sql`true` : sql`false`;
  const listed = sql`${column} in ${[...values]}`;
  return not ? sql`(${column} is null or not ${listed})` : listed;
}

/** Campaigns with their spellings and aliases, ad groups and ads: only what the filters need. */
async function readCatalog(tx: Tx, ctx: Ctx, filters: readonly Filter[]): Promise<Catalog> {
  const fields = new Set(filters.map(({ field }) => field));
  const byName = fields.has("campaign");
  const catalog: Catalog = { campaign: [], adGroup: [], ad: [] };
  if (byName || fields.has("status")) catalog.campaign = await readCampaigns(tx, ctx);
  if (byName || fields.has("adGroup")) catalog.adGroup = await readBelow(tx, ctx, sql`ad_group`);
  if (byName || fields.has("ad")) catalog.ad = await readBelow(tx, ctx, sql`ad`);
  return catalog;
}

type CampaignRow = {
  id: string;
  name: string;
  ref: string | null;
  status: string;
  into: string | null;
  aliases: string[];
};

async function readCampaigns(tx: Tx, ctx: Ctx): Promise<CatalogRow[]> {
  const rows = await rowsOf<CampaignRow>(
    tx,
    sql`select c.id, c.name, c.external_ref as ref, c.status, c.merged_into as into,
        (select coalesce(json_agg(a.name_key), '[]'::json) from alias a
         where a.workspace_id = c.workspace_id and a.campaign_id = c.id) as aliases
      from campaign c where c.workspace_id = ${ctx.workspaceId}`,
  );
  const spellings = Map.groupBy(rows, (row) => row.into ?? row.id);
  return rows
    .filter((row) => row.into === null)
    .map((row) => {
      const all = spellings.get(row.id) ?? [row];
      const also = all.flatMap(({ name, ref, aliases }) => [name, ...(ref ? [ref] : []), ...aliases]);
      return {
        id: row.id,
        name: row.name,
        ids: all.map(({ id }) => id),
        status: row.status,
        also: [row.id, ...also],
      };
    });
}

async function readBelow(tx: Tx, ctx: Ctx, table: SQL): Promise<CatalogRow[]> {
  const rows = await rowsOf<{ id: string; name: string }>(
    tx,
    sql`select t.id, t.name from ${table} t where t.workspace_id = ${ctx.workspaceId} limit ${MOST_NAMES}`,
  );
  return rows.map(({ id, name }) => ({ id, name, ids: [id] }));
}

/** A bound on the work of one question; no account seen so far has this many ad groups. */
const MOST_NAMES = 5_000;
