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

type FactGroup = {
  place: string;
  importId: string;
  day: string;
  dayTo: string;
  rows: number;
  spend: number;
  conversions: number;
};

/** Sums of the facts every day of which points to their import, joined here rather than by the database; `view` narrows to one view. */
export async function trueSums(ctx: Ctx, view?: string): Promise<TrueSums> {
  const { facts, pointers } = await withTx(ctx, async (tx) => ({
    facts: await rowsOf<FactGroup>(
      tx,
      sql`select account_id || ' ' || view as place, import_id as "importId", day::text as day,
            coalesce(day_to, day)::text as "dayTo", count(*)::int as rows,
            coalesce(sum(spend_micros), 0)::float8 as spend, coalesce(sum(conversions), 0)::float8 as conversions
          from daily_fact
          where workspace_id = ${ctx.workspaceId} and (${view ?? null}::text is null or view = ${view ?? null})
          group by account_id, view, import_id, day, day_to`,
    ),
    pointers: await rowsOf<{ place: string }>(
      tx,
      sql`select account_id || ' ' || view || ' ' || day || ' ' || import_id as place from metric_day
          where workspace_id = ${ctx.workspaceId}`,
    ),
  }));
  const known = new Set(pointers.map(({ place }) => place));
  const counted = facts.filter((one) =>
    daysBetween(one.day, one.dayTo).every((day) => known.has(`${one.place} ${day} ${one.importId}`)),
  );
  return {
    rows: total(counted, "rows"),
    spend: total(counted, "spend") / 1e6,
    conversions: total(counted, "conversions"),
    days: new Set(counted.map(({ day }) => day)).size,
  };
}

function total(groups: readonly FactGroup[], field: "rows" | "spend" | "conversions"): number {
  return groups.reduce((sum, group) => sum + group[field], 0);
}

function daysBetween(from: string, to: string): string[] {
  const first = Temporal.PlainDate.from(from);
  const { days } = first.until(Temporal.PlainDate.from(to), { largestUnit: "days" });
  return Array.from({ length: days + 1 }, (_, index) => first.add({ days: index }).toString());
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
