// Words for stored values (media, states, genders …), from `words.yaml`.

import { z } from "zod";
import { loadData } from "../../core/data-file.ts";
import { Medium } from "../../core/medium.ts";
import { otherLayouts } from "../../language/keyboard.ts";
import { nameKey } from "../../language/names.ts";

const Forms = z.record(z.string(), z.array(z.string().min(1)).min(1));
const File = z.object({
  medium: z.record(Medium, z.array(z.string().min(1)).min(1)),
  product: z.record(
    z.string(),
    z.object({
      medium: Medium,
      field: z.enum(["product_type", "placement"]),
      words: z.array(z.string()).min(1),
    }),
  ),
  status: Forms,
  gender: Forms,
  device: Forms,
  weekday: Forms,
  day_type: Forms,
  conversion_action: Forms,
});

const file = loadData(new URL("./words.yaml", import.meta.url), File);

const fields = ["medium", "status", "gender", "device", "weekday", "day_type", "conversion_action"] as const;
type KnownField = (typeof fields)[number];

const lookups = new Map<string, ReadonlyMap<string, string>>(
  fields.map((field) => [field, lookupOf(file[field])]),
);

function lookupOf(forms: Readonly<Record<string, readonly string[]>>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [value, words] of Object.entries(forms)) {
    for (const word of [value, ...words]) found.set(nameKey(word), value);
  }
  return found;
}

/** The stored value a word stands for, on either keyboard layout. */
export function knownValue(field: string, word: string): string | undefined {
  const lookup = lookups.get(field);
  if (!lookup) return undefined;
  for (const reading of [word, ...otherLayouts(word)]) {
    const found = lookup.get(nameKey(reading));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** 파워링크 is `naver` and a product type: a medium's product said in the medium's place. */
export function productOf(
  word: string,
): { medium: Medium; field: "product_type" | "placement"; value: string } | undefined {
  const key = nameKey(word);
  for (const [value, { medium, field, words }] of Object.entries(file.product)) {
    if (words.some((form) => nameKey(form) === key)) return { medium, field, value };
  }
  return undefined;
}

/** Every written form of a stored value, itself first. */
export function formsOf(field: string, value: string): string[] {
  const known = knownValue(field, value);
  const forms =
    known === undefined ? undefined : (file[field as KnownField] as Record<string, string[]>)[known];
  const product = field === "product_type" || field === "placement" ? file.product[value] : undefined;
  return [value, ...(forms ?? []), ...(product?.words ?? [])];
}
