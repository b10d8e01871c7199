// Loads the rows of one reading as facts, in batches, while the reader goes on. Nothing of it counts before the flip.

import { sql } from "drizzle-orm";
import { type AdAccountId, type DocumentId, ImportId, newId } from "../../core/ids.ts";
import { withTx } from "../../db/db.ts";
import { lockCatalog, storedName } from "../catalog/catalog.ts";
import type { Ctx } from "../context.ts";
import type { Ended, ReadEvent, Recognised, ReportRow } from "../documents/documents.ts";
import { type AccountPicker, type Decided, openPicker, type PickedAccount } from "./account-picker.ts";
import type { AccountGroup, KnownAccount } from "./account-rule.ts";
import { conversionsOf, factOf, groupOf, siteRow, viewOf } from "./fact-of.ts";
import { BATCH_ROWS, type FactSink, openSink } from "./facts.ts";
import type { SumLine } from "./import-report.ts";
import { type NamedObjects, type ObjectBook, type ObjectIds, openObjects } from "./objects.ts";
import { imported } from "./tables.ts";
import { type DayBook, openDayBook, openTally, type Tally } from "./tally.ts";

const NAME_LIMITS = { deadlineMs: 30_000, statementTimeoutMs: 20_000 };
const REMEMBERED_NAMES = 50_000;

export type Loading = {
  importId: ImportId;
  documentId: DocumentId;
  hash: string;
  recognised: Recognised;
  known: readonly KnownAccount[];
  decided: Decided;
};

export type Loaded = {
  importId: ImportId;
  ended: Ended;
  rows: number;
  sums: SumLine[];
  accounts: PickedAccount[];
  places: ReturnType<DayBook["places"]>;
  review: AccountPicker["review"];
};

/** `doneRatio` of the file's bytes, where the reader says it. */
export type LoadProgress = (rows: number, doneRatio: number | undefined) => void;

/**
 * Reads `events` to their end and leaves their facts in state `loading`.
 * The caller discards the import when this throws.
 */
export async function loadRows(
  ctx: Ctx,
  loading: Loading,
  events: AsyncIterable<ReadEvent>,
  progress: LoadProgress,
): Promise<Loaded> {
  await openImport(ctx, loading);
  const work = openWork(ctx, loading);
  try {
    const ended = await takeAll(work, events, progress);
    return {
      importId: loading.importId,
      ended,
      rows: work.rows(),
      sums: work.tally.lines(),
      accounts: work.picker.picked(),
      places: work.days.places(),
      review: work.picker.review,
    };
  } finally {
    await work.sink.stop();
  }
}

async function takeAll(work: Work, events: AsyncIterable<ReadEvent>, progress: LoadProgress): Promise<Ended> {
  let pending: ReportRow[] = [];
  let ended: Ended | undefined;
  for await (const event of events) {
    if (event.kind === "rows") {
      pending.push(...event.rows);
      while (pending.length >= BATCH_ROWS) {
        await work.take(pending.slice(0, BATCH_ROWS));
        pending = pending.slice(BATCH_ROWS);
      }
      progress(work.rows(), undefined);
    } else if (event.kind === "progress") {
      progress(work.rows(), event.allBytes > 0 ? event.doneBytes / event.allBytes : undefined);
    } else if (event.kind === "ended") ended = event.ended;
  }
  await work.take(pending);
  await work.sink.close();
  if (!ended) throw new Error("the reader stopped without an end");
  return ended;
}

export function newImportId(): ImportId {
  return newId(ImportId);
}

type Work = {
  sink: FactSink;
  tally: Tally;
  days: DayBook;
  picker: AccountPicker;
  rows: () => number;
  take: (rows: readonly ReportRow[]) => Promise<void>;
};

function openWork(ctx: Ctx, { importId, recognised, known, decided }: Loading): Work {
  const sink = openSink(ctx, importId);
  const tally = openTally();
  const days = openDayBook();
  const picker = openPicker(ctx, known, decided);
  const objects = openObjects(ctx, importId);
  const placeOf = openPlaces(ctx, recognised);
  const view = viewOf(recognised);
  let count = 0;
  const take = async (rows: readonly ReportRow[]): Promise<void> => {
    if (rows.length === 0) return;
    const first = count + 1;
    const facts = (await settle(ctx, picker, objects, rows.map(placeOf))).map((one) => {
      const { row, group, accountId, ids } = one;
      tally.add(group.medium, row);
      days.add(accountId, view, row.day, row.dayTo);
      count += 1;
      return factOf(row, { row: count, accountId, view, ids });
    });
    await sink.write({ facts, conversions: rows.flatMap((row, index) => conversionsOf(row, first + index)) });
  };
  return { sink, tally, days, picker, rows: () => count, take };
}

type Placed = { row: ReportRow; group: AccountGroup; names: Omit<NamedObjects, "accountId"> };
type Settled = Placed & { accountId: AdAccountId; ids: ObjectIds };

/** Accounts and ids of a batch; a transaction is opened only when it brings a new name. */
async function settle(
  ctx: Ctx,
  picker: AccountPicker,
  objects: ObjectBook,
  placed: readonly Placed[],
): Promise<Settled[]> {
  for (const { group, names } of placed) picker.note(group, names.campaign);
  const known = settled(picker, objects, placed);
  if (known) return known;
  return withTx(
    ctx,
    async (tx) => {
      await lockCatalog(tx, ctx);
      await picker.settle(tx);
      const named = placed.map(({ group, names }) => ({ ...names, accountId: picker.of(group) }));
      await objects.learn(tx, named);
      const learnt = settled(picker, objects, placed);
      if (!learnt) throw new Error("a name was learnt and is not known");
      return learnt;
    },
    NAME_LIMITS,
  );
}

/** `undefined` as soon as one account or name is new. */
function settled(
  picker: AccountPicker,
  objects: ObjectBook,
  placed: readonly Placed[],
): Settled[] | undefined {
  if (!picker.settled()) return undefined;
  const all: Settled[] = [];
  for (const one of placed) {
    const accountId = picker.of(one.group);
    const ids = objects.find({ ...one.names, accountId });
    if (!ids) return undefined;
    all.push({ ...one, accountId, ids });
  }
  return all;
}

/** Group and stored names of a row; a name's clean form is kept, since files repeat it thousands of times. */
function openPlaces(ctx: Ctx, recognised: Recognised): (row: ReportRow) => Placed {
  const clean = new Map<string, string>();
  const stored = (text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    const known = clean.get(text);
    if (known !== undefined) return known || undefined;
    if (clean.size > REMEMBERED_NAMES) clean.clear();
    const name = storedName(text);
    clean.set(text, name);
    return name || undefined;
  };
  const nameless = ctx.lang === "ko" ? "(캠페인 없음)" : "(no campaign)";
  return (row) => {
    const found = groupOf(recognised, row);
    const group = { ...found, ref: stored(found.ref) };
    if (recognised.shape === "analytics") return { row: siteRow(row), group, names: {} };
    const adGroup = stored(row.adGroup);
    const ad = stored(row.ad);
    const campaign = stored(row.campaign) ?? ((adGroup ?? ad) ? nameless : undefined);
    return { row, group, names: { campaign, campaignRef: stored(row.campaignRef), adGroup, ad } };
  };
}

async function openImport(ctx: Ctx, { importId, documentId, hash }: Loading): Promise<void> {
  await withTx(ctx, async (tx) => {
    await tx.insert(imported).values({
      workspaceId: ctx.workspaceId,
      id: importId,
      documentId,
      state: "loading",
      source: "file",
      hash,
      rows: 0,
      report: {},
      replaced: [],
      asOf: ctx.now,
      personId: ctx.actor.kind === "person" ? ctx.actor.personId : null,
      // By the database's clock: the sweep of leftovers compares with it.
      createdAt: sql`now()`,
    });
  });
}
