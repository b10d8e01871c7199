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
import { consentColumns, type ConsentList, readConsents } from "./consent-list.ts";

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

async function importedList(ctx: Ctx, id: DocumentId): Promise<ToolResult | undefined> {
  const { name, bytes } = await getDocument(ctx, id);
  if (bytes > MOST_BYTES) return undefined;
  const list = await withDocumentFile(ctx, id, readList);
  if (!list) return undefined;
  const imported = await importConsents(ctx, name, list);
  await forgetDocument(ctx, id);
  const { contacts, recorded } = imported;
  return { card: importedCard(ctx.lang, imported), facts: { contacts, recorded }, outside: false };
}

/** `undefined` for a table that is no list of consents, and for a file that is no table: the report's reader says why. */
async function readList(path: string): Promise<ConsentList | undefined> {
  const source = await openSource(path).catch((error: unknown) => {
    if (error instanceof Failure) return undefined;
    throw error;
  });
  if (!source) return undefined;
  const lines: string[][] = [];
  let columns: ReturnType<typeof consentColumns>;
  try {
    for await (const { rows } of source.pass()) {
      for (const { cells } of rows) {
        if (columns) lines.push(cells);
        else if (lines.length < HEADER_WITHIN) {
          columns = consentColumns(cells);
          if (columns) lines.length = 0;
          else lines.push(cells);
        } else return undefined;
        if (lines.length > MOST_LINES) throw tooLong();
      }
    }
  } finally {
    await source.close();
  }
  return columns && readConsents(columns, lines);
}

function tooLong(): Failure {
  return new Failure("limit", "the list of consents is too long", {
    say: words("동의 명부가 너무 길어요.", "The list of consents is too long."),
    next: words("50,000줄 아래로 나누어 올려 주세요.", "Split it into parts of less than 50,000 lines."),
  });
}
