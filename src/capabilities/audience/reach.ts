// What the consents of all contacts come to at one moment: may now, must wait until, may never; and what is due for them.

import {
  type Consent,
  confirmedThrough,
  decideConsent,
  noticeDueBy,
  type SendChannel,
} from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import type { Standing } from "./ledger.ts";

/** Counts of contacts on one channel. */
export type Reach = {
  channel: SendChannel;
  now: number;
  waiting: { until: string; contacts: number }[];
  never: { rule: string; contacts: number }[];
};

export type Due = { kind: "reconfirm" | "notice"; by: string; contacts: number; overdue: boolean };

/** A confirmation is queued this long before two years are over. */
const AHEAD_DAYS = 30;

type Moment = Pick<Ctx, "now" | "zone">;

/** One row per channel that somebody was ever asked about, in the order of their first contact. */
export function reachOf({ now, zone }: Moment, all: readonly Standing[]): Reach[] {
  const at = now.toZonedDateTimeISO(zone).toString({ timeZoneName: "never", smallestUnit: "second" });
  return [...Map.groupBy(all, ({ channel }) => channel)].map(([channel, rows]) => {
    const decided = rows.map(({ record }) =>
      decideConsent({ at, minutes: 0, jurisdiction: "KR", channel, consent: record }),
    );
    return {
      channel,
      now: decided.filter(({ kind }) => kind === "allow").length,
      waiting: counted(decided.flatMap((one) => (one.kind === "defer" ? [one.until] : []))).map(
        ([until, contacts]) => ({ until, contacts }),
      ),
      never: counted(decided.flatMap((one) => (one.kind === "block" ? [one.rules[0] ?? ""] : []))).map(
        ([rule, contacts]) => ({ rule, contacts }),
      ),
    };
  });
}

/** What must be done for living consents: the two-year confirmation from 30 days ahead, the notice within 14 days; soonest first. */
export function duesOf({ now, zone }: Moment, all: readonly Standing[]): Due[] {
  const today = now.toZonedDateTimeISO(zone).toPlainDate();
  const living = all.filter(({ record }) => record.kind === "optin");
  const reconfirm = living.flatMap(({ record }) => {
    const by = confirmedThrough(record);
    const near = by && Temporal.PlainDate.compare(by, today.add({ days: AHEAD_DAYS })) <= 0;
    return near ? [by.toString()] : [];
  });
  const notice = living.flatMap(({ record }) => {
    const by = isNoticeOpen(record) ? noticeDueBy(record) : undefined;
    return by ? [by.toString()] : [];
  });
  const rows = [
    ...counted(reconfirm).map(([by, contacts]) => ({ kind: "reconfirm" as const, by, contacts })),
    ...counted(notice).map(([by, contacts]) => ({ kind: "notice" as const, by, contacts })),
  ];
  return rows
    .map((row) => ({ ...row, overdue: row.by < today.toString() }))
    .toSorted((a, b) => (a.by === b.by ? (a.kind < b.kind ? -1 : 1) : a.by < b.by ? -1 : 1));
}

function isNoticeOpen({ resultNotice }: Consent): boolean {
  return resultNotice === "none";
}

function counted(keys: readonly string[]): [string, number][] {
  return [...Map.groupBy(keys, (key) => key)]
    .map(([key, group]): [string, number] => [key, group.length])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
