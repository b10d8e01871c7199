import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from "vitest";
import type { Ctx } from "../../src/capabilities/context.ts";
import { inbound } from "../../src/chat/tables.ts";
import { ConversationId, newId } from "../../src/core/ids.ts";
import { finish, type Job, keepClaims, notifyWork, type Work } from "../../src/db/claim.ts";
import { openClaimLoop } from "../../src/db/claim-loop.ts";
import { claimRows } from "../../src/db/claim-take.ts";
import { type Db, withTx } from "../../src/db/db.ts";
import { openDb } from "../../src/db/open.ts";
import { asOwner, closeTestDb, dumpOf, onPostgres, openTestDb, silentLog } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { queue, sendRows } from "./queue.ts";
import { tookMs } from "../support/time.ts";

let db: Db;
let ctx: Ctx;
beforeAll(async () => {
  db = await openTestDb();
});
beforeEach(async () => {
  await asOwner(db, "delete from inbound");
  ctx = await makeWorkspace(db);
});
afterAll(() => closeTestDb(db));

/** Messages of one conversation. */
const send = (count: number, conversationId = newId(ConversationId)) => sendRows(ctx, count, conversationId);

const stateOf = async (id: string) =>
  (await withTx(ctx, (tx) => tx.select().from(inbound).where(eq(inbound.id, id))))[0];

/** As if its time had come: a lease ran out, a pause is over. */
const makeDue = (id: string) =>
  asOwner(db, `update inbound set next_at = now() - interval '1 s' where id = '${id}'`);

async function openLoop(work: Partial<Work>, sweepMs = 50) {
  const loop = await openClaimLoop(db, [{ ...queue, run: async () => {}, onDead: async () => {}, ...work }], {
    log: silentLog,
    sweepMs,
  });
  onTestFinished(() => loop.close(0));
  return loop;
}

test("two loops together work every row once", async () => {
  const ids = (await Promise.all(Array.from({ length: 40 }, () => send(3)))).flat();
  const worked: string[] = [];
  const all = Promise.withResolvers<void>();
  const run = async (job: Job) => {
    await withTx(ctx, (tx) => finish(tx, job));
    if (worked.push(job.id) === ids.length) all.resolve();
  };

  await openLoop({ run });
  await openLoop({ run });
  await all.promise;

  expect(worked.toSorted()).toEqual(ids.toSorted());
  const rows = await asOwner(db, "select state, attempts, fence from inbound group by 1, 2, 3");
  expect(rows).toEqual([{ state: "done", attempts: 1, fence: 1 }]);
});

test("work of three times its lease keeps it: with two loops it runs once", async () => {
  const leaseMs = 800;
  const [id = ""] = await send(1);
  let runs = 0;
  const run = async (job: Job): Promise<void> => {
    runs += 1;
    await sleep(3 * leaseMs);
    await withTx(ctx, (tx) => finish(tx, job));
  };
  for (let loops = 0; loops < 2; loops += 1) {
    const work = { ...queue, run, onDead: run };
    const loop = await openClaimLoop(db, [work], { log: silentLog, sweepMs: 50, leaseMs });
    onTestFinished(() => loop.close(0));
  }

  await expect
    .poll(() => stateOf(id), { timeout: 20_000 })
    .toMatchObject({ state: "done", fence: 1, attempts: 1 });
  expect(runs).toBe(1);
});

test("a queue of some rows only takes those, whatever else is due", async () => {
  const [one = ""] = await send(1);
  const [other = ""] = await send(1);

  expect(await claimRows(db, { ...queue, only: new Set() }, 60_000, 10)).toEqual([]);
  for (const serialBy of [{ serialBy: "conversation_id" }, {}]) {
    const claims = await claimRows(db, { table: "inbound", ...serialBy, only: new Set([other]) }, 0, 10);
    expect(claims.map(({ id }) => id)).toEqual([other]);
  }
  expect(await stateOf(one)).toMatchObject({ state: "waiting" });
});

test("a lease that ran out is taken over and its first holder cannot finish any more", async () => {
  const [id = ""] = await send(1);
  const [first] = await claimRows(db, queue, 60_000, 10);
  expect(await claimRows(db, queue, 60_000, 10)).toEqual([]);

  await makeDue(id);
  const [second] = await claimRows(db, queue, 60_000, 10);

  expect([first?.fence, second?.fence]).toEqual([1, 2]);
  expect(await keepClaims(db, [first!, second!], 60_000)).toEqual([first]);
  await expect(withTx(ctx, (tx) => finish(tx, first!))).rejects.toMatchObject({ code: "CLAIM_LOST" });
  await withTx(ctx, (tx) => finish(tx, second!));
  expect(await stateOf(id)).toMatchObject({ state: "done", leaseUntil: null });
});

test("what a lost holder wrote beside its finish is rolled back", async () => {
  const [id = ""] = await send(1);
  const [first] = await claimRows(db, queue, 60_000, 10);
  await makeDue(id);
  await claimRows(db, queue, 60_000, 10);

  await withTx(ctx, async (tx) => {
    await tx
      .update(inbound)
      .set({ body: { text: "twice" } })
      .where(eq(inbound.id, id));
    await finish(tx, first!);
  }).catch(() => {});

  expect(await stateOf(id)).toMatchObject({ body: { text: "안녕" } });
});

test("rows of one conversation go one after another in order, others go beside them", async () => {
  const slow = await send(3);
  const quick = await send(1);
  const begun: string[] = [];
  const hold = Promise.withResolvers<void>();
  const quickDone = Promise.withResolvers<void>();
  const slowDone = Promise.withResolvers<void>();
  const loop = await openLoop({
    run: async (job) => {
      begun.push(job.id);
      if (job.id === quick[0]) return quickDone.resolve();
      if (job.id === slow[0]) await hold.promise;
      if (job.id === slow[2]) slowDone.resolve();
    },
  });

  await quickDone.promise;
  loop.wake("inbound");
  await sleep(100);
  expect(begun.filter((id) => slow.includes(id))).toEqual([slow[0]]);
  hold.resolve();
  await slowDone.promise;

  expect(begun.filter((id) => slow.includes(id))).toEqual(slow);
});

test("an earlier row that becomes visible late waits for the one in work", async () => {
  const conversationId = newId(ConversationId);
  const [later = ""] = await send(1, conversationId);
  const [inWork] = await claimRows(db, queue, 60_000, 10);
  const [earlier = ""] = await send(1, conversationId);
  await asOwner(db, `update inbound set created_at = created_at - interval '1 h' where id = '${earlier}'`);

  expect(inWork?.id).toBe(later);
  expect(await claimRows(db, queue, 60_000, 10)).toEqual([]);
  await withTx(ctx, (tx) => finish(tx, inWork!));
  expect((await claimRows(db, queue, 60_000, 10)).map(({ id }) => id)).toEqual([earlier]);
});

test("a row that fails five times is given to onDead once and ends dead", async () => {
  const [id = ""] = await send(1);
  const tries: number[] = [];
  const dead = Promise.withResolvers<number>();
  const loop = await openLoop({
    run: async (job) => {
      tries.push(job.attempts);
      throw new Error("no luck");
    },
    onDead: async (job) => {
      await withTx(ctx, (tx) => finish(tx, job));
      dead.resolve(job.attempts);
    },
  });

  for (let until = performance.now() + 10_000; performance.now() < until; await sleep(20)) {
    if ((await stateOf(id))?.state === "dead") break;
    if ((await stateOf(id))?.state === "waiting") await makeDue(id);
    loop.wake("inbound");
  }

  expect(tries).toEqual([1, 2, 3, 4, 5]);
  expect(await dead.promise).toBe(6);
  expect(await stateOf(id)).toMatchObject({ state: "dead" });
});

test("a row that cannot even be given up ends dead, and those behind it in its line are worked", async () => {
  const [poison = "", behind = ""] = await send(2);
  await asOwner(db, `update inbound set attempts = 5 where id = '${poison}'`);
  let told = 0;
  const loop = await openLoop({
    onDead: async () => {
      told += 1;
      throw new Error("nobody to tell");
    },
  });

  for (let until = performance.now() + 60_000; performance.now() < until; await sleep(20)) {
    if ((await stateOf(behind))?.state === "done") break;
    if ((await stateOf(poison))?.state === "waiting") await makeDue(poison);
    loop.wake("inbound");
  }

  expect([(await stateOf(poison))?.state, (await stateOf(behind))?.state]).toEqual(["dead", "done"]);
  expect(told).toBe(3);
});

test("the pause after a failure is counted by the database's clock and grows", async () => {
  const [id = ""] = await send(1);
  const msOf = async (column: string): Promise<number> => {
    const [row] = await asOwner<{ ms: number }>(
      db,
      `select (extract(epoch from ${column}) * 1000)::float8 as ms from inbound where id = '${id}'`,
    );
    return row?.ms ?? 0;
  };
  let failedMs = 0;
  const loop = await openLoop(
    {
      run: async () => {
        failedMs = await msOf("clock_timestamp()");
        throw new Error("no luck");
      },
    },
    60_000,
  );
  const pauses: number[] = [];

  for (let attempts = 1; attempts <= 3; attempts += 1) {
    loop.wake("inbound");
    await expect.poll(() => stateOf(id)).toMatchObject({ state: "waiting", attempts });
    pauses.push((await msOf("next_at")) - failedMs);
    await makeDue(id);
  }

  // A busy machine may put some time between the failure and its pause.
  for (const [at, ms] of pauses.entries()) {
    expect(ms).toBeGreaterThanOrEqual(500 * 2 ** at);
    expect(ms).toBeLessThan(1_000 * 2 ** at + 10_000);
  }
});

test("a commit that tells of its row wakes the loop at once", async () => {
  const worked = Promise.withResolvers<void>();
  await openLoop({ run: async () => worked.resolve() }, 60_000);
  await sleep(100);
  const [id] = await send(1);

  const took = await tookMs(async () => {
    await withTx(ctx, (tx) => notifyWork(tx, "inbound"));
    await worked.promise;
  });

  expect(took).toBeLessThan(10_000); // the sweep comes in a minute
  await expect.poll(async () => (await stateOf(id ?? ""))?.state).toBe("done");
});

test("a row nobody told of is found by the sweep", async () => {
  const worked = Promise.withResolvers<string>();
  await openLoop({ run: async (job) => worked.resolve(job.id) });
  const [id] = await send(1);

  expect(await worked.promise).toBe(id);
});

test("a stopping loop gives back what is still in work, and the try does not count", async () => {
  const [id = ""] = await send(1);
  const begun = Promise.withResolvers<AbortSignal>();
  const loop = await openLoop({
    run: (job) => {
      begun.resolve(job.signal);
      return new Promise(() => {});
    },
  });
  const signal = await begun.promise;

  await loop.close(50);

  expect(signal.aborted).toBe(true);
  expect(await stateOf(id)).toMatchObject({ state: "waiting", attempts: 0, fence: 1 });
});

test("what a stopping loop gives back is gone on with at once, not at the next sweep", async () => {
  const begun = Promise.withResolvers<void>();
  const next = Promise.withResolvers<void>();
  const leaving = await openLoop({
    run: () => {
      begun.resolve();
      return new Promise(() => {});
    },
  });
  await send(1);
  leaving.wake("inbound");
  await begun.promise;
  await openLoop({ run: async () => next.resolve() }, 60_000);
  await sleep(100);

  const closing = leaving.close(0);
  const took = await tookMs(() => next.promise);

  expect(took).toBeLessThan(10_000); // the sweep comes in a minute
  await closing;
});

test("work that ends by the stop of its loop is given back once, not counted as a failed try", async () => {
  const [id = ""] = await send(1);
  const begun = Promise.withResolvers<void>();
  const loop = await openLoop({
    run: (job) => {
      begun.resolve();
      return new Promise((_, reject) =>
        job.signal.addEventListener("abort", () => reject(job.signal.reason as Error)),
      );
    },
  });
  await begun.promise;

  await loop.close(0);

  expect(await stateOf(id)).toMatchObject({ state: "waiting", attempts: 0 });
  expect((await claimRows(db, queue, 60_000, 10)).map((claim) => claim.id)).toEqual([id]);
});

test("a stopping loop waits for work that ends in time", async () => {
  const [id = ""] = await send(1);
  const begun = Promise.withResolvers<void>();
  const loop = await openLoop({
    run: async () => {
      begun.resolve();
      await sleep(100);
    },
  });
  await begun.promise;

  await loop.close();

  expect(await stateOf(id)).toMatchObject({ state: "done" });
});

test.skipIf(onPostgres())(
  "an embedded database goes on at once with what its last process left in work (not on Postgres)",
  async () => {
    const [id = ""] = await send(1);
    await claimRows(db, queue, 60_000, 10);
    const dump = await dumpOf(db);
    const reopened = await openDb({ kind: "memory", dump }, { log: silentLog });
    const worked = Promise.withResolvers<string>();

    const loop = await openClaimLoop(
      reopened,
      [{ ...queue, run: async (job) => worked.resolve(job.id), onDead: async () => {} }],
      { log: silentLog },
    );

    expect(await worked.promise).toBe(id);
    await loop.close();
    await reopened.close();
  },
);
