// A list of consents dropped in chat: known by its header, read into the ledger, and gone as a file afterwards.

import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { DocumentId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { forgetDocument, getDocument, openSource, withDocumentFile } from "../documents/documents.ts";
import type { Ctx } from "../context.ts";
import type { Tool, ToolResult } from "../tool.ts";
import { importConsents } from "./audience.ts";
import { importedCard } from "./cards.ts";
import {
  consentColumns,
  type ConsentList,
  isOfSent,
  readConsents,
  readSent,
  type SentList,
} from "./consent-list.ts";
import { notedByFileCard } from "./due-cards.ts";
import { noteSentByFile } from "./marks.ts";

/** Such lists are small; anything larger is a report, whose reader has a worker of its own. */
const MOST_BYTES = 8_000_000;
const MOST_LINES = 50_000;
/** A title may stand over the header. */
const HEADER_WITHIN = 10;

const Dropped = z.object({ documentId: DocumentId });

/** Lists of consents take another way than reports, and nothing of the file stays: its contacts are kept sealed only. */
export function withConsentLists(tool: Tool): Tool {
  if (tool.name !== "import_report") return tool;
  return {
    ...tool,
    run: async (ctx, input: unknown, progress) => {
      const { documentId } = Dropped.parse(input);
      return (await importedList(ctx, documentId)) ?? tool.run(ctx, input, progress);
    },
  };
}

/** Whether a file has the header of such a list: it is welcome where other files that are no reports are turned away. */
export async function isConsentList(path: string): Promise<boolean> {
  const found = await withLines(path, async (lines) => (await headOf(lines)) !== undefined);
  return found ?? false;
}

async function importedList(ctx: Ctx, id: DocumentId): Promise<ToolResult | undefined> {
  const { name, bytes } = await getDocument(ctx, id);
  if (bytes > MOST_BYTES) return undefined;
  const list = await withDocumentFile(ctx, id, readList);
  if (!list) return undefined;
  const result = "sent" in list ? await takenSent(ctx, name, list) : await takenConsents(ctx, name, list);
  await forgetDocument(ctx, id);
  return result;
}

async function takenConsents(ctx: Ctx, name: string, list: ConsentList): Promise<ToolResult> {
  const imported = await importConsents(ctx, name, list);
  const { contacts, recorded } = imported;
  return { card: importedCard(ctx.lang, imported), facts: { contacts, recorded }, outside: false };
}

async function takenSent(ctx: Ctx, name: string, list: SentList): Promise<ToolResult> {
  const noted = await noteSentByFile(ctx, name, list);
  const { contacts, noted: count } = noted;
  return { card: notedByFileCard(ctx.lang, noted), facts: { contacts, noted: count }, outside: false };
}

/** `undefined` for a table that is no list of consents. */
async function readList(path: string): Promise<ConsentList | SentList | undefined> {
  return withLines(path, async (lines) => {
    const head = await headOf(lines);
    if (!head) return undefined;
    const below: string[][] = [];
    for await (const cells of lines) {
      below.push(cells);
      if (below.length > MOST_LINES) throw tooLong();
    }
    return isOfSent(head) ? readSent(head, below) : readConsents(head, below);
  });
}

type Lines = AsyncGenerator<string[], undefined>;

/** The columns of the list, read as far as its header. */
async function headOf(lines: Lines): Promise<ReturnType<typeof consentColumns>> {
  for (let at = 0; at < HEADER_WITHIN; at += 1) {
    const line = await lines.next();
    if (line.done) return undefined;
    const columns = consentColumns(line.value);
    if (columns) return columns;
  }
  return undefined;
}

/** The lines of a table; `undefined` for a file that is none: the reader of reports says why. */
async function withLines<T>(path: string, body: (lines: Lines) => Promise<T>): Promise<T | undefined> {
  const source = await openSource(path).catch((error: unknown) => {
    if (error instanceof Failure) return undefined;
    throw error;
  });
  if (!source) return undefined;
  const lines = linesOf(source);
  try {
    return await body(lines);
  } finally {
    await lines.return(undefined);
    await source.close();
  }
}

async function* linesOf(source: Awaited<ReturnType<typeof openSource>>): Lines {
  for await (const { rows } of source.pass()) for (const { cells } of rows) yield cells;
  return undefined;
}

function tooLong(): Failure {
  return new Failure("limit", "the list of consents is too long", {
    say: words("동의 명부가 너무 길어요.", "The list of consents is too long."),
    next: words("50,000줄 아래로 나누어 올려 주세요.", "Split it into parts of less than 50,000 lines."),
  });
}
