// Takes an import back: the pointers it moved return to where they stood, exactly.

import { and, eq, inArray, sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import type { ImportId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { rowsOf, type Tx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { forgetUnused } from "./discard.ts";
import { FLIP_LIMITS, formerImports, lockImports, pointTo, replacedDays } from "./flip.ts";
import { planFigureLook } from "./looks.ts";
import { daysOf, epochDay, type PointerRun } from "./runs.ts";
import { getImport, ownDays, pointersOf, type StoredImport, thisImport } from "./stored.ts";
import { imported } from "./tables.ts";

export type Undone = { stored: StoredImport; restoredDays: number; clearedDays: number };

/** @throws Failure "conflict" when it was undone before or a later import stands on some of its days */
export async function undoImport(ctx: Ctx, input: { importId: ImportId }): Promise<Undone> {
  return write(
    ctx,
    "import.undo",
    "write",
    async (tx) => {
      await lockImports(tx, ctx);
      const stored = await getImport(tx, ctx, input.importId);
      await checkUndoable(tx, ctx, stored);
      await restorePointers(tx, ctx, stored.runs);
      await restoreStates(tx, ctx, stored);
      await forgetUnused(
        tx,
        ctx,
        stored.id,
        stored.report.accounts.map(({ id }) => id),
      );
      await planFigureLook(tx, ctx, ctx.now);
      const restoredDays = replacedDays(stored.runs);
      const clearedDays = daysOf(stored.runs).size - restoredDays;
      return {
        result: { stored, restoredDays, clearedDays },
        subject: stored.id,
        before: { document: stored.report.documentName, days: ownDays(stored.runs) },
        after: { restoredDays, clearedDays, restored: formerImports(stored.runs) },
      };
    },
    FLIP_LIMITS,
  );
}

async function checkUndoable(tx: Tx, ctx: Ctx, stored: StoredImport): Promise<void> {
  if (stored.state === "undone") throw alreadyUndone();
  const intact = (await pointersOf(tx, ctx, stored.id)) === ownDays(stored.runs);
  if (stored.state !== "live" || !intact || (await takenAwayIsFilled(tx, ctx, stored.runs)))
    throw replacedSince(await laterDocument(tx, ctx, stored));
}

/** Days this import cleared and another one filled since. */
async function takenAwayIsFilled(tx: Tx, ctx: Ctx, runs: readonly PointerRun[]): Promise<boolean> {
  const cleared = runs.filter((run) => !run.now);
  if (cleared.length === 0) return false;
  const rows = await rowsOf(
    tx,
    sql`select 1 from metric_day m join ${runRows(cleared)}
          on r."accountId" = m.account_id and r.view = m.view and m.day between r."from" and r."to"
        where m.workspace_id = ${ctx.workspaceId} limit 1`,
  );
  return rows.length > 0;
}

async function restorePointers(tx: Tx, ctx: Ctx, runs: readonly PointerRun[]): Promise<void> {
  await tx.execute(
    sql`delete from metric_day m using ${runRows(runs.filter((run) => run.was === null))}
        where m.workspace_id = ${ctx.workspaceId} and r."accountId" = m.account_id and r.view = m.view
          and m.day between r."from" and r."to"`,
  );
  for (const was of formerImports(runs)) {
    const places = runs
      .filter((run) => run.was === was)
      .map(({ accountId, view, from, to }) => ({
        accountId,
        view,
        spans: [{ from: epochDay(from), to: epochDay(to) }],
      }));
    await pointTo(tx, ctx, was, places);
  }
}

async function restoreStates(tx: Tx, ctx: Ctx, { id, runs }: StoredImport): Promise<void> {
  await tx.update(imported).set({ state: "undone" }).where(thisImport(ctx, id));
  const former = formerImports(runs);
  if (former.length === 0) return;
  await tx
    .update(imported)
    .set({ state: "live" })
    .where(
      and(
        eq(imported.workspaceId, ctx.workspaceId),
        inArray(imported.id, former),
        eq(imported.state, "superseded"),
      ),
    );
}

/** Name of a document whose import now stands on days of this one. */
async function laterDocument(tx: Tx, ctx: Ctx, stored: StoredImport): Promise<string | undefined> {
  const [row] = await rowsOf<{ name: string }>(
    tx,
    sql`select d.name from metric_day m
        join ${runRows(stored.runs)} on r."accountId" = m.account_id and r.view = m.view and m.day between r."from" and r."to"
        join import i on i.workspace_id = m.workspace_id and i.id = m.import_id
        join document d on d.workspace_id = i.workspace_id and d.id = i.document_id
        where m.workspace_id = ${ctx.workspaceId} and i.id <> ${stored.id}
        order by i.live_at desc limit 1`,
  );
  return row?.name;
}

function runRows(runs: readonly PointerRun[]): ReturnType<typeof sql> {
  return sql`json_to_recordset(${JSON.stringify(runs)}::text::json) as r("accountId" uuid, view text, "from" date, "to" date)`;
}

function alreadyUndone(): Failure {
  return new Failure("conflict", "the import was undone before", {
    say: words(
      "이미 되돌린 가져오기예요. 바뀐 것은 없어요.",
      "That import was undone before. Nothing was changed.",
    ),
    next: words("다시 쓰려면 파일을 다시 올려 주세요.", "To use it again, drop the file again."),
  });
}

function replacedSince(name: string | undefined): Failure {
  return new Failure("conflict", "a later import stands on its days", {
    say: name
      ? words(
          `나중에 가져온 ‘${name}’ 파일이 이 가져오기의 날짜를 이미 바꿔서 되돌릴 수 없어요.`,
          `A later file, “${name}”, already replaced days of this import, so it cannot be undone.`,
        )
      : words(
          "나중의 가져오기가 이 가져오기의 날짜를 이미 바꿔서 되돌릴 수 없어요.",
          "A later import already replaced days of this one, so it cannot be undone.",
        ),
    next: words("나중에 가져온 파일부터 되돌려 주세요.", "Undo the later file first."),
  });
}
