// Small counts in words: 세, 사흘, three.

import { z } from "zod";
import { loadYaml } from "./data.ts";

const Counts = z.object({
  sino: z.record(z.string(), z.number()),
  native: z.record(z.string(), z.number()),
  english: z.record(z.string(), z.number()),
  days: z.record(z.string(), z.number()),
  currencies: z.record(z.string(), z.string()),
});
const counts = loadYaml("numbers", Counts);

/** Words for a number of days: 하루, 사흘, 열흘, 보름. */
export const dayCounts: Readonly<Record<string, number>> = counts.days;
export const countWords: readonly string[] = [...Object.keys(counts.native), ...Object.keys(counts.english)];

/** Words and signs of currencies to ISO codes, longest first. */
export const currencyWords: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(counts.currencies).toSorted(([a], [b]) => b.length - a.length),
);

export function countOf(word: string): number | undefined {
  const text = word.trim().toLowerCase();
  const known = counts.native[text] ?? counts.sino[text] ?? counts.english[text] ?? counts.days[text];
  if (known !== undefined) return known;
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
