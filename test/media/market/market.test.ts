import { describe, expect, it } from "vitest";
import { marketDay, marketReport } from "../../../src/media/market/market.ts";
import type { MarketRow, MarketView } from "../../../src/media/market/row.ts";
import { campaignPlans, marketCampaigns } from "../../../src/media/market/shop.ts";
import { campaignRows, split } from "../../../src/media/market/split.ts";
import { someTodays, sum, sumOf } from "./sums.ts";
import { spentMs } from "../../support/time.ts";

const day = Temporal.PlainDate.from("2026-11-12");

function byCampaign(rows: readonly MarketRow[], view: MarketView): Map<string, ReturnType<typeof sum>> {
  const ofView = rows.filter((row) => row.view === view);
  const names = new Set(ofView.map((row) => row.campaign));
  return new Map([...names].map((name) => [name, sum(ofView.filter((row) => row.campaign === name))]));
}

describe("the simulated market", () => {
  it("gives the same day twice, whatever was asked in between", () => {
    const first = marketReport(7, day);
    marketReport(8, day);
    marketReport(7, day.add({ days: 200 }));

    expect(marketReport(7, day)).toEqual(first);
  });

  it("gives other figures for another seed, on the same campaigns", () => {
    const one = campaignRows(marketDay(1, day));
    const two = campaignRows(marketDay(2, day));

    expect(one.map((row) => row.campaign)).toEqual(two.map((row) => row.campaign));
    expect(one.map((row) => row.clicks)).not.toEqual(two.map((row) => row.clicks));
  });

  it("reports about 65 ads a day on four media", () => {
    const rows = marketDay(7, day);

    expect(rows.length).toBeGreaterThanOrEqual(60);
    expect(rows.length).toBeLessThanOrEqual(70);
    expect(new Set(rows.map((row) => row.medium))).toEqual(new Set(["meta", "google_ads", "naver", "kakao"]));
    expect(new Set(rows.map((row) => `${row.campaign}/${row.adGroup}/${row.ad}`)).size).toBe(rows.length);
  });

  it("has every view of a campaign and day add up to the same figures", () => {
    for (const today of someTodays) {
      const rows = marketReport(7, today);
      const campaigns = byCampaign(rows, "campaign");
      for (const view of new Set(rows.map((row) => row.view))) {
        const totals = byCampaign(rows, view);
        const expected = [...totals.keys()].map((name) => [name, campaigns.get(name)]);
        expect({ view, totals: [...totals] }).toEqual({ view, totals: expected });
      }
      expect(byCampaign(rows, "ad").size).toBe(campaigns.size);
    }
  });

  it("never has more clicks than impressions, more orders than clicks, or revenue without an order", () => {
    for (const row of someTodays.flatMap((today) => marketReport(7, today))) {
      expect(row.clicks).toBeLessThanOrEqual(row.impressions);
      expect(row.conversions).toBeLessThanOrEqual(row.clicks);
      expect(row.revenueWon > 0).toBe(row.conversions > 0);
      expect(Object.values(sum([row])).every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(
        true,
      );
    }
  });

  it.each(campaignPlans.filter(({ paused }) => !paused).map(({ name, buying }) => ({ name, buying })))(
    "keeps the rates of $name where such campaigns usually lie",
    ({ name, buying }) => {
      const period = {
        from: Temporal.PlainDate.from("2025-11-17"),
        to: Temporal.PlainDate.from("2026-11-15"),
      };
      const total = sumOf(7, period, (row) => row.campaign === name);
      const [low, high] = buying === "cpc" ? [0.02, 0.08] : [0.005, 0.02];

      expect(total.clicks / total.impressions).toBeGreaterThan(low);
      expect(total.clicks / total.impressions).toBeLessThan(high);
      expect(total.conversions / total.clicks).toBeGreaterThan(0.01);
      expect(total.conversions / total.clicks).toBeLessThan(0.06);
      expect(total.revenueWon / total.spendWon).toBeGreaterThan(1.5);
      expect(total.revenueWon / total.spendWon).toBeLessThan(9);
    },
  );

  it("rests on a feast and rises before a shopping day", () => {
    const spendOn = (text: string) => sum(marketDay(7, Temporal.PlainDate.from(text))).spendWon;

    expect(spendOn("2026-09-25")).toBeLessThan(0.85 * spendOn("2026-09-18"));
    expect(spendOn("2026-02-17")).toBeLessThan(0.85 * spendOn("2026-02-24"));
    expect(spendOn("2026-11-11")).toBeGreaterThan(1.08 * spendOn("2026-11-18"));
    expect(spendOn("2026-11-27")).toBeGreaterThan(1.08 * spendOn("2026-11-20"));
  });

  it("knows a seasonal campaign as ended outside its months and a paused one as without figures", () => {
    const statusOn = (text: string, name: string) =>
      marketCampaigns(Temporal.PlainDate.from(text)).find((campaign) => campaign.name === name)?.status;

    expect(statusOn("2026-07-01", "여름 리빙 세일")).toBe("active");
    expect(statusOn("2026-11-22", "여름 리빙 세일")).toBe("ended");
    expect(statusOn("2026-11-22", "캔들 롱테일")).toBe("paused");
    expect(marketDay(7, day).some((row) => row.campaign === "캔들 롱테일")).toBe(false);
    expect(
      marketDay(7, Temporal.PlainDate.from("2026-08-15")).some((row) => row.campaign === "여름 리빙 세일"),
    ).toBe(true);
    expect(
      marketDay(7, Temporal.PlainDate.from("2026-08-16")).some((row) => row.campaign === "여름 리빙 세일"),
    ).toBe(false);
  });

  it("works far from today", () => {
    for (const text of ["1999-02-28", "2028-02-29", "2060-12-31"]) {
      expect(sum(marketDay(7, Temporal.PlainDate.from(text))).spendWon).toBeGreaterThan(1_000_000);
    }
  });

  it("computes 400 whole days in well under a second", () => {
    const began = spentMs();
    for (let days = 0; days < 400; days++) marketReport(99, day.subtract({ days }));

    expect(spentMs() - began).toBeLessThan(1000);
  });
});

describe("splitting a figure", () => {
  it("gives parts that sum to the whole, and nothing to a part of weight 0", () => {
    expect(split(10, [1, 1, 1])).toEqual([3, 3, 4]);
    expect(split(1, [1, 0, 1])).toEqual([0, 0, 1]);
    expect(split(0, [2, 3])).toEqual([0, 0]);
    expect(split(100, [0.93, 0.07])).toEqual([93, 7]);
  });
});
