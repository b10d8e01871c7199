// Processes that die with rows in work: the row that kills them is found out and given up, its neighbours are worked.

import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import type { Ctx } from "../../src/capabilities/context.ts";
import { ConversationId, DeliveryId, newId } from "../../src/core/ids.ts";
import { finish, type Job, maxAttempts } from "../../src/db/claim.ts";
import { openClaimLoop } from "../../src/db/claim-loop.ts";
import { claimRows } from "../../src/db/claim-take.ts";
import { type Db, withTx } from "../../src/db/db.ts";
import { openDb } from "../../src/db/open.ts";
import { asOwner, closeTestDb, dumpOf, onPostgres, openTestDb, silentLog } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { queue, sendRows } from "./queue.ts";

let db: Db;
let ctx: Ctx;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  await asOwner(db, "delete from inbound");
  await asOwner(db, "delete from delivery");
  ctx = await makeWorkspace(db);
});
afterAll(() => closeTestDb(db));

const send = (count: number) => sendRows(ctx, count);

/** As if whoever has these rows in work had died: their leases ran out. */
const die = () => asOwner(db, "update inbound set next_at = now() - interval '1 s' where state = 'working'");

const talliesOf = async (table = "inbound") =>
  (await asOwner(db, `select attempts, crashes, alone from ${table} order by created_at`)).map((row) => [
    row["attempts"],
    row["crashes"],
    row["alone"],
  ]);

test("a try counts when the process died with nothing else in work", async () => {
  await send(1);

  await claimRows(db, queue, 60_000, 10);
  expect(await talliesOf()).toEqual([[1, 0, true]]);
  await die();
  await claimRows(db, queue, 60_000, 10);

  expect(await talliesOf()).toEqual([[2, 1, true]]);
});

test("rows that were in work together lose no try when their process dies", async () => {
  await send(2);

  await claimRows(db, queue, 60_000, 10);
  await die();
  await claimRows(db, queue, 60_000, 10);

  expect(await talliesOf()).toEqual([
    [1, 1, false],
    [1, 1, false],
  ]);
});

test("a row is not alone any more once another one is taken beside it", async () => {
  await send(1);
  const [first] = await claimRows(db, queue, 60_000, 10);
  await claimRows(db, queue, 60_000, 10, { beside: [first!] });
  expect([first?.alone, await talliesOf()]).toEqual([true, [[1, 0, true]]]);

  await send(1);
  const [second] = await claimRows(db, queue, 60_000, 10, { beside: [first!] });

  expect([first?.alone, second?.alone]).toEqual([false, false]);
  expect(await talliesOf()).toEqual([
    [1, 0, false],
    [1, 0, false],
  ]);
});

test("after a second crash a row is not taken among others any more", async () => {
  await send(3);
  for (let crash = 1; crash <= 2; crash += 1) {
    expect(await claimRows(db, queue, 60_000, 10)).toHaveLength(3);
    await die();
  }
  const [fresh] = await send(1);

  expect((await claimRows(db, queue, 60_000, 10)).map(({ id }) => id)).toEqual([fresh]);
  expect(await claimRows(db, queue, 60_000, 1, { suspects: true })).toHaveLength(1);
});

type Mortal = { db: Db; kill: () => void };

/** A process whose death nobody is told of: from then on its database neither takes nor answers anything. */
async function startProcess(
  run: (job: Job, self: Mortal) => Promise<void>,
  {
    onDead = async () => {},
    leaseMs = 15_000,
  }: { onDead?: (job: Job) => Promise<void>; leaseMs?: number } = {},
): Promise<{ killed: Promise<void> }> {
  const killed = Promise.withResolvers<void>();
  const never = new Promise<never>(() => {});
  let dead = false;
  const mortal: Db = {
    ...db,
    kind: "postgres",
    run: async (...call) => {
      if (dead) return never;
      const value = await db.run(...call);
      return dead ? never : value;
    },
  };
  function kill(): void {
    dead = true;
    killed.resolve();
  }
  const self = { db: mortal, kill };
  const works = [{ ...queue, atOnce: 32, run: (job: Job) => run(job, self), onDead }];
  const loop = await openClaimLoop(mortal, works, { log: silentLog, sweepMs: 20, leaseMs });
  onTestFinished(() => (dead ? undefined : loop.close(0)));
  return { killed: killed.promise };
}

test("the row that kills its process is given up after five tries, and everything beside it is worked", async () => {
  const poison = (await send(21))[10];
  const givenUp: string[] = [];
  let tries = 0;
  let deaths = 0;
  const run = async (job: Job, self: Mortal) => {
    if (job.id === poison) {
      tries += 1;
      self.kill();
    }
    await sleep(20);
    await withTx({ ...ctx, db: self.db }, (tx) => finish(tx, job));
  };
  const onDead = async (job: Job) => {
    givenUp.push(job.id);
    await withTx(ctx, (tx) => finish(tx, job));
  };
  async function restartForever(): Promise<void> {
    for (;;) {
      const { killed } = await startProcess(run, { onDead });
      await killed;
      deaths += 1;
      await die();
    }
  }

  void restartForever();
  await expect
    .poll(() => asOwner(db, "select 1 from inbound where state in ('waiting', 'working')"), {
      timeout: 90_000,
    })
    .toEqual([]);

  expect(givenUp).toEqual([poison]);
  expect(await asOwner(db, "select state, count(*)::int as rows from inbound group by 1 order by 1")).toEqual(
    [
      { state: "dead", rows: 1 },
      { state: "done", rows: 20 },
    ],
  );
  // Twice in company, which proves nothing, then alone.
  expect([tries, deaths]).toEqual([2 + maxAttempts, 2 + maxAttempts]);
});

test("a row that waits to run alone is not held up for long by one that hangs", async () => {
  const [hung, suspect] = await send(2);
  await asOwner(db, `update inbound set crashes = 2 where id = '${suspect}'`);
  const worked = Promise.withResolvers<void>();
  const run = async (job: Job) => {
    if (job.id === hung) return new Promise<void>(() => {});
    worked.resolve();
  };

  const begun = performance.now();
  await startProcess(run);
  await worked.promise;

  expect(performance.now() - begun).toBeGreaterThan(900);
  await expect
    .poll(() => asOwner(db, `select state from inbound where id = '${suspect}'`))
    .toEqual([{ state: "done" }]);
});

test("others wait for a row that runs alone, but not for long", async () => {
  const [suspect] = await send(1);
  await asOwner(db, "update inbound set crashes = 2");
  const begun = Promise.withResolvers<void>();
  const worked = Promise.withResolvers<void>();
  let since = 0;
  const run = async (job: Job) => {
    if (job.id !== suspect) return worked.resolve();
    since = performance.now();
    begun.resolve();
    return new Promise<void>(() => {});
  };

  await startProcess(run);
  await begun.promise;
  expect(await talliesOf()).toEqual([[1, 2, true]]);
  await send(1);
  await worked.promise;

  expect(performance.now() - since).toBeGreaterThan(500);
  await expect
    .poll(() => asOwner(db, `select alone from inbound where id = '${suspect}'`))
    .toEqual([{ alone: false }]);
});

test("rows of two tables that are taken at the same time are not alone", async () => {
  await send(1);
  await asOwner(
    db,
    `insert into delivery (id, workspace_id, conversation_id, platform, kind, target, content, created_at)
     values ('${newId(DeliveryId)}', '${ctx.workspaceId}', '${newId(ConversationId)}', 'test', 'push', '{}', '{}', now())`,
  );
  let begun = 0;
  const run = () => {
    begun += 1;
    return new Promise<void>(() => {});
  };
  const work = { run, onDead: async () => {} };

  const loop = await openClaimLoop(
    db,
    [
      { ...queue, ...work },
      { table: "delivery", ...work },
    ],
    { log: silentLog },
  );
  onTestFinished(() => loop.close(0));
  await expect.poll(() => begun).toBe(2);

  expect([...(await talliesOf()), ...(await talliesOf("delivery"))]).toEqual([
    [1, 0, false],
    [1, 0, false],
  ]);
});

test.skipIf(onPostgres())(
  "an embedded database counts the crash of its last process the same way (not on Postgres)",
  async () => {
    await send(2);
    await claimRows(db, queue, 60_000, 10);
    const reopened = await openDb({ kind: "memory", dump: await dumpOf(db) }, { log: silentLog });
    const seen = new Map<string, number[]>();
    const both = Promise.withResolvers<void>();

    const loop = await openClaimLoop(
      reopened,
      [
        {
          ...queue,
          run: async ({ id, attempts, crashes }) => {
            if (seen.set(id, [attempts, crashes]).size === 2) both.resolve();
          },
          onDead: async () => {},
        },
      ],
      { log: silentLog },
    );
    await both.promise;

    expect([...seen.values()]).toEqual([
      [1, 1],
      [1, 1],
    ]);
    await loop.close();
    await reopened.close();
  },
);
