// Imports as they are stored: looked up, and checked as they come back.

import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { Failure } from "../../core/failure.ts";
import { ImportId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { rowsOf, type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { document } from "../documents/tables.ts";
import { ImportReport } from "./import-report.ts";
import { PointerRun, runDays } from "./runs.ts";
import { imported } from "./tables.ts";

export type StoredImport = {
  id: ImportId;
  documentId: string | undefined;
  state: "loading" | "live" | "superseded" | "undone";
  source: "file" | "market";
  hash: string;
  rows: number;
  report: ImportReport;
  runs: PointerRun[];
  asOf: Temporal.Instant;
};

type Row = typeof imported.$inferSelect;

/** The `where` of one import of the workspace. */
export function thisImport(ctx: Ctx, id: string): ReturnType<typeof and> {
  return and(eq(imported.workspaceId, ctx.workspaceId), eq(imported.id, id));
}

/** @throws Failure "not_found" for an import that is not there or came from no file */
export async function getImport(tx: Tx, ctx: Ctx, id: string): Promise<StoredImport> {
  const [row] = await tx.select().from(imported).where(thisImport(ctx, id));
  const stored = row && storedOf(row);
  if (!stored) throw unknownImport();
  return stored;
}

/** Whether any import of the workspace is true. */
export async function hasFigures(place: Pick<Ctx, "db" | "workspaceId">): Promise<boolean> {
  const rows = await withTx(place, (tx) =>
    tx
      .select({ id: imported.id })
      .from(imported)
      .where(and(eq(imported.workspaceId, place.workspaceId), eq(imported.state, "live")))
      .limit(1),
  );
  return rows.length > 0;
}

/** The last day with figures, and when the newest report of them was made; `undefined` while there are none. */
export async function figuresUntil({
  db,
  workspaceId,
}: Pick<Ctx, "db" | "workspaceId">): Promise<
  { day: Temporal.PlainDate; asOf: Temporal.Instant } | undefined
> {
  const [row] = await withTx(
    { db, workspaceId },
    (tx) =>
      rowsOf<{ day: string | null; ms: number | null }>(
        tx,
        sql`select (select max(day)::text from metric_day where workspace_id = ${workspaceId}) as day,
          (select (extract(epoch from max(as_of)) * 1000)::float8 from import
            where workspace_id = ${workspaceId} and state = 'live') as ms`,
      ),
    { single: true },
  );
  if (!row?.day || row.ms === null) return undefined;
  return {
    day: Temporal.PlainDate.from(row.day),
    asOf: Temporal.Instant.fromEpochMilliseconds(Math.floor(row.ms)),
  };
}

/** Live imports of the same bytes, newest first, each with whether it is still true on all its days. */
export async function liveImportsOf(
  tx: Tx,
  ctx: Ctx,
  fileHash: string,
): Promise<{ stored: StoredImport; whole: boolean }[]> {
  const rows = await tx
    .select({ row: imported })
    .from(imported)
    .innerJoin(
      document,
      and(eq(document.workspaceId, imported.workspaceId), eq(document.id, imported.documentId)),
    )
    .where(
      and(eq(imported.workspaceId, ctx.workspaceId), eq(document.hash, fileHash), eq(imported.state, "live")),
    )
    .orderBy(desc(imported.liveAt), desc(imported.id));
  const found: { stored: StoredImport; whole: boolean }[] = [];
  for (const { row } of rows) {
    const stored = storedOf(row);
    if (stored)
      found.push({ stored, whole: (await pointersOf(tx, ctx, stored.id)) === ownDays(stored.runs) });
  }
  return found;
}

/** How many days point to the import now. */
export async function pointersOf(tx: Tx, ctx: Ctx, id: string): Promise<number> {
  const [row] = await rowsOf<{ count: number }>(
    tx,
    sql`select count(*)::int as count from metric_day where workspace_id = ${ctx.workspaceId} and import_id = ${id}`,
  );
  return row?.count ?? 0;
}

/** How many days pointed to the import when it became true. */
export function ownDays(runs: readonly PointerRun[]): number {
  return runs.filter((run) => run.now).reduce((sum, run) => sum + runDays(run), 0);
}

function storedOf(row: Row): StoredImport | undefined {
  const report = ImportReport.safeParse(row.report);
  if (!report.success) return undefined;
  return {
    id: ImportId.parse(row.id),
    documentId: row.documentId ?? undefined,
    state: row.state,
    source: row.source,
    hash: row.hash,
    rows: row.rows,
    report: report.data,
    runs: z.array(PointerRun).parse(row.replaced),
    asOf: row.asOf,
  };
}

function unknownImport(): Failure {
  return new Failure("not_found", "the import is not there", {
    say: words("그 가져오기를 찾지 못했어요.", "I could not find that import."),
    next: words("파일을 다시 올리면 새로 가져올게요.", "Drop the file again and I will import it anew."),
  });
}
