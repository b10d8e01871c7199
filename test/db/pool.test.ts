// Connections that lay idle while something changed on the way to the server, or on it.

import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { WorkspaceId } from "../../src/core/ids.ts";
import { rowsOf, withTx } from "../../src/db/db.ts";
import { openPool } from "../../src/db/pool.ts";
import { onPostgres, silentLog } from "../support/database.ts";
import { openFaultProxy } from "../../src/commands/chaos/faults/proxy.ts";
import { makeDatabase, onServer } from "../support/server.ts";

describe.skipIf(!onPostgres())("idle connections to Postgres (needs TEST_DATABASE_URL)", () => {
  let url: string;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const start = inject("testDatabase");
    if (start.kind !== "server") throw new Error("these tests need a server");
    ({ url, drop } = await makeDatabase(start.url, start.template, start.template));
  });
  afterAll(() => drop());

  test("a read prepared before its table changed finds its rows, and never none", async () => {
    const db = openPool(url, { max: 1, log: silentLog });
    const place = { db, workspaceId: WorkspaceId.parse(randomUUID()) };
    const read = () =>
      withTx(place, (tx) => rowsOf(tx, sql`select * from alias where name_key = ${"A"}`), { single: true });
    await withTx(place, (tx) =>
      tx.execute(sql`insert into alias values (${place.workspaceId}, 'A', ${randomUUID()}, now())`),
    );
    expect(await read()).toHaveLength(1);

    await onServer(url, (owner) => owner`alter table alias add column note text`);
    const found = await read();

    expect(found).toMatchObject([{ name_key: "A", note: null }]);
    await db.close();
  });

  test("what is urgent goes before what has waited for a connection longer", async () => {
    const db = openPool(url, { max: 1, log: silentLog });
    const workspaceId = WorkspaceId.parse(randomUUID());
    const done: string[] = [];
    const ask = async (name: string, urgent = false): Promise<void> => {
      await withTx({ db, workspaceId }, (tx) => rowsOf(tx, sql`select pg_sleep(0.05)`), { urgent });
      done.push(name);
    };

    await Promise.all([
      ask("in work"),
      ask("answer"),
      ask("another"),
      ask("ack", true),
      ask("second ack", true),
    ]);

    expect(done).toEqual(["in work", "ack", "second ack", "answer", "another"]);
    await db.close();
  });

  test("connections that a firewall forgot cost one wait, not one each", async () => {
    const proxy = await openFaultProxy(url);
    const db = openPool(proxy.url, { max: 5, log: silentLog });
    const workspaceId = WorkspaceId.parse(randomUUID());
    const ask = () => withTx({ db, workspaceId }, (tx) => rowsOf(tx, sql`select pg_sleep(0.05)`));
    await Promise.all(Array.from({ length: 5 }, ask));
    expect(proxy.accepted).toBe(5);

    proxy.forgetAll();
    const begun = performance.now();
    await ask();

    expect(performance.now() - begun).toBeLessThan(10_000); // one wait takes 3.5 s
    expect(proxy.accepted).toBe(6);
    await db.close();
    await proxy.close();
  });

  test("a listening connection that ends without a word is opened again", async () => {
    const proxy = await openFaultProxy(url);
    const db = openPool(proxy.url, { max: 1, log: silentLog });
    const heard = Promise.withResolvers<string>();
    const end = await db.listen("storm", heard.resolve);

    proxy.endAll();
    while (proxy.accepted < 2) await sleep(50);
    const telling = setInterval(
      () => void onServer(url, (owner) => owner`select pg_notify('storm', 'again')`),
      200,
    );

    expect(await heard.promise).toBe("again");
    clearInterval(telling);
    await end();
    await db.close();
    await proxy.close();
  });
});
