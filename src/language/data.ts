// Data files of the language: read once when first used, checked as they load.

import { z } from "zod";
import { loadData } from "../core/data-file.ts";

/** Reads `lexicon/<name>.yaml`; a file that does not fit its schema stops the start with the place in it. */
export function loadYaml<T extends z.ZodType>(name: string, schema: T): z.output<T> {
  return loadData(new URL(`./lexicon/${name}.yaml`, import.meta.url), schema);
}

/** Words of one text, parted by blanks. */
export const wordSet = z
  .string()
  .transform((text) => new Set(text.split(/\s+/).filter((word) => word !== "")));
