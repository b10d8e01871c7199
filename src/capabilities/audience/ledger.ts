// The consent ledger in the database: contacts found by their hash, the newest word of each on each channel, rows added and never changed.

import { and, desc, eq, inArray, isNotNull, isNull, max, notInArray, sql } from "drizzle-orm";
import { z } from "zod";
import { newId } from "../../core/ids.ts";
import type { Tx, TxOptions } from "../../db/db.ts";
import type { Consent, SendChannel } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import { write, type Written } from "../write.ts";
import type { Address } from "./address.ts";
import { sealerOf } from "./sealing.ts";
import { accessRecord, consent, contact } from "./tables.ts";

const ContactId = z.uuid().brand("ContactId");
const ROWS_AT_ONCE = 1_000;

/** What holds of a contact on a channel now. */
export type Standing = {
  contactId: string;
  channel: SendChannel;
  record: Consent;
  recordedAt: Temporal.Instant;
  /** The name of the list it came by last; null for whom no list ever named. */
  list: string | null;
  /** Its address is gone: nobody can be written to. */
  erased: boolean;
};
export type NewConsent = Pick<Standing, "contactId" | "channel" | "record"> & {
  form?: string | undefined;
  formVersion?: string | undefined;
  source: string;
};

/** Sources that are no lists. */
const ownSources = ["withdrawal", "erasure"];

/** A long list holds the consents for seconds: whoever takes one back meanwhile waits. */
export const CONSENT_LIMITS: TxOptions = {
  deadlineMs: 30_000,
  statementTimeoutMs: 15_000,
  lockTimeoutMs: 10_000,
};

/**
 * Consents of one workspace are changed by one transaction at a time: the first statement of every one that does. What it reads behind
 * this still holds when it writes.
 */
export async function lockConsents(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`consents ${workspaceId}`}, 0))`);
}

/** `write` for whatever changes consents. */
export async function writeConsents<T>(
  ctx: Ctx,
  action: string,
  body: (tx: Tx) => Promise<Written<T>>,
): Promise<T> {
  const locked = async (tx: Tx): Promise<Written<T>> => {
    await lockConsents(tx, ctx);
    return body(tx);
  };
  return write(ctx, action, "write", locked, CONSENT_LIMITS);
}

/** Ids of contacts by their address; those that were not there are added. */
export async function contactsOf(
  tx: Tx,
  ctx: Ctx,
  addresses: readonly Address[],
): Promise<Map<string, string>> {
  const sealer = sealerOf(ctx);
  const byHash = new Map(addresses.map((address) => [sealer.hash(address.value), address]));
  for (const part of parts([...byHash])) {
    const rows = part.map(([addressHash, { kind, value }]) => ({
      workspaceId: ctx.workspaceId,
      id: newId(ContactId),
      kind,
      addressHash,
      sealed: sealer.seal(value),
      createdAt: ctx.now,
    }));
    await tx.insert(contact).values(rows).onConflictDoNothing();
  }
  const known = await idsOf(tx, ctx, [...byHash.keys()]);
  return new Map([...byHash].map(([hash, { value }]) => [value, known.get(hash) ?? ""]));
}

/** Ids of those contacts that are on file, by their address. */
export async function knownContacts(
  tx: Tx,
  ctx: Ctx,
  addresses: readonly Address[],
): Promise<Map<string, string>> {
  const { hash } = sealerOf(ctx);
  const byHash = new Map(addresses.map(({ value }) => [hash(value), value]));
  const known = await idsOf(tx, ctx, [...byHash.keys()]);
  return new Map([...known].map(([hashed, id]) => [byHash.get(hashed) ?? "", id]));
}

/** An erased contact who agreed anew can be written to again: its address is kept once more. */
export async function sealAgain(tx: Tx, ctx: Ctx, addresses: ReadonlyMap<string, string>): Promise<void> {
  const { seal } = sealerOf(ctx);
  const { workspaceId } = ctx;
  for (const part of parts([...addresses.keys()])) {
    const erased = await tx
      .select({ id: contact.id })
      .from(contact)
      .where(
        and(eq(contact.workspaceId, workspaceId), inArray(contact.id, part), isNotNull(contact.erasedAt)),
      );
    for (const { id } of erased)
      await tx
        .update(contact)
        .set({ sealed: seal(addresses.get(id) ?? ""), erasedAt: null })
        .where(and(eq(contact.workspaceId, workspaceId), eq(contact.id, id)));
  }
}

/** The addresses go for good; what the contacts allowed and took back stays, by their hash. */
export async function eraseAddresses(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "now">, ids: readonly string[]) {
  for (const part of parts(ids))
    await tx
      .update(contact)
      .set({ sealed: null, erasedAt: ctx.now })
      .where(
        and(eq(contact.workspaceId, ctx.workspaceId), inArray(contact.id, part), isNull(contact.erasedAt)),
      );
}

async function idsOf(tx: Tx, { workspaceId }: Ctx, hashes: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const part of parts(hashes)) {
    const rows = await tx
      .select({ id: contact.id, hash: contact.addressHash })
      .from(contact)
      .where(and(eq(contact.workspaceId, workspaceId), inArray(contact.addressHash, part)));
    for (const { id, hash } of rows) found.set(hash, id);
  }
  return found;
}

/** What holds now: of two words of one instant a withdrawal wins. */
export async function standings(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">): Promise<Standing[]> {
  const newest = sql`${consent.recordedAt} desc, (${consent.record}->>'kind' = 'withdrawn') desc, ${consent.id} desc`;
  const rows = await tx
    .selectDistinctOn([consent.contactId, consent.channel], {
      contactId: consent.contactId,
      channel: consent.channel,
      record: consent.record,
      recordedAt: consent.recordedAt,
      source: consent.source,
      erasedAt: contact.erasedAt,
    })
    .from(consent)
    .innerJoin(contact, and(eq(contact.workspaceId, consent.workspaceId), eq(contact.id, consent.contactId)))
    .where(eq(consent.workspaceId, workspaceId))
    .orderBy(consent.contactId, consent.channel, newest);
  const listed = rows.some(({ source }) => ownSources.includes(source))
    ? await lastLists(tx, { workspaceId })
    : new Map<string, string>();
  return rows.map(({ source, erasedAt, ...one }) => ({
    ...one,
    list: ownSources.includes(source) ? (listed.get(one.contactId) ?? null) : source,
    erased: erasedAt !== null,
  }));
}

/** The list that named each contact last. */
async function lastLists(tx: Tx, { workspaceId }: Pick<Ctx, "workspaceId">): Promise<Map<string, string>> {
  const rows = await tx
    .selectDistinctOn([consent.contactId], { contactId: consent.contactId, source: consent.source })
    .from(consent)
    .where(and(eq(consent.workspaceId, workspaceId), notInArray(consent.source, ownSources)))
    .orderBy(consent.contactId, desc(consent.recordedAt));
  return new Map(rows.map(({ contactId, source }) => [contactId, source]));
}

/** The caller has `lockConsents`: what is added holds over all there was, whatever the clock of the process that wrote it. */
export async function addConsents(tx: Tx, ctx: Ctx, rows: readonly NewConsent[]): Promise<void> {
  for (const part of parts(rows)) {
    const last = await lastRecorded(tx, ctx, part);
    await tx.insert(consent).values(
      part.map(({ contactId, channel, record, source, form, formVersion }) => ({
        workspaceId: ctx.workspaceId,
        id: newId(ContactId),
        contactId,
        channel,
        record,
        source,
        form: form ?? null,
        formVersion: formVersion ?? null,
        personId: personOf(ctx),
        recordedAt: after(last.get(contactId), ctx.now),
      })),
    );
  }
}

/** When something was recorded of these contacts last. */
async function lastRecorded(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  rows: readonly NewConsent[],
): Promise<Map<string, Temporal.Instant | null>> {
  const ids = [...new Set(rows.map(({ contactId }) => contactId))];
  const found = await tx
    .select({ contactId: consent.contactId, at: max(consent.recordedAt) })
    .from(consent)
    .where(and(eq(consent.workspaceId, workspaceId), inArray(consent.contactId, ids)))
    .groupBy(consent.contactId);
  return new Map(found.map(({ contactId, at }) => [contactId, at]));
}

/** Now, unless another process with a faster clock, or one that was asked later, was there before. */
function after(last: Temporal.Instant | null | undefined, now: Temporal.Instant): Temporal.Instant {
  return last && Temporal.Instant.compare(last, now) > 0 ? last.add({ milliseconds: 1 }) : now;
}

/** Whoever works with contact data leaves a row: who, when, what for, how many. */
export async function recordAccess(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId" | "actor" | "now">,
  purpose: (typeof accessRecord.$inferSelect)["purpose"],
  contacts: number,
  list: string | null = null,
): Promise<void> {
  await tx.insert(accessRecord).values({
    workspaceId: ctx.workspaceId,
    id: newId(ContactId),
    personId: personOf(ctx),
    purpose,
    contacts,
    list,
    at: ctx.now,
  });
}

function personOf({ actor }: Pick<Ctx, "actor">): string | null {
  return actor.kind === "person" ? actor.personId : null;
}

function parts<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / ROWS_AT_ONCE) }, (_, at) =>
    all.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE),
  );
}
