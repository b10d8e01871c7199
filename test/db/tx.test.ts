import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { workspace } from "../../src/capabilities/workspace/tables.ts";
import { blob } from "../../src/db/tables.ts";
import { type Db, rowsOf, withSystemTx, withTx } from "../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";

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
