// Plan arithmetic: won per medium and day add up to the budget exactly, with numbers a reader can check by hand.

import { describe, expect, it } from "vitest";
import { readBudget } from "../../../src/capabilities/campaigns/plan/budget.ts";
import { type Brief, changedBrief } from "../../../src/capabilities/campaigns/plan/brief.ts";
import { draftPlan } from "../../../src/capabilities/campaigns/plan/draft.ts";
import { type PlanFinding, preflight } from "../../../src/capabilities/campaigns/plan/preflight.ts";
import { allocate, splitWhole } from "../../../src/capabilities/campaigns/plan/split.ts";
import { CampaignPlan } from "../../../src/capabilities/campaigns/plan.ts";
import { templateFor, templates } from "../../../src/capabilities/campaigns/templates.ts";
import { Failure } from "../../../src/core/failure.ts";
import { periodOf } from "../../../src/core/time.ts";
import { mediumFeatures } from "../../../src/media/features.ts";
import { makeBrief, makeGround, noChanges, seeded } from "./made-plan.ts";

/** HOSTILE_PLANS=5000 makes the large run. */
const HOSTILE = Number(process.env["HOSTILE_PLANS"] ?? 500);

function taken(said: object): ReturnType<typeof readBudget> & { state: "taken" } {
  const budget = readBudget(said, "KRW");
  if (budget.state !== "taken") throw new Error(budget.reason);
  return budget;
}

function totals(plan: CampaignPlan): Record<string, number> {
  return Object.fromEntries(plan.media.map(({ medium, totalMinor }) => [medium, totalMinor]));
}

function failureOf(body: () => unknown): Failure {
  try {
    body();
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error("it did not fail");
}

/** What does not add up in a plan, or lies under a medium's minimum although another medium shares the money. */
function wrongIn(plan: CampaignPlan): string[] {
  const { media, budget } = plan;
  const wrong = Number.isSafeInteger(budget.totalMinor) ? [] : ["no whole total"];
  if (sum(media.map(({ totalMinor }) => totalMinor)) !== budget.totalMinor) wrong.push("media");
  for (const { medium, totalMinor, dailyMinor, dailyBudgetMinor } of media) {
    if (sum(dailyMinor) !== totalMinor) wrong.push(`days of ${medium}`);
    if (dailyBudgetMinor * dailyMinor.length > totalMinor) wrong.push(`daily budget of ${medium}`);
    const least = Number(mediumFeatures[medium].minDailyBudget("KRW")?.minor ?? 0n);
    if (media.length > 1 && budget.currency === "KRW" && dailyBudgetMinor < least)
      wrong.push(`floor of ${medium}`);
  }
  return wrong;
}

/** What pre-flight says of days that differ. */
function unevenIn(plan: CampaignPlan): PlanFinding[] {
  const around = {
    today: Temporal.PlainDate.from("2026-11-21"),
    template: templateFor(plan.product).template,
    names: [],
  };
  return preflight(plan, around).filter(({ code }) => code === "uneven_days");
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

describe("shares", () => {
  it("add up: what is left over goes to the largest remainders", () => {
    expect(splitWhole(100, [1, 1, 1])).toEqual([34, 33, 33]);
    // 10 by 5:3:1 = 5.56, 3.33, 1.11: nine whole ones, the tenth goes to .56.
    expect(splitWhole(10, [5, 3, 1])).toEqual([6, 3, 1]);
    expect(splitWhole(0, [2, 1])).toEqual([0, 0]);
  });

  it("keep floors: whoever would get less gets the floor, the others share the rest", () => {
    const wanted = [
      { key: "a", weight: 90, floor: 100 },
      { key: "b", weight: 10, floor: 300 },
    ];

    expect(allocate(1_000, wanted).kept).toEqual([
      { key: "a", amount: 700 },
      { key: "b", amount: 300 },
    ]);
  });

  it("leave out the lightest when the floors do not fit", () => {
    const wanted = ["a", "b", "c"].map((key, index) => ({ key, weight: 3 - index, floor: 400 }));

    const { kept, dropped } = allocate(1_000, wanted);

    expect(kept.map(({ key }) => key)).toEqual(["a", "b"]);
    expect(sum(kept.map(({ amount }) => amount))).toBe(1_000);
    expect(dropped).toEqual(["c"]);
  });
});

describe("a plan", () => {
  it("여름 샌들 세일: 3,000,000 won over two weeks on Meta and Naver, checked by hand", () => {
    const brief = makeBrief({ product: "여름 샌들 세일", media: ["meta", "naver"], durationDays: 14 });

    const plan = draftPlan(brief, makeGround("여름 샌들 세일"));

    // Fashion is 55 : 30 on these two, in whole thousands: 3,000 × 55/85 = 1,941.18 and × 30/85 = 1,058.82 (the larger rest).
    expect(totals(plan)).toEqual({ meta: 1_941_000, naver: 1_059_000 });
    expect(plan.industry).toBe("fashion");
    expect(plan.flight).toEqual({ from: "2026-11-24", to: "2026-12-07" });
    // Three opening days weigh 15, eleven weigh 10: 155 in all. 1,059,000 × 15/155 = 102,483.87; × 10/155 = 68,322.58.
    const naver = plan.media.find(({ medium }) => medium === "naver");
    expect(naver?.dailyMinor.slice(0, 4)).toEqual([102_484, 102_484, 102_484, 68_323]);
    expect(sum(naver?.dailyMinor ?? [])).toBe(1_059_000);
    expect(naver?.dailyBudgetMinor).toBe(75_642);
    expect(CampaignPlan.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });

  it("days of a medium that is set up here are alike, as its one daily budget is; those by hand keep the template's shape", () => {
    const brief = makeBrief({ product: "여름 샌들 세일", media: ["meta", "naver"], durationDays: 14 });
    const account = { id: "a1", ref: "act_1", name: "메타 계정", currency: "KRW" };
    const accounts = { meta: { ...account, connection: "sandbox" as const } };

    const plan = draftPlan(brief, makeGround("여름 샌들 세일", { accounts }));
    const byFile = draftPlan(
      brief,
      makeGround("여름 샌들 세일", { accounts: { meta: { ...account, connection: "file" } } }),
    );

    // 1,941,000 over 14 days: 138,642 and 6/7; twelve days get one won of what is left over.
    const meta = plan.media.find(({ medium }) => medium === "meta");
    expect(meta?.dailyMinor).toEqual([...Array<number>(12).fill(138_643), 138_642, 138_642]);
    expect(meta?.dailyBudgetMinor).toBe(138_642);
    expect(plan.media.find(({ medium }) => medium === "naver")?.dailyMinor[0]).toBe(102_484);
    expect(plan.defaults.find(({ slot }) => slot === "days")?.text.ko).toContain("매일 같게");
    expect(unevenIn(plan)).toMatchObject([
      { level: "note", say: { ko: expect.stringMatching(/^네이버: /) } },
    ]);
    expect(unevenIn(byFile)[0]?.say.en).toMatch(/^Meta, Naver: the days differ/);
    expect(byFile.defaults.map(({ slot }) => slot)).not.toContain("days");
  });

  it("answers 100만원 on five media with two, and says why", () => {
    const media = ["meta", "naver", "kakao", "google_ads", "tiktok"];
    const brief = makeBrief({ product: "생활용품", media, durationDays: 28 });

    const plan = draftPlan(
      brief,
      makeGround("생활용품", { budget: taken({ amount: 1_000_000, period: "total" }) }),
    );

    expect(plan.media).toHaveLength(2);
    expect(sum(Object.values(totals(plan)))).toBe(1_000_000);
    expect(plan.leftOut.map(({ medium }) => medium).toSorted()).toEqual(["google_ads", "kakao", "tiktok"]);
    expect(plan.leftOut[0]?.reason.ko).toContain("예산이 매체 수에 비해 적어서");
  });

  it.each([
    [{ amount: 50_000, period: "daily" }, 14, 700_000],
    [{ amount: 350_000, period: "weekly" }, 14, 700_000],
    [{ amount: 4_000_000, period: "monthly" }, 30, 4_000_000],
    // 4,000,000 × 14/30 = 1,866,666.67
    [{ amount: 4_000_000, period: "monthly" }, 14, 1_866_667],
    [{ amount: "３００만원" }, 14, 3_000_000],
  ])("a budget of %j over %i days is %i won in all", (said, durationDays, total) => {
    const plan = draftPlan(makeBrief({ durationDays }), makeGround("양말", { budget: taken(said) }));

    expect(plan.budget.totalMinor).toBe(total);
    expect(sum(Object.values(totals(plan)))).toBe(total);
  });

  it("takes changes in words: more for one medium, one medium less, a longer flight", () => {
    const first = makeBrief({ product: "샌들", media: ["meta", "naver", "kakao"], durationDays: 14 });
    const plan = draftPlan(first, makeGround("샌들"));
    const standing = { standing: plan.media, minorPerUnit: 1, flight: periodOf(plan.flight) };

    const more = changedBrief(
      first,
      {},
      { ...noChanges, more: [{ medium: "naver", amount: 500_000 }] },
      standing,
    );
    const raised = draftPlan(more, makeGround("샌들", { budget: taken(more.budget ?? {}) }));
    const fewer = changedBrief(first, {}, { ...noChanges, dropMedia: ["kakao"] }, standing);
    const longer = changedBrief(first, { durationDays: 21 }, noChanges, standing);

    expect(totals(plan)).toEqual({ meta: 1_650_000, naver: 900_000, kakao: 450_000 });
    expect(totals(raised)).toEqual({ meta: 1_650_000, naver: 1_400_000, kakao: 450_000 });
    expect(totals(draftPlan(fewer, makeGround("샌들")))).toEqual({ meta: 1_941_000, naver: 1_059_000 });
    expect(draftPlan(longer, makeGround("샌들")).flight).toEqual({ from: "2026-11-24", to: "2026-12-14" });
  });

  it("sets what one medium gets and leaves the others as they are; evenly means evenly again after it", () => {
    const first = makeBrief({ product: "샌들", media: ["meta", "naver"], durationDays: 14 });
    const plan = draftPlan(first, makeGround("샌들"));
    const standing = { standing: plan.media, minorPerUnit: 1, flight: periodOf(plan.flight) };
    const set = [{ medium: "meta", amount: 50_000, period: "daily" as const }];

    const daily = changedBrief(first, {}, { ...noChanges, set }, standing);
    const drafted = draftPlan(daily, makeGround("샌들", { budget: taken(daily.budget ?? {}) }));
    const even = changedBrief(daily, { split: "even" }, noChanges, { ...standing, standing: drafted.media });

    // 1,941,000 and 1,059,000 stood; 50,000 a day for 14 days are 700,000.
    expect(totals(drafted)).toEqual({ meta: 700_000, naver: 1_059_000 });
    expect(drafted.budget.totalMinor).toBe(1_759_000);
    const split = draftPlan(even, makeGround("샌들", { budget: taken(even.budget ?? {}) }));
    expect(totals(split)).toEqual({ meta: 880_000, naver: 879_000 });
  });

  it("a medium that joins gets an average part, whatever was moved before", () => {
    const first = makeBrief({ product: "샌들", media: ["meta", "naver"], weights: { meta: 7, naver: 3 } });
    const plan = draftPlan(first, makeGround("샌들"));
    const standing = { standing: plan.media, minorPerUnit: 1, flight: periodOf(plan.flight) };

    const wider = changedBrief(first, {}, { ...noChanges, addMedia: ["kakao"] }, standing);

    // 2,100,000 and 900,000 stand; their mean joins: 3,000,000 × 2,100/4,500, × 900/4,500, × 1,500/4,500.
    expect(totals(draftPlan(wider, makeGround("샌들")))).toEqual({
      meta: 1_400_000,
      naver: 600_000,
      kakao: 1_000_000,
    });
  });

  it("adds up for every random brief, keeps the floors and is the same twice", () => {
    const random = seeded(20_261_122);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const all = ["meta", "google_ads", "naver", "kakao"] as const;
    const wrong: object[] = [];
    for (let run = 0; run < 1_000; run++) {
      const brief: Brief = makeBrief({
        product: pick(["카페 오픈", "여름 샌들 세일", "임플란트", "hr 솔루션", "아무거나"]),
        media: all.filter(() => random() < 0.5),
        durationDays: 1 + Math.floor(random() * 90),
        ...(random() < 0.2 && { split: "even" as const }),
      });
      const said = {
        amount: 10_000 + Math.floor(random() ** 3 * 90_000_000),
        period: pick(["daily", "weekly", "monthly", "total"]),
      };
      const ground = makeGround(brief.product ?? "", { budget: taken(said), template: pick(templates) });

      const plan = draftPlan(brief, ground);

      wrong.push(...wrongIn(plan).map((what) => ({ run, what, brief, said })));
      if (JSON.stringify(draftPlan(brief, ground)) !== JSON.stringify(plan))
        wrong.push({ run, what: "not the same twice", brief, said });
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    [{ start: "2026-12-10", end: "2026-12-01" }, "종료일이 시작일보다 앞이에요."],
    [{ durationDays: 900 }, "한 계획으로 잡기에는 기간이 너무 길어요."],
    [{ end: "0001-01-01", durationDays: 30 }, "기간이 오늘과 너무 멀리 떨어져 있어요."],
    [{ start: "9999-12-31", durationDays: 30 }, "기간이 오늘과 너무 멀리 떨어져 있어요."],
  ])("refuses the flight %j with what to do", (said, why) => {
    const failure = failureOf(() => draftPlan(makeBrief(said), makeGround("양말")));

    expect(failure.texts.say?.ko).toBe(why);
    expect(failure.texts.next?.en).toMatch(/^[A-Z]/);
  });
});

describe("hostile budgets", () => {
  it.each([
    [Number.NaN, "not_a_number"],
    [Number.POSITIVE_INFINITY, "infinite"],
    [-Infinity, "negative"],
    [-3_000_000, "negative"],
    [0, "zero"],
    [300, "too_small"],
    [30_000_000_000, "too_large"],
    [100_000.5, "fraction"],
    ["-300만원", "negative"],
    ["300만원 $5", "mixed_currency"],
    ["삼백", "not_a_number"],
    ["3000000; drop table plan", "not_a_number"],
    ["100만원 200만원", "several"],
  ])("%s is refused as %s, in both languages", (amount, reason) => {
    expect(readBudget({ amount }, "KRW")).toMatchObject({
      state: "refused",
      reason,
      say: { ko: expect.stringMatching(/[가-힣]/), en: expect.stringMatching(/^[A-Z]/) },
    });
  });

  it.each([
    ["3M", 3_000_000],
    ["３，０００，０００", 3_000_000],
    ["300만원", 3_000_000],
    ["₩3,000,000", 3_000_000],
    [3_000_000, 3_000_000],
  ])("%s is %i won", (amount, value) => {
    expect(readBudget({ amount }, "KRW")).toMatchObject({ state: "taken", amount: value, currency: "KRW" });
  });

  it.each([
    ["BTC", "unknown_currency"],
    ["XXX", "unknown_currency"],
    [82, "unknown_currency"],
  ])("the currency %s is refused", (currency, reason) => {
    expect(readBudget({ amount: 3_000_000, currency }, "KRW")).toMatchObject({ state: "refused", reason });
  });

  it("none of the generated ones becomes a plan with wrong sums, and each refusal says why", () => {
    const random = seeded(5_000);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
    const amounts: readonly unknown[] = [
      Number.NaN,
      Infinity,
      -Infinity,
      -1,
      0,
      -0,
      1e21,
      2 ** 53,
      0.1,
      5e-324,
      1e12,
      null,
      undefined,
      [],
      {},
      true,
      "NaN",
      "Infinity",
      "1e309",
      "-300만원",
      "300만원",
      "3M",
      "３００만원",
      "₩3,000,000",
      "$300",
      "300만원과 $5",
      "1,00,000",
      "৩০০",
      "٣٠٠",
      "3..0",
      "💸",
      "0원",
      " ",
      "",
    ];
    const wrong: object[] = [];
    let plans = 0;
    for (let run = 0; run < HOSTILE; run++) {
      const amount = random() < 0.7 ? pick(amounts) : (random() - 0.3) * 10 ** (random() * 14);
      const said = {
        amount,
        currency: pick([undefined, undefined, "KRW", "USD", "XXX", "won", 7]),
        period: pick([undefined, "daily", "total", "yearly"]),
      };

      const read = readBudget(said, "KRW");

      if (read.state === "refused") {
        const explained = /[가-힣].*[.?]$/.test(read.say.ko) && /^[A-Z].*[.?]$/.test(read.say.en);
        if (!explained) wrong.push({ said, read });
        continue;
      }
      plans++;
      const plan = draftPlan(makeBrief({ durationDays: 14 }), makeGround("양말", { budget: read }));
      wrong.push(...wrongIn(plan).map((what) => ({ said, what })));
    }
    expect(wrong).toEqual([]);
    expect(plans).toBeGreaterThan(20);
  });
});
