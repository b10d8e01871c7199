// The files of a post, one after another: fetched from their platform, kept byte for byte, imported. What goes wrong with one is told
// and does not hold up the next. Done again after a crash, the same bytes are the same document and the same import.

import type { Ctx } from "../capabilities/context.ts";
import { storeDocument } from "../capabilities/documents/documents.ts";
import { checkMayImport, failureOf, refusedResult } from "../capabilities/imports/imports.ts";
import { Failure } from "../core/failure.ts";
import type { DocumentId } from "../core/ids.ts";
import { notYet } from "../db/claim.ts";
import { actOn, show } from "./act-on.ts";
import type { SharedFile, SharedFiles } from "./body.ts";
import type { Draft } from "./draft.ts";
import type { Item } from "./item.ts";
import { type Fetcher, withFetched } from "./remote-file.ts";
import { openedCard, readingCard, refusedFileCard, unansweredCard } from "./replies.ts";
import type { Workshop } from "./workshop.ts";

/** Where no process here can fetch: the row waits for one that can. */
const NO_FETCHER_MS = 5_000;

/** @throws `notYet` in a process that has no hand on this platform */
export function fetcherFor({ fetchers }: Workshop, { platform }: Item): Fetcher {
  const fetcher = fetchers[platform];
  if (!fetcher) throw notYet(NO_FETCHER_MS);
  return fetcher;
}

/**
 * Answers the files into `draft`.
 * @returns whether words beside them can be answered now: they are about files that were taken, not about what was there before
 * @throws Failure "forbidden" when the role may not import, before anything is fetched
 */
export async function takeFiles(
  shop: Workshop,
  ctx: Ctx,
  item: Item,
  { files, text, opened }: SharedFiles,
  draft: Draft,
): Promise<boolean> {
  checkMayImport(ctx.role);
  if (opened !== undefined) draft.card(openedCard(opened, ctx.lang));
  const ends: End[] = [];
  for (const file of files) ends.push(await takeFile(shop, ctx, item, file, draft));
  if (ends.every((end) => end === "failed")) draft.outcome = "failed";
  const taken = ends.includes("taken");
  if (!taken && text !== "") draft.card(unansweredCard(ends.includes("asked"), ctx.lang));
  return taken;
}

/** What became of a file; `asked` waits for the answer to a question about it. */
type End = "taken" | "asked" | "declined" | "failed";

async function takeFile(shop: Workshop, ctx: Ctx, item: Item, file: SharedFile, draft: Draft): Promise<End> {
  const { name } = file;
  try {
    if ("refused" in file) {
      show(draft, "import_report", { name }, refusedResult(ctx.lang, name, failureOf(file.refused)));
      return "declined";
    }
    draft.progress(readingCard(name, ctx.lang));
    const documentId = "documentId" in file ? file.documentId : await fetchFile(shop, ctx, item, file);
    return endOf(await actOn(shop, ctx, "import_report", { documentId, oneShot: false }, draft));
  } catch (error) {
    ctx.signal?.throwIfAborted();
    if (!(error instanceof Failure)) throw error;
    shop.log.info({ code: error.code, reason: error.message }, "a shared file was not taken");
    draft.tainted = true;
    draft.card(refusedFileCard(name, error, ctx.lang));
    return "failed";
  }
}

function fetchFile(
  shop: Workshop,
  ctx: Ctx,
  item: Item,
  { name, remote }: Extract<SharedFile, { remote: unknown }>,
): Promise<DocumentId> {
  return withFetched(
    ctx,
    fetcherFor(shop, item),
    remote,
    async (path) => (await storeDocument(ctx, { name, path })).id,
  );
}

function endOf(facts: unknown): End {
  if (typeof facts !== "object" || facts === null) return "taken";
  if ("declined" in facts) return "declined";
  return "asked" in facts ? "asked" : "taken";
}
