import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { campaign } from "../../../src/capabilities/catalog/tables.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { loadMarketDays } from "../../../src/capabilities/imports/imports.ts";
import { verifyLedger } from "../../../src/capabilities/write.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { marketReport } from "../../../src/media/market/market.ts";
import { marketCampaigns } from "../../../src/media/market/shop.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { countRows, trueSums } from "./made-import.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const today = Temporal.PlainDate.from("2026-11-21");

async function load(ctx: Ctx, days: string[]): Promise<void> {
  const reports = days.map((day) => ({ day, rows: marketReport(7, Temporal.PlainDate.from(day)) }));
  await loadMarketDays(
    { ...ctx, actor: { kind: "setup" } },
    { days: reports, campaigns: marketCampaigns(today) },
  );
}

function spendOf(days: string[]): number {
  return days
    .flatMap((day) => marketReport(7, Temporal.PlainDate.from(day)))
    .filter(({ view }) => view === "campaign")
    .reduce((sum, { spendWon }) => sum + spendWon, 0);
}

describe("days of the simulated market", () => {
  it("become true in every view, each with the same sums", async () => {
    const ctx = await makeWorkspace(db, { kind: "demo" });
    const days = ["2026-11-18", "2026-11-19"];

    await load(ctx, days);

    expect((await trueSums(ctx, "campaign")).spend).toBe(spendOf(days));
    expect((await trueSums(ctx, "ad")).spend).toBe(spendOf(days));
    expect(await verifyLedger(ctx)).toEqual({ state: "whole", rows: 1 });
  });

  it("are added on both sides, and a day that is there stays as it is", async () => {
    const ctx = await makeWorkspace(db, { kind: "demo" });
    await load(ctx, ["2026-11-18"]);

    await load(ctx, ["2026-11-17", "2026-11-18", "2026-11-19"]);

    expect(await trueSums(ctx, "campaign")).toMatchObject({
      days: 3,
      spend: spendOf(["2026-11-17", "2026-11-18", "2026-11-19"]),
    });
    expect(await countRows(ctx, "ad_account")).toBe(4);
  });

  it("bring every campaign with its state, also those without figures", async () => {
    const ctx = await makeWorkspace(db, { kind: "demo" });

    await load(ctx, ["2026-11-18"]);

    const rows = await withTx(ctx, (tx) => tx.select().from(campaign));
    const states = Object.fromEntries(rows.map(({ name, status }) => [name, status]));
    expect(states).toEqual(
      Object.fromEntries(marketCampaigns(today).map(({ name, status }) => [name, status])),
    );
  });
});
