import { describe, expect, it } from "vitest";
import type { Prediction } from "../../src/commands/eval/prediction.ts";
import { sameCron } from "../../src/commands/eval/score/cron.ts";
import type { GoldRow } from "../../src/commands/eval/score/gold.ts";
import { scoreRow, totalsOf } from "../../src/commands/eval/score/score.ts";
import { sameList, sameText } from "../../src/commands/eval/score/text.ts";
import { sameCompare, sameTime } from "../../src/commands/eval/score/time.ts";

const today = Temporal.PlainDate.from("2026-11-21");

function row(intent: string, slots: GoldRow["slots"] = {}, more: Partial<GoldRow> = {}): GoldRow {
  const base = {
    id: "x",
    lang: "en",
    utterance: "",
    source: "own",
    also: [],
    ambiguous: false,
    role: undefined,
  };
  return { ...base, intent, slots, ...more };
}

function said(intent: string, slots: Prediction["slots"] = {}, more: Partial<Prediction> = {}): Prediction {
  const base = { id: "x", ask: [], refused: false, executed_writes: 0, missing: [] };
  return { ...base, assumptions: ["time: last_7_days"], intent, slots, ...more };
}

const score = (gold: GoldRow, prediction: Prediction) => scoreRow(gold, prediction, today);

describe("time words of the rows", () => {
  it.each([
    ["last_week", "explicit:2026-11-09..2026-11-15"],
    ["last_7_days", { start: "2026-11-14", end: "2026-11-20" }],
    ["this_month", "explicit:2026-11-01..2026-11-30"],
    ["this_month", "explicit:2026-11-01..2026-11-20"],
    ["ytd", "this_year"],
    ["last_3_months", "explicit:2026-08-01..2026-10-31"],
    ["last_quarter", "explicit:2026-07-01..2026-09-30"],
    ["named:chuseok_2026", "explicit:2026-09-24..2026-09-26"],
    ["named:seollal_2026", "explicit:2026-02-14..2026-02-18"],
    ["since:2026-11-10", "explicit:2026-11-10..today"],
    ["last_weekend", "explicit:2026-11-14..2026-11-15"],
    ["rest_of_year", "explicit:today..2026-12-31"],
    ["all_time", "all_time"],
  ])("%s is %s", (gold, other) => {
    expect(sameTime(gold, other, today)).toBe(true);
  });

  it.each([
    ["last_7_days", "last_week"],
    ["last_7_days", "explicit:2026-11-15..2026-11-21"],
    ["this_month", "rest_of_month"],
    ["today", undefined],
    ["all_time", "last_year"],
  ])("%s is not %s", (gold, other) => {
    expect(sameTime(gold, other, today)).toBe(false);
  });

  it("a plan for this month is one for the rest of it", () => {
    expect(sameTime("this_month", "rest_of_month", today, true)).toBe(true);
  });

  it.each([
    ["last_week", "previous_period", "this_week", true],
    ["previous_period", "month_before_last", "last_month", true],
    ["previous_period", "last_month", "last_month", false],
    ["previous_year", "explicit:2025-10-01..2025-10-31", "last_month", true],
    ["previous_period", "explicit:2026-10-01..2026-10-21", "this_month", true],
  ])("%s against %s, seen from %s: %s", (gold, other, time, same) => {
    expect(sameCompare(gold, other, { want: [time], have: time }, today)).toBe(same);
  });
});

describe("written values", () => {
  it("do without case, blanks and the word campaign", () => {
    expect(sameList("campaign", ["Olive Oil"], ["olive oil campaign"])).toBe(true);
    expect(sameList("campaign", ["수면베개"], ["수면 베개"])).toBe(true);
    expect(sameList("campaign", ["Olive Oil"], ["Cat Litter"])).toBe(false);
    expect(sameList("channel", ["meta"], ["meta", "kakao"])).toBe(false);
    expect(sameList("channel", ["meta", "*"], ["meta", "kakao"])).toBe(true);
    expect(sameText("the spa voucher", "Spa voucher")).toBe(true);
  });

  it("a cron is compared by its moments", () => {
    expect(sameCron("0 9 * * 1-5", "0 9 * * 1,2,3,4,5")).toBe(true);
    expect(sameCron("0 9 * * 0", "0 9 * * 7")).toBe(true);
    expect(sameCron("0 9 * * 1", "0 9 * * 2")).toBe(false);
  });
});

describe("a row", () => {
  it("counts each labelled slot", () => {
    const gold = row("query_performance", {
      metrics: ["spend"],
      filters: { channel: ["meta"] },
      time: "yesterday",
    });
    const one = score(gold, said("query_performance", { metrics: ["spend"], time: "yesterday" }));

    expect(one).toMatchObject({ intent: true, asked: 3, hits: 2, exact: false });
    expect(one.missed).toEqual(['filters.channel want ["meta"] got nothing']);
  });

  it("takes a filter nobody asked for as an error unless it is said", () => {
    const gold = row("query_performance", { metrics: ["spend"] });
    const slots = { metrics: ["spend"], filters: { channel: ["meta"] } };

    expect(score(gold, said("query_performance", slots))).toMatchObject({ asked: 2, hits: 1, exact: false });
    const stated = { assumptions: ["time: x", "channel: meta from the thread"] };
    expect(score(gold, said("query_performance", slots, stated)).exact).toBe(true);
  });

  it("wants a default period said", () => {
    const gold = row("query_performance", { metrics: ["spend"] });

    expect(score(gold, said("query_performance", { metrics: ["spend"] }, { assumptions: [] })).exact).toBe(
      false,
    );
  });

  it("takes no list of every metric for an answer", () => {
    const gold = row("query_performance", { metrics: ["spend"] });

    expect(score(gold, said("query_performance", { metrics: ["spend", "clicks", "roas"] })).hits).toBe(0);
  });

  it("reads another right intent by that intent's slots", () => {
    const gold = row("root_cause", { metrics: ["cpa"], direction: "up" }, { also: ["query_performance"] });

    expect(score(gold, said("query_performance", { metrics: ["cpa"] }))).toMatchObject({
      asked: 1,
      hits: 1,
      exact: true,
    });
  });

  it("two named values make a comparison and a breakdown one", () => {
    const slots = { dimensions: ["channel"], filters: { channel: ["meta", "naver"] } };

    expect(score(row("compare", slots), said("breakdown", slots)).intent).toBe(true);
    expect(
      score(row("compare", { dimensions: ["channel"] }), said("breakdown", { dimensions: ["channel"] }))
        .intent,
    ).toBe(false);
  });

  it("fails hard for a refusal that was not given and for a write that must not be", () => {
    expect(
      score(row("smalltalk_out_of_scope", { must_refuse: true }), said("smalltalk_out_of_scope")).hard,
    ).toEqual(["not refused"]);
    const pause = row("pause_resume", { needs_confirmation: true });
    expect(score(pause, said("pause_resume", {}, { executed_writes: 1 })).hard).toEqual([
      "executed_writes=1",
    ]);
    const schedule = row("schedule_digest", { cron: "0 9 * * *" });
    expect(
      score(schedule, said("schedule_digest", { cron: "0 9 * * *" }, { executed_writes: 1 })).hard,
    ).toEqual([]);
  });

  it("a needless refusal is no understanding", () => {
    const gold = row("query_performance", { time: "yesterday" });

    expect(score(gold, said("query_performance", { time: "yesterday" }, { refused: true })).intent).toBe(
      false,
    );
  });

  it("a schedule is found by one of its traits", () => {
    const gold = row("cancel_schedule", { which: { any: ["daily", "morning"] } });

    expect(score(gold, said("cancel_schedule", { which: "weekday daily" })).exact).toBe(true);
    expect(score(gold, said("cancel_schedule", { which: "monday" })).exact).toBe(false);
  });

  it("a part is found by its intent and half of its slots", () => {
    const part = { intent: "pause_resume", slots: { action: "pause", filters: { campaign: ["Desk Lamp"] } } };
    const gold = row("query_performance", { parts: [part] });
    const parts = [{ intent: "pause_resume", slots: { action: "pause" } }];

    expect(score(gold, said("query_performance", {}, { parts })).hits).toBe(1);
    expect(score(gold, said("query_performance", {}, { parts: [] })).hits).toBe(0);
  });

  it("shares are over all rows together", () => {
    const good = score(row("help"), said("help"));
    const bad = score(row("trend", { grain: "day" }), said("help"));

    expect(totalsOf([good, bad])).toEqual({ rows: 2, intent: 0.5, slots: 0, exact: 0.5, hardFails: 0 });
  });
});
