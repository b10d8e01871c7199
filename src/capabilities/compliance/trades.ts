// Lines of business as rules know them: which one a text is about, and where a person always ends the review.

import { z } from "zod";
import { loadData } from "../../core/data-file.ts";
import { Words } from "../../core/locale.ts";

export const Trade = z.enum([
  "cosmetics",
  "food",
  "medical",
  "device",
  "pharma",
  "finance",
  "lending",
  "real_estate",
  "education",
  "alcohol",
  "tobacco",
  "game",
  "dating",
  "fitness",
  "legal",
  "health",
  "ecommerce",
  "other",
]);
export type Trade = z.output<typeof Trade>;

const Row = z.strictObject({
  name: Words,
  regulated: z.boolean().default(false),
  regulated_words: z.array(z.string().toLowerCase()).default([]),
  words: z.array(z.string().toLowerCase()),
});
const rows = loadData(new URL("trades.yaml", import.meta.url), z.record(Trade, Row));

export function tradeName(trade: Trade): Words {
  return rows[trade].name;
}

/** Whether a person ends every review of it, at every level of automation. */
export function isRegulated(trade: Trade): boolean {
  return rows[trade].regulated;
}

/** Whether what is advertised is of such a trade, or a regulated part of another: functional food among food. */
export function isRegulatedAd(trade: Trade | undefined, text: string): boolean {
  const written = text.normalize("NFKC").toLowerCase();
  return (
    (trade !== undefined && isRegulated(trade)) ||
    Trade.options.some((one) => rows[one].regulated_words.some((word) => stands(word, written)))
  );
}

/** The trade whose words stand most in a text, each word once; `undefined` where none does. */
export function tradeIn(text: string): Trade | undefined {
  const written = text.normalize("NFKC").toLowerCase();
  const counted = Trade.options.map((trade) => ({
    trade,
    count: rows[trade].words.filter((word) => stands(word, written)).length,
  }));
  const best = counted.reduce((most, one) => (one.count > most.count ? one : most));
  return best.count > 0 ? best.trade : undefined;
}

/** The trade that is called exactly so: by its name, or by one of the words that tell it. */
export function tradeCalled(said: string): Trade | undefined {
  const called = said.normalize("NFKC").toLowerCase().trim();
  return Trade.options.find((trade) => {
    const { name, words, regulated_words: regulated } = rows[trade];
    return [name.ko, name.en, ...words, ...regulated].some((one) => one === called || `${one}s` === called);
  });
}

/** Latin words stand alone, Korean ones may carry whatever follows; a single syllable ends its word: 당근즙, 소금빵을. */
function stands(word: string, text: string): boolean {
  if (/^[a-z]/.test(word)) return new RegExp(`(?<![a-z])${word}s?(?![a-z])`).test(text);
  if (word.length === 1) return new RegExp(`${word}(?:[은는이가을를도의로과와만])?(?![가-힣])`).test(text);
  return text.includes(word);
}
