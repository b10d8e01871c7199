// Words that a chat would turn into a link, an image or a call for everyone: a model's sentence holds none.

import type { Name } from "./names.ts";

const links = new RegExp(
  [
    String.raw`[a-z][a-z0-9+.-]*:\/\/`,
    String.raw`(?<![a-z])(?:www\.|mailto:|tel:|javascript:|data:)`,
    String.raw`\]\s?[(\[]`,
    String.raw`<[!@#/a-z]`,
    String.raw`@(?:everyone|here|channel|all)(?![a-z])`,
    // Letters that are read in the other direction than they are written: nobody sees what stands there.
    String.raw`[\u202A-\u202E\u2066-\u2069]`,
    // A host may be written in letters of any script, some of which look like those of another.
    String.raw`(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}_-]+@)?(?:[\p{L}\p{N}-]+\.)+(?:com|net|org|kr|jp|cn|io|ai|co|me|app|dev|info|biz|shop|store|online|site|link|xyz|top|ly|gg|to|us|uk|eu|ru|example)(?![a-z0-9-])(?:[:/]\S*)?`,
  ].join("|"),
  "iu",
);
const whole = new RegExp(String.raw`<[^<>\s][^<>]*>|!?\[[^\]]*\]\s?\([^)]*\)|(?:${links.source})\S*`, "giu");
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
