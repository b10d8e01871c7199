// What is due for the consents on file: the two-year confirmation from 30 days ahead, and within 14 days the notice of how a consent, a
// refusal or a withdrawal was handled. Network Act 50(7) and 50(8), decree 62-2 and 62-3; days are those of the workspace's zone.

import { canonicalJson } from "../../core/canonical.ts";
import { dayIn } from "../../core/time.ts";
import { confirmedThrough, noticeDueBy, type SendChannel } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import type { Standing } from "./ledger.ts";

export const dueKinds = ["reconfirm", "notice_consent", "notice_refusal", "notice_withdrawal"] as const;
export type DueKind = (typeof dueKinds)[number];

/** One row per kind, last day and list; `by` is the last day on which it is in time. */
export type Due = {
  kind: DueKind;
  by: string;
  /** Name of the list they came by; null for contacts of no list. */
  list: string | null;
  channels: SendChannel[];
  /** Different people's contacts, however many channels each has. */
  contacts: number;
  /** Advertising stops until it is made up for, where it is about a consent. */
  overdue: boolean;
  /** The day of the consent, refusal or withdrawal, where it is one for all of them. */
  on: string | null;
};

/** One consent with what is due for it. */
export type Owed = Standing & { kind: DueKind; by: Temporal.PlainDate };

/** A confirmation is queued this long before two years are over. */
const AHEAD_DAYS = 30;

type Moment = Pick<Ctx, "now" | "zone">;

const noticeKinds = {
  optin: "notice_consent",
  none: "notice_refusal",
  withdrawn: "notice_withdrawal",
} as const;

/** Whatever is due or soon to be; nothing for contacts whose address was erased: nobody could reach them. */
export function owedOf({ now, zone }: Moment, all: readonly Standing[]): Owed[] {
  const horizon = dayIn(zone, now).add({ days: AHEAD_DAYS });
  return all
    .filter(({ erased }) => !erased)
    .flatMap((one): Owed[] => {
      const { record } = one;
      const through = record.kind === "optin" ? confirmedThrough(record) : undefined;
      const confirm = through && Temporal.PlainDate.compare(through, horizon) <= 0;
      const kind = noticeKinds[record.kind as keyof typeof noticeKinds];
      const by = kind && record.resultNotice === "none" ? noticeDueBy(record) : undefined;
      return [
        ...(confirm ? [{ ...one, kind: "reconfirm" as const, by: through }] : []),
        ...(by ? [{ ...one, kind, by }] : []),
      ];
    });
}

/** Soonest first, then in the order of `dueKinds`, then by list. */
export function duesOf(moment: Moment, all: readonly Standing[]): Due[] {
  const today = dayIn(moment.zone, moment.now).toString();
  const groups = Map.groupBy(owedOf(moment, all), ({ kind, by, list }) =>
    canonicalJson([by.toString(), dueKinds.indexOf(kind), list ?? ""]),
  );
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, rows]) => {
      const [first] = rows;
      if (!first) return [];
      const days = new Set(rows.map(dayOf));
      return {
        kind: first.kind,
        by: first.by.toString(),
        list: first.list,
        channels: [...new Set(rows.map(({ channel }) => channel))].toSorted(),
        contacts: new Set(rows.map(({ contactId }) => contactId)).size,
        overdue: first.by.toString() < today,
        on: days.size === 1 ? (dayOf(first) ?? null) : null,
      };
    });
}

function dayOf({ record }: Owed): string | undefined {
  return record.at;
}

/** Names a group for good, so that its owners are told of it once. */
export function keyOfDue({ kind, by, list }: Due): string {
  return canonicalJson([kind, by, list]);
}

/** When the next confirmation comes into sight, where none is due yet: the last day it may be sent, and for how many contacts. */
export function nextConfirmation(all: readonly Standing[]): { by: string; contacts: number } | undefined {
  const days = all.flatMap(({ erased, record, contactId }) => {
    const by = !erased && record.kind === "optin" ? confirmedThrough(record) : undefined;
    return by ? [{ by: by.toString(), contactId }] : [];
  });
  const first = days.map(({ by }) => by).toSorted()[0];
  if (first === undefined) return undefined;
  return {
    by: first,
    contacts: new Set(days.filter(({ by }) => by === first).map((one) => one.contactId)).size,
  };
}

/** Without the name of its list, which is that of a file: words from outside stand on the card and nowhere else. */
export function withoutList(due: Due): Omit<Due, "list"> {
  const { list: _, ...rest } = due;
  return rest;
}
