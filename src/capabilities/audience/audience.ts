// Door of audience: who may be written to, on which channel, from when; and the consents that say so.

import { z } from "zod";
import { canonicalJson } from "../../core/canonical.ts";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { dayIn } from "../../core/time.ts";
import { withTx } from "../../db/db.ts";
import { type Consent, SendChannel } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import { mustBeAddress, usualChannels } from "./address.ts";
import type { ConsentList } from "./consent-list.ts";
import { type Due, duesOf, nextConfirmation, owedOf } from "./dues.ts";
import {
  addConsents,
  contactsOf,
  recordAccess,
  sealAgain,
  type Standing,
  standings,
  writeConsents,
} from "./ledger.ts";
import { planLook } from "./looks.ts";
import { mustHaveKey } from "./sealing.ts";
import { type Deal, dealsOf, type ListReach, type Reach, reachByList, reachOf } from "./reach.ts";

export { addressIn } from "./address.ts";
export { CONSENT_LIMITS } from "./ledger.ts";
export { LOOKS, lookAtConsents, makeLooksDue, noteTold, planLook } from "./looks.ts";
export { sealerOf } from "./sealing.ts";

export type Imported = {
  contacts: number;
  recorded: number;
  /** Lines that say what is on file already. */
  unchanged: number;
  /** Lines that would have revived a consent the person took back later than they gave it. */
  stillWithdrawn: number;
  skipped: ConsentList["skipped"];
};

/** Adds a list of consents to the ledger. A withdrawal that is not older than a listed consent stays. */
export async function importConsents(ctx: Ctx, name: string, list: ConsentList): Promise<Imported> {
  return writeConsents(ctx, "consent.import", async (tx) => {
    const ids = await contactsOf(
      tx,
      ctx,
      list.consents.map(({ address }) => address),
    );
    const all = await standings(tx, ctx);
    const now = new Map(all.map((one) => [keyOf(one), one]));
    const refused = lastRefusals(all.filter(({ erased }) => erased));
    const listed = list.consents.flatMap(({ address, channels, record, ...rest }) =>
      channels.map((channel) => {
        const key = { contactId: ids.get(address.value) ?? "", channel };
        return { ...rest, ...key, record: withNoted(now.get(keyOf(key)), record), source: name, address };
      }),
    );
    const living = listed.filter(
      (one) => !isRevival(now.get(keyOf(one)), one) && !isRevival(refused.get(one.contactId), one),
    );
    const fresh = living.filter((one) => !isSame(now.get(keyOf(one)), one));
    await addConsents(tx, ctx, fresh);
    // Neither a refusal nor a past deal brings an erased address back.
    const agreed = fresh.filter(({ record }) => record.kind === "optin");
    await sealAgain(tx, ctx, new Map(agreed.map(({ contactId, address }) => [contactId, address.value])));
    await recordAccess(tx, ctx, "import", ids.size, name);
    await planLook(tx, ctx);
    const result = {
      contacts: ids.size,
      recorded: fresh.length,
      unchanged: living.length - fresh.length,
      stillWithdrawn: listed.length - living.length,
      skipped: list.skipped,
    };
    return { result, after: { contacts: result.contacts, recorded: result.recorded } };
  });
}

export const Withdrawal = z.object({
  contact: z.string().max(320).describe("The telephone number or mail address, as it was said."),
  channel: SendChannel.optional().describe("Only this channel; left out, all of them."),
});
export type Withdrawal = z.output<typeof Withdrawal>;

/**
 * Takes back what a person allowed, from the next send on. A contact nobody knows is kept as withdrawn, so that no later list revives it.
 * @throws Failure "invalid" when it is neither a telephone number nor a mail address
 */
export async function withdrawConsent(
  ctx: Ctx,
  { contact, channel }: Withdrawal,
): Promise<{ channels: SendChannel[] }> {
  mustHaveKey(ctx);
  const address = mustBeAddress(contact);
  return writeConsents(ctx, "consent.withdraw", async (tx) => {
    const contactId = (await contactsOf(tx, ctx, [address])).get(address.value) ?? "";
    const known = (await standings(tx, ctx)).filter((one) => one.contactId === contactId);
    const usual = [...usualChannels(address), ...known.map((one) => one.channel)];
    const channels = channel ? [channel] : [...new Set(usual)];
    const at = dayIn(ctx.zone, ctx.now).toString();
    const record = { kind: "withdrawn" as const, at, resultNotice: "none" as const };
    await addConsents(
      tx,
      ctx,
      channels.map((one) => ({ contactId, channel: one, record, source: "withdrawal" })),
    );
    await recordAccess(tx, ctx, "withdraw", 1);
    await planLook(tx, ctx);
    return { result: { channels }, subject: contactId, after: { channels } };
  });
}

export const ReachAsk = z.object({
  at: z.iso
    .datetime({ local: true })
    .optional()
    .describe("When the send is to begin, in the workspace's zone; left out, now."),
  minutes: z.number().min(0).max(10_080).optional().describe("How long the whole batch takes."),
  list: z.string().max(200).optional().describe("Only this list: its name or a part of it."),
  channel: SendChannel.optional(),
});
export type ReachAsk = z.output<typeof ReachAsk>;

export type Reachable = {
  at: Temporal.ZonedDateTime;
  minutes: number;
  list: string | undefined;
  reach: Reach[];
  deals: Deal[];
  lists: ListReach[];
  dues: Due[];
};

/**
 * Who may get advertising through which channel at a moment, and what is due for their consents.
 * @throws Failure "not_found" for a list nobody imported, "invalid" for a moment that is past
 */
export async function whoMayReceive(ctx: Ctx, ask: ReachAsk = {}): Promise<Reachable> {
  const now = ctx.now.toZonedDateTimeISO(ctx.zone);
  const at = ask.at === undefined ? now : Temporal.PlainDateTime.from(ask.at).toZonedDateTime(ctx.zone);
  if (Temporal.ZonedDateTime.compare(at, now) < 0) throw isPast();
  const { minutes = 0, channel } = ask;
  const batch = { at: at.toString({ timeZoneName: "never", smallestUnit: "second" }), minutes };
  return withTx(ctx, async (tx) => {
    const all = await standings(tx, ctx);
    const list = ask.list === undefined ? undefined : listNamed(all, ask.list);
    const asked = all.filter(
      (one) =>
        (list === undefined || one.list === list) && (channel === undefined || one.channel === channel),
    );
    await recordAccess(tx, ctx, "reach", new Set(asked.map(({ contactId }) => contactId)).size, list ?? null);
    return {
      at,
      minutes,
      list,
      reach: reachOf(batch, asked),
      deals: dealsOf(batch, asked),
      lists: list === undefined ? reachByList(batch, asked) : [],
      dues: duesOf(ctx, asked),
    };
  });
}

/** `next` is the first confirmation to come, whether it is due yet or not; `any` says whether a consent is on file at all. */
export type WhatIsDue = { any: boolean; dues: Due[]; next: { by: string; contacts: number } | undefined };

/** What is due for the consents on file, soonest first. */
export async function whatIsDue(ctx: Ctx): Promise<WhatIsDue> {
  return withTx(ctx, async (tx) => {
    const all = await standings(tx, ctx);
    const dues = duesOf(ctx, all);
    const contacts = new Set(owedOf(ctx, all).map(({ contactId }) => contactId)).size;
    await recordAccess(tx, ctx, "due", contacts);
    return { any: all.length > 0, dues, next: nextConfirmation(all) };
  });
}

/** The one list of that name, else the only one whose name holds it. */
function listNamed(all: readonly Standing[], said: string): string {
  const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");
  const names = [...new Set(all.flatMap(({ list }) => list ?? []))];
  const exact = names.filter((name) => plain(name) === plain(said));
  const found = exact.length > 0 ? exact : names.filter((name) => plain(name).includes(plain(said)));
  const [only] = found;
  if (only === undefined || found.length > 1) throw noList(names);
  return only;
}

function noList(names: readonly string[]): Failure {
  const some = names.slice(0, 5).map((name) => `‘${name}’`);
  return new Failure("not_found", "no one list of that name", {
    say: words("그 이름의 명부를 하나로 정하지 못했어요.", "There is no one list of that name."),
    next:
      some.length === 0
        ? words("먼저 동의 명부 파일을 올려 주세요.", "Drop a list of consents first.")
        : words(`명부 이름: ${some.join(", ")}`, `Lists here: ${some.join(", ")}`),
  });
}

function isPast(): Failure {
  return new Failure("invalid", "a moment that is past", {
    say: words("이미 지난 시각이에요.", "That moment is past."),
    next: words("지금 이후의 시각으로 다시 물어봐 주세요.", "Ask about a moment to come."),
  });
}

/** What is noted here of a notice or a confirmation is not undone by an older list that does not know of it. */
function withNoted(now: Standing | undefined, listed: Consent): Consent {
  if (now === undefined || now.record.kind !== listed.kind || now.record.at !== listed.at) return listed;
  const { resultNotice, reconfirmed } = now.record;
  const isOpen = (said: string | undefined): boolean => said === undefined || said === "none";
  const later = isOpen(listed.reconfirmed) || (reconfirmed ?? "") > (listed.reconfirmed ?? "");
  return {
    ...listed,
    ...(isOpen(listed.resultNotice) && resultNotice !== undefined && { resultNotice }),
    ...(later && !isOpen(reconfirmed) && reconfirmed !== undefined && { reconfirmed }),
  };
}

function keyOf({ contactId, channel }: Pick<Standing, "contactId" | "channel">): string {
  return `${contactId}/${channel}`;
}

/** The last refusal of each contact, on whatever channel. */
function lastRefusals(all: readonly Standing[]): Map<string, Standing> {
  const refusals = all.filter(({ record }) => record.kind === "withdrawn");
  const byDay = refusals.toSorted((a, b) => ((a.record.at ?? "") < (b.record.at ?? "") ? -1 : 1));
  return new Map(byDay.map((one) => [one.contactId, one]));
}

function isRevival(now: Standing | undefined, listed: Pick<Standing, "record">): boolean {
  if (now?.record.kind !== "withdrawn" || listed.record.kind === "withdrawn") return false;
  const { at } = listed.record;
  return at === undefined || now.record.at === undefined || at <= now.record.at;
}

function isSame(now: Standing | undefined, listed: Pick<Standing, "record">): boolean {
  return now !== undefined && canonicalJson(now.record) === canonicalJson(listed.record);
}
