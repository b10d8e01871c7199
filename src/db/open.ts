// Opens the database that is configured, brings it to the current schema and puts the gate before it.

import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite, types } from "@electric-sql/pglite";
import type { Logger } from "pino";
import type { Db } from "./db.ts";
import { buildEmbedded } from "./embedded.ts";
import { watchDisk } from "./disk.ts";
import { takeFolder } from "./holder.ts";
import { migrateEmbedded, migratePostgres } from "./migrate.ts";
import { openPool } from "./pool.ts";
import { folderSecret, newSecret } from "./secret.ts";
import { checkDatabaseUrl, folderRefusal, serverRefusal } from "./refusals.ts";

const PRIVATE = 0o700;

export type DbPlace =
  | { kind: "postgres"; url: string; /** Connections at most (10). */ max?: number; secret?: Uint8Array }
  | { kind: "embedded"; dir: string; /** Instead of the folder's own. */ secret?: Uint8Array }
  | { kind: "memory"; /** A data folder as `dumpDataDir` gives it, already migrated. */ dump?: Blob };

/**
 * @throws Failure "conflict" at once when another process holds the folder, else a Failure that says what is wrong with
 *   the server, the URL or the folder, and the next step
 */
export function openDb(place: DbPlace, options: { log: Logger }): Promise<Db> {
  switch (place.kind) {
    case "postgres":
      return withSecret(openPostgres(place.url, place.max ?? 10, options.log), place.secret);
    case "embedded":
      return withSecret(
        openFolder(place.dir, options.log),
        place.secret ?? (() => folderSecret(place.dir, "encryption")),
      );
    case "memory":
      return withSecret(openMemory(place.dump, options.log), newSecret());
  }
}

/** Another secret than the one that sealed opens nothing: the folder's own is made once and stays. */
async function withSecret(
  opening: Promise<Db>,
  secret: Uint8Array | (() => Promise<Uint8Array>) | undefined,
): Promise<Db> {
  const db = await opening;
  if (secret === undefined) return db;
  try {
    db.secret = typeof secret === "function" ? await secret() : secret;
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function openPostgres(url: string, max: number, log: Logger): Promise<Db> {
  checkDatabaseUrl(url);
  try {
    await migratePostgres(url);
  } catch (error) {
    throw serverRefusal(error);
  }
  return openPool(url, { max, log });
}

async function openFolder(dir: string, log: Logger): Promise<Db> {
  try {
    await mkdir(dir, { recursive: true, mode: PRIVATE });
    // The engine writes its own files open to everybody: the folder is what keeps other users of the machine out.
    await chmod(dir, PRIVATE);
    const holder = takeFolder(dir);
    try {
      const pglite = await createPglite({ dataDir: join(dir, "db") });
      await migrateEmbedded(pglite);
      return buildEmbedded(pglite, { log, release: holder.release, checkDisk: watchDisk(dir) });
    } catch (error) {
      holder.release();
      throw error;
    }
  } catch (error) {
    throw folderRefusal(error, dir);
  }
}

async function openMemory(dump: Blob | undefined, log: Logger): Promise<Db> {
  const pglite = await createPglite(dump === undefined ? {} : { loadDataDir: dump });
  if (dump === undefined) await migrateEmbedded(pglite);
  return buildEmbedded(pglite, { log });
}

/** With bigint as text, as the Postgres driver gives it, and with bytes read and written by Node's own code, which is faster. */
export function createPglite(where: { dataDir?: string; loadDataDir?: Blob }): Promise<PGlite> {
  return PGlite.create({
    ...where,
    parsers: {
      [types.INT8]: (text: string) => text,
      [types.BYTEA]: (text: string) => Buffer.from(text.slice(2), "hex"),
    },
    serializers: { [types.BYTEA]: (body: Uint8Array) => `\\x${Buffer.from(body).toString("hex")}` },
  });
}
