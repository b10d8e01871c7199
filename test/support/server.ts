// Scratch databases on the server of TEST_DATABASE_URL: made from one migrated template, dropped at the end.

import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { migratePostgres } from "../../src/db/migrate.ts";

/** The same server, another database. */
function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.toString();
}

/** Runs statements on the server itself, outside of any transaction. */
export async function onServer<T>(url: string, body: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await body(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** An empty database of its own, or a copy of `template`. */
export async function makeDatabase(
  server: string,
  prefix: string,
  template?: string,
): Promise<{ name: string; url: string; drop: () => Promise<void> }> {
  const name = `${prefix}_${randomBytes(6).toString("hex")}`;
  const source = template === undefined ? "" : ` template ${template}`;
  await onServer(server, async (sql) => {
    await sql.unsafe(`create database ${name}${source}`);
    // Nobody pulls this server's plug: what a killed process had committed is there, written to the disk or not.
    await sql.unsafe(`alter database ${name} set synchronous_commit = off`);
  });
  return {
    name,
    url: urlOf(server, name),
    drop: () =>
      onServer(server, async (sql) => {
        await sql.unsafe(`drop database if exists ${name} with (force)`);
      }),
  };
}

/** The migrated template of this run; `drop` takes every database of the run with it. */
export async function makeTemplate(server: string): Promise<{ template: string; drop: () => Promise<void> }> {
  const { name, url } = await makeDatabase(server, "co9ma_test");
  await migratePostgres(url);
  return {
    template: name,
    drop: () =>
      onServer(server, async (sql) => {
        const rows = await sql`select datname from pg_database where starts_with(datname, ${name})`;
        for (const { datname } of rows) await sql.unsafe(`drop database if exists ${datname} with (force)`);
      }),
  };
}
