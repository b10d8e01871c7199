// What a person answered about a file, and the fingerprint of one reading: the file's bytes and those answers.

import { createHash } from "node:crypto";
import { z } from "zod";
import { canonicalJson } from "../../core/canonical.ts";
import { Medium } from "../../core/medium.ts";
import { Currency, Vat } from "../../core/money.ts";
import type { ReadAnswers } from "../documents/documents.ts";

export const ImportAnswers = z.object({
  medium: Medium.exactOptional(),
  dateOrder: z.enum(["dmy", "mdy", "ymd"]).exactOptional(),
  currency: Currency.exactOptional(),
  vat: Vat.exactOptional(),
  columns: z.record(z.string().max(300), z.string().max(100)).exactOptional(),
  conversion: z.string().max(300).exactOptional(),
  /** Id of a known ad account, or `new`. */
  account: z.string().max(100).exactOptional(),
});
export type ImportAnswers = z.output<typeof ImportAnswers>;

export const NEW_ACCOUNT = "new";

/** The answers the reader of files understands. */
export function readAnswers({ account: _account, ...answers }: ImportAnswers): ReadAnswers {
  return answers;
}

/** `more` wins; columns are named one by one. */
export function joinAnswers(answers: ImportAnswers, more: ImportAnswers): ImportAnswers {
  const columns = { ...answers.columns, ...more.columns };
  return { ...answers, ...more, ...(Object.keys(columns).length > 0 && { columns }) };
}

export function noAnswers(answers: ImportAnswers): boolean {
  return Object.keys(answers).length === 0;
}

/** The same file read with the same answers has the same hash, in whatever order they were given. */
export function readingHash(fileHash: string, answers: ImportAnswers): string {
  return createHash("sha256")
    .update(`${fileHash}\n${canonicalJson(answers)}`)
    .digest("hex");
}
