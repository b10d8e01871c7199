// Reads a text, bytes or a file to the end and keeps everything that was said.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Failure } from "../../../../src/core/failure.ts";
import { readReport, type ReadOptions } from "../../../../src/capabilities/documents/read/read.ts";
import type {
  Ended,
  ReadEvent,
  Recognised,
  ReportRow,
} from "../../../../src/capabilities/documents/read/report.ts";

export type Reading = { recognised: Recognised; rows: ReportRow[]; ended: Ended };

const TODAY = "2026-11-21";

export function makeOptions(over: Partial<ReadOptions> = {}): ReadOptions {
  return { name: "made-report.csv", today: TODAY, workspaceCurrency: "KRW", answers: {}, ...over };
}

export async function readPath(path: string, over: Partial<ReadOptions> = {}): Promise<Reading> {
  return collect(readReport(path, makeOptions({ name: basename(path), ...over })));
}

/** Reads what stands in `content` as if it had been dropped. */
export async function readContent(
  content: string | Uint8Array,
  over: Partial<ReadOptions> = {},
): Promise<Reading> {
  return withFile(content, (path) => collect(readReport(path, makeOptions(over))));
}

export async function collect(events: AsyncIterable<ReadEvent>): Promise<Reading> {
  let recognised: Recognised | undefined;
  let ended: Ended | undefined;
  const rows: ReportRow[] = [];
  for await (const event of events) {
    if (event.kind === "recognised") recognised = event.recognised;
    if (event.kind === "rows") rows.push(...event.rows);
    if (event.kind === "ended") ended = event.ended;
  }
  if (!recognised || !ended) throw new Error("the reading has no beginning or no end");
  return { recognised, rows, ended };
}

export async function withFile<T>(
  content: string | Uint8Array,
  body: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "co9ma-report-"));
  try {
    const path = join(folder, "dropped");
    await writeFile(path, content);
    return await body(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The failure a reading ends with. */
export async function refusalOf(reading: Promise<unknown>): Promise<Failure> {
  const outcome = await reading.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof Failure) return outcome;
  throw new Error("the reading was not refused", { cause: outcome });
}

export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../../fixtures/reports/${name}`, import.meta.url));
}
