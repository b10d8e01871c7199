// Contacts in what people write: masked before it is stored or sent anywhere, and given to the tool that needs them in that one turn.
// A mask is as long as what it stands for, so that places in a text stay what they are; only where that many look alike it is longer.

import { plainForm } from "./plain-form.ts";

/** What each mask of one message stands for; a mask holds a star, and so is no address itself. */
export type Contacts = ReadonlyMap<string, string>;

export const noContacts: Contacts = new Map();

/** So many of one message are told apart; of those behind them nothing is kept, and one sign stands for each. */
export const MOST_CONTACTS = 100;
const BEYOND = "***";

/** What stands beside a number that is part of something else: an id, a decimal; a comma only parts one from the next. */
const BEFORE = String.raw`(?<![a-z\d+]|\d-|\d\.(?=\d{4}|\d{3}\.))`;
const AFTER = String.raw`(?!\d|-\d{3}|\.\d)`;
const GAP = String.raw`(?: ?[-.] ?| )?`;
const MONTH = String.raw`(?:0?[1-9]|1[0-2])`;
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])`;
/** 2026-10-01, 2026. 10. 1., 2026-10; 20261001~20261007; 10.01-10.07 */
const DATE = [
  String.raw`(?:19|20)\d{2}[-.] ?${MONTH}[-.] ?${DAY}(?!\d|[-.]\d{1,3}(?!\d))`,
  String.raw`(?:19|20)\d{2}[-.] ?${MONTH}(?![-.]?\d)`,
  String.raw`(?:19|20)\d{6} ?[-~] ?(?:19|20)\d{6}(?!\d)`,
  String.raw`${MONTH}[-./]${DAY} ?[-~ ] ?${MONTH}[-./]${DAY}(?!\d|[-. ]\d)`,
].join("|");
/** Mobile numbers are a person's wherever they stand; a web address may hold anything and stays whole. */
const MOBILE = String.raw`${BEFORE}(?:\+?82${GAP}(?:\(0\))?1|01)[016789]${GAP}\d{3,4}${GAP}\d{4}${AFTER}`;
/** A change in front of a period (`+20 2026-10-01`) is none. */
const ABROAD = String.raw`(?<![\w.])\+(?!82|\d{1,3} +(?:${DATE}))\d{1,3}(?:[-. ()]{0,2}\d){7,12}(?!\d)`;
const MAIL = String.raw`(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,4}[a-z]{2,24}(?![a-z\d])`;
const FIXED = String.raw`${BEFORE}0(?!80)\d{1,2}[-. )]{0,3}\d{3,4}${GAP}\d{4}${AFTER}`;
const LINK = String.raw`(?<link>(?:https?:\/\/|www\.)\S+)`;
const personal = new RegExp(`${LINK}|${MOBILE}|${ABROAD}|${MAIL}`, "giu");
const anyone = new RegExp(`${LINK}|${MOBILE}|${ABROAD}|${MAIL}|${FIXED}`, "giu");

/** In a request about one contact every number is that person's; elsewhere a fixed line is a firm's, as its ads show it. */
const aboutContact =
  /수신|거부|철회|동의|삭제|지워|지우|파기|말소|차단|opt(?:ed)?[- ]?out|unsubscrib|erase|delete|forget|withdr[ae]w|consent/iu;
/** Such a text is an ad with its firm's numbers. */
const isAd = /무료\s?(?:수신)?\s?거부|\(광고\)|(?<!\d)080[-. )]/u;
const SHORT = 160;

/** @returns the text with every contact masked, and what the masks stand for; two contacts never share a mask */
export function maskContacts(
  text: string,
  known: Contacts = noContacts,
): { text: string; contacts: Contacts } {
  const plain = plainForm(text);
  const form = text.length <= SHORT && aboutContact.test(plain) && !isAd.test(plain) ? anyone : personal;
  const masks = masksOf(known);
  const parts: string[] = [];
  let end = 0;
  for (const { 0: found, index, groups } of plain.matchAll(form)) {
    if (groups?.["link"] !== undefined) continue;
    const clear = text.slice(index, index + found.length);
    parts.push(text.slice(end, index), maskFor(clear, masks, MOST_CONTACTS) ?? BEYOND);
    end = index + found.length;
  }
  if (masks.contacts.size === 0) return { text, contacts: noContacts };
  return { text: [...parts, text.slice(end)].join(""), contacts: masks.contacts };
}

/** The same contacts with these beside them. */
export function withMasks(clear: readonly string[], known: Contacts): Contacts {
  const masks = masksOf(known);
  for (const one of clear) maskFor(one, masks, Infinity);
  return masks.contacts;
}

/** Every text of a value with its contacts masked; keys stay. */
export function concealed<T>(value: T, contacts: Contacts): T {
  if (contacts.size === 0) return value;
  return withTexts(
    value,
    concealer(contacts, (mask) => mask),
  );
}

/** A contact is found as it was written and in its plain form, which some tools read it in. */
export function concealer(
  contacts: Contacts,
  as: (mask: string, clear: string) => string,
): (text: string) => string {
  return replacer(
    [...contacts].flatMap(([mask, clear]) =>
      [...new Set([clear, plainForm(clear)])].map((one) => [one, as(mask, clear)] as const),
    ),
  );
}

/** The other way: what a tool gets to work with. */
export function revealed<T>(value: T, contacts: Contacts): T {
  if (contacts.size === 0) return value;
  return withTexts(value, replacer([...contacts]));
}

/** Every text of plain JSON, changed. */
export function withTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => withTexts(one, change)) as T;
  if (value instanceof Map)
    return new Map([...value].map(([key, one]) => [key, withTexts(one, change)])) as T;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTexts(one, change)])) as T;
}

/** In one pass, longer ones first: one may hold another, and what was put in is not looked through again. */
function replacer(pairs: readonly (readonly [from: string, to: string])[]): (text: string) => string {
  const to = new Map(pairs);
  const sorted = [...to.keys()].toSorted((a, b) => b.length - a.length);
  const any = new RegExp(sorted.map((one) => RegExp.escape(one)).join("|"), "g");
  return (text) => text.replace(any, (from) => to.get(from) ?? from);
}

type Masks = { contacts: Map<string, string>; of: Map<string, string> };

function masksOf(known: Contacts): Masks {
  return { contacts: new Map(known), of: new Map([...known].map(([mask, clear]) => [clear, mask])) };
}

/** Adds the mask to `contacts`; `undefined` for a new one where there are as many as may be. */
function maskFor(clear: string, { contacts, of }: Masks, most: number): string | undefined {
  const known = of.get(clear);
  if (known !== undefined) return known;
  if (contacts.size >= most) return undefined;
  const plain = plainForm(clear);
  const first = plain.includes("@") ? maskedMail(plain) : maskedNumber(plain);
  let mask = first;
  // Numbers differ from one contact to the next, so that this is another mask at once or soon.
  for (let nth = contacts.size + 1; contacts.has(mask); nth += 1) mask = numbered(first, nth);
  contacts.set(mask, clear);
  of.set(clear, mask);
  return mask;
}

/** 010-1234-5678 is 010-****-5678; of a short one fewer digits are shown. */
function maskedNumber(text: string): string {
  const count = text.replace(/\D/g, "").length;
  const head = text.startsWith("+") ? 4 : 3;
  const tail = Math.min(4, count - head - 2);
  let nth = 0;
  return text.replace(/\d/g, (digit) => {
    nth += 1;
    return nth <= head || nth > count - tail ? digit : "*";
  });
}

/** kim@example.com is k**@example.com. */
function maskedMail(text: string): string {
  const at = text.lastIndexOf("@");
  const shown = at > 1 ? 1 : 0;
  return text.slice(0, shown) + "*".repeat(at - shown) + text.slice(at);
}

/** Another contact that would look the same: its number stands in the place of all stars but the first, or behind that one. */
function numbered(mask: string, nth: number): string {
  const digits = String(nth);
  const end = mask.lastIndexOf("*") + 1;
  return mask.slice(0, Math.max(mask.indexOf("*") + 1, end - digits.length)) + digits + mask.slice(end);
}
