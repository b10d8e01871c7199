import { describe, expect, it } from "vitest";
import { lengthDays, mondayOf, type Period, shiftDays } from "../../../src/core/time.ts";
import type { StoryName } from "../../../src/media/market/plots.ts";
import { marketEvents, type MarketStory, marketStories } from "../../../src/media/market/stories.ts";
import { someTodays, sumOf } from "./sums.ts";

const seed = 7;

function storyOn(today: Temporal.PlainDate, name: StoryName): MarketStory {
  const story = marketStories(today).find((each) => each.name === name);
  if (!story) throw new Error(`no story ${name}`);
  return story;
}

/** Figures of the story's object in its period and in as many days before (`weeks` earlier). */
function beforeAndDuring(today: Temporal.PlainDate, name: StoryName, weeks: number) {
  const { period, medium, campaign } = storyOn(today, name);
  const keep = (row: { medium: string; campaign: string }) =>
    (!medium || row.medium === medium) && (!campaign || row.campaign === campaign);
  return {
    before: sumOf(seed, shiftDays(period, -7 * weeks), keep),
    during: sumOf(seed, period, keep),
  };
}

describe.each(someTodays.map(String))("the planted stories on %s", (text) => {
  const today = Temporal.PlainDate.from(text);

  it("all end within the last four complete weeks, at least one in the last", () => {
    const stories = marketStories(today);
    const monday = mondayOf(today);
    const weeksAgo = stories.map(({ period }) => period.to.until(monday, { largestUnit: "days" }).days);

    expect(stories).toHaveLength(5);
    expect(weeksAgo.every((days) => days >= 1 && days <= 28)).toBe(true);
    expect(weeksAgo[0]).toBeLessThanOrEqual(7);
  });

  it("a bid war lifts CPC and CPA of the powerlink", () => {
    const { before, during } = beforeAndDuring(today, "bid_war", 1);

    expect(during.spendWon / during.clicks).toBeGreaterThan((1.3 * before.spendWon) / before.clicks);
    expect(during.spendWon / during.conversions).toBeGreaterThan(
      (1.2 * before.spendWon) / before.conversions,
    );
  });

  it("a silent tag loses Google's conversions while clicks go on", () => {
    const { before, during } = beforeAndDuring(today, "tag_outage", 1);

    expect(during.conversions).toBeLessThan(0.12 * before.conversions);
    expect(during.clicks).toBeGreaterThan(0.6 * before.clicks);
  });

  it("tired creatives lose CTR from week to week", () => {
    const { period, campaign } = storyOn(today, "creative_fatigue");
    const ctrs = [0, 1, 2].map((week) => {
      const from = period.from.add({ days: 7 * week });
      const sums = sumOf(seed, { from, to: from.add({ days: 6 }) }, (row) => row.campaign === campaign);
      return sums.clicks / sums.impressions;
    });

    expect(lengthDays(period)).toBe(21);
    expect(ctrs[1]).toBeLessThan(0.92 * (ctrs[0] ?? 0));
    expect(ctrs[2]).toBeLessThan(0.92 * (ctrs[1] ?? 0));
  });

  it("the small Kakao campaign has the best returns, spends the same each day, and keeps its returns with more", () => {
    const { before, during } = beforeAndDuring(today, "small_budget", 1);
    const { period, campaign } = storyOn(today, "small_budget");
    const month: Period = { from: period.to.subtract({ days: 27 }), to: period.to };
    const roasOf = (sums: { revenueWon: number; spendWon: number }) => sums.revenueWon / sums.spendWon;
    const own = roasOf(sumOf(seed, month, (row) => row.campaign === campaign));

    expect(own).toBeGreaterThan(2 * roasOf(sumOf(seed, month)));
    expect(own).toBeLessThan(9.5);
    expect(before.spendWon / 3 / 60_000).toBeCloseTo(1, 1);
    expect(during.spendWon / 3 / 90_000).toBeCloseTo(1, 1);
    expect(roasOf(during)).toBeGreaterThan(4);
  });

  it("the weekend sale lifts revenue and lowers the order value", () => {
    const { before, during } = beforeAndDuring(today, "weekend_promotion", 1);

    expect(during.revenueWon).toBeGreaterThan(1.2 * before.revenueWon);
    expect(during.revenueWon / during.conversions).toBeLessThan(
      (0.85 * before.revenueWon) / before.conversions,
    );
  });

  it("each leave a change note in their days or right after", () => {
    const silent = marketStories(today).filter(
      ({ period }) => marketEvents({ from: period.from, to: period.to.add({ days: 1 }) }).length === 0,
    );

    expect(silent).toEqual([]);
  });
});

describe("the questions that lead to the stories", () => {
  it("come in both languages, and name last week only when the story ended then", () => {
    const stories = marketStories(Temporal.PlainDate.from("2026-11-22"));

    expect(stories[0]?.name).toBe("tag_outage");
    expect(stories[0]?.questions.ko[0]).toBe("지난주 구글 전환 일별로 보여줘");
    expect(stories[0]?.questions.en[0]).toBe("Show Google conversions by day last week");
    for (const story of stories.slice(1)) {
      expect(story.questions.ko.length).toBe(story.questions.en.length);
      expect(story.questions.ko.some((question) => question.includes("지난주"))).toBe(false);
    }
  });
});

describe("change notes of the market", () => {
  it("are the same for a period asked whole or day by day", () => {
    const whole = { from: Temporal.PlainDate.from("2026-10-12"), to: Temporal.PlainDate.from("2026-11-08") };
    const daily = Array.from({ length: 28 }, (_, days) => whole.from.add({ days })).flatMap((day) =>
      marketEvents({ from: day, to: day }),
    );

    expect(marketEvents(whole)).toEqual(daily);
    expect(daily).toHaveLength(9);
    expect(
      daily.filter(({ campaign }) => campaign === "재구매 비즈보드").map(({ day }) => day.toString()),
    ).toEqual(["2026-10-27", "2026-10-30"]);
  });
});
