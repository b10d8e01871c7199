import { like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importReport, undoImport } from "../../../src/capabilities/imports/imports.ts";
import { dailyFact } from "../../../src/capabilities/imports/tables.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import { Card } from "../../../src/core/card/card.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";
import { countRows, drop, importIdOf, importMade, trueSums } from "./made-import.ts";
import { madeDays, madeRow } from "./made-report.ts";
import { atBest, longestStretchMs } from "../../support/time.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

describe("an import", () => {
  it("makes the rows of a report true, with its sums in card and facts", async () => {
    const ctx = await makeWorkspace(db);

    const result = await importMade(ctx, { rows: madeDays("2026-11-01", 10, "여름 세일") });

    expect(await trueSums(ctx)).toEqual({ rows: 10, spend: 10_000, conversions: 10, days: 10 });
    expect(result.facts).toMatchObject({
      medium: "meta",
      rows: 10,
      days: 10,
      totalsRows: 0,
      reconciled: true,
      rejected: 0,
      period: { from: "2026-11-01", to: "2026-11-10" },
      currencies: ["KRW"],
      sums: [
        { medium: "meta", currency: "KRW", spend: 10_000, impressions: 10_000, clicks: 100, conversions: 10 },
      ],
    });
    expect(Card.safeParse(result.card).success).toBe(true);
  });

  it("writes one ledger row, and the chain stays whole", async () => {
    const ctx = await makeWorkspace(db);

    await importMade(ctx, { rows: madeDays("2026-11-01", 3, "a") });

    expect(await verifyLedger(ctx)).toEqual({ state: "whole", rows: 1 });
  });

  it("is refused to a viewer before anything is read", async () => {
    const admin = await makeWorkspace(db);
    const viewer = await joinWorkspace(admin, "viewer");
    const document = await drop(viewer, "made.csv", "x");

    await expect(
      importReport(viewer, { documentId: document.id, oneShot: true }, () => {}),
    ).rejects.toMatchObject({
      code: "forbidden",
    });

    expect(await countRows(admin, "import")).toBe(0);
    expect(await countRows(admin, "ledger")).toBe(0);
  });

  it("loads thousands of rows in batches and counts each once", async () => {
    const ctx = await makeWorkspace(db);
    const rows = madeDays("2026-01-01", 250, "a").flatMap((row) =>
      Array.from({ length: 13 }, (_, index) => ({ ...row, campaign: `캠페인 ${index}` })),
    );

    await importMade(ctx, { rows, batch: 333 });

    expect(await trueSums(ctx)).toEqual({ rows: 3250, spend: 3_250_000, conversions: 3250, days: 250 });
    expect(await countRows(ctx, "campaign")).toBe(13);
  });

  it("keeps what is unknown unknown, and conversions by kind beside the primary one", async () => {
    const ctx = await makeWorkspace(db);
    const row = madeRow("2026-11-01", "a", {
      conversionsByAction: [
        { action: "purchase", window: "7d", count: 3, valueMicros: 5n },
        { action: "add_to_cart", window: "7d", count: 9 },
      ],
    });
    delete row.spendMicros;

    const result = await importMade(ctx, { rows: [row] });

    expect(await countRows(ctx, "daily_conversion")).toBe(2);
    expect((result.facts as { sums: object[] }).sums[0]).not.toHaveProperty("spend");
  });

  it("leaves nothing behind when the reader fails in the middle", async () => {
    const ctx = await makeWorkspace(db);
    const report = { rows: madeDays("2026-11-01", 20, "a"), batch: 5, fails: new Error("cut off") };

    await expect(importMade(ctx, report)).rejects.toThrow("cut off");

    for (const table of [
      "import",
      "daily_fact",
      "campaign",
      "ad_account",
      "metric_day",
      "import_campaign",
      "ledger",
    ] as const)
      expect([table, await countRows(ctx, table)]).toEqual([table, 0]);
  });

  it("never holds the thread for long: others are answered meanwhile", async () => {
    const ctx = await makeWorkspace(db);
    const rows = Array.from({ length: 20_000 }, (_, index) =>
      madeRow(index % 2 ? "2026-11-01" : "2026-11-02", `캠페인 ${index % 50}`, { ad: `광고 ${index % 400}` }),
    );

    const longest = async (): Promise<number> => {
      const ms = await longestStretchMs(() => importMade(ctx, { rows, recognised: { level: "ad" } }));
      expect(await trueSums(ctx)).toMatchObject({ rows: 20_000 });
      return ms;
    };

    expect(await atBest(100, longest)).toBeLessThan(100);
  });

  it("says so when a file has no row", async () => {
    const ctx = await makeWorkspace(db);

    await expect(importMade(ctx, { rows: [] })).rejects.toMatchObject({ code: "invalid" });
    expect(await countRows(ctx, "import")).toBe(0);
  });

  it("puts two currencies of one file into two accounts", async () => {
    const ctx = await makeWorkspace(db);
    const rows = [
      madeRow("2026-11-01", "a"),
      madeRow("2026-11-01", "a", { currency: "USD", spendMicros: 5_000_000n }),
    ];

    const result = await importMade(ctx, { rows });

    expect(await countRows(ctx, "ad_account")).toBe(2);
    expect((result.facts as { currencies: string[] }).currencies).toEqual(["KRW", "USD"]);
    expect(await trueSums(ctx)).toMatchObject({ rows: 2, spend: 1005 });
  });

  it("takes the medium of each row when the file has it", async () => {
    const ctx = await makeWorkspace(db);
    const rows = [
      madeRow("2026-11-01", "a", { medium: "naver" }),
      madeRow("2026-11-01", "a", { medium: "kakao" }),
    ];

    const result = await importMade(ctx, { rows });

    expect((result.facts as { sums: { medium: string }[] }).sums.map(({ medium }) => medium)).toEqual([
      "naver",
      "kakao",
    ]);
    expect(await countRows(ctx, "ad_account")).toBe(2);
  });

  it("keeps a site's own figures in a view and an account of their own", async () => {
    const ctx = await makeWorkspace(db);
    await importMade(ctx, { rows: [madeRow("2026-11-01", "a")] }, { name: "ads.csv" });

    await importMade(
      ctx,
      {
        recognised: { shape: "analytics", medium: "other", format: "ga4" },
        rows: [madeRow("2026-11-01", "a")],
      },
      { name: "ga4.csv" },
    );

    expect(await trueSums(ctx, "campaign")).toMatchObject({ rows: 1 });
    expect(await trueSums(ctx, "analytics:campaign")).toMatchObject({ rows: 1 });
    const site = await withTx(ctx, (tx) =>
      tx.select().from(dailyFact).where(like(dailyFact.view, "analytics:%")),
    );
    expect(site).toMatchObject([{ campaignId: null, breakdown: { campaign: "a" } }]);
    expect(await countRows(ctx, "campaign")).toBe(1);
  });

  it("keeps a weekly media mix as channels of one account, its target without a campaign", async () => {
    const ctx = await makeWorkspace(db);
    const target = madeRow("2026-11-02", "x", { conversions: 500 });
    delete target.campaign;
    delete target.spendMicros;
    const rows = [madeRow("2026-11-02", "Channel0"), madeRow("2026-11-02", "Channel1"), target];

    await importMade(ctx, {
      recognised: { shape: "mix", medium: "other", level: "medium", grain: "week", format: "wide" },
      rows,
    });

    expect(await trueSums(ctx, "medium~week")).toMatchObject({ rows: 3, spend: 2000 });
    expect(await countRows(ctx, "ad_account")).toBe(1);
    expect(await countRows(ctx, "campaign")).toBe(2);
  });

  it("stores names that no index could hold, and names that end in rubbish", async () => {
    const ctx = await makeWorkspace(db);
    const long = "가나다".repeat(2000);
    const rows = [
      madeRow("2026-11-01", `${long}1`, { adGroup: long, ad: long }),
      madeRow("2026-11-01", `${long}2`),
      madeRow("2026-11-01", "a\u0000b\ud800", { breakdown: { age: "a\u0000\ud800" } }),
    ];

    await importMade(ctx, { rows });

    expect(await trueSums(ctx)).toMatchObject({ rows: 3 });
    expect(await countRows(ctx, "campaign")).toBe(3);
  });

  it("refuses an amount no database can hold, and keeps nothing", async () => {
    const ctx = await makeWorkspace(db);

    await expect(
      importMade(ctx, { rows: [madeRow("2026-11-01", "a", { impressions: 10n ** 20n })] }),
    ).rejects.toMatchObject({
      code: "invalid",
    });
    expect(await countRows(ctx, "daily_fact")).toBe(0);
  });

  it("never shows one workspace's rows to another", async () => {
    const mine = await makeWorkspace(db);
    const other = await makeWorkspace(db);
    const result = await importMade(mine, { rows: madeDays("2026-11-01", 5, "비밀") });

    expect(await trueSums(other)).toMatchObject({ rows: 0 });
    await expect(undoImport(other, { importId: importIdOf(result) })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await trueSums(mine)).toMatchObject({ rows: 5 });
  });
});
