// The bench's databases on Postgres: made once, kept, filled through a plain client of the owner.

import postgres from "postgres";
import { migratePostgres } from "../../db/migrate.ts";
import { fill, ROWS_A_DAY, type Size } from "./dataset.ts";

/** Where the bench may make databases, as `TEST_DATABASE_URL` or the local server. */
export type Server = { url: string };

function databaseUrl(server: Server, name: string): string {
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

export async function withClient<T>(url: string, body: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await body(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** A database of `size`, reused when it already holds exactly that many facts. */
export async function openFilled(
  server: Server,
  name: string,
  size: Size,
  say: (text: string) => void,
): Promise<string> {
  const url = databaseUrl(server, name);
  const expected = size.workspaces * size.days * ROWS_A_DAY;
  if ((await exists(server, name)) && (await countFacts(url)) === expected) return url;
  say(`making ${name}: ${expected} facts`);
  await makeEmpty(server, name);
  await withClient(url, (sql) => fill(sql, size, say));
  return url;
}

/** A fresh, migrated database; one of the same name is dropped first. */
export async function makeEmpty(server: Server, name: string): Promise<string> {
  await withClient(server.url, async (sql) => {
    await sql.unsafe(`drop database if exists ${name} with (force)`);
    await sql.unsafe(`create database ${name}`);
  });
  const url = databaseUrl(server, name);
  await migratePostgres(url);
  return url;
}

export async function dropDatabase(server: Server, name: string): Promise<void> {
  await withClient(server.url, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`));
}

async function exists(server: Server, name: string): Promise<boolean> {
  const rows = await withClient(server.url, (sql) => sql`select 1 from pg_database where datname = ${name}`);
  return rows.length > 0;
}

async function countFacts(url: string): Promise<number> {
  return withClient(url, async (sql) => {
    const found = await sql`select to_regclass('daily_fact') as name`;
    if (found[0]?.["name"] === null) return 0;
    const rows = await sql`select count(*)::int as count from daily_fact`;
    return Number(rows[0]?.["count"]);
  });
}
