// Data files of the language: read once when first used, checked as they load.

import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

/** Reads `lexicon/<name>.yaml`; a file that does not fit its schema stops the start with the place in it. */
export function loadYaml<T extends z.ZodType>(name: string, schema: T): z.output<T> {
  const text = readFileSync(new URL(`./lexicon/${name}.yaml`, import.meta.url), "utf8");
  const checked = schema.safeParse(parse(text));
  if (!checked.success) throw new Error(`lexicon/${name}.yaml: ${checked.error.message}`);
  return checked.data;
}

/** Words of one text, parted by blanks. */
export const wordSet = z
  .string()
  .transform((text) => new Set(text.split(/\s+/).filter((word) => word !== "")));
