import { afterAll, beforeAll, expect, test } from "vitest";
import { ledger } from "../../src/capabilities/tables.ts";
import { verifyLedger, write } from "../../src/capabilities/write.ts";
import { type Db, withTx } from "../../src/db/db.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { makeWorkspace } from "../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

test("a change leaves one ledger row with who, what, before and after", async () => {
  const ctx = await makeWorkspace(db, { role: "member" });

  const result = await write(ctx, "import.undo", "write", async () => ({
    result: 7,
    subject: "import-1",
    before: { state: "live" },
    after: { state: "undone", spendMicros: 12_000_000n, day: Temporal.PlainDate.from("2026-11-20") },
  }));

  const rows = await withTx(ctx, (tx) => tx.select().from(ledger));
  expect(result).toBe(7);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    seq: 1,
    actor: ctx.actor,
    role: "member",
    action: "import.undo",
    effect: "write",
    subject: "import-1",
    before: { state: "live" },
    after: { state: "undone", spendMicros: "12000000", day: "2026-11-20" },
    outcome: "done",
  });
  expect(await verifyLedger(ctx)).toEqual({ state: "whole", rows: 1 });
});
