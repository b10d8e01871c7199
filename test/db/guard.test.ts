// The guard around the Postgres driver: what happens when a connection goes while a transaction is open.

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { WorkspaceId } from "../../src/core/ids.ts";
import { type Db, rowsOf, withTx } from "../../src/db/db.ts";
import { codeOf } from "../../src/db/faults.ts";
import { openPool, type PoolDb } from "../../src/db/pool.ts";
import { onPostgres, silentLog } from "../support/database.ts";
import { openFaultProxy } from "../../src/commands/chaos/faults/proxy.ts";
import { makeDatabase, onServer } from "../support/server.ts";
import { atBest, tookMs } from "../support/time.ts";

/** Asks inside one transaction that belongs to one workspace. */
type Ask = (text: string) => Promise<Record<string, unknown>[]>;
type Gate = (workspaceId: WorkspaceId, body: (ask: Ask) => Promise<void>) => Promise<void>;

const guarded =
  (db: Db): Gate =>
  (workspaceId, body) =>
    withTx({ db, workspaceId }, (tx) => body((text) => rowsOf(tx, sql.raw(text))));

const bare =
  (client: postgres.Sql): Gate =>
  async (workspaceId, body) => {
    await client.begin(async (handle) => {
      await handle`select set_config('role', 'co9ma_app', true), set_config('app.workspace', ${workspaceId}, true)`;
      await body(async (text) => [...(await handle.unsafe(text))]);
    });
  };

const insertOf = (who: string) =>
  `insert into alias select current_setting('app.workspace')::uuid, '${who}', gen_random_uuid(), now()`;

const newWorkspace = () => WorkspaceId.parse(randomUUID());

describe.skipIf(!onPostgres())("the driver guard on Postgres (needs TEST_DATABASE_URL)", () => {
  let url: string;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const start = inject("testDatabase");
    if (start.kind !== "server") throw new Error("these tests need a server");
    ({ url, drop } = await makeDatabase(start.url, start.template, start.template));
  });
  afterAll(() => drop());

  async function withPool(max: number, body: (db: PoolDb) => Promise<void>, at = url): Promise<void> {
    const db = openPool(at, { max, log: silentLog });
    try {
      await body(db);
    } finally {
      await db.close();
    }
  }

  const kill = (pid: unknown) => onServer(url, (owner) => owner`select pg_terminate_backend(${Number(pid)})`);
  const names = () =>
    onServer(url, async (owner) =>
      (await owner`select name_key from alias order by 1`).map((row) => row["name_key"]),
    );
  const clear = () => onServer(url, (owner) => owner`delete from alias`);

  /** A loses its backend while it waits; B opens a transaction; A goes on; B rolls back. */
  async function killedWhileOpen(gate: Gate) {
    await clear();
    const pid = Promise.withResolvers<unknown>();
    const goOn = Promise.withResolvers<void>();
    const writeOfA = Promise.withResolvers<unknown>();
    const a = gate(newWorkspace(), async (ask) => {
      pid.resolve((await ask("select pg_backend_pid() as pid"))[0]?.["pid"]);
      await goOn.promise;
      await ask(insertOf("A")).then(() => writeOfA.resolve("written"), writeOfA.resolve);
    }).catch((error: unknown) => error);
    await kill(await pid.promise);
    await a;

    const errorOfB = await gate(newWorkspace(), async (ask) => {
      await ask(insertOf("B"));
      goOn.resolve();
      await writeOfA.promise;
      await sleep(300);
      throw new Error("B changed its mind");
    }).catch((error: unknown) => error);
    return { writeOfA: await writeOfA.promise, errorOfB, rows: await names() };
  }

  test("code that outlives its killed connection cannot write in another tenant's transaction", () =>
    withPool(1, async (db) => {
      const seen = await killedWhileOpen(guarded(db));

      expect(seen.writeOfA).toMatchObject({ cause: { code: "TX_DEAD" } });
      expect(seen.errorOfB).toMatchObject({ message: "B changed its mind" });
      expect(seen.rows).toEqual([]);
    }));

  test("the same body breaks the bare driver, so the test above proves something", async () => {
    const client = postgres(url, { max: 1, onnotice: () => {} });
    const seen = await killedWhileOpen(bare(client));
    await client.end({ timeout: 0 });

    expect(seen.writeOfA).toBe("written");
    expect(seen.rows).toEqual(["A", "B"]);
  });

  test("a slow statement fails alone and costs no connection", () =>
    withPool(2, async (db) => {
      const slow = guarded(db)(newWorkspace(), async (ask) => void (await ask("select pg_sleep(5)")));
      const other = guarded(db)(newWorkspace(), async (ask) => {
        for (let index = 0; index < 4; index += 1) await ask("select pg_sleep(0.5)");
      });

      await expect(slow).rejects.toMatchObject({ name: "Failure", code: "unavailable" });
      expect(codeOf(await slow.catch((error: unknown) => error))).toBe("57014");
      await expect(other).resolves.toBeUndefined();
      expect(db.lostCount()).toBe(0);
    }));

  test("a statement that comes to run outside of a transaction sees no workspace's rows", async () => {
    await clear();
    let seen: unknown;
    await withPool(1, async (db) => {
      const body = guarded(db)(newWorkspace(), async (ask) => {
        await ask(insertOf("A"));
        await ask("commit");
        seen = await ask("select * from alias");
        await ask(insertOf("B"));
      });
      await expect(body).rejects.toBeInstanceOf(Error);
    });

    expect(seen).toEqual([]);
    expect(await names()).toEqual(["A"]);
  });

  test("a body of one statement is committed with it, and may send no other", () =>
    withPool(1, async (db) => {
      await clear();
      const one = (text: string) =>
        withTx({ db, workspaceId: newWorkspace() }, (tx) => rowsOf(tx, sql.raw(text)), { single: true });
      await one(insertOf("A"));
      await expect(one("select 1/0")).rejects.toMatchObject({ code: "22012" });
      const two = withTx(
        { db, workspaceId: newWorkspace() },
        async (tx) => {
          await rowsOf(tx, sql.raw("select 1"));
          await rowsOf(tx, sql.raw(insertOf("B")));
        },
        { single: true },
      );

      await expect(two).rejects.toMatchObject({ cause: { code: "TX_DEAD" } });
      expect(await names()).toEqual(["A"]);
    }));

  test("statements sent at once are one transaction: when one is refused, all are undone", () =>
    withPool(1, async (db) => {
      await clear();
      const body = guarded(db)(newWorkspace(), async (ask) => {
        await Promise.all([ask(insertOf("A")), ask("select 1/0"), ask(insertOf("B"))]);
      });

      await expect(body).rejects.toMatchObject({ code: "22012" });
      await guarded(db)(newWorkspace(), async (ask) => void (await ask(insertOf("C"))));
      expect(await names()).toEqual(["C"]);
    }));

  test("a longer limit can be asked for", () =>
    withPool(1, async (db) => {
      const rows = await withTx(
        { db, workspaceId: newWorkspace() },
        (tx) =>
          rowsOf(
            tx,
            sql`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock`,
          ),
        { statementTimeoutMs: 60_000, lockTimeoutMs: 30_000 },
      );

      expect(rows).toEqual([{ statement: "1min", lock: "30s" }]);
      const after = await withTx({ db, workspaceId: newWorkspace() }, (tx) =>
        rowsOf(tx, sql`select current_setting('statement_timeout') as statement`),
      );
      expect(after).toEqual([{ statement: "1500ms" }]);
    }));

  test("a lock that is not given within a second fails its waiter alone", () =>
    withPool(2, async (db) => {
      const locked = Promise.withResolvers<void>();
      const told = Promise.withResolvers<void>();
      const lock = (then: () => Promise<void>) =>
        guarded(db)(newWorkspace(), async (ask) => {
          await ask("select pg_advisory_xact_lock(1)");
          await then();
        });
      const holder = lock(() => {
        locked.resolve();
        return told.promise;
      });
      await locked.promise;
      const waiter = lock(async () => {}).catch(codeOf);

      expect(await waiter).toBe("55P03");
      told.resolve();
      await holder;
      expect(db.lostCount()).toBe(0);
    }));

  test("a body that never settles is given up at its deadline and its handle is dead", () =>
    withPool(1, async (db) => {
      let late: () => Promise<unknown> = async () => undefined;
      const stuck = withTx(
        { db, workspaceId: newWorkspace() },
        async (tx) => {
          late = () => rowsOf(tx, sql`select 1`);
          await new Promise(() => {});
        },
        { deadlineMs: 300 },
      );

      expect(codeOf(await stuck.catch((error: unknown) => error))).toBe("TX_DEADLINE");
      expect(codeOf(await late().catch((error: unknown) => error))).toBe("TX_DEAD");
      await guarded(db)(newWorkspace(), async (ask) => void (await ask("select 1")));
    }));

  test("a connection the server closed while it lay idle is replaced without a word", () =>
    withPool(1, async (db) => {
      let pid: unknown;
      await guarded(db)(newWorkspace(), async (ask) => {
        pid = (await ask("select pg_backend_pid() as pid"))[0]?.["pid"];
      });
      await kill(pid);

      await guarded(db)(newWorkspace(), async (ask) => {
        expect((await ask("select pg_backend_pid() as pid"))[0]?.["pid"]).not.toBe(pid);
      });
    }));

  test("a server that swallows everything is given up half a second after its own limit", async () => {
    const proxy = await openFaultProxy(url);
    await withPool(
      1,
      async (db) => {
        let times = 0;
        const swallowed = async (): Promise<void> => {
          const lost = guarded(db)(newWorkspace(), async (ask) => {
            await ask("select 1");
            proxy.mode = "hole";
            await ask("select 2");
          }).catch(codeOf);

          expect(await lost).toBe("TX_UNANSWERED");
          proxy.mode = "pass";
          times += 1;
        };
        expect(await atBest(2_600, () => tookMs(swallowed))).toBeLessThan(2_600);
        await guarded(db)(newWorkspace(), async (ask) => void (await ask("select 3")));
        expect(db.lostCount()).toBe(times);
      },
      proxy.url,
    );
    await proxy.close();
  });

  test("a reset connection fails its transaction at once and nothing else", async () => {
    const proxy = await openFaultProxy(url);
    await withPool(
      2,
      async (db) => {
        const failed = guarded(db)(newWorkspace(), async (ask) => {
          const waiting = ask("select pg_sleep(1)");
          await sleep(100);
          proxy.resetAll();
          await waiting;
        }).catch(codeOf);

        expect(await failed).toMatch(/^(ECONNRESET|CONNECTION_CLOSED)$/);
        await guarded(db)(newWorkspace(), async (ask) => void (await ask("select 1")));
      },
      proxy.url,
    );
    await proxy.close();
  });

  test("a server that hangs up on everybody is asked once per transaction, not over and over", async () => {
    const proxy = await openFaultProxy(url);
    proxy.mode = "hangup";
    await withPool(
      1,
      async (db) => {
        const refused = guarded(db)(newWorkspace(), async () => {}).catch(codeOf);

        expect(await refused).toBe("CONNECTION_CLOSED");
        expect(proxy.accepted).toBe(1);
      },
      proxy.url,
    );
    await proxy.close();
  });

  test("a transaction that cannot take its role runs nothing and says why", () =>
    withPool(1, async (db) => {
      const refused = db.run(
        { role: "co9ma_nobody" as "co9ma_system", job: "test" },
        (tx) => rowsOf(tx, sql`select 1`),
        {},
      );

      expect(codeOf(await refused.catch((error: unknown) => error))).toBe("22023");
    }));

  test("a refused opening costs the next transaction nothing, on a new connection as on a used one", () =>
    withPool(1, async (db) => {
      const refuse = () =>
        db
          .run({ role: "co9ma_nobody" as "co9ma_system", job: "test" }, async () => "ran", {})
          .catch((error: unknown) => codeOf(error));
      const answer = () =>
        db.run({ role: "co9ma_system", job: "test" }, (tx) => rowsOf(tx, sql`select 1`), {});

      const [onNew, afterNew] = [await refuse(), await answer()];
      const [onUsed, afterUsed] = [await refuse(), await answer()];

      expect([onNew, onUsed]).toEqual(["22023", "22023"]);
      expect([afterNew, afterUsed].map((rows) => rows.length)).toEqual([1, 1]);
    }));

  test("a server that lets nobody in says why each time", () =>
    withPool(
      1,
      async (db) => {
        const ask = () =>
          db
            .run({ role: "co9ma_system", job: "test" }, async () => "ran", {})
            .catch((error: unknown) => codeOf(error));

        expect([await ask(), await ask(), await ask()]).toEqual(["3D000", "3D000", "3D000"]);
      },
      url.replace(/[^/]+$/, "co9ma_no_such_database"),
    ));

  test("notices come again after the listening connection was lost", () =>
    withPool(1, async (db) => {
      const heard = Promise.withResolvers<string>();
      const end = await db.listen("storm", heard.resolve);
      await onServer(
        url,
        (owner) =>
          owner`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'co9ma listen' and datname = current_database()`,
      );
      const telling = setInterval(
        () => void onServer(url, (owner) => owner`select pg_notify('storm', 'again')`),
        300,
      );

      expect(await heard.promise).toBe("again");
      clearInterval(telling);
      await end();
    }));

  test("more transactions than connections wait for their turn", () =>
    withPool(2, async (db) => {
      let open = 0;
      let most = 0;
      const one = () =>
        guarded(db)(newWorkspace(), async (ask) => {
          most = Math.max(most, (open += 1));
          await ask("select pg_sleep(0.01)");
          open -= 1;
        });

      await Promise.all(Array.from({ length: 20 }, one));

      expect(most).toBe(2);
    }));
});
