// The two languages of the product, side by side wherever people read something.

import { z } from "zod";

export const Lang = z.enum(["ko", "en"]);
export type Lang = z.output<typeof Lang>;

/** One text in both languages; `say` picks one. */
export const Words = z.object({ ko: z.string(), en: z.string() });
export type Words = z.output<typeof Words>;

export function words(ko: string, en: string): Words {
  return { ko, en };
}

export function say(lang: Lang, text: Words): string {
  return text[lang];
}

/** The language of a message: Korean as soon as it holds Hangul, else English when it holds a letter, else `fallback`. */
export function languageOf(text: string, fallback: Lang): Lang {
  if (/\p{Script=Hangul}/u.test(text)) return "ko";
  return /[a-z]/i.test(text) ? "en" : fallback;
}
