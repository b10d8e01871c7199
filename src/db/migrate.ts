// Brings a database to the current schema: roles first, then drizzle's migrations, under one lock.

import { fileURLToPath } from "node:url";
import type { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzlePglite } from "drizzle-orm/pglite";
import { migrate as migrateOnPglite } from "drizzle-orm/pglite/migrator";
import { drizzle as drizzlePostgres } from "drizzle-orm/postgres-js";
import { migrate as migrateOnPostgres } from "drizzle-orm/postgres-js/migrator";
import type { Sql } from "postgres";
import { openClient } from "./client.ts";
import { fault } from "./faults.ts";
import { makeRoles } from "./roles.ts";

const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));

/** Any number: it only has to be the same in every starter. */
const lockKey = 90_210_001;

/** How long one starter waits for another one's migration. */
const lockTimeoutMs = 60_000;

const oldestVersion = 150_000;

export async function migrateEmbedded(pglite: PGlite): Promise<void> {
  await pglite.exec(makeRoles);
  await migrateOnPglite(drizzlePglite({ client: pglite }), { migrationsFolder });
}

/** Uses a plain connection of its own, as owner: drizzle's migrator queries outside of transactions and takes no lock. */
export async function migratePostgres(url: string): Promise<void> {
  const { sql, drop } = openClient(
    url,
    "co9ma migrations",
    { lock_timeout: lockTimeoutMs },
    { onClose: () => {} },
  );
  try {
    await checkVersion(sql);
    await sql`select pg_advisory_lock(${lockKey})`;
    await sql.unsafe(makeRoles);
    await migrateOnPostgres(drizzlePostgres({ client: sql }), { migrationsFolder });
    await sql.end({ timeout: 1 }); // gives the lock back, too
  } finally {
    drop();
  }
}

async function checkVersion(sql: Sql): Promise<void> {
  const [row] = await sql`select current_setting('server_version_num')::int as version`;
  if (Number(row?.["version"]) < oldestVersion)
    throw fault("OLD_SERVER", `server version ${row?.["version"]} is below ${oldestVersion}`);
}
