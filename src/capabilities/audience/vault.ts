// The contacts of a message while its answer is made: sealed beside the stored message, and in the buttons that go on with them.

import type { Ctx } from "../context.ts";
import { addressIn } from "./address.ts";
import { sealerOf } from "./sealing.ts";
import { concealer, type Contacts, noContacts, withMasks, withTexts } from "../../language/contacts.ts";

type Place = Pick<Ctx, "db" | "workspaceId">;

/** By mask; `undefined` where there are none, or no key to seal them with. */
export function sealContacts(place: Place, contacts: Contacts): Record<string, string> | undefined {
  if (contacts.size === 0 || !place.db.secret) return undefined;
  const { seal } = sealerOf(place);
  return Object.fromEntries([...contacts].map(([mask, clear]) => [mask, seal(clear)]));
}

/** What another key sealed stays masked: whoever needs it asks for it anew. */
export function openContacts(place: Place, sealed: Readonly<Record<string, string>>): Contacts {
  const entries = Object.entries(sealed).flatMap(([mask, text]): [string, string][] => {
    const clear = openedOne(place, text);
    return clear === undefined ? [] : [[mask, clear]];
  });
  return entries.length === 0 ? noContacts : new Map(entries);
}

function openedOne(place: Place, sealed: string): string | undefined {
  try {
    return place.db.secret && sealerOf(place).open(sealed);
  } catch {
    return undefined;
  }
}

const token = /⟦([A-Za-z0-9+/=]{40,700})⟧/g;

/** What a button keeps of a contact; without a key it keeps the mask, and the press asks for the contact anew. */
export function sealedIn<T>(place: Place, value: T, contacts: Contacts): T {
  if (contacts.size === 0) return value;
  const { secret } = place.db;
  const { seal } = secret ? sealerOf(place) : { seal: undefined };
  return withTexts(
    value,
    concealer(contacts, (mask, clear) => (seal ? `⟦${seal(clear)}⟧` : mask)),
  );
}

/**
 * The other way, where such a button is pressed. Somebody may write such brackets: what does not open is what they wrote.
 * @returns the contacts it gave back as well, so that they are masked again on the way out
 */
export function openedIn<T>(place: Place, value: T, known: Contacts): { value: T; contacts: Contacts } {
  const found: string[] = [];
  const whole = withTexts(value, (text) =>
    text.includes("⟦")
      ? text.replace(token, (bracketed, sealed: string) => {
          const clear = openedOne(place, sealed);
          if (clear !== undefined) found.push(clear);
          return clear ?? bracketed;
        })
      : text,
  );
  return { value: whole, contacts: found.length === 0 ? known : withMasks(found, known) };
}

/** Sealed contacts as they may stand where people or models read. */
export function withoutSealed<T>(value: T): T {
  return withTexts(value, (text) => text.replace(token, GONE));
}

export const GONE = "***";
/** The same form for the database, which counts to 255. */
export const SEALED = "⟦[A-Za-z0-9+/=]{40,}⟧";

export function holdsContact(value: unknown): boolean {
  return JSON.stringify(value).includes("⟦");
}

/** The sealed contacts of a value; those of another key are not known. */
export function sealedAddresses(place: Place, value: unknown): string[] {
  return [...openedIn(place, value, noContacts).contacts.values()].flatMap(
    (one) => addressIn(one)?.value ?? [],
  );
}

/** The value without what was sealed of these addresses, whichever way they were written. */
export function withoutAddresses<T>(place: Place, value: T, gone: ReadonlySet<string>): T {
  return withTexts(value, (text) =>
    text.replace(token, (bracketed, sealed: string) => {
      const clear = openedOne(place, sealed);
      return clear !== undefined && gone.has(addressIn(clear)?.value ?? "") ? GONE : bracketed;
    }),
  );
}
