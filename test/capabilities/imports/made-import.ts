// Imports of made reports, and sums read the way answers read them: over the facts that pointers lead to.

import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { type StoredDocument, storeDocument } from "../../../src/capabilities/documents/documents.ts";
import type { ImportAnswers } from "../../../src/capabilities/imports/imports.ts";
import { runImport } from "../../../src/capabilities/imports/run-import.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import { ImportId } from "../../../src/core/ids.ts";
import { rowsOf, withTx } from "../../../src/db/db.ts";
import { type MadeReport, madeOpen } from "./made-report.ts";

/** Stores `text` as a dropped file. */
export async function drop(ctx: Ctx, name: string, text: string): Promise<StoredDocument> {
  const folder = await mkdtemp(join(tmpdir(), "co9ma-test-"));
  try {
    const path = join(folder, "dropped");
    await writeFile(path, text);
    return await storeDocument(ctx, { name, path });
  } finally {
    await rm(folder, { recursive: true });
  }
}

type Options = { name?: string; answers?: ImportAnswers; oneShot?: boolean };

/** Drops a file of that name and imports `report` as what the reader found in it. */
export async function importMade(ctx: Ctx, report: MadeReport, options: Options = {}): Promise<ToolResult> {
  const { name = "made-report.csv", answers = {}, oneShot = true } = options;
  const document = await drop(ctx, name, name);
  return runImport(ctx, { document, answers, oneShot, open: madeOpen(report) }, () => {});
}

export function importIdOf(result: ToolResult): ImportId {
  return ImportId.parse((result.facts as { importId: unknown }).importId);
}

export type TrueSums = { rows: number; spend: number; conversions: number; days: number };

/** Sums of the facts every day of which points to their import; `view` narrows to one view. */
export async function trueSums(ctx: Ctx, view?: string): Promise<TrueSums> {
  const [row] = await withTx(
    ctx,
    (tx) =>
      rowsOf<TrueSums>(
        tx,
        sql`select count(*)::int as rows, (coalesce(sum(spend_micros), 0) / 1000000)::float8 as spend,
              coalesce(sum(conversions), 0)::float8 as conversions, count(distinct day)::int as days
            from daily_fact f
            where f.workspace_id = ${ctx.workspaceId} and (${view ?? null}::text is null or f.view = ${view ?? null})
              and not exists (
                select 1 from generate_series(f.day, coalesce(f.day_to, f.day), interval '1 day') d
                where not exists (select 1 from metric_day m where m.workspace_id = f.workspace_id
                  and m.account_id = f.account_id and m.view = f.view and m.day = d::date and m.import_id = f.import_id))`,
      ),
    { deadlineMs: 60_000, statementTimeoutMs: 60_000 },
  );
  return row ?? { rows: 0, spend: 0, conversions: 0, days: 0 };
}

/** Rows of a tenant table of this workspace. */
export async function countRows(
  ctx: Ctx,
  table:
    | "import"
    | "daily_fact"
    | "campaign"
    | "ad_account"
    | "ledger"
    | "document"
    | "import_campaign"
    | "metric_day"
    | "daily_conversion"
    | "blob",
): Promise<number> {
  const [row] = await withTx(ctx, (tx) =>
    rowsOf<{ count: number }>(
      tx,
      sql`select count(*)::int as count from ${sql.identifier(table)} where workspace_id = ${ctx.workspaceId}`,
    ),
  );
  return row?.count ?? 0;
}
