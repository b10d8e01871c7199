// Contacts in what a person wrote are masked before the row is stored and sealed beside it, until it is answered: whoever takes the row over
// has them too. Where there is no key to seal them with, the words wait as they are and are masked when the answer is stored.

import { and, eq, sql } from "drizzle-orm";
import { type Contacts, maskContacts, noContacts, revealed } from "../language/contacts.ts";
import { openContacts, sealContacts } from "../capabilities/audience/vault.ts";
import type { WorkspaceId } from "../core/ids.ts";
import type { Db, Tx } from "../db/db.ts";
import { bodyOf, type InboundBody } from "./body.ts";
import { inbound } from "./tables.ts";

type Shelf = { db: Db; workspaceId: WorkspaceId };

/** The body as it is stored. */
export function bodyToKeep<Body extends InboundBody>(shelf: Shelf, body: Body): Body {
  const { masked, contacts } = maskedBody(body);
  const sealed = sealContacts(shelf, contacts);
  return sealed ? { ...masked, contacts: sealed } : body;
}

/** A stored body as it is answered: masked, with what its masks stand for. */
export function readBody(
  shelf: Shelf,
  kind: InboundBody["kind"],
  stored: unknown,
): { body: InboundBody; contacts: Contacts } {
  const { contacts: sealed, ...body } = bodyOf(kind, stored);
  if (sealed) return { body: body as InboundBody, contacts: openContacts(shelf, sealed) };
  const { masked, contacts } = maskedBody(body as InboundBody);
  return { body: masked, contacts };
}

/** Whether contacts lie sealed beside the words: also those of another key, which nobody opens any more. */
export function holdsSealed(stored: unknown): boolean {
  return typeof stored === "object" && stored !== null && "contacts" in stored;
}

/** A stored body as it was written, to be kept in another workspace, and what stays of it here. */
export function partedBody(
  shelf: Shelf,
  kind: InboundBody["kind"],
  stored: unknown,
): { whole: InboundBody; rest: unknown } {
  const { body, contacts } = readBody(shelf, kind, stored);
  return { whole: revealed(body, contacts), rest: storedOf(body) };
}

/** Of an answered row only the masked words stay. */
export async function forgetContacts(
  tx: Tx,
  { workspaceId, id, body, contacts, sealed }: Answered & { contacts: Contacts; sealed: boolean },
): Promise<void> {
  if (contacts.size === 0 && !sealed) return;
  // Where they were sealed, the words beside them are masked already.
  const rest = sealed ? sql`${inbound.body} - 'contacts'` : storedOf(body);
  await tx
    .update(inbound)
    .set({ body: rest })
    .where(and(eq(inbound.workspaceId, workspaceId), eq(inbound.id, id)));
}

type Answered = { workspaceId: WorkspaceId; id: string; body: InboundBody };

function storedOf(body: InboundBody): unknown {
  return { ...body, kind: undefined };
}

/** The words of a message, of one that was pointed at, and what was filled into a form; everything else of a row is ours. */
function maskedBody<Body extends InboundBody>(body: Body): { masked: Body; contacts: Contacts } {
  if ("text" in body) {
    const { text, contacts } = maskContacts(body.text);
    return { masked: { ...body, text }, contacts };
  }
  if ("action" in body && typeof body.input["text"] === "string") {
    const { text, contacts } = maskContacts(body.input["text"]);
    return { masked: { ...body, input: { ...body.input, text } }, contacts };
  }
  if (!("values" in body) || !body.values) return { masked: body, contacts: noContacts };
  let contacts = noContacts;
  const values = Object.entries(body.values).map(([field, value]) => {
    const masked = maskContacts(value, contacts);
    ({ contacts } = masked);
    return [field, masked.text] as const;
  });
  return { masked: { ...body, values: Object.fromEntries(values) }, contacts };
}
