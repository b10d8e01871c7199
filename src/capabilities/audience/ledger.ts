// The consent ledger in the database: contacts found by their hash, the newest word of each on each channel, rows added and never changed.

import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { newId } from "../../core/ids.ts";
import type { Tx } from "../../db/db.ts";
import type { Consent, SendChannel } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import type { Address } from "./address.ts";
import { sealerOf } from "./sealing.ts";
import { accessRecord, consent, contact } from "./tables.ts";

const ContactId = z.uuid().brand("ContactId");
const ROWS_AT_ONCE = 1_000;

export type Standing = { contactId: string; channel: SendChannel; record: Consent };
type NewConsent = Standing & { form?: string | undefined; formVersion?: string | undefined; source: string };

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
export async function standings(tx: Tx, { workspaceId }: Ctx): Promise<Standing[]> {
  return tx
    .selectDistinctOn([consent.contactId, consent.channel], {
      contactId: consent.contactId,
      channel: consent.channel,
      record: consent.record,
    })
    .from(consent)
    .where(eq(consent.workspaceId, workspaceId))
    .orderBy(
      consent.contactId,
      consent.channel,
      sql`${consent.recordedAt} desc, (${consent.record}->>'kind' = 'withdrawn') desc, ${consent.id} desc`,
    );
}

export async function addConsents(tx: Tx, ctx: Ctx, rows: readonly NewConsent[]): Promise<void> {
  for (const part of parts(rows))
    await tx.insert(consent).values(
      part.map((row) => ({
        ...row,
        workspaceId: ctx.workspaceId,
        id: newId(ContactId),
        form: row.form ?? null,
        formVersion: row.formVersion ?? null,
        personId: personOf(ctx),
        recordedAt: ctx.now,
      })),
    );
}

/** Whoever works with contact data leaves a row: who, when, what for, how many. */
export async function recordAccess(
  tx: Tx,
  ctx: Ctx,
  purpose: "import" | "withdraw" | "reach",
  contacts: number,
): Promise<void> {
  await tx.insert(accessRecord).values({
    workspaceId: ctx.workspaceId,
    id: newId(ContactId),
    personId: personOf(ctx),
    purpose,
    contacts,
    at: ctx.now,
  });
}

function personOf({ actor }: Ctx): string | null {
  return actor.kind === "person" ? actor.personId : null;
}

function parts<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / ROWS_AT_ONCE) }, (_, at) =>
    all.slice(at * ROWS_AT_ONCE, (at + 1) * ROWS_AT_ONCE),
  );
}
