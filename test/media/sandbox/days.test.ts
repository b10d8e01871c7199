import { describe, expect, it } from "vitest";
import { marketReport } from "../../../src/media/market/market.ts";
import type { MarketRow } from "../../../src/media/market/row.ts";
import { mediumFeatures } from "../../../src/media/features.ts";
import type { MediumName } from "../../../src/media/medium.ts";
import { memoryStore } from "../../../src/media/sandbox/memory-store.ts";
import { reportDays } from "../../../src/media/sandbox/report.ts";
import { activate, day, launch, type MarketAccount, openAccount, sandals, won } from "../market-account.ts";

const names: readonly MediumName[] = ["meta", "google_ads", "naver", "kakao"];
const later = Temporal.Instant.from("2027-06-01T00:00:00+09:00");

function daysOf(from: string, count: number): Temporal.PlainDate[] {
  return Array.from({ length: count }, (_, index) => day(from).add({ days: index }));
}

async function report(
  accounts: readonly MarketAccount[],
  days: readonly Temporal.PlainDate[],
): Promise<{ day: string; rows: MarketRow[] }[]> {
  const read = await Promise.all(
    accounts.map(async (one) => ({ medium: one.account.medium, state: await one.state() })),
  );
  return reportDays(7, days, read, later);
}

async function running(name: MediumName, seed: number, dailyWon: number, to: string): Promise<MarketAccount> {
  const account = openAccount(name, { seed, now: "2026-12-01T00:00:00+09:00" });
  const flight = { from: day("2026-12-01"), to: day(to) };
  await activate(account, await launch(account, { ...sandals, dailyBudget: won(dailyWon), flight }));
  account.set("2027-06-01T00:00:00+09:00");
  return account;
}

async function spends(
  account: MarketAccount,
  from: string,
  to: string,
): Promise<{ day: string; won: number }[]> {
  const { rows } = await account.medium.pullMetrics(account.at, { from: day(from), to: day(to) });
  const vat = account.account.medium === "naver" ? 1.1 : 1;
  return rows.map((row) => ({ day: row.day.toString(), won: Number(row.spendMicros) / 1e6 / vat }));
}

describe("days of the demo shop", () => {
  it("are the shop's own, figure by figure, until somebody changes something", async () => {
    const accounts = names.map((name) => openAccount(name, { demo: true }));
    const days = daysOf("2026-11-01", 5);

    expect(await report(accounts, days)).toEqual(
      days.map((one) => ({ day: one.toString(), rows: marketReport(7, one) })),
    );
  });

  it("go on with a new ad in the place of those that were paused for it", async () => {
    const meta = openAccount("meta", { demo: true, now: "2026-11-21T00:00:00+09:00" });
    const { medium, at } = meta;
    const [campaign] = await medium.list(at, "campaign");
    const name = campaign?.name ?? "";
    const days = daysOf("2026-11-19", 5);
    const before = await report([meta], days);

    const groups = await medium.list(at, "adGroup", campaign?.id);
    const old = (await Promise.all(groups.map(({ id }) => medium.list(at, "ad", id)))).flat();
    const { id } = await medium.createAd(at, {
      name: "새 소재",
      adGroupId: groups[0]?.id ?? "",
      texts: { headline: "새 소재", body: "새 문구" },
      images: [],
      landingUrl: "https://shop.example.com/new",
    });
    await medium.setStatus(at, "ad", id, "active");
    for (const ad of old) await medium.setStatus(at, "ad", ad.id, "paused");

    const ads = (rows: readonly MarketRow[]) =>
      rows.filter((row) => row.view === "ad" && row.medium === "meta" && row.campaign === name);
    const after = await report([meta], days);
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(ads(after[2]?.rows ?? []).map(({ ad }) => ad)).toEqual(["새 소재"]);
    expect(ads(after[2]?.rows ?? [])[0]?.spendWon).toBeGreaterThan(0);
  });

  it("end for a campaign when it is paused, and go on as they were for all others", async () => {
    const meta = openAccount("meta", { demo: true, now: "2026-11-21T00:00:00+09:00" });
    const [campaign] = await meta.medium.list(meta.at, "campaign");
    const days = daysOf("2026-11-19", 5);

    await meta.medium.setStatus(meta.at, "campaign", campaign?.id ?? "", "paused");

    const reported = await report([meta], days);
    for (const { day: at, rows } of reported) {
      const before = marketReport(7, day(at));
      const others = (one: MarketRow): boolean => one.campaign !== campaign?.name;
      expect(rows.filter(others)).toEqual(before.filter(others));
      expect(rows.some((one) => !others(one))).toBe(at < "2026-11-21");
    }
    expect(reported.slice(0, 2)).toEqual(
      days.slice(0, 2).map((one) => ({ day: one.toString(), rows: marketReport(7, one) })),
    );
  });

  it("are cut where the day was cut: paused at noon, half of it is spent", async () => {
    const kakao = openAccount("kakao", { demo: true, now: "2026-11-19T12:00:00+09:00" });
    const bizboard = (await kakao.medium.list(kakao.at, "campaign")).find(
      ({ name }) => name === "재구매 비즈보드",
    );
    const spendOf = (rows: readonly MarketRow[]): number =>
      rows
        .filter(({ view, campaign }) => view === "campaign" && campaign === bizboard?.name)
        .reduce((sum, { spendWon }) => sum + spendWon, 0);

    await kakao.medium.setStatus(kakao.at, "campaign", bizboard?.id ?? "", "paused");

    const [reported] = await report([kakao], daysOf("2026-11-19", 1));
    const half = spendOf(reported?.rows ?? []) / spendOf(marketReport(7, day("2026-11-19")));
    expect(half).toBeGreaterThan(0.49);
    expect(half).toBeLessThan(0.51);
  });

  it("cost more, and sell less per won, with a larger budget", async () => {
    const naver = openAccount("naver", { demo: true, now: "2026-11-01T00:00:00+09:00" });
    const [campaign] = await naver.medium.list(naver.at, "campaign");
    const days = daysOf("2026-11-08", 14);
    const sums = (rows: readonly MarketRow[]): { spend: number; orders: number } => {
      const own = rows.filter((one) => one.view === "campaign" && one.campaign === campaign?.name);
      return {
        spend: own.reduce((sum, one) => sum + one.spendWon, 0),
        orders: own.reduce((sum, one) => sum + one.conversions, 0),
      };
    };

    await naver.medium.setDailyBudget(
      naver.at,
      campaign?.id ?? "",
      won(Number(campaign?.dailyBudget?.minor) * 2),
    );

    const before = sums(days.flatMap((one) => marketReport(7, one)));
    const after = sums((await report([naver], days)).flatMap(({ rows }) => rows));
    expect(after.spend / before.spend).toBeGreaterThan(1.6);
    expect(after.spend / before.spend).toBeLessThanOrEqual(2);
    expect(after.orders).toBeGreaterThan(before.orders);
    expect(after.orders / after.spend).toBeLessThan(before.orders / before.spend);
  });

  it("have every view of a new campaign add up to the same figures", async () => {
    const accounts = await Promise.all(names.map((name) => running(name, 7, 80_000, "2026-12-10")));
    const [reported] = await report(accounts, daysOf("2026-12-03", 1));
    const own = (reported?.rows ?? []).filter(({ campaign }) => campaign === sandals.name);

    const byView = Map.groupBy(own, ({ medium, view }) => `${medium} ${view}`);
    for (const medium of names) {
      const sum = (view: string): number[] =>
        (["spendWon", "revenueWon", "impressions", "clicks", "conversions"] as const).map((field) =>
          (byView.get(`${medium} ${view}`) ?? []).reduce((total, row) => total + row[field], 0),
        );
      expect(sum("campaign")[0]).toBeGreaterThan(0);
      expect(sum("ad")).toEqual(sum("campaign"));
      expect(sum("campaign+device")).toEqual(sum("campaign"));
    }
  });
});

describe("days of a campaign that was made", () => {
  it("are the same for the same seed and the same changes, and others for another seed", async () => {
    const [one, two, other] = await Promise.all(
      [7, 7, 8].map((seed) => running("meta", seed, 80_000, "2026-12-31")),
    );
    if (!one || !two || !other) throw new Error("three accounts");

    const figures = await spends(one, "2026-12-01", "2026-12-31");

    expect(figures).toHaveLength(31);
    expect(await spends(two, "2026-12-01", "2026-12-31")).toEqual(figures);
    expect(await spends(other, "2026-12-01", "2026-12-31")).not.toEqual(figures);
  });

  it.each(names)("of %s never cost more than it may over-deliver, by day, week and month", async (name) => {
    const { dayFactor, weekDays = Infinity, monthDays = Infinity } = mediumFeatures[name].overdelivery;
    for (let seed = 1; seed <= 12; seed++) {
      const account = await running(name, seed, 30_000, "2027-02-28");
      const days = await spends(account, "2026-12-01", "2027-02-28");
      const total = (some: readonly { won: number }[]): number => some.reduce((sum, one) => sum + one.won, 0);
      expect(total(days)).toBeGreaterThan(30_000 * 20);
      for (const [index, one] of days.entries()) {
        expect(one.won).toBeLessThanOrEqual(30_000 * dayFactor + 1);
        expect(total(days.slice(Math.max(0, index - 6), index + 1))).toBeLessThanOrEqual(
          30_000 * weekDays + 1,
        );
      }
      for (const month of Map.groupBy(days, (one) => one.day.slice(0, 7)).values())
        expect(total(month)).toBeLessThanOrEqual(30_000 * monthDays + 1);
    }
  });

  it("cost less than a budget the market cannot take", async () => {
    const account = await running("kakao", 3, 500_000_000, "2026-12-10");

    for (const { won: spent } of await spends(account, "2026-12-01", "2026-12-10"))
      expect(spent).toBeLessThan(50_000_000);
  });

  it("hold no cost when the review turned the ad down", async () => {
    const account = openAccount("naver", { now: "2026-12-01T00:00:00+09:00" });
    await account.faults({
      queue: ["rejected", "rejected", "rejected", "rejected"].map((fault) => ({
        fault: fault as "rejected",
        on: "create",
      })),
    });
    await activate(
      account,
      await launch(account, { ...sandals, flight: { from: day("2026-12-01"), to: day("2026-12-20") } }),
    );
    account.set("2026-12-15T00:00:00+09:00");

    expect(await spends(account, "2026-12-01", "2026-12-10")).toEqual([]);
  });

  it("hold no cost while the ad, its group or the campaign is off", async () => {
    for (const left of ["ad", "adGroup", "campaign"] as const) {
      const account = openAccount("meta", { now: "2026-12-01T00:00:00+09:00" });
      const ids = await launch(account, {
        ...sandals,
        flight: { from: day("2026-12-01"), to: day("2026-12-20") },
      });
      for (const level of (["ad", "adGroup", "campaign"] as const).filter((one) => one !== left))
        await account.medium.setStatus(account.at, level, ids[level], "active");
      account.set("2026-12-15T00:00:00+09:00");
      expect(await spends(account, "2026-12-01", "2026-12-10")).toEqual([]);
    }
  });

  it("tell orders of earlier clicks after the end, about half of them on the day of the click", async () => {
    const account = await running("meta", 5, 2_000_000, "2026-12-14");

    const { rows } = await account.medium.pullMetrics(account.at, {
      from: day("2026-12-01"),
      to: day("2027-01-10"),
    });

    const orders = (from: string, to: string): number =>
      rows
        .filter((row) => row.day.toString() >= from && row.day.toString() <= to)
        .reduce((sum, row) => sum + row.conversions, 0);
    expect(orders("2026-12-15", "2027-01-10")).toBeGreaterThan(0);
    expect(orders("2026-12-15", "2027-01-10")).toBeLessThan(orders("2026-12-01", "2026-12-14") / 5);
  });

  it("lack the last days while the medium is late", async () => {
    const account = await running("google_ads", 7, 80_000, "2027-05-31");
    await account.faults({ lagDays: 2 });
    account.set("2026-12-10T09:00:00+09:00");

    const days = await spends(account, "2026-12-01", "2026-12-10");

    expect(days.at(-1)?.day).toBe("2026-12-07");
  });
});

describe("faults of the simulated market", () => {
  it("befall the same calls for the same seed", async () => {
    const run = async (): Promise<string[]> => {
      const account = openAccount("meta");
      await account.faults({
        seed: 11,
        rates: { throttled: 0.2, lost_reply: 0.2, late_effect: 0.1, ok_with_error: 0.1 },
      });
      const outcomes: string[] = [];
      for (let index = 0; index < 30; index++) {
        const name = `묶음 ${index} [co9-${`${index}`.padStart(8, "0")}]`;
        const made = account.medium.createCampaign(account.at, { ...sandals, name });
        outcomes.push(
          await made.then(
            () => "made",
            (error: { kind: string; code: string }) => `${error.kind} ${error.code}`,
          ),
        );
      }
      return outcomes;
    };

    const first = await run();

    expect(await run()).toEqual(first);
    expect(new Set(first).size).toBeGreaterThan(2);
  });

  it("are shared with the account by all that hold its store", async () => {
    const store = memoryStore({ seed: 7, demo: false });
    const one = openAccount("naver", { store });
    const two = openAccount("naver", { store });

    const { id } = await one.medium.createCampaign(one.at, sandals);
    await expect(two.medium.createCampaign(two.at, sandals)).rejects.toMatchObject({
      kind: "refused",
      code: "3506",
    });
    await two.medium.setDailyBudget(two.at, id, won(70_000));

    expect(await one.medium.read(one.at, "campaign", id)).toMatchObject({ dailyBudget: won(70_000) });
  });
});
