import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workspace } from "../../src/capabilities/workspace/tables.ts";
import { type Db, rowsOf, type Tx, withSystemTx, withTx } from "../../src/db/db.ts";
import { codeOf } from "../../src/db/faults.ts";
import { blob } from "../../src/db/tables.ts";
import { asOwner, closeTestDb, onPostgres, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { atBest, longestStretchMs, tookMs } from "../support/time.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

test("the first statement of a body already runs as the workspace's role", async () => {
  const ctx = await makeWorkspace(db);

  const rows = await withTx(ctx, (tx) =>
    rowsOf<{ role: string; workspace: string }>(
      tx,
      sql`select current_user as role, current_setting('app.workspace') as workspace`,
    ),
  );

  expect(rows).toEqual([{ role: "co9ma_app", workspace: ctx.workspaceId }]);
});

test("a workspace sees its own rows and nobody else's", async () => {
  const a = await makeWorkspace(db);
  const b = await makeWorkspace(db);
  await withTx(a, (tx) =>
    tx
      .insert(blob)
      .values({ workspaceId: a.workspaceId, id: a.workspaceId, part: 0, body: new Uint8Array([1]) }),
  );

  const seenByA = await withTx(a, (tx) => tx.select().from(blob));
  const seenByB = await withTx(b, (tx) => tx.select().from(blob));

  expect(seenByA).toHaveLength(1);
  expect(seenByA[0]?.body).toEqual(new Uint8Array([1]));
  expect(seenByB).toEqual([]);
});

test("a row of another workspace cannot be written", async () => {
  const a = await makeWorkspace(db);
  const b = await makeWorkspace(db);

  const writing = withTx(a, (tx) =>
    tx
      .insert(blob)
      .values({ workspaceId: b.workspaceId, id: b.workspaceId, part: 0, body: new Uint8Array() }),
  );

  await expect(writing).rejects.toMatchObject({ code: "42501" });
});

test("the directory is seen whole by the system and one workspace at a time by the app", async () => {
  const a = await makeWorkspace(db);
  const b = await makeWorkspace(db);

  const bySystem = await withSystemTx(db, "test", (tx) =>
    tx.select().from(workspace).where(eq(workspace.id, b.workspaceId)),
  );
  const byApp = await withTx(a, (tx) => tx.select({ id: workspace.id }).from(workspace));

  expect(bySystem).toHaveLength(1);
  expect(byApp).toEqual([{ id: a.workspaceId }]);
});

const keepBlob = (tx: Tx, workspaceId: string) =>
  tx.insert(blob).values({ workspaceId, id: workspaceId, part: 0, body: new Uint8Array() });

const blobsOf = (workspaceId: string) =>
  asOwner(db, `select part from blob where workspace_id = '${workspaceId}'`);

test("a body that throws leaves nothing behind", async () => {
  const { workspaceId } = await makeWorkspace(db);

  const failing = withTx({ db, workspaceId }, async (tx) => {
    await keepBlob(tx, workspaceId);
    throw new Error("changed my mind");
  });

  await expect(failing).rejects.toThrow("changed my mind");
  expect(await blobsOf(workspaceId)).toEqual([]);
});

test("a refused statement that the body swallows fails the transaction all the same", async () => {
  const { workspaceId } = await makeWorkspace(db);

  const swallowing = withTx({ db, workspaceId }, async (tx) => {
    await keepBlob(tx, workspaceId);
    await keepBlob(tx, workspaceId).catch(() => "there is one already");
  });

  await expect(swallowing).rejects.toMatchObject({ code: "23505", cause: { code: "23505" } });
  expect(await blobsOf(workspaceId)).toEqual([]);
});

test("a refused statement in a nested transaction leaves the outer one whole", async () => {
  const { workspaceId } = await makeWorkspace(db);

  await withTx({ db, workspaceId }, async (tx) => {
    await keepBlob(tx, workspaceId);
    await tx.transaction((inner) => keepBlob(inner as Tx, workspaceId)).catch(() => "there is one already");
  });

  expect(await blobsOf(workspaceId)).toHaveLength(1);
});

test("a nested transaction that fails takes all of its own back, also when one within it failed before", async () => {
  const { workspaceId } = await makeWorkspace(db);
  const keepPart = (tx: Tx, part: number) =>
    tx.insert(blob).values({ workspaceId, id: workspaceId, part, body: new Uint8Array() });
  const failing = async (): Promise<never> => Promise.reject(new Error("changed my mind"));

  await withTx({ db, workspaceId }, async (tx) => {
    await keepPart(tx, 0);
    const nested = tx.transaction(async (outer) => {
      await keepPart(outer as Tx, 1);
      await outer.transaction(failing).catch(() => "left out");
      return failing();
    });
    await nested.catch(() => "left out");
  });

  expect(await blobsOf(workspaceId)).toEqual([{ part: 0 }]);
});

test("the error of a refused statement does not carry its parameters", async () => {
  const { workspaceId } = await makeWorkspace(db);

  const error: unknown = await withTx({ db, workspaceId }, (tx) =>
    rowsOf(tx, sql`select ${"010-1234-5678"}::int`),
  ).catch((refused: unknown) => refused);

  expect(codeOf(error)).toBe("22P02");
  expect(String((error as Error).message)).not.toContain("010-1234-5678");
});

test("a body that never settles is given up at its deadline, and the next one answers within a second", async () => {
  const ctx = await makeWorkspace(db);
  let late: () => Promise<unknown> = async () => undefined;
  const next = async (): Promise<number> => {
    const stuck = withTx(
      ctx,
      async (tx) => {
        await keepBlob(tx, ctx.workspaceId);
        late = () => rowsOf(tx, sql`select 1`);
        await new Promise(() => {});
      },
      { deadlineMs: 300 },
    );
    await expect(stuck).rejects.toMatchObject({ name: "Failure", code: "unavailable" });
    return tookMs(() => withTx(ctx, (tx) => rowsOf(tx, sql`select 1`)));
  };

  expect(await atBest(1_000, next)).toBeLessThan(1_000);
  expect(await blobsOf(ctx.workspaceId)).toEqual([]);
  expect(codeOf(await late().catch((error: unknown) => error))).toBe("TX_DEAD");
});

test("a handle kept after its transaction is dead", async () => {
  const ctx = await makeWorkspace(db);
  const kept = await withTx(ctx, async (tx) => ({ tx }));

  const late = rowsOf(kept.tx, sql`select 1`);

  expect(codeOf(await late.catch((error: unknown) => error))).toBe("TX_DEAD");
});

test("raw bigint, numeric, dates and times are text on both drivers", async () => {
  const ctx = await makeWorkspace(db);

  const rows = await withTx(ctx, (tx) =>
    rowsOf(
      tx,
      sql`select 9007199254740993::bigint as micros, 1.50::numeric as share, date '2026-11-21' as day,
        timestamptz '2026-11-21 00:00:00.123Z' at time zone 'UTC' as at, count(*)::int as rows, 0.5::float8 as ratio,
        '{"a":1}'::jsonb as json`,
    ),
  );

  expect(rows).toEqual([
    {
      micros: "9007199254740993",
      share: "1.50",
      day: "2026-11-21",
      at: "2026-11-21 00:00:00.123",
      rows: 1,
      ratio: 0.5,
      json: { a: 1 },
    },
  ]);
});

test("a closed database says so", async () => {
  const other = await openTestDb();
  const ctx = await makeWorkspace(other);
  await closeTestDb(other);

  await expect(withTx(ctx, (tx) => rowsOf(tx, sql`select 1`))).rejects.toMatchObject({
    name: "Failure",
    code: "unavailable",
  });
});

test.skipIf(onPostgres())(
  "transactions of an embedded database wait for one another (not on Postgres)",
  async () => {
    const ctx = await makeWorkspace(db);
    let open = 0;
    let most = 0;

    await Promise.all(
      Array.from({ length: 10 }, () =>
        withTx(ctx, async (tx) => {
          most = Math.max(most, (open += 1));
          await rowsOf(tx, sql`select 1`);
          open -= 1;
        }),
      ),
    );

    expect(most).toBe(1);
  },
);

test("statement after statement leaves timers and sockets their turn", async () => {
  const ctx = await makeWorkspace(db);

  const longestMs = await longestStretchMs(() =>
    withTx(
      ctx,
      async (tx) => {
        for (let index = 0; index < 400; index += 1)
          await rowsOf(tx, sql`select count(*)::int from generate_series(1, 5000)`);
      },
      { deadlineMs: 60_000 },
    ),
  );

  expect(longestMs).toBeGreaterThan(0);
  expect(longestMs).toBeLessThan(200);
});

test.skipIf(!onPostgres()).each([
  { snapshot: true, seen: 0 },
  { snapshot: false, seen: 1 },
])(
  "with snapshot $snapshot a row committed between two statements is seen $seen times (Postgres: the embedded database has one session)",
  async ({ snapshot, seen }) => {
    const ctx = await makeWorkspace(db);
    const count = (tx: Tx): Promise<unknown[]> => tx.select({ id: blob.id }).from(blob);

    const rows = await withTx(
      ctx,
      async (tx) => {
        await count(tx);
        await withTx(ctx, (other) =>
          other.insert(blob).values({
            workspaceId: ctx.workspaceId,
            id: ctx.workspaceId,
            part: 0,
            body: new Uint8Array([1]),
          }),
        );
        return count(tx);
      },
      { snapshot },
    );

    expect(rows).toHaveLength(seen);
  },
);
