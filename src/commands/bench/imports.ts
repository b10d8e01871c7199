// What loading a report costs: rows a second on both databases, memory on a file at the limit, and whether others are answered meanwhile.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import type { Ctx } from "../../capabilities/context.ts";
import { storeDocument } from "../../capabilities/documents/documents.ts";
import { importReport } from "../../capabilities/imports/imports.ts";
import { openDemo, openOwnWorkspace, scopeFor } from "../../capabilities/workspace/workspace.ts";
import { type Db, rowsOf, withTx } from "../../db/db.ts";
import { openDb } from "../../db/open.ts";
import { sql } from "drizzle-orm";
import { dropDatabase, makeEmpty, type Server, withClient } from "./databases.ts";
import { type Figure, longestBlockMs } from "./measure.ts";
import { writeReport } from "./report-file.ts";

const log = pino({ level: "silent" });
const ROWS = 200_000;
const LARGE_BYTES = 99_000_000;
const database = "co9ma_bench_import";

export async function importFigures(server: Server, say: (text: string) => void): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "co9ma-bench-"));
  try {
    const report = join(folder, "report.csv");
    await writeReport(report, { rows: ROWS });
    say("import on Postgres");
    const postgres = await onPostgres(server, report);
    say("import on the embedded database");
    const embedded = await onEmbedded(report);
    say("a file at the limit");
    const large = join(folder, "large.csv");
    await writeReport(large, { bytes: LARGE_BYTES });
    return [...postgres, ...embedded, ...(await atTheLimit(server, large))];
  } finally {
    await rm(folder, { recursive: true, force: true });
    await dropDatabase(server, database);
  }
}

async function onPostgres(server: Server, report: string): Promise<Figure[]> {
  const url = await makeEmpty(server, database);
  const db = await openDb({ kind: "postgres", url }, { log });
  try {
    const rate = await importRate(await ownCtx(db), report);
    const copied = await copyRate(url);
    return [
      {
        name: "import_postgres",
        unit: "rows/s",
        value: rate,
        baseline: copied,
        note: "baseline: COPY of the same facts",
      },
    ];
  } finally {
    await db.close();
  }
}

async function onEmbedded(report: string): Promise<Figure[]> {
  const db = await openDb({ kind: "memory" }, { log });
  try {
    const ctx = await ownCtx(db);
    const { value: rate, blockMs } = await longestBlockMs(() => importRate(ctx, report));
    return [
      { name: "import_embedded", unit: "rows/s", value: rate },
      { name: "import_embedded_longest_block", unit: "ms", value: blockMs },
    ];
  } finally {
    await db.close();
  }
}

async function atTheLimit(server: Server, report: string): Promise<Figure[]> {
  const url = await makeEmpty(server, database);
  const db = await openDb({ kind: "postgres", url }, { log });
  const ctx = await ownCtx(db);
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  let slowest = 0;
  const memory = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
  const others = setInterval(() => {
    const start = performance.now();
    void withTx(ctx, (tx) => rowsOf(tx, sql`select 1`)).then(
      () => (slowest = Math.max(slowest, performance.now() - start)),
    );
  }, 200);
  try {
    const { value: rate, blockMs } = await longestBlockMs(() => importRate(ctx, report));
    return [
      { name: "import_100mb", unit: "rows/s", value: rate },
      { name: "import_100mb_rss_rise", unit: "MB", value: (most - before) / 1e6 },
      { name: "import_100mb_longest_block", unit: "ms", value: blockMs },
      { name: "import_100mb_others_slowest", unit: "ms", value: slowest },
    ];
  } finally {
    clearInterval(memory);
    clearInterval(others);
    await db.close();
  }
}

/** From the file on disk to true facts. */
async function importRate(ctx: Ctx, report: string): Promise<number> {
  const start = performance.now();
  const document = await storeDocument(ctx, { name: "report.csv", path: report });
  const { facts } = await importReport(ctx, { documentId: document.id, oneShot: true }, () => {});
  return (facts as { rows: number }).rows / ((performance.now() - start) / 1000);
}

async function ownCtx(db: Db): Promise<Ctx> {
  const now = Temporal.Instant.from("2026-11-21T10:00:00+09:00");
  const zone = "Asia/Seoul";
  const { people } = await openDemo(db, { now, zone });
  const personId = people.company_admin;
  await openOwnWorkspace({ db, log }, { personId, name: "bench", lang: "ko", currency: "KRW", zone, now });
  return { ...(await scopeFor(db, { personId, now })), db, log };
}

/** The facts just loaded, copied into a table of the same shape and indexes. */
async function copyRate(url: string): Promise<number> {
  return withClient(url, async (client) => {
    await client.unsafe("create table copied (like daily_fact including all)");
    const chunks: Uint8Array[] = [];
    for await (const chunk of await client`copy daily_fact to stdout`.readable())
      chunks.push(chunk as Uint8Array);
    const [count] = await client`select count(*)::int as rows from daily_fact`;
    const start = performance.now();
    const into = await client`copy copied from stdin`.writable();
    for (const chunk of chunks) into.write(chunk);
    await new Promise<void>((resolve, reject) => into.on("error", reject).end(() => resolve()));
    return Number(count?.["rows"]) / ((performance.now() - start) / 1000);
  });
}
