import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import { failureText, type Failure } from "../../src/core/failure.ts";
import { putBlob } from "../../src/db/blob.ts";
import { rowsOf, withSystemTx } from "../../src/db/db.ts";
import { takeFolder } from "../../src/db/holder.ts";
import { type DbPlace, openDb } from "../../src/db/open.ts";
import { folderRefusal } from "../../src/db/refusals.ts";
import { onPostgres, silentLog } from "../support/database.ts";
import { makeDatabase, onServer } from "../support/server.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { atBest, tookMs } from "../support/time.ts";

const refusalOf = (place: DbPlace) =>
  openDb(place, { log: silentLog }).then(
    () => expect.unreachable("it opened"),
    (error: Failure) => ({ code: error.code, message: error.message, ...failureText(error, "en") }),
  );

const keepSession = sql`insert into session (token_hash, person_id, expires_at, created_at)
  values ('kept', gen_random_uuid(), now(), now())`;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "co9ma-folder-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe("the embedded database's folder", () => {
  test("keeps what was written, is refused to a second opener at once, and is free again after close", async () => {
    const first = await openDb({ kind: "embedded", dir }, { log: silentLog });
    await withSystemTx(first, "test", (tx) => tx.execute(keepSession));

    const refused = async (): Promise<void> =>
      expect(await refusalOf({ kind: "embedded", dir })).toMatchObject({ code: "conflict" });
    expect(await atBest(500, () => tookMs(refused))).toBeLessThan(500);

    await first.close();
    const second = await openDb({ kind: "embedded", dir }, { log: silentLog });
    const rows = await withSystemTx(second, "test", (tx) => rowsOf(tx, sql`select token_hash from session`));
    expect(rows).toEqual([{ token_hash: "kept" }]);
    await second.close();
  });

  test("is free again the moment its holder is killed", async () => {
    const holder = spawn(process.execPath, [
      "--input-type=module",
      "--eval",
      `import { takeFolder } from ${JSON.stringify(new URL("../../src/db/holder.ts", import.meta.url).href)};
       takeFolder(${JSON.stringify(dir)}); console.log("held"); setInterval(() => {}, 1000);`,
    ]);
    await once(holder.stdout, "data");
    expect(() => takeFolder(dir)).toThrow(/another process holds/);

    holder.kill("SIGKILL");
    await once(holder, "exit");

    takeFolder(dir).release();
  });

  test("goes to exactly one of many starters", async () => {
    const starter = `import { takeFolder } from ${JSON.stringify(new URL("../../src/db/holder.ts", import.meta.url).href)};
      try { takeFolder(${JSON.stringify(dir)}); console.log("held"); setTimeout(() => {}, 3000); }
      catch (error) { console.log(error.code); }`;
    const starters = Array.from({ length: 4 }, () =>
      spawn(process.execPath, ["--input-type=module", "--eval", starter]),
    );

    const said = await Promise.all(
      starters.map(async ({ stdout }) => String((await once(stdout, "data"))[0]).trim()),
    );
    for (const each of starters) each.kill();

    expect(said.toSorted()).toEqual(["conflict", "conflict", "conflict", "held"]);
  });

  test("a file in its place is named as such", async () => {
    await writeFile(join(dir, "data"), "no folder");

    expect(await refusalOf({ kind: "embedded", dir: join(dir, "data") })).toMatchObject({
      code: "invalid",
      say: "There is a file where the data folder should be.",
    });
  });

  test("a damaged one is named as such and stays as it is", async () => {
    const db = await openDb({ kind: "embedded", dir }, { log: silentLog });
    await db.close();
    await truncate(join(dir, "db", "global", "pg_control"), 100);

    expect(await refusalOf({ kind: "embedded", dir })).toMatchObject({
      code: "unavailable",
      say: "The data folder cannot be opened; it seems damaged.",
    });
    takeFolder(dir).release();
  });

  test("a lock file that cannot be written is told as a folder that cannot be written", async () => {
    await mkdir(join(dir, "holder.lock"));

    expect(await refusalOf({ kind: "embedded", dir })).toMatchObject({
      code: "invalid",
      say: "The data folder cannot be written.",
    });
  });

  test.each(["ENOSPC", "53100"])("a full disk (%s) is told as one", (code) => {
    const failure = folderRefusal(Object.assign(new Error("from below"), { code }), dir);

    expect(failureText(failure, "ko").say).toBe("데이터 폴더의 디스크가 가득 찼어요.");
  });
});

describe("a wrong DATABASE_URL", () => {
  test.each(["", "localhost:5432", "mysql://a@b/c", "postgres//a@b/c"])("%j cannot be read", async (url) => {
    expect(await refusalOf({ kind: "postgres", url })).toMatchObject({
      code: "invalid",
      say: "DATABASE_URL cannot be read.",
    });
  });

  test("where nothing listens says so and keeps the password to itself", async () => {
    const refused = await refusalOf({ kind: "postgres", url: "postgres://me:hunter2@127.0.0.1:1/db" });

    expect(refused).toMatchObject({ code: "unavailable", message: expect.stringContaining("ECONNREFUSED") });
    expect(JSON.stringify(refused)).not.toContain("hunter2");
  });

  test("of an unknown host names the host as the trouble", async () => {
    expect(await refusalOf({ kind: "postgres", url: "postgres://me@no-such-host.invalid/db" })).toMatchObject(
      {
        say: "The host in DATABASE_URL cannot be found.",
      },
    );
  });
});

describe.skipIf(!onPostgres())("on a Postgres server (needs TEST_DATABASE_URL)", () => {
  /** An empty database of its own; the run's clean-up takes it along when a test breaks off. */
  async function emptyDatabase() {
    const start = inject("testDatabase");
    if (start.kind !== "server") throw new Error("these tests need a server");
    const made = await makeDatabase(start.url, start.template);
    return { ...made, server: start.url };
  }

  test("an unknown database is told as one", async () => {
    const { url, drop } = await emptyDatabase();
    await drop();

    expect(await refusalOf({ kind: "postgres", url })).toMatchObject({
      say: "The database named in DATABASE_URL does not exist.",
    });
  });

  test("three starters at once end with one and the same schema", async () => {
    const { url, drop } = await emptyDatabase();
    const opened = await Promise.all(
      [1, 2, 3].map(() => openDb({ kind: "postgres", url, max: 1 }, { log: silentLog })),
    );

    const migrations = await onServer(url, (owner) => owner`select hash from drizzle.__drizzle_migrations`);
    expect(new Set(migrations.map(({ hash }) => hash as string)).size).toBe(migrations.length);
    for (const db of opened)
      expect(await withSystemTx(db, "test", (tx) => rowsOf(tx, sql`select id from workspace`))).toEqual([]);

    await Promise.all(opened.map((db) => db.close()));
    await drop();
  });

  test("an owner who is no superuser can open it and is held by row level security", async () => {
    const { name, url, server, drop } = await emptyDatabase();
    const owner = `${name}_owner`;
    await onServer(server, async (root) => {
      await root.unsafe(`create role ${owner} login createrole password 'open'`);
      await root.unsafe(`alter database ${name} owner to ${owner}`);
    });
    onTestFinished(async () => {
      await drop();
      await onServer(server, (root) => root.unsafe(`drop role ${owner}`));
    });
    const as = Object.assign(new URL(url), { username: owner, password: "open" }).toString();

    const db = await openDb({ kind: "postgres", url: as }, { log: silentLog });
    const ctx = await makeWorkspace(db);
    await putBlob(ctx, ctx.workspaceId, Readable.from([Buffer.from("kept")]));
    const [seen] = await onServer(as, (sqlAsOwner) => sqlAsOwner`select count(*)::int from blob`);
    await db.close();

    expect(seen).toEqual({ count: 0 });
  });
});
