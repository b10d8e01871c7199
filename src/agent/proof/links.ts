// Words that a chat would turn into a link, an image or a call for everyone: a model's sentence holds none.

import type { Name } from "./names.ts";

const links = new RegExp(
  [
    String.raw`[a-z][a-z0-9+.-]*:\/\/`,
    String.raw`(?<![a-z])(?:www\.|mailto:|tel:|javascript:|data:)`,
    String.raw`\]\s?[(\[]`,
    String.raw`<[!@#/a-z]`,
    String.raw`@(?:everyone|here|channel|all)(?![a-z])`,
    String.raw`(?<![a-z0-9@.])(?:[a-z0-9_-]+@)?(?:[a-z0-9-]+\.)+(?:com|net|org|kr|jp|cn|io|ai|co|me|app|dev|info|biz|shop|store|online|site|link|xyz|top|ly|gg|to|us|uk|eu|ru|example)(?![a-z0-9-])(?:[:/]\S*)?`,
  ].join("|"),
  "i",
);
const whole = new RegExp(String.raw`<[^<>\s][^<>]*>|!?\[[^\]]*\]\s?\([^)]*\)|(?:${links.source})\S*`, "gi");
const invisible = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;

function hasLink(text: string): boolean {
  return links.test(text.normalize("NFKC").replace(invisible, ""));
}

/**
 * The sentence as it may be shown: stored names that hold a link stand without it.
 * @returns `undefined` when the sentence holds one of its own
 */
export function withoutLinks(sentence: string, names: readonly Name[]): string | undefined {
  if (!hasLink(sentence)) return sentence;
  let text = sentence;
  for (const { text: name } of names) if (hasLink(name)) text = withoutName(text, name);
  return hasLink(text) ? undefined : text;
}

function withoutName(text: string, name: string): string {
  const shown = name.replace(whole, "").replace(/\s+/g, " ").trim();
  const written = new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"), "gi");
  return text.replace(written, (found) => {
    const own = found.replace(whole, "").replace(/\s+/g, " ").trim();
    return hasLink(own) ? shown : own;
  });
}
