import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { importReport, undoImport } from "../../../src/capabilities/imports/imports.ts";
import { sweepImports } from "../../../src/capabilities/imports/sweep.ts";
import { fault } from "../../../src/db/faults.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { countRows, drop, importIdOf, importMade, trueSums } from "./made-import.ts";
import { madeDays } from "./made-report.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const big = { rows: madeDays("2020-01-01", 2500, "a"), batch: 500 };

/** The same database, gone (as a killed process or a dead server) from its `call`-th transaction on. */
function dying(ctx: Ctx, call: number, error: () => Error): Ctx {
  let calls = 0;
  const run: Db["run"] = (as, body, options) => {
    calls += 1;
    return calls >= call ? Promise.reject(error()) : ctx.db.run(as, body, options);
  };
  return { ...ctx, db: { ...ctx.db, run } };
}

/** The same database, failing once at its `call`-th transaction. */
function stumbling(ctx: Ctx, call: number, error: () => Error): Ctx {
  let calls = 0;
  const run: Db["run"] = (as, body, options) => {
    calls += 1;
    return calls === call ? Promise.reject(error()) : ctx.db.run(as, body, options);
  };
  return { ...ctx, db: { ...ctx.db, run } };
}

const gone = (): Error => fault("CONNECTION_CLOSED", "gone");

async function age(ctx: Ctx): Promise<void> {
  await withTx(ctx, (tx) =>
    tx.execute(
      sql`update import set created_at = now() - interval '61 minutes' where workspace_id = ${ctx.workspaceId}`,
    ),
  );
}

describe("facts of an undone import", () => {
  it("are removed by the sweep, conversions by kind included; what stays true is untouched", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, { rows: madeDays("2026-11-01", 3, "a") }, { name: "first.csv" });
    const second = await importMade(
      ctx,
      {
        rows: madeDays("2026-11-01", 4, "a", {
          conversionsByAction: [{ action: "purchase", window: "7d", count: 1 }],
        }),
      },
      { name: "second.csv" },
    );
    await undoImport(ctx, { importId: importIdOf(second) });

    expect(await sweepImports(ctx)).toEqual({ loads: 0, undone: 1 });

    expect(await countRows(ctx, "daily_fact")).toBe(3);
    expect(await countRows(ctx, "daily_conversion")).toBe(0);
    expect(await trueSums(ctx)).toMatchObject({ rows: 3 });
    expect(await sweepImports(ctx)).toEqual({ loads: 0, undone: 0 });
  });
});

describe("an import that is stopped", () => {
  it("ends with the reason, its file stays, and whoever takes over imports it whole", async () => {
    const ctx = await makeWorkspace(db);
    const { id } = await drop(ctx, "day.csv", "Day,Campaign name,Amount spent (KRW)\n2026-11-01,a,1000\n");
    const stop = new AbortController();
    const stopped = importReport({ ...ctx, signal: stop.signal }, { documentId: id, oneShot: true }, () =>
      stop.abort(new Error("taken over")),
    );
    await expect(stopped).rejects.toThrow("taken over");
    expect([await countRows(ctx, "document"), await countRows(ctx, "import")]).toEqual([1, 0]);

    await importReport(ctx, { documentId: id, oneShot: true }, () => {});

    expect(await trueSums(ctx)).toMatchObject({ rows: 1, spend: 1000 });
  });
});

describe("a load that is cut short", () => {
  it("at any transaction before the flip changes no answer; after it the import is whole", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, { rows: madeDays("2020-01-01", 30, "a") }, { name: "before.csv" });
    const report = { ...big, recognised: { medium: "naver" as const } };
    const seen: number[] = [];

    for (let call = 3; call <= 24; call += 3) {
      await importMade(dying(ctx, call, gone), report, { name: `cut-${call}.csv` }).catch(() => {});
      seen.push((await trueSums(ctx)).rows);
    }

    expect(new Set(seen)).toEqual(new Set([30, 2530]));
    expect(seen[0]).toBe(30);
  });

  it("leaves rows that count for nothing, and the sweep clears them after an hour", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(dying(ctx, 11, gone), big).catch(() => {});
    expect(await countRows(ctx, "daily_fact")).toBeGreaterThan(0);
    expect(await trueSums(ctx)).toMatchObject({ rows: 0 });

    await age(ctx);

    expect(await sweepImports(ctx)).toEqual({ loads: 1, undone: 0 });
    for (const table of ["import", "daily_fact", "campaign", "ad_account", "import_campaign"] as const)
      expect([table, await countRows(ctx, table)]).toEqual([table, 0]);
  });

  it("is cleared when the next import begins in its workspace", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(dying(ctx, 11, gone), big).catch(() => {});
    await age(ctx);
    const { id } = await drop(ctx, "next.csv", "Day,Campaign name,Amount spent (KRW)\n2026-11-01,a,1000\n");

    await importReport(ctx, { documentId: id, oneShot: true }, () => {});

    expect(await countRows(ctx, "import")).toBe(1);
    expect(await countRows(ctx, "daily_fact")).toBe(1);
  });

  it("is not swept within the hour: it may still be running", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(dying(ctx, 10, gone), big).catch(() => {});
    const left = await countRows(ctx, "daily_fact");
    expect(left).toBeGreaterThan(0);

    expect(await sweepImports(ctx)).toEqual({ loads: 0, undone: 0 });
    expect(await countRows(ctx, "daily_fact")).toBe(left);
  });

  it("by a failing database cleans up after itself when the database is back", async () => {
    const ctx = await makeWorkspace(db);

    await expect(importMade(stumbling(ctx, 11, gone), big)).rejects.toThrow("gone");

    for (const table of ["import", "daily_fact", "campaign", "ad_account", "metric_day"] as const)
      expect([table, await countRows(ctx, table)]).toEqual([table, 0]);
  });

  it("by a full disk says so, with what to do", async () => {
    const ctx = await makeWorkspace(db);
    const full = (): Error => fault("53100", "could not extend file");

    await expect(importMade(stumbling(ctx, 11, full), big)).rejects.toMatchObject({
      code: "unavailable",
      texts: { say: { ko: expect.stringContaining("저장 공간이 가득") } },
    });
    expect(await countRows(ctx, "daily_fact")).toBe(0);
  });
});
