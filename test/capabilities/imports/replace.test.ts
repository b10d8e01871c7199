import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { undoImport } from "../../../src/capabilities/imports/imports.ts";
import type { Card } from "../../../src/core/card/card.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import type { Db } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";
import { countRows, importIdOf, importMade, trueSums } from "./made-import.ts";
import { madeDays, madeRow } from "./made-report.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const doubled = { spendMicros: 2_000_000_000n };

describe("a file over days that are there", () => {
  it("replaces them: overlapping files never double", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, { rows: madeDays("2026-11-01", 10, "a") }, { name: "first.csv" });

    await importMade(ctx, { rows: madeDays("2026-11-06", 10, "a", doubled) }, { name: "second.csv" });

    expect(await trueSums(ctx)).toEqual({ rows: 15, spend: 5_000 + 20_000, conversions: 15, days: 15 });
    expect(await countRows(ctx, "ad_account")).toBe(1);
  });

  it("says old and new per medium and day where they differ, and only there", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, { rows: madeDays("2026-11-01", 3, "a") }, { name: "first.csv" });

    const { card } = await importMade(
      ctx,
      { rows: [madeRow("2026-11-01", "a"), madeRow("2026-11-02", "a", doubled), madeRow("2026-11-03", "a")] },
      { name: "second.csv" },
    );

    expect(tableOf(card)?.rows).toEqual([
      [
        "메타",
        "2026-11-02",
        "광고비",
        expect.objectContaining({ value: 1000 }),
        expect.objectContaining({ value: 2000 }),
      ],
    ]);
    expect(cardText(card)).toContain("3일을 이 파일로 바꿨고, 그중 1일의 수치가 달라졌어요");
  });

  it("sums a long replacement up by month", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, { rows: madeDays("2026-09-01", 60, "a") }, { name: "first.csv" });

    const { card } = await importMade(
      ctx,
      { rows: madeDays("2026-09-01", 60, "a", doubled) },
      { name: "second.csv" },
    );

    expect(tableOf(card)?.rows.map((row) => [row[1], row[3], row[4]])).toEqual([
      ["2026-09", expect.objectContaining({ value: 30_000 }), expect.objectContaining({ value: 60_000 })],
      ["2026-10", expect.objectContaining({ value: 30_000 }), expect.objectContaining({ value: 60_000 })],
    ]);
  });

  it("leaves files of another level and of another account alone", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, { rows: madeDays("2026-11-01", 5, "a") }, { name: "campaigns.csv" });
    await importMade(
      ctx,
      { recognised: { level: "ad" }, rows: madeDays("2026-11-01", 5, "a", { ad: "광고" }) },
      { name: "ads.csv" },
    );
    await importMade(ctx, { rows: madeDays("2026-11-01", 5, "b") }, { name: "other.csv" });

    expect(await trueSums(ctx, "campaign")).toMatchObject({ rows: 10 });
    expect(await trueSums(ctx, "ad")).toMatchObject({ rows: 5 });
  });

  it("lets a window count as a whole or not at all", async () => {
    const ctx = await makeWorkspace(db);
    const window = (day: string, dayTo: string, campaign = "a") => madeRow(day, campaign, { dayTo });
    const recognised = { grain: "window" as const };
    await importMade(
      ctx,
      { recognised, rows: [window("2026-10-01", "2026-10-31")] },
      { name: "october.csv" },
    );

    const second = await importMade(
      ctx,
      { recognised, rows: [window("2026-10-15", "2026-11-15")] },
      { name: "later.csv" },
    );

    expect(await trueSums(ctx, "campaign~window")).toMatchObject({ rows: 1, spend: 1000 });
    expect(tableOf(second.card)?.rows.map((row) => row[1])).toContain("2026-10-01 – 2026-10-31");
    await undoImport(ctx, { importId: importIdOf(second) });
    expect(await trueSums(ctx, "campaign~window")).toMatchObject({ rows: 1, spend: 1000 });
  });
});

describe("undo", () => {
  it("brings the former figures back exactly, and an empty workspace back to empty", async () => {
    const ctx = await makeWorkspace(db);
    const first = await importMade(ctx, { rows: madeDays("2026-11-01", 10, "a") }, { name: "first.csv" });
    const before = await trueSums(ctx);
    const second = await importMade(
      ctx,
      { rows: madeDays("2026-11-06", 10, "a", doubled) },
      { name: "second.csv" },
    );

    await undoImport(ctx, { importId: importIdOf(second) });
    expect(await trueSums(ctx)).toEqual(before);

    await undoImport(ctx, { importId: importIdOf(first) });
    expect(await trueSums(ctx)).toMatchObject({ rows: 0 });
    for (const table of ["campaign", "ad_account", "metric_day", "import_campaign"] as const)
      expect([table, await countRows(ctx, table)]).toEqual([table, 0]);
    expect(await countRows(ctx, "ledger")).toBe(4);
  });

  it("of an import that a later file replaced is refused by name of that file", async () => {
    const ctx = await makeWorkspace(db);
    const first = await importMade(ctx, { rows: madeDays("2026-11-01", 10, "a") }, { name: "first.csv" });
    await importMade(ctx, { rows: madeDays("2026-11-10", 3, "a") }, { name: "second.csv" });

    const undoing = undoImport(ctx, { importId: importIdOf(first) });

    await expect(undoing).rejects.toMatchObject({
      code: "conflict",
      texts: { say: { ko: expect.stringContaining("second.csv") } },
    });
    expect(await trueSums(ctx)).toMatchObject({ rows: 12 });
  });

  it("twice is refused, and changes nothing", async () => {
    const ctx = await makeWorkspace(db);
    const importId = importIdOf(await importMade(ctx, { rows: madeDays("2026-11-01", 2, "a") }));
    await undoImport(ctx, { importId });

    await expect(undoImport(ctx, { importId })).rejects.toMatchObject({ code: "conflict" });
    expect(await countRows(ctx, "ledger")).toBe(2);
  });

  it("is refused to a viewer", async () => {
    const ctx = await makeWorkspace(db);
    const importId = importIdOf(await importMade(ctx, { rows: madeDays("2026-11-01", 2, "a") }));
    const viewer = await joinWorkspace(ctx, "viewer");

    await expect(undoImport(viewer, { importId })).rejects.toMatchObject({ code: "forbidden" });
    expect(await trueSums(ctx)).toMatchObject({ rows: 2 });
  });

  it("and redo of the same file give the same sums", async () => {
    const ctx = await makeWorkspace(db);
    const report = { rows: madeDays("2026-11-01", 7, "a") };
    const first = await importMade(ctx, report);
    const before = await trueSums(ctx);
    await undoImport(ctx, { importId: importIdOf(first) });

    await importMade(ctx, report);

    expect(await trueSums(ctx)).toEqual(before);
  });

  it("in reverse order walks back through any sequence of overlapping files", async () => {
    const file = fc.record({
      from: fc.integer({ min: 0, max: 12 }),
      days: fc.integer({ min: 1, max: 8 }),
      spend: fc.integer({ min: 1, max: 9 }),
    });
    await expect(
      fc.assert(
        fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
          const ctx = await makeWorkspace(db);
          await walk(ctx, files);
        }),
        { numRuns: 8 },
      ),
    ).resolves.toBeUndefined();
  }, 60_000);
});

type File = { from: number; days: number; spend: number };

/** After each import a day counts as the last file that holds it says; each undo shows the state before. */
async function walk(ctx: Ctx, files: readonly File[]): Promise<void> {
  const truth = new Map<number, number>();
  const states: { id: ReturnType<typeof importIdOf>; before: number }[] = [];
  for (const [index, file] of files.entries()) {
    const before = sumOf(truth);
    const first = Temporal.PlainDate.from("2026-11-01").add({ days: file.from }).toString();
    const rows = madeDays(first, file.days, "a", { spendMicros: BigInt(file.spend) * 1_000_000n });
    const result = await importMade(ctx, { rows }, { name: `${index}.csv` });
    for (let day = file.from; day < file.from + file.days; day += 1) truth.set(day, file.spend);
    states.push({ id: importIdOf(result), before });
    expect((await trueSums(ctx)).spend).toBe(sumOf(truth));
  }
  for (const { id, before } of states.toReversed()) {
    await undoImport(ctx, { importId: id });
    expect((await trueSums(ctx)).spend).toBe(before);
  }
}

function sumOf(truth: ReadonlyMap<number, number>): number {
  return [...truth.values()].reduce((sum, value) => sum + value, 0);
}

function tableOf(card: Card): Extract<Card["parts"][number], { kind: "table" }> | undefined {
  return card.parts.find((part) => part.kind === "table");
}
