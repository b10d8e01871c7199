// One import from its read events to true facts: settle what is doubtful, load, check the account, flip, tell.

import type { ToolResult } from "../tool.ts";
import { canonicalJson } from "../../core/canonical.ts";
import { withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import {
  type Doubt,
  type Ended,
  findAnswers,
  type ReadAnswers,
  type ReadEvent,
  type Recognised,
  type StoredDocument,
  storageFailure,
} from "../documents/documents.ts";
import { accountDoubt, accountNotes } from "./account-doubt.ts";
import { type Decided, groupKey, knownAccounts } from "./account-picker.ts";
import { ImportAnswers, joinAnswers, readAnswers, readingHash } from "./answers.ts";
import { settledBefore } from "./recalled.ts";
import { questionCard } from "./card-small.ts";
import { discardLoad } from "./discard.ts";
import { flip } from "./flip.ts";
import { learnAfter } from "./learn.ts";
import type { ImportReport, StoredDoubt } from "./import-report.ts";
import { type Loaded, type LoadProgress, loadRows, newImportId } from "./load.ts";
import { noRows } from "./refusal.ts";
import { importResult } from "./result.ts";
import { getImport } from "./stored.ts";

/** Opens the document anew with these answers; the first event says what was recognised. */
export type OpenReport = (answers: ReadAnswers) => AsyncGenerator<ReadEvent>;

export type ImportSource = {
  document: StoredDocument;
  answers: ImportAnswers;
  /** No one can be asked: assume and say so. */
  oneShot: boolean;
  open: OpenReport;
};

/** What stops an import on a surface that can ask; the other slots are assumed, said and corrected by a button. */
const blocking: readonly Doubt["slot"][] = ["dateOrder", "column", "conversion", "account"];

/** Once for remembered answers, once for another account, once for an account that another import made meanwhile; two to spare. */
const MOST_READINGS = 5;

/** `recalled` are doubts that answers from before settled; unset until they were looked for. */
type Reading = { answers: ImportAnswers; decided: Decided; recalled: StoredDoubt[] | undefined };

type Review = ReturnType<Loaded["review"]>;

type Outcome = { kind: "done"; result: ToolResult } | { kind: "again"; reading: Reading };

export async function runImport(ctx: Ctx, source: ImportSource, progress: LoadProgress): Promise<ToolResult> {
  let reading: Reading = {
    answers: source.answers,
    decided: { answer: source.answers.account, byGroup: new Map() },
    recalled: undefined,
  };
  for (let count = 1; count <= MOST_READINGS; count += 1) {
    const outcome = await readOnce(ctx, source, reading, progress);
    if (outcome.kind === "done") return outcome.result;
    reading = outcome.reading;
  }
  throw new Error("a file was read several times without coming to an end");
}

async function readOnce(
  ctx: Ctx,
  source: ImportSource,
  reading: Reading,
  progress: LoadProgress,
): Promise<Outcome> {
  const events = source.open(readAnswers(reading.answers));
  try {
    const first = await events.next();
    if (first.done || first.value.kind !== "recognised") throw new Error("the reader began without a header");
    const { recognised } = first.value;
    const recalled = await recall(ctx, recognised, reading);
    if (recalled) return { kind: "again", reading: recalled };
    const doubt = source.oneShot ? undefined : recognised.doubts.find(({ slot }) => blocking.includes(slot));
    if (doubt) return { kind: "done", result: asked(ctx, source, reading, doubt) };
    return await loadAndFlip(ctx, source, reading, recognised, events, progress);
  } finally {
    await events.return(undefined);
  }
}

/** Answers given before for the same header are used again and said; those given now win. */
async function recall(ctx: Ctx, recognised: Recognised, reading: Reading): Promise<Reading | undefined> {
  if (reading.recalled) return undefined;
  const known = ImportAnswers.safeParse(await findAnswers(ctx, recognised.signature));
  if (!known.success) return undefined;
  const answers = joinAnswers(known.data, reading.answers);
  if (canonicalJson(answers) === canonicalJson(reading.answers)) return undefined;
  return { ...reading, answers, recalled: settledBefore(recognised.doubts, answers) };
}

async function loadAndFlip(
  ctx: Ctx,
  source: ImportSource,
  reading: Reading,
  recognised: Recognised,
  events: AsyncGenerator<ReadEvent>,
  progress: LoadProgress,
): Promise<Outcome> {
  const importId = newImportId();
  const { document } = source;
  const { answers, decided } = reading;
  const known = await withTx(ctx, (tx) => knownAccounts(tx, ctx));
  const loading = {
    importId,
    documentId: document.id,
    hash: readingHash(document.hash, answers),
    recognised,
    known,
    decided,
  };
  return keepingNothing(ctx, importId, async () => {
    const loaded = await loadRows(ctx, loading, events, progress);
    if (loaded.rows === 0) throw noRows();
    const review = loaded.review(known);
    const question = accountQuestion(review);
    if (question && !source.oneShot) {
      await discardLoad(ctx, importId);
      return { kind: "done", result: asked(ctx, source, reading, question) };
    }
    if (review.some(({ holds }) => !holds)) {
      await discardLoad(ctx, importId);
      return { kind: "again", reading: { ...reading, decided: decidedBy(decided, review) } };
    }
    const report = reportOf(source, reading, recognised, loaded, question);
    const { places, accounts } = loaded;
    const { signature } = recognised;
    const runs = await flip(ctx, {
      importId,
      rows: loaded.rows,
      places,
      report,
      accounts,
      fileHash: document.hash,
      signature,
      stillHolds: async (tx) => loaded.review(await knownAccounts(tx, ctx)).every(({ holds }) => holds),
    });
    if (runs === "overtaken") {
      await discardLoad(ctx, importId);
      return { kind: "again", reading };
    }
    await learnAfter(ctx, loaded.rows);
    const stored = await withTx(ctx, (tx) => getImport(tx, ctx, importId));
    return { kind: "done", result: await importResult(ctx, stored, { mergeAll: source.oneShot }) };
  });
}

/** Whatever `body` fails with, nothing of the load stays; when the database itself is gone, the sweep clears it later. */
async function keepingNothing<T>(ctx: Ctx, importId: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (error) {
    await discardLoad(ctx, importId).catch((leftover: unknown) => {
      ctx.log.warn({ id: importId, reason: String(leftover) }, "a failed load is left to the sweep");
    });
    throw storageFailure(error);
  }
}

function accountQuestion(review: Review): StoredDoubt | undefined {
  for (const { group, choice } of review) {
    if (choice.kind === "ask") return accountDoubt(group, choice);
  }
  return undefined;
}

function decidedBy(decided: Decided, review: Review): Decided {
  return { ...decided, byGroup: new Map(review.map(({ group, choice }) => [groupKey(group), choice])) };
}

function asked(ctx: Ctx, { document }: ImportSource, { answers }: Reading, doubt: StoredDoubt): ToolResult {
  return {
    card: questionCard(ctx.lang, document.id, answers, doubt),
    facts: {
      documentId: document.id,
      asked: doubt.slot,
      question: doubt.question[ctx.lang],
      imported: false,
    },
  };
}

function reportOf(
  source: ImportSource,
  { answers, recalled = [] }: Reading,
  recognised: Recognised,
  loaded: Loaded,
  question: StoredDoubt | undefined,
): ImportReport {
  const { ended } = loaded;
  const { shape, medium, format, encoding, level, breakdowns, grain, ignored, primaryAction } = recognised;
  return {
    documentName: source.document.name,
    answers,
    shape,
    format,
    encoding,
    level,
    breakdowns,
    grain,
    ignored,
    medium: onlyMedium(loaded) ?? medium,
    ...(primaryAction && { primaryAction }),
    accounts: loaded.accounts.map(({ learnt: _learnt, ...account }) => account),
    sums: loaded.sums,
    ...endOf(ended),
    assumed: [...recalled, ...recognised.doubts, ...(question ? [question] : [])],
    notes: [...accountNotes(loaded.accounts), ...ended.notes],
  };
}

type EndOfReport = Pick<
  ImportReport,
  | "rows"
  | "days"
  | "period"
  | "totals"
  | "totalsCount"
  | "rejected"
  | "rejectedCount"
  | "unknown"
  | "ratioMismatches"
  | "spellings"
>;

function endOf(ended: Ended): EndOfReport {
  const { rows, days, period, totals, totalsCount, rejected, rejectedCount } = ended;
  const { unknown, ratioMismatches, spellings } = ended;
  return {
    rows,
    days,
    ...(period && { period }),
    totals,
    totalsCount,
    rejected,
    rejectedCount,
    unknown,
    ratioMismatches,
    spellings,
  };
}

function onlyMedium({ sums }: Loaded): ImportReport["medium"] | undefined {
  const media = new Set(sums.map(({ medium }) => medium));
  return media.size === 1 ? sums[0]?.medium : undefined;
}
