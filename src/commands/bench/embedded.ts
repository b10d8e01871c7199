// The same queries on the embedded database at a million rows, and how long its event loop is blocked meanwhile.

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { PGlite } from "@electric-sql/pglite";
import type { Db } from "../../db/db.ts";
import { buildEmbedded } from "../../db/embedded.ts";
import { migrateEmbedded } from "../../db/migrate.ts";
import { createPglite } from "../../db/open.ts";
import { fillStatements, frameStatements, type Size } from "./dataset.ts";
import { type Figure, longestBlockMs, percentile, timesMs } from "./measure.ts";
import { answerOnce, bareOnce, benchCtx } from "./queries.ts";

/** Fewer, larger workspaces: a million rows of the same shape, 370 days each. */
const size: Size = { workspaces: 15, days: 370 };
const RUNS = 200;

/** Kept between runs; delete it to have it made anew. */
const folder = join(tmpdir(), "co9ma-bench-embedded");

export async function embeddedFigures(_server: unknown, say: (text: string) => void): Promise<Figure[]> {
  const db = await openFilledFolder(say);
  try {
    await timesMs(30, (index) => answerOnce(benchCtx(db, index, size), index));
    const { value: times, blockMs } = await longestBlockMs(() =>
      timesMs(RUNS, (index) => answerOnce(benchCtx(db, index * 7, size), index)),
    );
    const bare = await timesMs(RUNS, (index) => bareOnce(benchCtx(db, index * 7, size)));
    return [
      {
        name: "query_embedded_1m_p50",
        unit: "ms",
        value: percentile(times, 0.5),
        baseline: percentile(bare, 0.5),
        note: "baseline: bare SQL p50",
      },
      { name: "query_embedded_1m_p99", unit: "ms", value: percentile(times, 0.99) },
      { name: "query_embedded_1m_longest_block", unit: "ms", value: blockMs },
    ];
  } finally {
    await db.close();
  }
}

async function openFilledFolder(say: (text: string) => void): Promise<Db> {
  const made = existsSync(join(folder, "filled"));
  await mkdir(folder, { recursive: true });
  const pglite = await createPglite({ dataDir: join(folder, "db") });
  await migrateEmbedded(pglite);
  if (!made) await fillFolder(pglite, say);
  return buildEmbedded(pglite);
}

async function fillFolder(pglite: PGlite, say: (text: string) => void): Promise<void> {
  say("making the embedded database: 1,000,000 facts");
  for (const statement of frameStatements(size)) await pglite.exec(statement);
  for (let from = 0; from < size.days; from += 37) {
    await pglite.exec(fillStatements(size, from, Math.min(from + 36, size.days - 1)));
    say(`facts: ${from + 37} of ${size.days} days`);
  }
  await pglite.exec("vacuum analyze");
  await mkdir(join(folder, "filled"));
}
