// One short transaction makes a loaded import true: pointers move to it, what stood there before is kept for undo.

import { eq, and, inArray, sql } from "drizzle-orm";
import type { ImportId } from "../../core/ids.ts";
import { Failure } from "../../core/failure.ts";
import { words } from "../../core/locale.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import { learnCurrency } from "../catalog/catalog.ts";
import type { Ctx } from "../context.ts";
import { rememberAnswers } from "../documents/documents.ts";
import { write } from "../write.ts";
import type { PickedAccount } from "./account-picker.ts";
import type { ImportReport } from "./import-report.ts";
import { planFigureLook } from "./looks.ts";
import {
  type DayPointer,
  daysOf,
  epochDay,
  isoDay,
  type PointerRun,
  runsOver,
  runsTakenAway,
  type Span,
} from "./runs.ts";
import { thisImport } from "./stored.ts";
import { imported } from "./tables.ts";

/** A long file has many days, and another import of the workspace may be flipping. */
export const FLIP_LIMITS = { deadlineMs: 30_000, statementTimeoutMs: 15_000, lockTimeoutMs: 10_000 };

export type Place = { accountId: string; view: string; spans: readonly Span[] };

export type Flip = {
  importId: ImportId;
  rows: number;
  places: readonly Place[];
  report: ImportReport;
  accounts: readonly PickedAccount[];
  /** Hash of the file's bytes: older readings of the same file with other answers give way whole. */
  fileHash: string;
  /** Fingerprint of the header, to remember the answers by. */
  signature: string;
  /** Whether the accounts are still the right ones: another import may have made them known since. */
  stillHolds: (tx: Tx) => Promise<boolean>;
};

/** Rolls the transaction back without a ledger row: nothing was changed. */
class Overtaken extends Error {}

/** @returns runs of days with what was true on them before, or that the accounts no longer hold and nothing was changed */
export async function flip(ctx: Ctx, input: Flip): Promise<PointerRun[] | "overtaken"> {
  try {
    return await move(ctx, input);
  } catch (error) {
    if (error instanceof Overtaken) return "overtaken";
    throw error;
  }
}

async function move(ctx: Ctx, input: Flip): Promise<PointerRun[]> {
  return write(
    ctx,
    "import.load",
    "write",
    async (tx) => {
      await lockImports(tx, ctx);
      if (!(await input.stillHolds(tx))) throw new Overtaken();
      const runs = await movePointers(tx, ctx, input);
      await markLive(tx, ctx, input, runs);
      const superseded = await markSuperseded(tx, ctx, formerImports(runs));
      for (const { id, learnt } of input.accounts) {
        if (learnt !== undefined) await learnCurrency(tx, ctx, id, learnt);
      }
      await rememberAnswersOf(tx, ctx, input);
      await planFigureLook(tx, ctx, ctx.now);
      const { report } = input;
      return {
        result: runs,
        subject: input.importId,
        before: { replacedDays: replacedDays(runs), superseded },
        after: {
          document: report.documentName,
          rows: input.rows,
          days: report.days,
          period: report.period ?? null,
          accounts: report.accounts.map(({ id, medium }) => ({ id, medium })),
        },
      };
    },
    FLIP_LIMITS,
  );
}

/** Flips, undos and merges of one workspace happen one after another. */
export async function lockImports(tx: Tx, ctx: Ctx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`imports ${ctx.workspaceId}`}, 0))`);
}

/** Ids of imports that stood somewhere in `runs` before. */
export function formerImports(runs: readonly PointerRun[]): string[] {
  return [...new Set(runs.flatMap((run) => run.was ?? []))];
}

/** Days on which something was true before. */
export function replacedDays(runs: readonly PointerRun[]): number {
  return daysOf(runs.filter((run) => run.was !== null)).size;
}

/** Imports no pointer leads to any more are superseded. */
async function markSuperseded(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .update(imported)
    .set({ state: "superseded" })
    .where(
      and(
        eq(imported.workspaceId, ctx.workspaceId),
        inArray(imported.id, [...ids]),
        eq(imported.state, "live"),
        sql`not exists (select 1 from metric_day m where m.workspace_id = ${imported.workspaceId} and m.import_id = ${imported.id})`,
      ),
    )
    .returning({ id: imported.id });
  return rows.map(({ id }) => id);
}

/** Points every day of `places` to the import, whatever stood there. */
export async function pointTo(tx: Tx, ctx: Ctx, importId: string, places: readonly Place[]): Promise<void> {
  await tx.execute(
    sql`insert into metric_day (workspace_id, account_id, view, day, import_id)
        select ${ctx.workspaceId}, p.account, p.view, p."from" + n, ${importId}::uuid
        from ${placeRows(places)} cross join lateral generate_series(0, p."to" - p."from") as n
        on conflict (workspace_id, account_id, view, day) do update set import_id = excluded.import_id`,
  );
}

function placeRows(places: readonly Place[]): ReturnType<typeof sql> {
  const rows = places.flatMap(({ accountId, view, spans }) =>
    spans.map(({ from, to }) => ({ account: accountId, view, from: isoDay(from), to: isoDay(to) })),
  );
  return sql`json_to_recordset(${JSON.stringify(rows)}::text::json) as p(account uuid, view text, "from" date, "to" date)`;
}

async function movePointers(tx: Tx, ctx: Ctx, input: Flip): Promise<PointerRun[]> {
  const former = await formerPointers(tx, ctx, input.places);
  await pointTo(tx, ctx, input.importId, input.places);
  const away = await takeAway(tx, ctx, input);
  const byPlace = Map.groupBy(former, (one) => `${one.accountId} ${one.view}`);
  const over = input.places.flatMap(({ accountId, view, spans }) => {
    const days = byPlace.get(`${accountId} ${view}`) ?? [];
    return runsOver(accountId, view, spans, new Map(days.map((one) => [epochDay(one.day), one.importId])));
  });
  return [...over, ...runsTakenAway(away)];
}

async function formerPointers(tx: Tx, ctx: Ctx, places: readonly Place[]): Promise<DayPointer[]> {
  return rowsOf<DayPointer>(
    tx,
    sql`select m.account_id as "accountId", m.view, m.day::text as day, m.import_id as "importId"
        from metric_day m join ${placeRows(places)}
          on p.account = m.account_id and p.view = m.view and m.day between p."from" and p."to"
        where m.workspace_id = ${ctx.workspaceId}`,
  );
}

/** Days on which an older reading of the same bytes is true and the new one says nothing: read with other answers, they were wrong. */
async function takeAway(tx: Tx, ctx: Ctx, input: Flip): Promise<DayPointer[]> {
  return rowsOf<DayPointer>(
    tx,
    sql`delete from metric_day m using import i, document d
        where m.workspace_id = ${ctx.workspaceId} and i.workspace_id = m.workspace_id and i.id = m.import_id
          and d.workspace_id = i.workspace_id and d.id = i.document_id and d.hash = ${input.fileHash}
          and i.state = 'live' and i.id <> ${input.importId}
        returning m.account_id as "accountId", m.view, m.day::text as day, m.import_id as "importId"`,
  );
}

async function markLive(tx: Tx, ctx: Ctx, input: Flip, runs: readonly PointerRun[]): Promise<void> {
  const rows = await tx
    .update(imported)
    .set({ state: "live", rows: input.rows, report: input.report, replaced: runs, liveAt: sql`now()` })
    .where(and(thisImport(ctx, input.importId), eq(imported.state, "loading")))
    .returning({ id: imported.id });
  if (rows.length === 0) throw swept();
}

async function rememberAnswersOf(tx: Tx, ctx: Ctx, { report, signature }: Flip): Promise<void> {
  const { account: _account, ...answers } = report.answers;
  if (Object.keys(answers).length > 0) await rememberAnswers(tx, ctx, signature, answers);
}

function swept(): Failure {
  return new Failure("conflict", "the import was swept while it was loading", {
    say: words(
      "가져오기가 너무 오래 걸려 정리됐어요. 바뀐 것은 없어요.",
      "The import took too long and was cleared away. Nothing was changed.",
    ),
    next: words("파일을 다시 올려 주세요.", "Please drop the file again."),
  });
}
