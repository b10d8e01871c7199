// Contacts in what people write: masked before it is stored or sent anywhere, and given to the tool that needs them in that one turn.
// A mask is as long as what it stands for, so that places in a text stay what they are.

/** What each mask of one message stands for. */
export type Contacts = ReadonlyMap<string, string>;

export const noContacts: Contacts = new Map();

/** Mobile numbers are a person's wherever they stand; a web address may hold anything and stays whole. */
const MOBILE = String.raw`(?<![a-z\d+]|\d[.,-])(?:\+?82[-. ]?(?:\(0\))?1|01)[016789][-. ]?\d{3,4}[-. ]?\d{4}(?![\d-]|[.,]\d)`;
const ABROAD = String.raw`(?<![\w.])\+(?!82)\d{1,3}(?:[-. ()]{0,2}\d){7,12}(?!\d)`;
const MAIL = String.raw`(?<![\w.+-])[\w.+-]{1,64}@(?:[a-z\d-]{1,63}\.){1,4}[a-z]{2,24}(?![\w-])`;
const FIXED = String.raw`(?<![a-z\d+]|\d[.,-])0(?!80)\d{1,2}[-. )]{0,2}\d{3,4}[-. ]?\d{4}(?![\d-])`;
const personal = new RegExp(`${MOBILE}|${ABROAD}|${MAIL}`, "giu");
const anyone = new RegExp(`${MOBILE}|${ABROAD}|${MAIL}|${FIXED}`, "giu");

/** In a request about one contact every number is that person's; elsewhere a fixed line is a firm's, as its ads show it. */
const aboutContact =
  /수신|거부|철회|동의|삭제|지워|지우|파기|말소|차단|opt(?:ed)?[- ]?out|unsubscrib|erase|delete|forget|withdr[ae]w|consent/iu;
/** Such a text is an ad with its firm's numbers. */
const isAd = /무료\s?(?:수신)?\s?거부|\(광고\)|(?<!\d)080[-. )]/u;
const SHORT = 160;
const address = /(?:https?:\/\/|www\.)\S+/giu;

/** @returns the text with every contact masked, and what the masks stand for; two contacts never share a mask */
export function maskContacts(
  text: string,
  known: Contacts = noContacts,
): { text: string; contacts: Contacts } {
  const form = text.length <= SHORT && aboutContact.test(text) && !isAd.test(text) ? anyone : personal;
  const links = [...text.matchAll(address)].map(
    ({ index, 0: { length } }) => [index, index + length] as const,
  );
  const contacts = new Map(known);
  const masked = text.replace(form, (clear: string, ...rest: unknown[]) => {
    const at = rest.find((one) => typeof one === "number") ?? 0;
    return links.some(([from, to]) => from <= at && at < to) ? clear : maskFor(clear, contacts);
  });
  return contacts.size === 0 ? { text, contacts: noContacts } : { text: masked, contacts };
}

/** The same contacts with these beside them. */
export function withMasks(clear: readonly string[], known: Contacts): Contacts {
  const contacts = new Map(known);
  for (const one of clear) maskFor(one, contacts);
  return contacts;
}

/** Every text of a value with its contacts masked; keys stay. */
export function concealed<T>(value: T, contacts: Contacts): T {
  if (contacts.size === 0) return value;
  return withTexts(value, replacer([...contacts].map(([mask, clear]) => [clear, mask])));
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

/** Longer ones first: one may hold another. */
export function replacer(pairs: readonly (readonly [from: string, to: string])[]): (text: string) => string {
  const sorted = pairs.toSorted(([a], [b]) => b.length - a.length);
  return (text) => sorted.reduce((all, [from, to]) => all.replaceAll(from, to), text);
}

/** Adds the mask to `contacts`. */
function maskFor(clear: string, contacts: Map<string, string>): string {
  const known = [...contacts].find(([, one]) => one === clear);
  if (known) return known[0];
  const plain = clear.includes("@") ? maskedMail(clear) : maskedNumber(clear);
  let mask = plain;
  for (let nth = 2; contacts.has(mask); nth += 1) mask = numbered(plain, nth);
  contacts.set(mask, clear);
  return mask;
}

/** 010-1234-5678 is 010-****-5678. */
function maskedNumber(text: string): string {
  const head = text.startsWith("+") ? 4 : 3;
  const count = text.replace(/\D/g, "").length;
  let nth = 0;
  return text.replace(/\d/g, (digit) => {
    nth += 1;
    return nth <= head || nth > count - 4 ? digit : "*";
  });
}

/** kim@example.com is k**@example.com. */
function maskedMail(text: string): string {
  const at = text.lastIndexOf("@");
  const shown = at > 1 ? 1 : 0;
  return text.slice(0, shown) + "*".repeat(at - shown) + text.slice(at);
}

/** Another contact that would look the same: its last stars are its number. */
function numbered(mask: string, nth: number): string {
  const [digits, end] = [String(nth), mask.lastIndexOf("*") + 1];
  const from = Math.max(0, end - digits.length);
  return mask.slice(0, from) + digits.slice(-(end - from)) + mask.slice(end);
}
