import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareSpans } from "../../../src/capabilities/performance/compare-time.ts";
import {
  type Clock,
  resolvePlanTime,
  resolveTime,
} from "../../../src/capabilities/performance/resolve-time.ts";
import { Failure, failureText } from "../../../src/core/failure.ts";
import type { QueryTime } from "../../../src/core/query.ts";
import { dayIn, lengthDays, type Period } from "../../../src/core/time.ts";

const saturday: Clock = { today: dayIn("Asia/Seoul", Temporal.Instant.from("2026-11-21T10:00+09:00")) };

function days({ from, to }: Period): string {
  return `${from}..${to}`;
}

function resolved(time: QueryTime, clock = saturday): string {
  return days(resolveTime(time, clock).period);
}

describe("the table of tokens, seen on Saturday 2026-11-21", () => {
  test.each([
    ["today", "2026-11-21..2026-11-21"],
    ["yesterday", "2026-11-20..2026-11-20"],
    ["day_before_yesterday", "2026-11-19..2026-11-19"],
    ["this_week", "2026-11-16..2026-11-21"],
    ["last_week", "2026-11-09..2026-11-15"],
    ["week_before_last", "2026-11-02..2026-11-08"],
    ["this_weekend", "2026-11-21..2026-11-22"],
    ["last_weekend", "2026-11-14..2026-11-15"],
    ["last_7_days", "2026-11-14..2026-11-20"],
    ["last_21_days", "2026-10-31..2026-11-20"],
    ["last_3_weeks", "2026-10-26..2026-11-15"],
    ["this_month", "2026-11-01..2026-11-21"],
    ["last_month", "2026-10-01..2026-10-31"],
    ["month_before_last", "2026-09-01..2026-09-30"],
    ["last_3_months", "2026-08-01..2026-10-31"],
    ["this_quarter", "2026-10-01..2026-11-21"],
    ["last_quarter", "2026-07-01..2026-09-30"],
    ["this_year", "2026-01-01..2026-12-31"],
    ["ytd", "2026-01-01..2026-11-21"],
    ["last_year", "2025-01-01..2025-12-31"],
    ["since:2026-11-10", "2026-11-10..2026-11-20"],
    ["explicit:2026-10-01..2026-10-15", "2026-10-01..2026-10-15"],
    ["explicit:2026-11-01..today", "2026-11-01..2026-11-21"],
    ["named:chuseok_2026", "2026-09-24..2026-09-26"],
    ["named:seollal_2026", "2026-02-16..2026-02-18"],
  ])("%s is %s", (token, expected) => {
    expect(resolved(token)).toBe(expected);
  });

  test.each([
    ["tomorrow", "2026-11-22..2026-11-22"],
    ["next_7_days", "2026-11-22..2026-11-28"],
    ["next_week", "2026-11-23..2026-11-29"],
    ["next_month", "2026-12-01..2026-12-31"],
    ["next_quarter", "2027-01-01..2027-03-31"],
    ["rest_of_week", "2026-11-21..2026-11-22"],
    ["rest_of_month", "2026-11-21..2026-11-30"],
    ["rest_of_quarter", "2026-11-21..2026-12-31"],
    ["rest_of_year", "2026-11-21..2026-12-31"],
    ["explicit:today..2026-12-05", "2026-11-21..2026-12-05"],
  ])("%s is %s for a plan", (token, expected) => {
    expect(days(resolvePlanTime(token, saturday).period)).toBe(expected);
  });

  test("figures of a running year end today", () => {
    const span = resolveTime("this_year", saturday);

    expect(days(span.actual)).toBe("2026-01-01..2026-11-21");
    expect(span.partial).toBe(true);
  });

  test("the whole stored period ends yesterday, or where the data end", () => {
    const from = Temporal.PlainDate.from("2023-08-01");
    const old = { from, to: Temporal.PlainDate.from("2023-08-31") };

    expect(resolved("all_time", { ...saturday, stored: old })).toBe("2023-08-01..2023-08-31");
    expect(resolved("all_time", { ...saturday, stored: { from, to: saturday.today } })).toBe(
      "2023-08-01..2026-11-20",
    );
  });

  test("00:30 in Seoul is still the day before in UTC: yesterday is Seoul's yesterday", () => {
    const today = dayIn("Asia/Seoul", Temporal.Instant.from("2026-11-20T15:30Z"));

    expect(resolved("yesterday", { today })).toBe("2026-11-20..2026-11-20");
  });
});

test("a week has seven days and starts on Monday, whatever today is", () => {
  const offset = fc.integer({ min: 0, max: 4000 });

  fc.assert(
    fc.property(offset, fc.integer({ min: 1, max: 60 }), (back, count) => {
      const clock = { today: Temporal.PlainDate.from("2030-12-31").subtract({ days: back }) };
      const week = resolveTime("last_week", clock).period;
      const rolling = resolveTime(`last_${count}_days`, clock).period;
      const weeks = resolveTime(`last_${count}_weeks`, clock).period;
      const before = compareSpans(resolveTime("last_week", clock), "previous_period", clock);

      expect(lengthDays(week)).toBe(7);
      expect(week.from.dayOfWeek).toBe(1);
      expect(Temporal.PlainDate.compare(week.to, clock.today)).toBe(-1);
      expect(lengthDays(rolling)).toBe(count);
      expect(rolling.to.until(clock.today).days).toBe(1);
      expect(lengthDays(weeks)).toBe(7 * count);
      expect("before" in before && before.before.to.until(week.from).days).toBe(1);
    }),
    { numRuns: 300 },
  );
});

describe("comparisons", () => {
  function pair(time: QueryTime, compare: QueryTime): string {
    const found = compareSpans(resolveTime(time, saturday), compare, saturday);
    return "refused" in found ? "refused" : `${days(found.now)} vs ${days(found.before)}`;
  }

  test.each([
    ["last_week", "previous_period", "2026-11-09..2026-11-15 vs 2026-11-02..2026-11-08"],
    ["last_week", "previous_year", "2026-11-09..2026-11-15 vs 2025-11-10..2025-11-16"],
    ["this_week", "previous_period", "2026-11-16..2026-11-20 vs 2026-11-09..2026-11-13"],
    ["this_week", "last_week", "2026-11-16..2026-11-20 vs 2026-11-09..2026-11-13"],
    ["this_month", "previous_period", "2026-11-01..2026-11-20 vs 2026-10-01..2026-10-20"],
    ["this_month", "last_month", "2026-11-01..2026-11-20 vs 2026-10-01..2026-10-20"],
    ["last_month", "previous_period", "2026-10-01..2026-10-31 vs 2026-09-01..2026-09-30"],
    ["last_month", "previous_year", "2026-10-01..2026-10-31 vs 2025-10-01..2025-10-31"],
    [
      "explicit:2026-02-01..2026-02-28",
      "previous_period",
      "2026-02-01..2026-02-28 vs 2026-01-01..2026-01-31",
    ],
    ["last_3_months", "previous_period", "2026-08-01..2026-10-31 vs 2026-05-01..2026-07-31"],
    ["this_quarter", "previous_period", "2026-10-01..2026-11-20 vs 2026-07-01..2026-08-20"],
    ["ytd", "previous_year", "2026-01-01..2026-11-20 vs 2025-01-01..2025-11-20"],
    ["explicit:2026-01-01..today", "previous_year", "2026-01-01..2026-11-20 vs 2025-01-01..2025-11-20"],
    ["last_10_days", "previous_period", "2026-11-11..2026-11-20 vs 2026-11-01..2026-11-10"],
    ["last_weekend", "previous_period", "2026-11-14..2026-11-15 vs 2026-11-07..2026-11-08"],
    ["yesterday", "previous_period", "2026-11-20..2026-11-20 vs 2026-11-19..2026-11-19"],
    ["named:chuseok_2026", "previous_year", "2026-09-24..2026-09-26 vs 2025-10-05..2025-10-07"],
    ["today", "previous_period", "refused"],
    ["this_weekend", "last_weekend", "refused"],
  ] as const)("%s with %s is %s", (time, compare, expected) => {
    expect(pair(time, compare)).toBe(expected);
  });

  test("a lunar holiday on one side only is said", () => {
    const span = resolveTime("explicit:2026-09-21..2026-09-27", saturday);
    const found = compareSpans(span, "previous_year", saturday);

    expect("notes" in found && found.notes.map((note) => note.en)).toEqual([
      "Chuseok holidays fall in only one of the two periods; compare with care.",
    ]);
  });
});

describe("what cannot be answered", () => {
  function refusal(time: QueryTime): { say: string; next: string } {
    try {
      resolveTime(time, saturday);
    } catch (error) {
      if (error instanceof Failure) return failureText(error, "ko");
      throw error;
    }
    throw new Error(`${JSON.stringify(time)} was accepted`);
  }

  test("31 April is asked about", () => {
    expect(refusal("explicit:2026-04-31..2026-05-02").say).toBe("4월 31일은 없는 날짜예요.");
  });

  test("a period that ends before it starts is asked about", () => {
    expect(refusal("explicit:2026-10-15..2026-10-01").say).toContain("앞서요");
  });

  test("figures of the future are asked about, with a next step", () => {
    expect(refusal("next_week")).toEqual({
      say: "11월 23일~29일은 아직 오지 않아 실적이 없어요.",
      next: "지난 기간 중 어느 때를 볼까요?",
    });
  });
});
