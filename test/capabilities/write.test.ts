import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Ctx } from "../../src/capabilities/context.ts";
import { ledger } from "../../src/capabilities/tables.ts";
import { verifyLedger, write } from "../../src/capabilities/write.ts";
import type { Role } from "../../src/core/roles.ts";
import { type Db, withTx } from "../../src/db/db.ts";
import { codeOf } from "../../src/db/faults.ts";
import { blob } from "../../src/db/tables.ts";
import { asOwner, closeTestDb, openTestDb } from "../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../support/workspace.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const rowsIn = (ctx: Ctx) => withTx(ctx, (tx) => tx.select().from(ledger).orderBy(ledger.seq));

const note = (ctx: Ctx, after: unknown) =>
  write(ctx, "import.undo", "write", async () => ({ result: undefined, subject: "import-1", after }));

test("a change leaves one ledger row with who, what, before and after", async () => {
  const ctx = await makeWorkspace(db, { role: "member" });

  const result = await write(ctx, "import.undo", "write", async () => ({
    result: 7,
    subject: "import-1",
    before: { state: "live" },
    after: { state: "undone", spendMicros: 12_000_000n, day: Temporal.PlainDate.from("2026-11-20") },
  }));

  const rows = await rowsIn(ctx);
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

test("a ledger row is dated by the database's clock, whatever the clock of the context says", async () => {
  const ctx = await makeWorkspace(db, { now: Temporal.Instant.from("2020-01-01T00:00:00Z") });
  await note(ctx, {});

  const [row] = await rowsIn(ctx);

  expect(row?.at.epochMilliseconds).toBeGreaterThan(
    Temporal.Instant.from("2026-01-01T00:00:00Z").epochMilliseconds,
  );
});

test("a viewer changes nothing and leaves no row", async () => {
  const ctx = await makeWorkspace(db);
  const viewer = await joinWorkspace(ctx, "viewer");
  let ran = false;

  const refused = write(viewer, "import.undo", "write", async () => {
    ran = true;
    return { result: undefined };
  });

  await expect(refused).rejects.toMatchObject({ name: "Failure", code: "forbidden" });
  expect(ran).toBe(false);
  expect(await rowsIn(ctx)).toEqual([]);
});

test.each<[Role, string]>([
  ["project_manager", "workspace.set_role"],
  ["member", "room.bind"],
])("a %s may not %s, which is the admin's alone", async (role, action) => {
  const ctx = await makeWorkspace(db, { role });

  const refused = write(ctx, action, "write", async () => ({ result: undefined }));

  await expect(refused).rejects.toMatchObject({ code: "forbidden" });
});

test("a body that throws leaves neither its change nor a ledger row", async () => {
  const ctx = await makeWorkspace(db);

  const failing = write(ctx, "import.undo", "write", async (tx) => {
    await tx.insert(blob).values({ ...ctx, id: ctx.workspaceId, part: 0, body: new Uint8Array() });
    throw new Error("changed my mind");
  });

  await expect(failing).rejects.toThrow("changed my mind");
  expect(await rowsIn(ctx)).toEqual([]);
  expect(await withTx(ctx, (tx) => tx.select().from(blob))).toEqual([]);
});

test("changes at the same time make one unbroken chain", async () => {
  const ctx = await makeWorkspace(db);

  await Promise.all(Array.from({ length: 20 }, (_, index) => note(ctx, { index })));

  const rows = await rowsIn(ctx);
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(await verifyLedger(ctx)).toEqual({ state: "whole", rows: 20 });
});

test("words a database cannot hold are replaced, and the chain still verifies", async () => {
  const ctx = await makeWorkspace(db);

  await note(ctx, {
    "name\0": "a\0b",
    half: "\ud83d",
    ratio: 1e-7,
    large: 1e21,
    nothing: null,
    gone: undefined,
  });

  const [row] = await rowsIn(ctx);
  expect(row?.after).toEqual({
    "name\ufffd": "a\ufffdb",
    half: "\ufffd",
    ratio: 1e-7,
    large: 1e21,
    nothing: null,
  });
  expect(await verifyLedger(ctx)).toEqual({ state: "whole", rows: 1 });
});

test("the workspace itself can neither change nor delete a row", async () => {
  const ctx = await makeWorkspace(db);
  await note(ctx, {});

  const changed = await withTx(ctx, (tx) => tx.update(ledger).set({ action: "import.keep" })).catch(codeOf);
  const deleted = await withTx(ctx, (tx) => tx.delete(ledger)).catch(codeOf);

  expect([changed, deleted]).toEqual(["42501", "42501"]);
});

describe("a ledger of five rows that somebody with the keys to the database tampers with", () => {
  const columns = {
    at: "at + interval '1 ms'",
    actor: `'{"kind":"autopilot"}'`,
    role: "'viewer'",
    action: "'import.keep'",
    effect: "'spend'",
    subject: "'import-2'",
    before: `'{"a":1}'`,
    after: `'{"index":9}'`,
    outcome: "'failed'",
    prev_hash: "repeat('1', 64)",
    hash: "repeat('2', 64)",
  };

  async function tampered(...statements: ((id: string) => string)[]) {
    const ctx = await makeWorkspace(db);
    for (let index = 1; index <= 5; index += 1) await note(ctx, { index });
    for (const statement of statements) await asOwner(db, statement(ctx.workspaceId));
    return verifyLedger(ctx);
  }

  test.each(Object.entries(columns))(
    "is found broken when %s of one row is edited",
    async (column, value) => {
      const check = await tampered(
        (id) => `update ledger set ${column} = ${value} where workspace_id = '${id}' and seq = 3`,
      );

      expect(check).toEqual({ state: "broken", seq: 3, reason: "changed" });
    },
  );

  test.each([1, 2, 3, 4, 5])("is found broken when row %i is deleted", async (seq) => {
    const check = await tampered((id) => `delete from ledger where workspace_id = '${id}' and seq = ${seq}`);

    expect(check).toEqual({ state: "broken", seq, reason: "missing" });
  });

  test.each([
    [1, 2],
    [2, 4],
    [4, 5],
  ])("is found broken when rows %i and %i change places", async (a, b) => {
    const move = (from: number, to: number) => (id: string) =>
      `update ledger set seq = ${to} where workspace_id = '${id}' and seq = ${from}`;

    const check = await tampered(move(a, 100), move(b, a), move(100, b));

    expect(check).toEqual({ state: "broken", seq: a, reason: "changed" });
  });

  test("is found broken when a row is added at its end", async () => {
    const check = await tampered(
      (id) =>
        `insert into ledger select workspace_id, 6, at, actor, role, action, effect, subject, before, after, outcome, hash, hash
         from ledger where workspace_id = '${id}' and seq = 5`,
    );

    expect(check).toEqual({ state: "broken", seq: 6, reason: "added" });
  });

  test.each(["seq = 4", "hash = repeat('3', 64)"])("is found broken when its end says %s", async (change) => {
    const check = await tampered((id) => `update ledger_head set ${change} where workspace_id = '${id}'`);

    expect(check.state).toBe("broken");
  });

  test("is whole when nobody did", async () => {
    expect(await tampered(() => "select 1")).toEqual({ state: "whole", rows: 5 });
  });
});
