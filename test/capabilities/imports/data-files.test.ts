// The public files of ../shared/data through the importer, to the unit; sums by plain SQL over the facts that pointers lead to.

import { existsSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ctx } from "../../../src/capabilities/context.ts";
import { storeDocument } from "../../../src/capabilities/documents/documents.ts";
import { importReport } from "../../../src/capabilities/imports/imports.ts";
import type { ToolResult } from "../../../src/capabilities/tool.ts";
import { cardText } from "../../../src/core/card/plain/plain.ts";
import { type Db, rowsOf, withTx } from "../../../src/db/db.ts";
import { closeTestDb, openTestDb } from "../../support/database.ts";
import { makeWorkspace } from "../../support/workspace.ts";
import { countRows, trueSums } from "./made-import.ts";

const folder = new URL("../../../../shared/data/", import.meta.url);
const present = existsSync(folder);

async function importFile(ctx: Ctx, name: string): Promise<ToolResult> {
  const document = await storeDocument(ctx, { name, path: new URL(name, folder).pathname });
  return importReport(ctx, { documentId: document.id, oneShot: true }, () => {});
}

type Sum = {
  name: string;
  rows: number;
  spend: string;
  impressions: string;
  clicks: string;
  conversions: number;
  revenue: string;
};

/** True sums by campaign (merged spellings as one), month, or one breakdown value. */
async function sumsBy(
  ctx: Ctx,
  by: "campaign" | "month" | { breakdown: string },
): Promise<Record<string, Sum>> {
  const name =
    by === "campaign"
      ? sql`(select coalesce(k.name, c.name) from campaign c left join campaign k on k.workspace_id = c.workspace_id and k.id = c.merged_into
          where c.workspace_id = f.workspace_id and c.id = f.campaign_id)`
      : by === "month"
        ? sql`to_char(f.day, 'YYYY-MM')`
        : sql`f.breakdown ->> ${by.breakdown}`;
  const rows = await withTx(ctx, (tx) =>
    rowsOf<Sum>(
      tx,
      sql`select name, count(*)::int as rows, trim_scale(sum(spend_micros) / 1000000)::text as spend, sum(impressions)::text as impressions,
            sum(clicks)::text as clicks, sum(conversions)::float8 as conversions, trim_scale(sum(revenue_micros) / 1000000)::text as revenue
          from (select f.*, ${name} as name from daily_fact f
            join metric_day m on m.workspace_id = f.workspace_id and m.account_id = f.account_id and m.view = f.view
              and m.day = f.day and m.import_id = f.import_id
            where f.workspace_id = ${ctx.workspaceId}) x
          group by name`,
    ),
  );
  return Object.fromEntries(rows.map((row) => [row.name, row]));
}

if (!present) process.stderr.write("the public data files: skipped, ../shared/data is not there\n");

describe.skipIf(!present)("the public data files", () => {
  let db: Db;
  beforeAll(async () => {
    db = await openTestDb();
  });
  afterAll(() => closeTestDb(db));

  it("1: Facebook ads by age, gender and interest", async () => {
    const ctx = await makeWorkspace(db);

    const { facts } = await importFile(ctx, "KAG_conversion_data.csv");

    expect(facts).toMatchObject({
      medium: "meta",
      rows: 1143,
      days: 31,
      rejected: 0,
      totalsRows: 0,
      currencies: ["XXX"],
    });
    expect((facts as { sums: object[] }).sums).toMatchObject([
      { spend: 58_705.23, impressions: 213_434_828, clicks: 38_165, conversions: 1079 },
    ]);
    expect(await sumsBy(ctx, "campaign")).toMatchObject({
      916: { rows: 54, impressions: "482925", clicks: "113", conversions: 24 },
      936: { rows: 464, impressions: "8128187", clicks: "1984", conversions: 183 },
      1178: { rows: 625, impressions: "204823716", clicks: "36068", conversions: 872 },
    });
    expect(await sumsBy(ctx, { breakdown: "gender" })).toMatchObject({
      female: { rows: 551, conversions: 495 },
      male: { rows: 592, conversions: 584 },
    });
  });

  it("2: a Google Ads report whose totals overlap", async () => {
    const ctx = await makeWorkspace(db);

    const { facts, card } = await importFile(ctx, "google-ads-ad-report.csv");

    expect(facts).toMatchObject({
      medium: "google_ads",
      rows: 15,
      days: 2,
      totalsRows: 5,
      reconciled: true,
      rejected: 0,
      currencies: ["USD"],
    });
    expect((facts as { sums: object[] }).sums).toMatchObject([
      { spend: 117.06, impressions: 305, interactions: 17, conversions: 0 },
    ]);
    expect(await trueSums(ctx)).toMatchObject({ rows: 15, spend: 117.06 });
    expect((await sumsBy(ctx, "campaign"))["Bay Area Siding"]).toMatchObject({
      rows: 3,
      spend: "24.65",
      impressions: "18",
    });
    expect(cardText(card)).toContain("133.89");
  });

  it("3: TikTok, with days on which two campaigns have a row each", async () => {
    const ctx = await makeWorkspace(db);

    const { facts } = await importFile(ctx, "tiktok-ads_1.csv");

    expect(facts).toMatchObject({
      medium: "tiktok",
      rows: 141,
      days: 126,
      rejected: 0,
      currencies: ["IDR"],
      period: { from: "2023-10-23", to: "2024-03-26" },
    });
    expect(await sumsBy(ctx, "campaign")).toMatchObject({
      "Campaign Name 1": {
        rows: 125,
        spend: "46789100",
        impressions: "4605510",
        clicks: "16727",
        conversions: 784,
      },
      "Campaign Name 2": {
        rows: 16,
        spend: "2279086",
        impressions: "169381",
        clicks: "718",
        conversions: 20,
      },
    });
    expect((await sumsBy(ctx, "month"))["2023-12"]).toMatchObject({
      rows: 31,
      spend: "21052872",
      conversions: 349,
    });
  });

  it("4: a dirty file, its 367 spellings counted as 10 campaigns after the merge", async () => {
    const ctx = await makeWorkspace(db);

    const { facts } = await importFile(ctx, "synthetic_fb_ads_undergarments.csv");

    expect(facts).toMatchObject({ medium: "meta", rows: 4500, days: 90, rejected: 0 });
    expect((facts as { sums: object[] }).sums).toMatchObject([
      {
        spend: 2_105_579.9,
        impressions: 1_190_236_513,
        clicks: 15_071_264,
        conversions: 341_144,
        revenue: 12_265_700.72,
      },
    ]);
    const campaigns = await sumsBy(ctx, "campaign");
    expect(Object.keys(campaigns)).toHaveLength(10);
    expect(Object.values(campaigns).map(({ rows }) => rows)).toEqual(Array.from({ length: 10 }, () => 450));
    expect(
      Object.values(campaigns)
        .map(({ spend }) => spend)
        .toSorted(),
    ).toEqual([
      "200828.31",
      "205528.35",
      "207516.23",
      "208601.83",
      "208758.4",
      "212640.07",
      "212795.95",
      "212904.78",
      "214608.75",
      "221397.23",
    ]);
    expect(await sumsBy(ctx, { breakdown: "country" })).toMatchObject({
      US: { rows: 2465, spend: "1151440.49" },
      IN: { rows: 1149 },
      UK: { rows: 886 },
    });
  });

  it("5: a weekly media mix by the wide reader", async () => {
    const ctx = await makeWorkspace(db);

    const { facts } = await importFile(ctx, "meridian_national_all_channels.csv");

    expect(facts).toMatchObject({ medium: "other", rows: 156, rejected: 0, period: { from: "2021-01-25" } });
    const campaigns = await sumsBy(ctx, "campaign");
    expect(Object.values(campaigns).map(({ impressions }) => impressions)).toEqual(
      expect.arrayContaining(["5523420467", "3248578573", "1625551369", "11274497204", "6125670562"]),
    );
  });

  it("6: a table for models, declined with nothing kept", async () => {
    const ctx = await makeWorkspace(db);

    const { facts, card } = await importFile(ctx, "mmm_example.csv");

    expect(facts).toMatchObject({ declined: "model_table", rows: 0 });
    expect(cardText(card).length).toBeGreaterThan(20);
    for (const table of ["import", "document", "blob", "daily_fact"] as const)
      expect([table, await countRows(ctx, table)]).toEqual([table, 0]);
  });
});
