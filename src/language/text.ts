// A message as it came, made plain: one form per letter, no invisible marks, a bound on length.

/** Reading stops here: what is asked stands near the start, and the work per message stays bounded. */
export const READ_LETTERS = 1_200;

/** Zero-width and direction marks, soft hyphens, variation selectors and tags: nothing of a message's meaning. */
const INVISIBLE =
  /[\p{Default_Ignorable_Code_Point}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/gu;
const singles: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛′`´]/g, "'"],
  [/[“”„‟″«»「」『』《》〈〉]/g, '"'],
  [/[‐‑‒–—―−]/g, "-"],
  [/[〜～∼]/g, "~"],
  [/[…⋯]/g, "..."],
];

/**
 * NFC, full-width and circled forms to plain ones (single Hangul letters stay: they stand for initial consonants),
 * quotes and dashes to one form each, control letters to blanks, blanks to one; a new line stays one.
 */
export function normalise(raw: string): string {
  let text = foldWidth(raw).replace(INVISIBLE, "");
  for (const [pattern, plain] of singles) text = text.replace(pattern, plain);
  return text
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, (gap) => (/[\n\u2028\u2029]/.test(gap) ? "\n" : " "))
    .trim();
}

/** NFC plus NFKC for everything that is not Hangul; a circled number numbers an item. */
export function foldWidth(raw: string): string {
  return raw
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\u2460-\u2473]/g, (number) => `${number.normalize("NFKC")}) `)
    .replace(/[\uFF01-\uFFEE\u2460-\u24FF\u2150-\u218B\u3200-\u33FF\u00B2\u00B3\u00B9]/g, (letter) =>
      letter.normalize("NFKC"),
    )
    .normalize("NFC");
}

/** True when nothing is left to read: emoji, signs and blanks only. */
export function hasNoWords(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text);
}
