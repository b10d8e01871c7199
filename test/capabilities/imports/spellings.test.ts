import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CampaignId } from "../../../src/core/ids.ts";
import { importTools } from "../../../src/capabilities/imports/tools.ts";
import { mergeSpellings, unmergeCampaigns } from "../../../src/capabilities/imports/imports.ts";
import { campaign } from "../../../src/capabilities/catalog/tables.ts";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { type Db, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { joinWorkspace, makeWorkspace } from "../../support/workspace.ts";
import { countRows, importIdOf, importMade } from "./made-import.ts";
import { madeRow } from "./made-report.ts";

let db: Db;
beforeAll(async () => {
  db = await openTestDb();
});
afterAll(() => closeTestDb(db));

const spellings = ["Summer Sale", "summer_sale", "SUMMER  SALE", "Summr Sale"];
const report = {
  rows: [...spellings, "Winter"].map((name) => madeRow("2026-11-01", name)),
  ended: { spellings: [{ keep: "Summer Sale", spellings, rows: 4 }] },
};

/** Campaign names by the campaign they count under. */
async function counted(ctx: Ctx): Promise<Record<string, string>> {
  const rows = await withTx(ctx, (tx) => tx.select().from(campaign));
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return Object.fromEntries(
    rows.map(({ name, mergedInto, id }) => [name, names.get(mergedInto ?? id) ?? ""]),
  );
}

describe("spellings of one campaign", () => {
  it("are offered, never merged silently", async () => {
    const ctx = await makeWorkspace(db);

    const { card } = await importMade(ctx, report, { oneShot: false });

    expect(card.parts.find((part) => part.kind === "proposal")).toMatchObject({
      choices: [{ press: { action: "merge_campaigns", input: { importId: expect.any(String) } } }],
    });
    expect(new Set(Object.values(await counted(ctx))).size).toBe(5);
  });

  it("are merged in one go, and the card says how many", async () => {
    const ctx = await makeWorkspace(db);

    const { card, facts } = await importMade(ctx, report);

    expect(await counted(ctx)).toMatchObject({
      summer_sale: "Summer Sale",
      "Summr Sale": "Summer Sale",
      Winter: "Winter",
    });
    expect(facts).toMatchObject({ mergedCampaigns: 1 });
    expect(JSON.stringify(card)).toContain("캠페인으로 합쳤어요");
    expect(await countRows(ctx, "ledger")).toBe(2);
  });

  it("are merged by the offer's button, split by the next one, and each leaves its ledger row", async () => {
    const ctx = await makeWorkspace(db);
    const importId = importIdOf(await importMade(ctx, report, { oneShot: false }));
    const merge = importTools.find(({ name }) => name === "merge_campaigns");
    const unmerge = importTools.find(({ name }) => name === "unmerge_campaigns");

    const merged = await merge?.run(ctx, { importId }, () => {});
    expect(new Set(Object.values(await counted(ctx))).size).toBe(2);

    const proposal = merged?.card.parts.find((part) => part.kind === "proposal");
    const press = proposal?.choices[0]?.press;
    await unmerge?.run(ctx, press && "input" in press ? press.input : {}, () => {});
    expect(new Set(Object.values(await counted(ctx))).size).toBe(5);
    expect(await countRows(ctx, "ledger")).toBe(3);
  });

  it("that are merged are not offered again, and merging them again is refused with words", async () => {
    const ctx = await makeWorkspace(db);
    const importId = importIdOf(await importMade(ctx, report));

    const again = await importMade(ctx, report, { name: "again.csv", oneShot: false });

    expect(JSON.stringify(again.card)).not.toContain("merge_campaigns");
    await expect(mergeSpellings(ctx, { importId })).rejects.toMatchObject({ code: "conflict" });
  });

  it("cannot be merged or split by a viewer", async () => {
    const ctx = await makeWorkspace(db);
    const importId = importIdOf(await importMade(ctx, report, { oneShot: false }));
    const viewer = await joinWorkspace(ctx, "viewer");
    const [first] = await withTx(ctx, (tx) => tx.select().from(campaign));

    await expect(mergeSpellings(viewer, { importId })).rejects.toMatchObject({ code: "forbidden" });
    await expect(unmergeCampaigns(viewer, [CampaignId.parse(first?.id)])).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(new Set(Object.values(await counted(ctx))).size).toBe(5);
  });
});
