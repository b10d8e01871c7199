// Once per run: a migrated database to copy. Without TEST_DATABASE_URL a dump of an embedded one, else a template on that server.

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrateEmbedded } from "../../src/db/migrate.ts";
import { createPglite } from "../../src/db/open.ts";
import { makeTemplate } from "./server.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where database tests find their start: a dump file, or a template on a server. */
    testDatabase: { kind: "dump"; file: string } | { kind: "server"; url: string; template: string };
  }
}

let clear: () => Promise<void> = async () => {};

export async function setup(project: TestProject): Promise<void> {
  const url = process.env["TEST_DATABASE_URL"];
  if (url !== undefined && url !== "") {
    const { template, drop } = await makeTemplate(url);
    clear = drop;
    project.provide("testDatabase", { kind: "server", url, template });
    return;
  }
  process.stdout.write("Tests that need a Postgres server are skipped: set TEST_DATABASE_URL to run them.\n");
  const dir = await mkdtemp(join(tmpdir(), "co9ma-test-"));
  clear = () => rm(dir, { recursive: true, force: true });
  const file = join(dir, "migrated.tar");
  await dumpMigrated(file);
  project.provide("testDatabase", { kind: "dump", file });
}

export async function teardown(): Promise<void> {
  await clear();
}

async function dumpMigrated(file: string): Promise<void> {
  const pglite = await createPglite({});
  await migrateEmbedded(pglite);
  await pglite.query("checkpoint"); // else every copy would go through all migrations again as it recovers
  const dump = await pglite.dumpDataDir("none");
  await writeFile(file, new Uint8Array(await dump.arrayBuffer()));
  await pglite.close();
}
