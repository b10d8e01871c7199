// Data files that stand beside the code: YAML, checked as they load; what is wrong stops the start with file and line.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { CORE_SCHEMA, loadAll } from "js-yaml";
import { z } from "zod";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * The one document of a file, as its schema reads it.
 * @param file beside the module that asks: `new URL("./hours.yaml", import.meta.url)`
 * @throws Error with the file and the place in it
 */
export function loadData<T extends z.ZodType>(file: URL, schema: T): z.output<T> {
  const path = fileURLToPath(file);
  const name = path.startsWith(root) ? path.slice(root.length) : path;
  const documents = yamlDocuments(readFileSync(path, "utf8"), name);
  if (documents.length > 1) throw new Error(`${name}: one document was expected, not ${documents.length}`);
  return checkData(documents[0], schema, name);
}

/**
 * Every document of a text, parted by `---`; dates stay text.
 * @throws Error with `name`, line and column, and the lines concerned
 */
export function yamlDocuments(text: string, name: string): unknown[] {
  return loadAll(text, { filename: name, schema: CORE_SCHEMA });
}

/** @throws Error with `name` and each path that does not fit */
export function checkData<T extends z.ZodType>(value: unknown, schema: T, name: string): z.output<T> {
  const checked = schema.safeParse(value);
  if (!checked.success) throw new Error(`${name}: ${z.prettifyError(checked.error)}`);
  return checked.data;
}
