// A migrated database of its own for a test file: embedded, or on the server of TEST_DATABASE_URL.

import { openAsBlob } from "node:fs";
import pino, { type Logger } from "pino";
import { inject } from "vitest";
import type { Db } from "../../src/db/db.ts";
import { buildEmbedded } from "../../src/db/embedded.ts";
import { createPglite } from "../../src/db/open.ts";
import { openPool } from "../../src/db/pool.ts";
import { makeDatabase, onServer } from "./server.ts";

export const silentLog: Logger = pino({ level: "silent" });

/** Whether this run's database tests are on a Postgres server. */
export function onPostgres(): boolean {
  return inject("testDatabase").kind === "server";
}

type Owned = {
  ask: (text: string) => Promise<Record<string, unknown>[]>;
  dump?: () => Promise<Blob>;
  drop: () => Promise<void>;
};

const owned = new WeakMap<Db, Owned>();

/** Open it in `beforeAll`, close it in `afterAll`; each test makes a workspace of its own in it. */
export async function openTestDb(): Promise<Db> {
  const start = inject("testDatabase");
  return start.kind === "dump" ? openCopy(start.file) : openScratch(start.url, start.template);
}

export async function closeTestDb(db: Db): Promise<void> {
  await db.close();
  await owned.get(db)?.drop();
}

/** Rows of a statement run by the owner of the tables, whom no policy stops: for arranging and for looking behind the gate. */
export async function asOwner<T = Record<string, unknown>>(db: Db, text: string): Promise<T[]> {
  const owner = owned.get(db);
  if (owner === undefined) throw new Error("not a database of openTestDb");
  return (await owner.ask(text)) as T[];
}

/** A copy of an embedded database's folder, as a killed process would leave it. */
export async function dumpOf(db: Db): Promise<Blob> {
  const dump = owned.get(db)?.dump;
  if (dump === undefined) throw new Error("not an embedded database of openTestDb");
  return dump();
}

async function openCopy(file: string): Promise<Db> {
  const pglite = await createPglite({ loadDataDir: await openAsBlob(file) });
  const db = buildEmbedded(pglite);
  owned.set(db, {
    ask: async (text) => (await pglite.query<Record<string, unknown>>(text)).rows,
    dump: () => pglite.dumpDataDir("none"),
    drop: async () => {},
  });
  return db;
}

async function openScratch(server: string, template: string): Promise<Db> {
  const { url, drop } = await makeDatabase(server, template, template);
  const db = openPool(url, { max: 5, log: silentLog });
  owned.set(db, { ask: async (text) => [...(await onServer(url, (sql) => sql.unsafe(text)))], drop });
  return db;
}
