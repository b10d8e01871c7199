// Filters on medium and account: which accounts a query may read.

import type { Filter } from "../../core/query.ts";
import type { Account } from "./coverage.ts";
import { knownValue, productOf } from "./known-words.ts";
import { matchName } from "./match-names.ts";
import type { NameQuestion } from "./resolve-names.ts";

/** Accounts the filters on medium and account allow, and the filters a product's name stands for (파워링크). */
export function allowedAccounts(
  filters: readonly Filter[],
  accounts: readonly Account[],
): { accounts: Account[]; products: Filter[]; scope: Record<string, string> } | { question: NameQuestion } {
  let allowed = [...accounts];
  const products: Filter[] = [];
  const scope: Record<string, string> = {};
  for (const filter of filters) {
    if (filter.field === "medium") {
      const media = filter.values.map((value) => mediumOf(value, filter, products));
      const unknown = filter.values[media.indexOf(undefined)];
      if (unknown !== undefined) return { question: unknownMedium(filter, unknown, accounts) };
      allowed = allowed.filter(({ medium }) => media.includes(medium) !== (filter.op === "not_in"));
      scope["medium"] = `${filter.op === "not_in" ? "!" : ""}${media.join(", ")}`;
    }
    if (filter.field === "account") {
      const found = accountsNamed(filter, accounts);
      if ("question" in found) return found;
      allowed = allowed.filter(({ id }) => found.ids.has(id) !== (filter.op === "not_in"));
      scope["account"] = found.names.join(", ");
    }
  }
  return { accounts: allowed, products, scope };
}

function mediumOf(word: string, filter: Filter, products: Filter[]): string | undefined {
  const medium = knownValue("medium", word);
  if (medium) return medium;
  const product = productOf(word);
  if (product) products.push({ field: product.field, op: filter.op, values: [product.value] });
  return product?.medium;
}

function unknownMedium(filter: Filter, written: string, accounts: readonly Account[]): NameQuestion {
  const names = [...new Set(accounts.map(({ medium }) => medium))].slice(0, 3);
  return { filter, written, kind: "none", names };
}

function accountsNamed(
  filter: Filter,
  accounts: readonly Account[],
): { ids: Set<string>; names: string[] } | { question: NameQuestion } {
  const ids = new Set<string>();
  const names: string[] = [];
  for (const written of filter.values) {
    const match = matchName(written, accounts);
    if (match.kind !== "found")
      return { question: { filter, written, kind: match.kind, names: match.names } };
    for (const { id, name } of match.items) {
      ids.add(id);
      names.push(name);
    }
  }
  return { ids, names };
}
