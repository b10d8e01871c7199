// Door of imports: a dropped document becomes true facts, can be taken back, and says what it did.

import { eq, sql } from "drizzle-orm";
import type { Card } from "../../core/card/card.ts";
import { Failure } from "../../core/failure.ts";
import type { DocumentId, ImportId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { mayDo, type Role } from "../../core/roles.ts";
import { dayIn } from "../../core/time.ts";
import { rowsOf, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import {
  forgetDocument,
  getDocument,
  readInWorker,
  type StoredDocument,
  withDocumentFile,
} from "../documents/documents.ts";
import type { ToolResult } from "../tool.ts";
import { workspace } from "../workspace/tables.ts";
import { type ImportAnswers, noAnswers, readingHash } from "./answers.ts";
import { progressCard } from "./card-small.ts";
import type { LoadProgress } from "./load.ts";
import { isRefusal, refusedResult } from "./refusal.ts";
import { alreadyThereResult, importResult } from "./result.ts";
import { type OpenReport, runImport } from "./run-import.ts";
import { getImport, liveImportsOf, type StoredImport } from "./stored.ts";
import { sweepImports } from "./sweep.ts";

export { unmergeCampaigns } from "../catalog/catalog.ts";
export { ImportAnswers } from "./answers.ts";
export { loadMarketDays } from "./market.ts";
export { endMarketAt } from "./market-end.ts";
export { FIGURE_LOOKS, forgetLooks, makeFigureLooksDue, planFigureLook } from "./looks.ts";
export { failureOf, findRefusal, Refusal, refusalOf, refusedResult } from "./refusal.ts";
export { mergeSpellings } from "./spellings.ts";
export { figuresUntil, hasFigures } from "./stored.ts";
export { undoImport } from "./undo.ts";

export type ImportInput = {
  documentId: DocumentId;
  answers?: ImportAnswers;
  /** No one can be asked (`ask --file`): whatever is doubtful is assumed and said. */
  oneShot: boolean;
};

const PROGRESS_MS = 1_000;

/**
 * Reads a stored document and makes its figures true for the days it speaks of. A question that must be answered first
 * comes back as a card, with nothing imported; the same file read the same way changes nothing and says so.
 * @param progress gets a card at once and then at most one a second
 * @throws Failure when the role may not import, or with the reason why the file cannot be read;
 *   the reason of `ctx.signal` when it aborts, with nothing imported
 */
export async function importReport(
  ctx: Ctx,
  input: ImportInput,
  progress: (card: Card) => void,
): Promise<ToolResult> {
  checkMayImport(ctx.role);
  const document = await getDocument(ctx, input.documentId);
  const tick = ticker(ctx, document.name, progress);
  const answers = input.answers ?? {};
  const there = await findSameReading(ctx, document, answers);
  if (there) return alreadyThereResult(ctx, there);
  await sweepImports(ctx);
  const currency = await workspaceCurrency(ctx);
  try {
    return await withDocumentFile(
      ctx,
      document.id,
      async (path) => {
        const today = dayIn(ctx.zone, ctx.now).toString();
        const open: OpenReport = (known) =>
          readInWorker(
            path,
            { name: document.name, today, workspaceCurrency: currency, answers: known },
            ctx.signal,
          );
        return runImport(ctx, { document, answers, oneShot: input.oneShot, open }, tick);
      },
      () => tick(0, undefined),
    );
  } catch (error) {
    // Stopped halfway is no word on the file: whoever takes the work over reads it anew.
    ctx.signal?.throwIfAborted();
    return await refused(ctx, document, error);
  }
}

/** What an import did, told anew. @throws Failure "not_found" */
export async function shownImport(ctx: Ctx, importId: ImportId): Promise<ToolResult> {
  const stored = await withTx(ctx, (tx) => getImport(tx, ctx, importId));
  return importResult(ctx, stored, { mergeAll: false });
}

/** A live import of the same bytes that is still true on all its days, read with these answers (or with any, when none are given). */
async function findSameReading(
  ctx: Ctx,
  document: StoredDocument,
  answers: ImportAnswers,
): Promise<StoredImport | undefined> {
  const hash = readingHash(document.hash, answers);
  const live = await withTx(ctx, (tx) => liveImportsOf(tx, ctx, document.hash));
  return live.find(({ stored, whole }) => whole && (noAnswers(answers) || stored.hash === hash))?.stored;
}

/** A refused file leaves nothing behind, not even itself, unless an earlier import came from it. */
async function refused(ctx: Ctx, document: StoredDocument, error: unknown): Promise<ToolResult> {
  if (!isRefusal(error)) throw error;
  const used = await withTx(ctx, (tx) =>
    rowsOf(
      tx,
      sql`select 1 from import where workspace_id = ${ctx.workspaceId} and document_id = ${document.id} limit 1`,
    ),
  );
  if (used.length === 0) await forgetDocument(ctx, document.id);
  return refusedResult(ctx.lang, document.name, error);
}

function ticker(ctx: Ctx, name: string, progress: (card: Card) => void): LoadProgress {
  let last = performance.now();
  let ratio: number | undefined;
  progress(progressCard(ctx.lang, name, 0, undefined));
  return (rows, doneRatio) => {
    ratio = doneRatio ?? ratio;
    if (performance.now() - last < PROGRESS_MS) return;
    last = performance.now();
    progress(progressCard(ctx.lang, name, rows, ratio));
  };
}

/** What amounts are in where nobody says so. */
export async function workspaceCurrency(ctx: Ctx): Promise<string> {
  const [row] = await withTx(ctx, (tx) =>
    tx.select({ currency: workspace.currency }).from(workspace).where(eq(workspace.id, ctx.workspaceId)),
  );
  return row?.currency ?? "KRW";
}

/** @throws Failure "forbidden" for a role that may only look */
export function checkMayImport(role: Role): void {
  if (mayDo(role, "import.load", "write")) return;
  throw new Failure("forbidden", "the role may not import", {
    say: words("보기 권한으로는 파일을 가져올 수 없어요.", "Your role may look but not import files."),
    next: words(
      "워크스페이스 관리자에게 팀원(member) 권한을 요청해 주세요.",
      "Ask an admin of the workspace for the member role.",
    ),
  });
}
