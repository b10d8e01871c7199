// What the consents of all contacts come to at one moment: may now, must wait until, may never.

import {
  type Consent,
  dealThrough,
  decideConsent,
  type SendChannel,
  type SendDecision,
} from "../compliance/compliance.ts";
import type { Standing } from "./ledger.ts";

/** Counts of contacts on one channel. */
export type Reach = {
  channel: SendChannel;
  now: number;
  /** `until` with the offset of the moment asked about. */
  waiting: { until: string; contacts: number }[];
  /** `rule` is the first that forbids it; `deal` where a past deal was all there is. */
  never: { rule: string; deal?: true; contacts: number }[];
};

/** Contacts that a past deal alone lets be written to, and until which day, that day inside. */
export type Deal = { channel: SendChannel; through: string; contacts: number };

/** The same over all channels, by the list people came by; null for contacts of no list. */
export type ListReach = { list: string | null; now: number; waiting: number; never: number };

/** When the send is to begin, with the offset of the workspace's zone, and how many minutes the whole batch takes. */
export type Batch = { at: string; minutes: number };

type Decided = Standing & { decision: SendDecision };

function decided({ at, minutes }: Batch, all: readonly Standing[]): Decided[] {
  return all
    .filter(({ erased }) => !erased)
    .map((one) => ({
      ...one,
      decision: decideConsent({
        at,
        minutes,
        jurisdiction: "KR",
        channel: one.channel,
        consent: one.record,
      }),
    }));
}

/** One row per channel that somebody was ever asked about, in the order of their first contact. */
export function reachOf(batch: Batch, all: readonly Standing[]): Reach[] {
  return [...Map.groupBy(decided(batch, all), ({ channel }) => channel)].map(([channel, rows]) => ({
    channel,
    now: rows.filter(({ decision }) => decision.kind === "allow").length,
    waiting: groups(
      rows.flatMap(({ decision }) => (decision.kind === "defer" ? [{ until: decision.until }] : [])),
    ),
    never: groups(
      rows.flatMap(({ decision, record }) =>
        decision.kind === "block"
          ? [{ rule: decision.rules[0] ?? "", ...(isOfDeal(record) && { deal: true as const }) }]
          : [],
      ),
    ),
  }));
}

/** Of those who may be written to or wait at most; the first to end first. */
export function dealsOf(batch: Batch, all: readonly Standing[]): Deal[] {
  const rows = decided(batch, all).flatMap(({ decision, record, channel }) => {
    const through = decision.kind === "block" ? undefined : dealThrough(record);
    return through ? [{ through: through.toString(), channel }] : [];
  });
  return groups(rows);
}

/** Contacts on each list, counted once a channel; empty where all came by one. */
export function reachByList(batch: Batch, all: readonly Standing[]): ListReach[] {
  const lists = [...Map.groupBy(decided(batch, all), ({ list }) => list)];
  if (lists.length < 2) return [];
  const count = (rows: readonly Decided[], kind: SendDecision["kind"]): number =>
    rows.filter(({ decision }) => decision.kind === kind).length;
  return lists
    .map(([list, rows]) => ({
      list,
      now: count(rows, "allow"),
      waiting: count(rows, "defer"),
      never: count(rows, "block"),
    }))
    .toSorted((a, b) => ((a.list ?? "\uffff") < (b.list ?? "\uffff") ? -1 : 1));
}

function isOfDeal({ kind, lastDeal }: Consent): boolean {
  return kind === "existing_customer" && lastDeal !== undefined;
}

/** Equal ones together with their count, in the order of their first value. */
function groups<T extends Record<string, string | true>>(all: readonly T[]): (T & { contacts: number })[] {
  return [...Map.groupBy(all, (one) => JSON.stringify(Object.values(one)))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...more]]) => (first ? [{ ...first, contacts: more.length + 1 }] : []));
}
