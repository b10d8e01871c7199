// Why a file cannot become figures: found out before anything of it is kept, and told as words or as a kind answer.

import { z } from "zod";
import { Failure, type FailureCode, failureCodes } from "../../core/failure.ts";
import { type Lang, Words, words } from "../../core/locale.ts";
import { checkFile, type ReadEvent, readInWorker } from "../documents/documents.ts";
import type { ToolResult } from "../tool.ts";
import { declinedCard } from "./card-small.ts";

/** A refusal as data, so that it can wait in a row until it is told. */
export const Refusal = z.object({
  code: z.enum(Object.keys(failureCodes) as [FailureCode, ...FailureCode[]]),
  message: z.string(),
  say: Words,
  next: Words,
});
export type Refusal = z.output<typeof Refusal>;

/** Refusals of a file that is whole and readable but no ad report: said kindly, as an answer. */
const declines = new Set(
  ["contact_list", "order_list", "organic_search", "model_table", "not_ads"].map((key) => `report: ${key}`),
);

/** Rows that were no report's end by here are taken for one: the import reads the rest. */
const MOST_CHECKED_BYTES = 4_000_000;

type Checked = { name: string; path: string; today: string; currency: string };

/**
 * Reads a file as far as its first rows.
 * @param file.today ISO day in the workspace's zone; `currency` the workspace's own
 * @returns why it would be refused, or `undefined` where the import may find out more
 * @throws Failure "not_found" when there is no such file
 */
export async function findRefusal(file: Checked): Promise<Refusal | undefined> {
  const { name, path, today, currency } = file;
  await checkFile(path);
  const events = readInWorker(path, { name, today, workspaceCurrency: currency, answers: {} });
  try {
    for await (const event of events) {
      if (hasRows(event)) return undefined;
    }
    return refusalOf(noRows());
  } catch (error) {
    // Anything else is a bug of ours: the import meets it again, and tells and logs it.
    return isRefusal(error) ? refusalOf(error) : undefined;
  }
}

function hasRows(event: ReadEvent): boolean {
  if (event.kind === "rows") return event.rows.length > 0;
  return event.kind === "progress" && event.doneBytes > MOST_CHECKED_BYTES;
}

/** Whether the reader said no to the file, rather than something having failed. */
export function isRefusal(error: unknown): error is Failure {
  return error instanceof Failure && error.message.startsWith("report: ");
}

/**
 * What a person is told of a refused file.
 * @throws the failure itself, unless the file is whole and just no ad report
 */
export function refusedResult(lang: Lang, name: string, failure: Failure): ToolResult {
  if (!declines.has(failure.message)) throw failure;
  return {
    card: declinedCard(lang, name, failure),
    facts: {
      declined: failure.message.replace("report: ", ""),
      rows: 0,
      days: 0,
      totalsRows: 0,
      rejected: 0,
    },
  };
}

export function failureOf({ code, message, say, next }: Refusal): Failure {
  return new Failure(code, message, { say, next });
}

/** The inverse of `failureOf`. */
export function refusalOf({ code, message, texts }: Failure): Refusal {
  const { say, next } = failureCodes[code];
  return { code, message, say: texts.say ?? say, next: texts.next ?? next };
}

export function noRows(): Failure {
  return new Failure("invalid", "the file has no row to import", {
    say: words("가져올 행이 하나도 없어요.", "There is no row to import."),
    next: words(
      "기간과 필터를 확인해 다시 내려받아 주세요.",
      "Check the period and the filters and download it again.",
    ),
  });
}
