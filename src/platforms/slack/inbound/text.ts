// What a person wrote, out of Slack's message format: our own mention gone, links and names as they were read, signs unescaped.

const escapes: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">" };

export function mentions(text: string, user: string): boolean {
  return text.includes(`<@${user}>`) || text.includes(`<@${user}|`);
}

/** A mention, a room, a group or an address; in a command, which Slack does not escape, other brackets are what was typed. */
const marked = /<([@#!][^<>]*|[a-z][a-z\d+.-]*:[^<>]*)>/gi;

/** @param user whose mention is no part of what is said */
export function saidIn(text: string, user: string): string {
  return text
    .replace(marked, (_, inner: string) => readMarkup(inner, user))
    .replaceAll("\u00a0", " ")
    .replace(/[^\S\n]{2,}/g, " ")
    .trim()
    .replace(/^[,:]\s*/, "")
    .replace(/&(?:amp|lt|gt);/g, (sign) => escapes[sign] ?? sign);
}

/** The inside of `<…>`: a person, a room, a group, a date, a link. */
function readMarkup(inner: string, user: string): string {
  const [target, label] = split(inner);
  if (target === `@${user}`) return " ";
  if (target.startsWith("@")) return label === "" ? target : `@${label.replace(/^@/, "")}`;
  if (target.startsWith("#")) return label === "" ? target : `#${label.replace(/^#/, "")}`;
  if (target.startsWith("!")) return readSpecial(target.slice(1), label);
  return readLink(target, label);
}

function split(inner: string): [string, string] {
  const at = inner.indexOf("|");
  return at < 0 ? [inner, ""] : [inner.slice(0, at), inner.slice(at + 1)];
}

/** `!here`, `!subteam^S1|@mkt`, `!date^1700000000^{date}|2026-11-22`. */
function readSpecial(name: string, label: string): string {
  if (name.startsWith("date^")) return label;
  const [group = "", id] = name.split("^");
  if (group === "subteam") return label === "" ? `@${id ?? ""}` : `@${label.replace(/^@/, "")}`;
  return `@${group}`;
}

/** People type `shop.co.kr` and Slack makes a link of it: it stays what was typed. */
function readLink(url: string, label: string): string {
  const bare = url.replace(/^(?:https?:\/\/|mailto:|tel:)/, "").replace(/\/$/, "");
  if (label === "") return url.replace(/^(?:mailto:|tel:)/, "");
  return label.includes(bare) || bare.includes(label) ? label : `${label} (${url})`;
}
