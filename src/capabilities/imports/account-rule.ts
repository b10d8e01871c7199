// Which ad account a report belongs to, when it does not say: the known one that holds at least half of its campaign names.

import type { AdAccountId } from "../../core/ids.ts";
import type { Medium } from "../../core/medium.ts";
import { UNKNOWN_CURRENCY } from "../../core/money.ts";

export type KnownAccount = {
  id: AdAccountId;
  medium: Medium;
  name: string;
  externalRef: string;
  currency: string;
  /** Name keys of the campaigns its figures speak of. */
  campaigns: ReadonlySet<string>;
};

/** Rows that must lie in one account: a medium, a currency and the account's id or name, where the file has it. */
export type AccountGroup = { medium: Medium; currency: string; ref: string | undefined };

export type AccountChoice =
  | { kind: "known"; account: KnownAccount; why: "named" | "campaigns" | "only" }
  | { kind: "new" }
  /** Some names are known, fewer than half: `candidates` holds those accounts, best first. */
  | { kind: "ask"; candidates: KnownAccount[] };

/** Leads the reference of a site's own figures (GA4): an account of its own, never part of ad accounts. */
export const ANALYTICS = "analytics:";

const ENOUGH = 0.5;

/** @param names name keys of the group's campaigns; empty for a report without campaigns */
export function chooseAccount(
  group: AccountGroup,
  names: ReadonlySet<string>,
  known: readonly KnownAccount[],
): AccountChoice {
  const fitting = known.filter((account) => account.medium === group.medium && fits(account, group));
  if (group.ref !== undefined) return namedAccount(group.ref, names, fitting);
  return accountOfNames(
    names,
    fitting.filter((account) => !account.externalRef.startsWith(ANALYTICS)),
  );
}

function accountOfNames(names: ReadonlySet<string>, fitting: readonly KnownAccount[]): AccountChoice {
  if (names.size === 0) return onlyAccount(fitting);
  const shared = fitting
    .map((account) => ({ account, share: shareOf(names, account.campaigns) }))
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share);
  const best = shared[0];
  if (!best) return { kind: "new" };
  if (best.share >= ENOUGH) return { kind: "known", account: best.account, why: "campaigns" };
  return { kind: "ask", candidates: shared.map(({ account }) => account) };
}

/** Two currencies are two accounts; an unknown one may turn out to be the known one. */
function fits(account: KnownAccount, group: AccountGroup): boolean {
  return (
    account.currency === group.currency ||
    account.currency === UNKNOWN_CURRENCY ||
    group.currency === UNKNOWN_CURRENCY
  );
}

/** A name that is new may still be that of an account whose earlier reports did not say it. */
function namedAccount(
  ref: string,
  names: ReadonlySet<string>,
  fitting: readonly KnownAccount[],
): AccountChoice {
  const account = fitting.find((one) => one.externalRef === ref);
  if (account) return { kind: "known", account, why: "named" };
  if (ref.startsWith(ANALYTICS) || names.size === 0) return { kind: "new" };
  const choice = accountOfNames(
    names,
    fitting.filter((one) => one.externalRef === ""),
  );
  return choice.kind === "known" ? choice : { kind: "new" };
}

function onlyAccount(fitting: readonly KnownAccount[]): AccountChoice {
  const [account, second] = fitting;
  if (!account) return { kind: "new" };
  return second ? { kind: "ask", candidates: [...fitting] } : { kind: "known", account, why: "only" };
}

function shareOf(names: ReadonlySet<string>, campaigns: ReadonlySet<string>): number {
  return names.intersection(campaigns).size / names.size;
}
