// Notices and confirmations that were sent, written into the consent ledger: whole groups by a press, single contacts by a file.

import { z } from "zod";
import { canonicalJson } from "../../core/canonical.ts";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { dayIn } from "../../core/time.ts";
import type { Consent } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import type { SentList } from "./consent-list.ts";
import { dueKinds, owedOf } from "./dues.ts";
import {
  addConsents,
  knownContacts,
  type NewConsent,
  recordAccess,
  type Standing,
  standings,
  writeConsents,
} from "./ledger.ts";
import { planLook } from "./looks.ts";

/** Everything of one kind that was due on a list when it was shown; the day it was sent. */
export const Sent = z.object({
  kind: z.enum(dueKinds),
  list: z.string().nullable(),
  /** The last due day that was shown, that day inside. */
  by: z.iso.date(),
  on: z.iso.date(),
  /** When it was shown: what was recorded since is another matter. */
  shownAt: z.string(),
});
export type Sent = z.output<typeof Sent>;

/**
 * Notes that what was due was sent.
 * @returns how many contacts it was due for, and was sent to
 * @throws Failure "invalid" for a day to come, "conflict" where nothing of it is due any more
 */
export async function noteSent(ctx: Ctx, sent: Sent): Promise<{ contacts: number }> {
  const { kind, list, by, on } = sent;
  if (on > dayIn(ctx.zone, ctx.now).toString()) throw notYet();
  return writeConsents(ctx, "consent.note_sent", async (tx) => {
    const shownAt = Temporal.Instant.from(sent.shownAt);
    const due = owedOf(ctx, await standings(tx, ctx)).filter(
      (one) =>
        one.kind === kind &&
        one.list === list &&
        one.by.toString() <= by &&
        (one.record.at ?? "") <= on &&
        Temporal.Instant.compare(one.recordedAt, shownAt) <= 0,
    );
    if (due.length === 0) throw nothingDue();
    await addConsents(
      tx,
      ctx,
      due.map((one) =>
        withRecord(one, told(one.record, kind === "reconfirm" ? { reconfirmed: on } : { notice: on })),
      ),
    );
    const contacts = new Set(due.map(({ contactId }) => contactId)).size;
    await recordAccess(tx, ctx, "notice", contacts, list);
    return { result: { contacts }, after: { kind, on, contacts } };
  });
}

export type NotedByFile = {
  contacts: number;
  noted: number;
  unchanged: number;
  skipped: SentList["skipped"];
};

/** The same for the contacts of a file, each with its own day; contacts nobody knows are left alone. */
export async function noteSentByFile(ctx: Ctx, name: string, list: SentList): Promise<NotedByFile> {
  return writeConsents(ctx, "consent.note_sent", async (tx) => {
    const ids = await knownContacts(
      tx,
      ctx,
      list.sent.map(({ address }) => address),
    );
    const held = Map.groupBy(await standings(tx, ctx), ({ contactId }) => contactId);
    const found = list.sent.flatMap(({ address, ...sent }) =>
      (held.get(ids.get(address.value) ?? "") ?? [])
        .filter(({ channel }) => sent.channels.length === 0 || sent.channels.includes(channel))
        .map((one) => ({ one, record: told(one.record, sent) })),
    );
    const fresh = found.filter(({ one, record }) => canonicalJson(one.record) !== canonicalJson(record));
    await addConsents(
      tx,
      ctx,
      fresh.map(({ one, record }) => withRecord(one, record)),
    );
    const of = (rows: typeof found): number => new Set(rows.map(({ one }) => one.contactId)).size;
    await recordAccess(tx, ctx, "notice", ids.size, name);
    await planLook(tx, ctx);
    const unknown = new Set(
      list.sent.filter(({ address }) => !ids.has(address.value)).map(({ address }) => address.value),
    );
    const result = {
      contacts: ids.size,
      noted: of(fresh),
      unchanged: ids.size - of(fresh),
      skipped: { ...list.skipped, unknown: unknown.size },
    };
    return { result, after: { contacts: result.contacts, noted: result.noted } };
  });
}

/** A day before the consent proves nothing; of two confirmations the later one counts. */
function told(record: Consent, { notice, reconfirmed }: { notice?: string; reconfirmed?: string }): Consent {
  const { at } = record;
  if (at === undefined) return record;
  const confirms = record.kind === "optin" && reconfirmed !== undefined && reconfirmed > at;
  const before = record.reconfirmed === "none" ? undefined : record.reconfirmed;
  return {
    ...record,
    ...(notice !== undefined && notice >= at && { resultNotice: notice }),
    ...(confirms && (before === undefined || before < reconfirmed) && { reconfirmed }),
  };
}

/** The ledger is never changed: what holds now stands behind what held before, under the same list. */
function withRecord({ contactId, channel, list }: Standing, record: Consent): NewConsent {
  return { contactId, channel, record, source: list ?? "withdrawal" };
}

function notYet(): Failure {
  return new Failure("invalid", "a day to come", {
    say: words(
      "아직 오지 않은 날에 보냈다고 적을 수는 없어요.",
      "It cannot have been sent on a day to come.",
    ),
    next: words("보낸 날을 오늘이나 그 전 날짜로 알려 주세요.", "Give the day it was sent, today or before."),
  });
}

function nothingDue(): Failure {
  return new Failure("conflict", "nothing of it is due any more", {
    say: words(
      "그 사이에 다른 분이 적었거나 바뀌어서 더 적을 것이 없어요.",
      "Nothing of it is due any more: somebody noted it, or it changed.",
    ),
    next: words(
      "“재동의 언제야?”라고 물어 지금 남은 일을 확인해 주세요.",
      "Ask “what consents are due?” to see what is left.",
    ),
  });
}
