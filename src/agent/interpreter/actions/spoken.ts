// What several wishes take from a message: media, values, counts, names. Pure; nothing here acts.

import type { Filter } from "../../../core/query.ts";
import type { Amount } from "../../../language/amounts.ts";
import type { Found } from "../look.ts";
import type { Scan } from "../scan.ts";

export { targetingOf } from "./people.ts";

export function amountsOf(scan: Scan): Amount[] {
  return scan.lexemes.flatMap((lexeme) => (lexeme.kind === "amount" ? [lexeme.amount] : []));
}

/** Media it runs on, unread ones by their plain names. */
export function mediaOf(found: Found): string[] {
  const named = valuesOf(found, "medium").filter((value) => value !== "other");
  return [...new Set([...named, ...found.limits.unread])];
}

export function valuesOf({ limits }: Found, field: Filter["field"]): string[] {
  const named = limits.filters.filter((filter) => filter.field === field && filter.op === "in");
  return named.flatMap(({ values }) => values);
}

export function mediumFilters({ limits }: Found): Filter[] {
  return limits.filters.filter(({ field }) => field === "medium");
}

/** Drops what was not said, so that a call holds only what the person gave. */
export function said<T extends object>(slots: T): T {
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== undefined)) as T;
}
