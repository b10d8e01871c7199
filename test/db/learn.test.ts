import { afterAll, beforeAll, expect, it } from "vitest";
import { ad } from "../../src/capabilities/catalog/tables.ts";
import { AdId, CampaignId, newId } from "../../src/core/ids.ts";
import { type Db, withTx } from "../../src/db/db.ts";
import { asOwner, closeTestDb, onPostgres, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

it.skipIf(onPostgres())(
  "the embedded planner knows how many rows there are after a large load (Postgres: autovacuum)",
  async () => {
    const ctx = await makeWorkspace(db);
    const rows = Array.from({ length: 500 }, (_, n) => ({
      workspaceId: ctx.workspaceId,
      id: newId(AdId),
      campaignId: newId(CampaignId),
      name: `ad ${n}`,
      createdAt: ctx.now,
    }));
    await withTx(ctx, (tx) => tx.insert(ad).values(rows));

    await db.learn(["ad"]);

    const [known] = await asOwner<{ tuples: string }>(
      db,
      "select reltuples::int::text as tuples from pg_class where relname = 'ad'",
    );
    expect(Number(known?.tuples)).toBe(500);
  },
);
