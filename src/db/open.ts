// Opens the database that is configured, brings it to the current schema and puts the gate before it.

import { mkdir } from "node:fs/promises";
import { PGlite, types } from "@electric-sql/pglite";
import type { Logger } from "pino";
import type { Db } from "./db.ts";
import { buildEmbedded } from "./embedded.ts";
import { takeFolder } from "./holder.ts";
import { migrateEmbedded, migratePostgres } from "./migrate.ts";
import { openPool } from "./pool.ts";

export type DbPlace =
  | { kind: "postgres"; url: string; /** Connections at most (10). */ max?: number }
  | { kind: "embedded"; dir: string }
  | { kind: "memory"; /** A data folder as `dumpDataDir` gives it, already migrated. */ dump?: Blob };

/** @throws Failure with what is wrong and the next step, when the database cannot be used */
export function openDb(place: DbPlace, options: { log: Logger }): Promise<Db> {
  switch (place.kind) {
    case "postgres":
      return openPostgres(place.url, place.max ?? 10, options.log);
    case "embedded":
      return openFolder(place.dir);
    case "memory":
      return openMemory(place.dump);
  }
}

async function openPostgres(url: string, max: number, log: Logger): Promise<Db> {
  await migratePostgres(url);
  return openPool(url, { max, log });
}

async function openFolder(dir: string): Promise<Db> {
  await mkdir(dir, { recursive: true });
  const holder = await takeFolder(dir);
  try {
    const pglite = await createPglite({ dataDir: `${dir}/db` });
    await migrateEmbedded(pglite);
    return buildEmbedded(pglite, holder.release);
  } catch (error) {
    await holder.release();
    throw error;
  }
}

async function openMemory(dump?: Blob): Promise<Db> {
  const pglite = await createPglite(dump === undefined ? {} : { loadDataDir: dump });
  if (dump === undefined) await migrateEmbedded(pglite);
  return buildEmbedded(pglite);
}

/** With bigint as text, as the Postgres driver gives it. */
export function createPglite(where: { dataDir?: string; loadDataDir?: Blob }): Promise<PGlite> {
  return PGlite.create({ ...where, parsers: { [types.INT8]: (text: string) => text } });
}
