// Rows in work while others are locked, slow or dead: what one process may take from another, and what it may not.

import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import type { Ctx } from "../../src/capabilities/context.ts";
import { endDeadLeases, type Job, keepClaims } from "../../src/db/claim.ts";
import { openClaimLoop } from "../../src/db/claim-loop.ts";
import { claimRows } from "../../src/db/claim-take.ts";
import { type Db, type Tx, withTx } from "../../src/db/db.ts";
import { openPool } from "../../src/db/pool.ts";
import { onPostgres, silentLog } from "../support/database.ts";
import { makeDatabase, onServer } from "../support/server.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { queue, sendRows } from "./queue.ts";

const leaseMs = 60_000;

describe.skipIf(!onPostgres())("processes side by side on Postgres (needs TEST_DATABASE_URL)", () => {
  let url: string;
  let drop: () => Promise<void>;
  let db: Db;
  let ctx: Ctx;

  beforeAll(async () => {
    const start = inject("testDatabase");
    if (start.kind !== "server") throw new Error("these tests need a server");
    ({ url, drop } = await makeDatabase(start.url, start.template, start.template));
    db = openPool(url, { max: 5, log: silentLog });
  });
  beforeEach(async () => {
    await onServer(url, (owner) => owner`delete from inbound`);
    ctx = await makeWorkspace(db);
  });
  afterAll(async () => {
    await db.close();
    await drop();
  });

  /** Another process: its rows, and the connection by which it is known to live. */
  async function openOther(): Promise<{ other: Db; die: () => Promise<void> }> {
    const other = openPool(url, { max: 2, log: silentLog });
    const die = await other.listen("anything", () => {});
    onTestFinished(async () => {
      await die();
      await other.close();
    });
    return { other, die };
  }

  /** As if nothing had been heard of whoever has the rows for so long. */
  const keepSilent = (ms: number) =>
    onServer(
      url,
      (owner) =>
        owner`update inbound set next_at = clock_timestamp() + ${leaseMs - ms} * interval '1 ms' where state = 'working'`,
    );
  const takeFromDead = () => endDeadLeases(db, "inbound", { leaseMs, silentMs: 5_000 });

  test("what a killed process had in work is gone on with long before its lease ends", async () => {
    const [id] = await sendRows(ctx, 1);
    const { other, die } = await openOther();
    const [lost] = await claimRows(other, queue, 15_000, 10);
    const worked = Promise.withResolvers<Job>();
    const run = async (job: Job) => worked.resolve(job);

    await die();
    const killed = performance.now();
    const loop = await openClaimLoop(db, [{ ...queue, run, onDead: run }], { log: silentLog });
    const job = await worked.promise;
    await loop.close();

    expect([job.id, job.fence, job.crashes]).toEqual([id, lost!.fence + 1, 1]);
    expect(performance.now() - killed).toBeLessThan(12_000);
  });

  test("a process that listens keeps its rows, however long nothing was heard of them", async () => {
    await sendRows(ctx, 1);
    const { other } = await openOther();
    await claimRows(other, queue, leaseMs, 10);

    await keepSilent(50_000);

    expect(await takeFromDead()).toBe(false);
    expect(await claimRows(db, queue, leaseMs, 10)).toEqual([]);
  });

  test("a process that lost its listening connection keeps its rows while it lengthens its leases", async () => {
    await sendRows(ctx, 1);
    const { other, die } = await openOther();
    const claims = await claimRows(other, queue, leaseMs, 10);

    await die();
    expect(await takeFromDead()).toBe(false);
    await keepSilent(10_000);
    expect(await keepClaims(other, claims, leaseMs)).toEqual([]);
    expect(await takeFromDead()).toBe(false);
    await keepSilent(10_000);

    expect(await takeFromDead()).toBe(true);
    expect(await claimRows(db, queue, leaseMs, 10)).toMatchObject([{ id: claims[0]?.id, crashes: 1 }]);
    expect(await keepClaims(other, claims, leaseMs)).toEqual(claims);
  });

  test("a process whose own listening connection was cut takes nobody for dead: all may have lost theirs", async () => {
    await sendRows(ctx, 1);
    const { other, die } = await openOther();
    await claimRows(other, queue, leaseMs, 10);
    const { other: judge } = await openOther();
    await die();
    await keepSilent(10_000);

    await onServer(
      url,
      (owner) =>
        owner`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'co9ma listen' and datname = current_database()`,
    );
    await expect.poll(() => judge.holder?.isSteady()).toBe(false);

    const judged = await endDeadLeases(judge, "inbound", { leaseMs, silentMs: 5_000 });
    expect(judged).toBe(false);
    expect(await takeFromDead()).toBe(true);
  });

  /** Holds the row's lock for a while, as the end of an answer does in a database under load. */
  async function whileLocked<T>(id: string | undefined, body: () => Promise<T>): Promise<T> {
    const locked = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const holding = withTx(ctx, async (tx) => {
      await tx.execute(sql`select from inbound where id = ${id} for update`);
      locked.resolve();
      await done.promise;
    });
    await locked.promise;
    try {
      return await body();
    } finally {
      done.resolve();
      await holding;
    }
  }

  const secondsLeft = async () =>
    (
      await onServer(
        url,
        (owner) =>
          owner`select extract(epoch from lease_until - clock_timestamp())::int as left from inbound order by created_at`,
      )
    ).map((row) => Number(row["left"]));

  test("leases are lengthened before answers that wait for a connection", async () => {
    await sendRows(ctx, 1);
    const narrow = openPool(url, { max: 1, log: silentLog });
    onTestFinished(() => narrow.close());
    const claims = await claimRows(narrow, queue, leaseMs, 10);
    const begun = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    const inNarrow = (body: (tx: Tx) => Promise<unknown>) => withTx({ ...ctx, db: narrow }, body);
    const holding = inNarrow(async (tx) => {
      await tx.execute(sql`select 1`);
      begun.resolve();
      await done.promise;
    });
    await begun.promise;

    const order: string[] = [];
    const answer = inNarrow((tx) => tx.execute(sql`select 1`)).then(() => order.push("answer"));
    const leases = keepClaims(narrow, claims, leaseMs).then(() => order.push("leases"));
    done.resolve();
    await Promise.all([holding, answer, leases]);

    expect(order).toEqual(["leases", "answer"]);
  });

  test("one row that is locked keeps no other lease from being lengthened", async () => {
    const [locked] = await sendRows(ctx, 2);
    const claims = await claimRows(db, queue, 10_000, 10);

    const lost = await whileLocked(locked, () => keepClaims(db, claims, 3_600_000));

    expect(lost).toEqual([]);
    const [ofLocked, ofOther] = await secondsLeft();
    expect(ofLocked).toBeLessThan(60);
    expect(ofOther).toBeGreaterThan(3_000);
  });

  test("one row that is locked keeps no other from being given back as the process ends", async () => {
    const [locked, other] = await sendRows(ctx, 2);
    const begun = Promise.withResolvers<void>();
    let count = 0;
    const run = () => {
      if ((count += 1) === 2) begun.resolve();
      return new Promise<void>(() => {});
    };
    const loop = await openClaimLoop(db, [{ ...queue, run, onDead: run }], { log: silentLog, sweepMs: 50 });
    await begun.promise;

    await whileLocked(locked, () => loop.close(0));

    const waiting = await onServer(url, (owner) => owner`select id from inbound where state = 'waiting'`);
    expect(waiting.map((row) => row["id"])).toEqual([other]);
  });
});
