import { describe, expect, it } from "vitest";
import { TimeToken } from "../../src/core/query.ts";
import { dayIn, intersect, lengthDays, mondayOf, period, periodOf, PeriodText } from "../../src/core/time.ts";

const on = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

describe("days and periods", () => {
  it("counts both ends: a week has seven days", () => {
    expect(lengthDays(period(on("2026-11-09"), on("2026-11-15")))).toBe(7);
  });

  it("refuses a period that ends before it starts and a day that does not exist", () => {
    expect(() => period(on("2026-11-15"), on("2026-11-09"))).toThrow("ends before");
    expect(PeriodText.safeParse({ from: "2026-02-30", to: "2026-03-01" }).success).toBe(false);
  });

  it("cuts the day in the workspace's zone: 00:30 in Seoul is the day before in UTC", () => {
    const now = Temporal.Instant.from("2026-11-20T15:30:00Z");

    expect(dayIn("Asia/Seoul", now).toString()).toBe("2026-11-21");
    expect(dayIn("UTC", now).toString()).toBe("2026-11-20");
  });

  it("starts the week on Monday, also on a Sunday", () => {
    expect(mondayOf(on("2026-11-15")).toString()).toBe("2026-11-09");
  });

  it("gives the shared days of two periods or nothing", () => {
    const october = periodOf({ from: "2026-10-01", to: "2026-10-31" });

    expect(intersect(october, periodOf({ from: "2026-10-30", to: "2026-11-02" }))).toEqual(
      periodOf({ from: "2026-10-30", to: "2026-10-31" }),
    );
    expect(intersect(october, periodOf({ from: "2026-11-01", to: "2026-11-02" }))).toBeUndefined();
  });
});

describe("time tokens", () => {
  it.each([
    "last_week",
    "last_7_days",
    "explicit:2026-10-01..today",
    "since:campaign_start",
    "named:chuseok_2026",
  ])("%s is a token", (token) => {
    expect(TimeToken.safeParse(token).success).toBe(true);
  });

  it.each(["last week", "last_0_days", "explicit:2026-10-01", "drop table"])("%s is none", (token) => {
    expect(TimeToken.safeParse(token).success).toBe(false);
  });
});
