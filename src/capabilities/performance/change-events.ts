// Change notes of the periods an answer compares: shown beside a change, never named as its cause.

import { sql } from "drizzle-orm";
import type { Words } from "../../core/locale.ts";
import type { Medium } from "../../core/medium.ts";
import type { Period } from "../../core/time.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import type { Chosen } from "./choose-view.ts";
import type { Periods } from "./coverage.ts";

export type ChangeLine = {
  day: Temporal.PlainDate;
  text: Words;
  campaign: string | undefined;
  account: string | undefined;
};

const MOST_EVENTS = 10;

/** Newest first; those of the accounts read, and those about no account. */
export async function readChanges(
  tx: Tx,
  ctx: Ctx,
  periods: Periods,
  chosen: readonly Chosen[],
): Promise<ChangeLine[]> {
  const from =
    periods.before && Temporal.PlainDate.compare(periods.before.from, periods.now.from) < 0
      ? periods.before.from
      : periods.now.from;
  const rows = await rowsOf<{
    day: string;
    ko: string;
    en: string;
    campaign: string | null;
    account: string | null;
  }>(
    tx,
    sql`select e.day::text as day, e.text ->> 'ko' as ko, e.text ->> 'en' as en, c.name as campaign, a.medium as account
      from change_event e
      left join campaign c on c.workspace_id = e.workspace_id and c.id = e.campaign_id
      left join ad_account a on a.workspace_id = e.workspace_id and a.id = e.account_id
      where e.workspace_id = ${ctx.workspaceId} and e.day between ${from.toString()}::date and ${periods.now.to.toString()}::date
        and (e.account_id is null or e.account_id in ${chosen.map(({ account }) => account.id)})
      order by e.day desc, e.id limit ${MOST_EVENTS}`,
  );
  return rows.map(({ day, ko, en, campaign, account }) => ({
    day: Temporal.PlainDate.from(day),
    text: { ko, en },
    campaign: campaign ?? undefined,
    account: account ?? undefined,
  }));
}

export type ChangeNoted = {
  id: string;
  day: Temporal.PlainDate;
  text: Words;
  medium: Medium | undefined;
  campaign: string | undefined;
  /** Who noted it; `undefined` for what the simulated market says of itself. */
  personId: string | undefined;
};

/** All change notes of these days, newest first. */
export async function readChangeNotes(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { from, to }: Period,
): Promise<ChangeNoted[]> {
  const rows = await rowsOf<{
    id: string;
    day: string;
    ko: string;
    en: string;
    campaign: string | null;
    medium: Medium | null;
    person: string | null;
  }>(
    tx,
    sql`select e.id, e.day::text as day, e.text ->> 'ko' as ko, e.text ->> 'en' as en, c.name as campaign, a.medium,
          e.person_id as person
        from change_event e
        left join campaign c on c.workspace_id = e.workspace_id and c.id = e.campaign_id
        left join ad_account a on a.workspace_id = e.workspace_id and a.id = e.account_id
        where e.workspace_id = ${workspaceId} and e.day between ${from.toString()}::date and ${to.toString()}::date
        order by e.day desc, e.created_at desc, e.id`,
  );
  return rows.map(({ id, day, ko, en, campaign, medium, person }) => ({
    id,
    day: Temporal.PlainDate.from(day),
    text: { ko, en },
    medium: medium ?? undefined,
    campaign: campaign ?? undefined,
    personId: person ?? undefined,
  }));
}
