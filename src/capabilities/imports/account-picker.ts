// Picks the account of each group of rows while they pass: from the first batch's campaign names, checked against all names at the end.

import { sql } from "drizzle-orm";
import type { AdAccountId } from "../../core/ids.ts";
import { mediumLabels } from "../../core/medium.ts";
import { UNKNOWN_CURRENCY } from "../../core/money.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import { nameKey } from "../../language/names.ts";
import { makeAccount } from "../catalog/catalog.ts";
import type { Ctx } from "../context.ts";
import {
  type AccountChoice,
  type AccountGroup,
  ANALYTICS,
  chooseAccount,
  type KnownAccount,
} from "./account-rule.ts";
import { NEW_ACCOUNT } from "./answers.ts";
import type { ReportAccount } from "./import-report.ts";

export type PickedAccount = ReportAccount & { id: AdAccountId; learnt: string | undefined };

/** What was decided before reading: an answer, or what a first pass over the file found out, by group key. */
export type Decided = { answer: string | undefined; byGroup: ReadonlyMap<string, AccountChoice> };

export type AccountPicker = {
  /** Notes that a group's rows speak of this campaign. */
  note: (group: AccountGroup, campaign: string | undefined) => void;
  /** Whether every group noted so far has its account. */
  settled: () => boolean;
  /** Gives every group noted so far its account, making new ones. */
  settle: (tx: Tx) => Promise<void>;
  of: (group: AccountGroup) => AdAccountId;
  picked: () => PickedAccount[];
  /**
   * The choices as all names of the file make them, among these accounts; `holds` is false where another account was
   * picked: the first batch misled, or a file imported meanwhile made the account known.
   */
  review: (
    among: readonly KnownAccount[],
  ) => { group: AccountGroup; choice: AccountChoice; holds: boolean }[];
};

type Group = { group: AccountGroup; names: Set<string>; picked: PickedAccount | undefined };

export function groupKey({ medium, currency, ref }: AccountGroup): string {
  return `${medium} ${currency} ${ref ?? ""}`;
}

export function openPicker(ctx: Ctx, known: readonly KnownAccount[], decided: Decided): AccountPicker {
  const groups = new Map<string, Group>();
  const choose = (one: Group, among: readonly KnownAccount[]): AccountChoice => {
    const free = freeFor(one.group, among, groups);
    return (
      answered(one.group, free, decided) ??
      decidedBefore(one.group, free, decided) ??
      chooseAccount(one.group, keysOf(one.names), free)
    );
  };
  return {
    note: (group, campaign) => {
      const key = groupKey(group);
      const one = groups.get(key) ?? { group, names: new Set<string>(), picked: undefined };
      groups.set(key, one);
      if (campaign !== undefined) one.names.add(campaign);
    },
    settled: () => [...groups.values()].every(({ picked }) => picked !== undefined),
    settle: async (tx) => {
      for (const one of groups.values()) {
        if (!one.picked) one.picked = await take(tx, ctx, one.group, choose(one, known), known);
      }
    },
    of: (group) => {
      const picked = groups.get(groupKey(group))?.picked;
      if (!picked) throw new Error("a group of rows has no account yet");
      return picked.id;
    },
    picked: () => [...groups.values()].flatMap(({ picked }) => picked ?? []),
    review: (among) =>
      [...groups.values()].map((one) => {
        const choice = choose(one, among);
        return { group: one.group, choice, holds: holds(choice, one.picked) };
      }),
  };
}

/** Accounts with figures of files (or of a live connection), and the names of their campaigns. */
export async function knownAccounts(tx: Tx, ctx: Ctx): Promise<KnownAccount[]> {
  const rows = await rowsOf<Omit<KnownAccount, "campaigns"> & { campaigns: string[] | null }>(
    tx,
    sql`select a.id, a.medium, a.name, a.external_ref as "externalRef", a.currency,
          (select json_agg(distinct c.name_key) from campaign c
            where c.workspace_id = a.workspace_id and c.account_id = a.id and exists (
              select 1 from import_campaign l join import i on i.workspace_id = l.workspace_id and i.id = l.import_id
              where l.workspace_id = c.workspace_id and l.campaign_id = c.id and i.state in ('live', 'superseded'))
          ) as campaigns
        from ad_account a
        where a.workspace_id = ${ctx.workspaceId} and a.connection <> 'sandbox'
          and exists (select 1 from metric_day m where m.workspace_id = a.workspace_id and m.account_id = a.id)
        order by a.created_at desc, a.id`,
  );
  return rows.map((row) => ({ ...row, campaigns: new Set(row.campaigns ?? []) }));
}

/** Accounts another currency of this file has not taken: two currencies in one file are two accounts. */
function freeFor(
  group: AccountGroup,
  known: readonly KnownAccount[],
  groups: ReadonlyMap<string, Group>,
): KnownAccount[] {
  const taken = new Set<string>();
  for (const one of groups.values()) {
    if (one.picked && one.group.currency !== group.currency) taken.add(one.picked.id);
  }
  return known.filter((account) => !taken.has(account.id));
}

function answered(
  group: AccountGroup,
  known: readonly KnownAccount[],
  { answer }: Decided,
): AccountChoice | undefined {
  if (answer === undefined || group.ref !== undefined) return undefined;
  if (answer === NEW_ACCOUNT) return { kind: "new" };
  const account = known.find((one) => one.id === answer && one.medium === group.medium);
  return account && { kind: "known", account, why: "campaigns" };
}

/** What a first reading found out, unless that account is gone since. */
function decidedBefore(
  group: AccountGroup,
  known: readonly KnownAccount[],
  { byGroup }: Decided,
): AccountChoice | undefined {
  const choice = byGroup.get(groupKey(group));
  if (choice?.kind === "known" && !known.some(({ id }) => id === choice.account.id)) return undefined;
  return choice;
}

async function take(
  tx: Tx,
  ctx: Ctx,
  group: AccountGroup,
  choice: AccountChoice,
  known: readonly KnownAccount[],
): Promise<PickedAccount> {
  if (choice.kind === "known") {
    const { id, name, medium, currency } = choice.account;
    const learnt =
      currency === UNKNOWN_CURRENCY && group.currency !== UNKNOWN_CURRENCY ? group.currency : undefined;
    return { id, name, medium, currency: learnt ?? currency, why: choice.why, learnt };
  }
  const { medium, currency, ref = "" } = group;
  const name = newName(ctx, group, known);
  const id = await makeAccount(tx, ctx, { medium, connection: "file", name, externalRef: ref, currency });
  return { id, name, medium, currency, why: "new", learnt: undefined };
}

/** The name in the file, else the medium's, with a number when accounts of that name are there. */
function newName(ctx: Ctx, { medium, ref }: AccountGroup, known: readonly KnownAccount[]): string {
  if (ref?.startsWith(ANALYTICS)) return ref.slice(ANALYTICS.length) || "Google Analytics";
  if (ref !== undefined) return ref;
  const base = mediumLabels[medium][ctx.lang];
  const same = known.filter((account) => account.name === base || account.name.startsWith(`${base} `)).length;
  return same === 0 ? base : `${base} ${same + 1}`;
}

function keysOf(names: ReadonlySet<string>): Set<string> {
  return new Set([...names].map(nameKey).filter((key) => key !== ""));
}

function holds(choice: AccountChoice, picked: PickedAccount | undefined): boolean {
  if (choice.kind === "known") return picked?.id === choice.account.id;
  return picked?.why === "new";
}
