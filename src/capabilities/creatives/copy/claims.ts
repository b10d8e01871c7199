// What a text from a model may not say unless the brief says it: figures, offers, praise, effects. And what no copy holds: links, addresses, markup.

import { claimPatterns } from "./data.ts";

const claims = claimPatterns.map((pattern) => new RegExp(pattern, "iu"));
const strange =
  /[<>{}[\]|\\`*_#@]|https?:|www\.|\p{Cc}|\p{Cf}|\p{L}\.(?:com|net|org|kr|io|co|me|shop|xyz)\b/iu;

/** Whether the text holds what is neither letters, figures nor marks of a sentence: a link, an address, markup. */
export function isStrange(text: string): boolean {
  return strange.test(text);
}

/** The first figure or claim of `text` that does not stand in `said`, what the brief says in words. */
export function unsaidIn(text: string, said: string): string | undefined {
  const known = new Set(figuresIn(said));
  const figure = figuresIn(text).find((one) => !known.has(one));
  if (figure !== undefined) return figure;
  return claims.find((claim) => claim.test(text) && !claim.test(said))?.exec(text)?.[0];
}

/** Numbers with what they count: `30%`, `11월`; one that stands alone with the word before it: `nov 30`. */
function figuresIn(text: string): string[] {
  return [
    ...text
      .normalize("NFKC")
      .toLowerCase()
      .matchAll(/\p{N}[\p{N},.]*/gu),
  ].map((match) => {
    const number = match[0].replaceAll(",", "").replace(/\.+$/, "");
    const after = match.input.slice(match.index + match[0].length);
    const unit = /^\s*%|^[\p{L}+]/u.exec(after)?.[0].trim();
    const before = match.input.slice(0, match.index);
    return unit ? `${number}${unit}` : `${/(\p{L}+|[₩$€¥])\s*$/u.exec(before)?.[1] ?? ""} ${number}`;
  });
}
