// The public files of ../shared/data, to the unit. They are no part of the project, so they may be absent.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { decimalText, ExactSum } from "../../../../src/capabilities/documents/read/cells/exact-sum.ts";
import type { ReportRow } from "../../../../src/capabilities/documents/read/report.ts";
import { readPath, refusalOf } from "./support.ts";

const folder = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));
const present = existsSync(folder);
if (!present) process.stderr.write("SKIPPED public-files.test.ts: ../shared/data is absent\n");

describe.skipIf(!present)("the public files", () => {
  test("Facebook ads by age and gender come out to the last decimal", async () => {
    const { recognised, rows, ended } = await readPath(`${folder}KAG_conversion_data.csv`);

    expect(recognised).toMatchObject({
      medium: "meta",
      level: "ad",
      grain: "day",
      breakdowns: ["age", "gender"],
    });
    expect(recognised.doubts.map((doubt) => doubt.slot)).toEqual(["currency"]);
    expect(recognised.primaryAction?.header).toBe("Approved_Conversion");
    expect(ended).toMatchObject({
      rows: 1143,
      days: 31,
      currencies: ["XXX"],
      rejectedCount: 0,
      totalsCount: 0,
    });
    expect(ended.period).toEqual({ from: "2023-08-01", to: "2023-08-31" });
    expect(ended.sums).toEqual({
      spend: "58705.229958205",
      impressions: "213434828",
      clicks: "38165",
      conversions: "1079",
    });
    expect(sumOf(rows, (row) => row.campaign === "936")).toMatchObject({
      rows: 464,
      clicks: 1984n,
      conversions: 183,
    });
    expect(sumOf(rows, (row) => row.breakdown?.["gender"] === "female").spend).toBe("34502.62");
    expect(sumOf(rows, (row) => row.breakdown?.["age"] === "30-34")).toMatchObject({
      rows: 426,
      conversions: 494,
    });
    expect(sumOf(rows, (row) => row.day === "2023-08-15")).toMatchObject({ rows: 42, impressions: 8094976n });
    const total = rows
      .flatMap((row) => row.conversionsByAction ?? [])
      .filter((one) => one.action === "total");
    expect(total.reduce((sum, one) => sum + (one.count ?? 0), 0)).toBe(3264);
  });

  test("a Google ad report with five overlapping totals gives its listed ads only", async () => {
    const { recognised, rows, ended } = await readPath(`${folder}google-ads-ad-report.csv`);

    expect(recognised).toMatchObject({ medium: "google_ads", grain: "window", title: "Ad report" });
    expect(ended).toMatchObject({ rows: 15, currencies: ["USD"], totalsCount: 5 });
    expect(ended.sums).toEqual({ spend: "117.06", impressions: "305", interactions: "17", conversions: "0" });
    expect(rows.every((row) => row.clicks === undefined)).toBe(true);
    expect(sumOf(rows, (row) => row.campaign === "Bay Area Deck")).toMatchObject({
      spend: "19.02",
      impressions: 127n,
    });
    expect(ended.totals.map((total) => [total.label, total.verdict])).toEqual([
      ["Total: All but removed ads", "equal"],
      ["Total: Account", "context"],
      ["Total: Display", "context"],
      ["Total: Search", "context"],
      ["Total: Performance Max", "context"],
    ]);
    expect(ended.totals[1]?.difference).toEqual({
      spend: "16.83",
      impressions: "737",
      interactions: "14",
      conversions: "1",
    });
  });

  test("a TikTok export agrees with its own ratios in every row", async () => {
    const { rows, ended } = await readPath(`${folder}tiktok-ads_1.csv`);

    expect(ended).toMatchObject({ rows: 141, days: 126, currencies: ["IDR"], ratioMismatches: [] });
    expect(ended.sums).toEqual({
      spend: "49068186",
      impressions: "4774891",
      clicks: "17445",
      conversions: "804",
    });
    expect(sumOf(rows, (row) => row.day.startsWith("2024-01"))).toMatchObject({
      rows: 45,
      spend: "17527638",
    });
    expect(sumOf(rows, (row) => row.campaign === "Campaign Name 2")).toMatchObject({
      rows: 16,
      conversions: 20,
    });
  });

  test("a dirty file keeps blanks unknown and its 367 spellings fall into the ten campaigns", async () => {
    const { rows, ended } = await readPath(`${folder}synthetic_fb_ads_undergarments.csv`);

    expect(ended).toMatchObject({ rows: 4500, days: 90, unknown: { spend: 113, clicks: 152, revenue: 133 } });
    expect(ended.ratioMismatches).toEqual([]);
    expect(ended.sums).toEqual({
      spend: "2105579.9",
      impressions: "1190236513",
      clicks: "15071264",
      conversions: "341144",
      revenue: "12265700.72",
    });
    const groups = ended.spellings.map((group) => new Set(group.spellings));
    expect(ended.spellings.map((group) => group.rows)).toEqual(Array.from({ length: 10 }, () => 450));
    expect(rows.every((row, at) => groups[Math.floor(at / 450)]?.has(row.campaign ?? ""))).toBe(true);
    expect(sumOf(rows, (row) => row.breakdown?.["country"] === "UK")).toMatchObject({
      rows: 886,
      spend: "404767.32",
    });
    expect(sumOf(rows, (row) => row.breakdown?.["placement"] === "Instagram").revenue).toBe("5886532.48");
  });

  test("a wide media-mix table becomes one row per channel, to the cent", async () => {
    const { recognised, rows, ended } = await readPath(`${folder}meridian_national_all_channels.csv`);

    expect(recognised).toMatchObject({ shape: "mix", grain: "week", level: "medium" });
    expect(recognised.ignored).toEqual([
      "Organic_channel0_impression",
      "competitor_sales_control",
      "sentiment_score_control",
      "Promo",
    ]);
    expect(ended).toMatchObject({ rows: 156, facts: 936 });
    expect(sumOf(rows, (row) => row.campaign === "Channel3").spend).toBe("87860358.25");
    expect(sumOf(rows, (row) => row.campaign === "Channel0").impressions).toBe(5523420467n);
    const all = sumOf(rows, () => true);
    expect([all.spend, all.revenue]).toEqual(["219492402.35", "1318718006.13"]);
    expect(ended.sums.conversions).toBe("65930714112.79");
    expect(sumOf(rows, (row) => row.day.startsWith("2022")).revenue).toBe("442720614.29");
  });

  test("a modelling table with scaled activity is declined with what it looks like", async () => {
    const failure = await refusalOf(readPath(`${folder}mmm_example.csv`));

    expect(failure.message).toBe("report: model_table");
    expect(failure.texts.say?.en).toContain("x1, x2");
  });
});

function sumOf(rows: ReportRow[], taken: (row: ReportRow) => boolean) {
  const spend = new ExactSum();
  const revenue = new ExactSum();
  let [count, impressions, clicks, conversions] = [0, 0n, 0n, 0];
  for (const row of rows.filter(taken)) {
    count++;
    spend.add({ digits: row.spendMicros ?? 0n, decimals: 6 });
    revenue.add({ digits: row.revenueMicros ?? 0n, decimals: 6 });
    impressions += row.impressions ?? 0n;
    clicks += row.clicks ?? 0n;
    conversions += row.conversions ?? 0;
  }
  return { rows: count, spend: cents(spend), revenue: cents(revenue), impressions, clicks, conversions };
}

/** Facts are kept in micros; people see two decimals. */
function cents(sum: ExactSum): string {
  return decimalText((sum.total().digits + 5000n) / 10000n, 2);
}
