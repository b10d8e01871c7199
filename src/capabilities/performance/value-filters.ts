// Filters on values of breakdowns: matched against the values stored in the period, then conditions of the statement.

import { type SQL, sql } from "drizzle-orm";
import type { Dim, MarketingQuery } from "../../core/query.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import { nameKey } from "../../language/names.ts";
import type { Ctx } from "../context.ts";
import { nameCard } from "./cards/question.ts";
import type { Choice } from "./choose-view.ts";
import { keyColumn } from "./columns.ts";
import { storedValues } from "./match-values.ts";
import { within } from "./resolve-names.ts";
import type { DeadEnd, Stock } from "./stock.ts";

/** `20-29` has figures only where stored groups add up to it; a value nobody stored is asked about. */
export async function valueConditions(
  tx: Tx,
  ctx: Ctx,
  { names, choice, periods }: Stock,
  query: MarketingQuery,
): Promise<{ conditions: SQL[] } | DeadEnd> {
  const conditions: SQL[] = [];
  const views = [...new Set(choice.chosen.map(({ view }) => view.text))];
  for (const filter of names.breakdowns) {
    const column = keyColumn(filter.field as Dim, { holidays: [] });
    const rows = await rowsOf<{ value: string }>(
      tx,
      sql`select distinct ${column} as value from daily_fact f
        where f.workspace_id = ${ctx.workspaceId} and f.view in ${views} and ${column} is not null
          and f.day between ${periods.now.from.toString()}::date and ${periods.now.to.toString()}::date limit ${MOST_VALUES}`,
    );
    const stored = rows.map(({ value }) => value);
    const values =
      filter.op === "contains"
        ? holding(filter.values, stored)
        : storedValues(filter.field, filter.values, stored);
    if (!values) {
      const question = {
        filter,
        written: filter.values.join(", "),
        kind: "none" as const,
        names: stored.slice(0, 3),
      };
      return { card: nameCard(question, query, ctx.lang), asked: [filter.field] };
    }
    conditions.push(within(column, values, filter.op === "not_in"));
    names.scope[filter.field] = `${filter.op === "not_in" ? "!" : ""}${values.join(", ")}`;
  }
  return { conditions };
}

/** Kinds of conversions by the words of the reports they came from. */
export async function resolveActions(
  tx: Tx,
  ctx: Ctx,
  { names, choice }: Stock,
  query: MarketingQuery,
): Promise<DeadEnd | undefined> {
  if (!names.actions || isPrimary(names.actions, choice)) {
    names.actions = undefined;
    return undefined;
  }
  const rows = await rowsOf<{ action: string }>(
    tx,
    sql`select distinct c.action from daily_conversion c where c.workspace_id = ${ctx.workspaceId} limit ${MOST_VALUES}`,
  );
  const stored = rows.map(({ action }) => action);
  const actions =
    storedValues("conversion_action", names.actions, stored) ??
    holding(names.actions, stored) ??
    heldBy(names.actions, stored);
  if (!actions) {
    const filter = { field: "conversion_action", op: "in", values: names.actions } as const;
    const question = {
      filter: { ...filter, values: [...names.actions] },
      written: names.actions.join(", "),
      kind: "none" as const,
      names: stored.slice(0, 3),
    };
    return { card: nameCard(question, query, ctx.lang), asked: ["conversion_action"] };
  }
  names.actions = actions;
  names.scope["conversion_action"] = actions.join(", ");
  return undefined;
}

/** The header of the column that is counted as conversions anyway. */
function isPrimary(words: readonly string[], { chosen }: Choice): boolean {
  const headers = chosen.flatMap(({ sides }) => sides.now?.primaryActions ?? []).map(nameKey);
  return words.every((word) => headers.includes(nameKey(word)));
}

/** "Total_Conversion" for what is stored as `total`. */
function heldBy(words: readonly string[], stored: readonly string[]): string[] | undefined {
  const found = stored.filter((value) => words.some((word) => nameKey(word).includes(nameKey(value))));
  return found.length > 0 ? found : undefined;
}

const MOST_VALUES = 1000;

function holding(words: readonly string[], stored: readonly string[]): string[] | undefined {
  const found = stored.filter((value) =>
    words.some((word) => value.toLowerCase().includes(word.toLowerCase())),
  );
  return found.length > 0 ? found : undefined;
}
