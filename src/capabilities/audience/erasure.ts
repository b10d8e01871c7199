// A contact erased on request: its address goes for good, and what proves a refusal stays by a keyed hash that nobody can turn back.

import type { Tx } from "../../db/db.ts";
import { dayIn } from "../../core/time.ts";
import type { Consent } from "../compliance/compliance.ts";
import type { Ctx } from "../context.ts";
import { mustBeAddress, usualChannels } from "./address.ts";
import { mustHaveKey } from "./sealing.ts";
import {
  addConsents,
  eraseAddresses,
  knownContacts,
  recordAccess,
  type Standing,
  standings,
  writeConsents,
} from "./ledger.ts";

/** `rows`: words of the consent ledger that are kept without an address. */
export type Erased = { state: "erased" | "unknown" | "already"; rows: number };

/**
 * Erases the address of one contact and refuses every channel for it, so that no later list writes to it again.
 * Of a contact nobody knows nothing is recorded: there is nothing to erase.
 * @throws Failure "invalid" for what is neither a telephone number nor a mail address
 */
export async function eraseContact(ctx: Ctx, contact: string): Promise<Erased> {
  mustHaveKey(ctx);
  const address = mustBeAddress(contact);
  return writeConsents<Erased>(ctx, "contact.erase", async (tx) => {
    const id = (await knownContacts(tx, ctx, [address])).get(address.value);
    await recordAccess(tx, ctx, "erase", id === undefined ? 0 : 1);
    if (id === undefined)
      return { result: { state: "unknown", rows: 0 }, after: { state: "unknown", refused: 0 } };
    const own = (await standings(tx, ctx)).filter(({ contactId }) => contactId === id);
    const state = own.some(({ erased }) => erased) ? "already" : "erased";
    const at = dayIn(ctx.zone, ctx.now).toString();
    const channels = [...new Set([...usualChannels(address), ...own.map(({ channel }) => channel)])];
    const refused = channels.filter((channel) => !isWithdrawn(own.find((one) => one.channel === channel)));
    const record: Consent = { kind: "withdrawn", at };
    await addConsents(
      tx,
      ctx,
      refused.map((channel) => ({ contactId: id, channel, record, source: "erasure" })),
    );
    await eraseAddresses(tx, ctx, [id]);
    const rows = own.length + refused.length;
    return { result: { state, rows }, subject: id, after: { state, refused: refused.length } };
  });
}

function isWithdrawn(standing: Standing | undefined): boolean {
  return standing?.record.kind === "withdrawn";
}

/** Days after which the address of whoever refused everything is of no use: every notice is out, and CO9MA writes to nobody. */
const REFUSED_DAYS = 90;

/** @returns how many addresses went: of contacts that refused on every channel long ago and are owed no notice */
export async function eraseRefused(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId" | "actor" | "now">,
  all: readonly Standing[],
): Promise<number> {
  const before = ctx.now.subtract({ hours: 24 * REFUSED_DAYS });
  const gone = [...Map.groupBy(all, ({ contactId }) => contactId)].flatMap(([id, own]) =>
    own.every(
      ({ erased, record, recordedAt }) =>
        !erased &&
        record.kind === "withdrawn" &&
        record.resultNotice !== "none" &&
        Temporal.Instant.compare(recordedAt, before) <= 0,
    )
      ? [id]
      : [],
  );
  if (gone.length === 0) return 0;
  await eraseAddresses(tx, ctx, gone);
  await recordAccess(tx, ctx, "clean_up", gone.length);
  return gone.length;
}
