// What the thread was about so far: its last figures, list and wishes, and the one campaign that "it" can mean.

import type { Filter } from "../../core/query.ts";
import type { Before, Part, Wish } from "./interpretation.ts";
import { has, type Scan } from "./scan.ts";

/** Wishes remembered: a correction means the last, or an earlier one of its kind. */
const REMEMBERED = 4;

export function advance(
  before: Before,
  { query, listing, wish }: Pick<Part, "query" | "listing" | "wish">,
): Before {
  if (query) {
    const { queryId: _, ...rest } = before;
    return { ...rest, query, ...(before.query && { earlier: before.query }), last: "figures" };
  }
  if (listing) return { ...before, listing, last: "listing" };
  if (wish) return { ...before, wishes: [...(before.wishes ?? []), wish].slice(-REMEMBERED), last: "wish" };
  return before;
}

/** The campaign that was talked about last, when it was exactly one. */
export function subjectOf(before: Before): string | undefined {
  const filters = filtersOf(before).filter(({ field, op }) => field === "campaign" && op === "in");
  const [name, ...others] = filters.flatMap(({ values }) => values);
  return others.length === 0 ? name : undefined;
}

/** 그거, that one, it. */
export function points(scan: Scan): boolean {
  return has(scan, "pointing") || /\bits?\b/i.test(scan.text);
}

function filtersOf({ last, query, listing, wishes }: Before): readonly Filter[] {
  if (last === "wish") return wishFilters(wishes?.at(-1));
  if (last === "listing") return listing?.filters ?? [];
  return query?.filters ?? [];
}

export function wishFilters(wish: Wish | undefined): readonly Filter[] {
  return (wish?.input as { filters?: Filter[] } | undefined)?.filters ?? [];
}

/** A field named now replaces what the thread said about it; another medium ends what was said about the old one's products. */
export function mergedFilters(last: readonly Filter[], now: readonly Filter[]): Filter[] {
  const named = new Set<string>(now.map(({ field }) => field));
  const kept = last.filter(
    ({ field }) => !named.has(field) && !(named.has("medium") && ofMedium.includes(field)),
  );
  return [...kept, ...now];
}

const ofMedium: readonly string[] = ["product_type", "placement"];
