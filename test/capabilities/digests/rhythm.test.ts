// When a schedule is due, over years, holidays and the two days a year on which clocks change.

import { expect, test } from "vitest";
import { nextSlot, nextSlots } from "../../../src/capabilities/digests/schedules/rhythm.ts";
import type { Rhythm } from "../../../src/capabilities/digests/schedules/rule.ts";
import { momentWords, rhythmWords } from "../../../src/capabilities/digests/schedules/words.ts";

const SEOUL = "Asia/Seoul";
const NEW_YORK = "America/New_York";

const rhythm = (cron: string, more: Partial<Rhythm> = {}): Rhythm => ({
  cron,
  zone: SEOUL,
  holidays: "keep",
  everyWeeks: 1,
  anchor: Temporal.PlainDate.from("2026-11-23"),
  ...more,
});

/** On the clocks of its zone: `2026-11-24T09:00`. */
function slots(of: Rhythm, after: string, count: number): string[] {
  const from = Temporal.PlainDateTime.from(after).toZonedDateTime(of.zone).toInstant();
  return nextSlots(of, from, count).map((slot) =>
    slot.toZonedDateTimeISO(of.zone).toPlainDateTime().toString({ smallestUnit: "minute" }),
  );
}

test.each([
  ["0 9 * * *", "2026-11-23T09:00", ["2026-11-24T09:00", "2026-11-25T09:00"]],
  ["30 8 * * 1-5", "2026-11-27T08:30", ["2026-11-30T08:30", "2026-12-01T08:30"]],
  ["0 9,18 * * *", "2026-11-23T10:00", ["2026-11-23T18:00", "2026-11-24T09:00"]],
  ["0 9 1-7 * 1", "2026-11-23T10:00", ["2026-12-07T09:00", "2027-01-04T09:00"]],
  ["0 9 1 1,4,7,10 *", "2026-11-23T10:00", ["2027-01-01T09:00", "2027-04-01T09:00"]],
  ["0 9 L * *", "2027-01-31T09:00", ["2027-02-28T09:00", "2027-03-31T09:00"]],
  ["*/30 9-10 * * *", "2026-11-23T09:10", ["2026-11-23T09:30", "2026-11-23T10:00"]],
  ["0 9 * * 7", "2026-11-23T10:00", ["2026-11-29T09:00", "2026-12-06T09:00"]],
])("%s after %s", (cron, after, expected) => {
  expect(slots(rhythm(cron), after, 2)).toEqual(expected);
});

test("a day that a month lacks is its last one, in leap years too", () => {
  expect(slots(rhythm("0 9 31 * *"), "2028-01-31T10:00", 4)).toEqual([
    "2028-02-29T09:00",
    "2028-03-31T09:00",
    "2028-04-30T09:00",
    "2028-05-31T09:00",
  ]);
  expect(slots(rhythm("0 9 29 2 *"), "2026-03-01T00:00", 2)).toEqual([
    "2027-02-28T09:00",
    "2028-02-29T09:00",
  ]);
  // A range means its days and no others.
  expect(slots(rhythm("0 9 30-31 * *"), "2027-02-01T00:00", 1)).toEqual(["2027-03-30T09:00"]);
});

test("every other week counts from the week it was set up in", () => {
  const biweekly = rhythm("0 9 * * 1", { everyWeeks: 2 });

  expect(slots(biweekly, "2026-11-23T10:00", 3)).toEqual([
    "2026-12-07T09:00",
    "2026-12-21T09:00",
    "2027-01-04T09:00",
  ]);
});

test("holidays are left out, substitute ones included, or moved to the next working day", () => {
  // 2026-08-15 is a Saturday; Monday the 17th is its substitute.
  expect(slots(rhythm("0 9 * * 1-5", { holidays: "skip" }), "2026-08-14T10:00", 2)).toEqual([
    "2026-08-18T09:00",
    "2026-08-19T09:00",
  ]);
  expect(slots(rhythm("0 9 1 * *", { holidays: "next" }), "2026-12-02T00:00", 2)).toEqual([
    "2027-01-04T09:00",
    "2027-02-01T09:00",
  ]);
  // A weekend that is no holiday stays what was asked for.
  expect(slots(rhythm("0 9 1 * *", { holidays: "next" }), "2026-07-02T00:00", 1)).toEqual([
    "2026-08-01T09:00",
  ]);
});

test("a gap of the clock in spring moves a moment behind it, once; autumn's second hour brings no second one", () => {
  const daily = rhythm("30 2 * * *", { zone: NEW_YORK });
  expect(slots(daily, "2027-03-13T03:00", 3)).toEqual([
    "2027-03-14T03:30",
    "2027-03-15T02:30",
    "2027-03-16T02:30",
  ]);
  const night = rhythm("30 1 * * *", { zone: NEW_YORK });
  const autumn = nextSlots(night, Temporal.Instant.from("2026-10-31T12:00Z"), 2).map(String);
  expect(autumn).toEqual(["2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z"]);
  // Nine in the morning stays nine on both sides.
  expect(slots(rhythm("0 9 * * *", { zone: NEW_YORK }), "2026-10-31T10:00", 2)).toEqual([
    "2026-11-01T09:00",
    "2026-11-02T09:00",
  ]);
});

test("hours of a day on which the clock changes are due once each", () => {
  const hourly = rhythm("0 * * * *", { zone: NEW_YORK });
  const instants = (from: string, hours: number): string[] => {
    const start = Temporal.Instant.from(from);
    return nextSlots(hourly, start, 30)
      .filter((slot) => Temporal.Instant.compare(slot, start.add({ hours })) <= 0)
      .map(String);
  };

  const spring = instants("2027-03-14T04:30Z", 6);
  expect(new Set(spring).size).toBe(spring.length);
  expect(spring).toContain("2027-03-14T07:00:00Z");
  const autumn = instants("2026-11-01T04:30Z", 6);
  expect(new Set(autumn).size).toBe(autumn.length);
});

test("moments of ten years go forward, one a day, whatever the zone does", () => {
  for (const zone of [SEOUL, NEW_YORK, "Europe/London", "Australia/Lord_Howe"]) {
    const daily = rhythm("15 2 * * *", { zone });
    const found = nextSlots(daily, Temporal.Instant.from("2026-01-01T00:00Z"), 800);
    const days = new Set(found.map((slot) => slot.toZonedDateTimeISO(zone).toPlainDate().toString()));

    expect(days.size).toBe(800);
  }
});

test("a rhythm that never comes is none", () => {
  expect(nextSlot(rhythm("0 9 30-31 2 *"), Temporal.Instant.from("2026-11-23T00:00Z"))).toBeUndefined();
  expect(() => slots(rhythm("0 25 * * *"), "2026-11-23T00:00", 1)).toThrow("no moment of a schedule");
});

test.each([
  ["0 9 * * *", 1, "매일 오전 9시", "every day at 9:00 AM"],
  ["30 8 * * 1-5", 1, "평일 오전 8시 30분", "on weekdays at 8:30 AM"],
  ["0 10 * * 1", 1, "매주 월요일 오전 10시", "every Monday at 10:00 AM"],
  ["0 14 * * 2,4", 1, "매주 화·목요일 오후 2시", "every Tuesday, Thursday at 2:00 PM"],
  ["0 9 * * 1", 2, "격주 월요일 오전 9시", "every 2 weeks on Monday at 9:00 AM"],
  ["0 9 1 * *", 1, "매월 1일 오전 9시", "on the 1st of each month at 9:00 AM"],
  ["0 9 L * *", 1, "매월 말일 오전 9시", "on the last day of each month at 9:00 AM"],
  ["0 9 1-7 * 1", 1, "매월 첫째 월요일 오전 9시", "on the first Monday of each month at 9:00 AM"],
  [
    "0 9 1 1,4,7,10 *",
    1,
    "매년 1·4·7·10월 1일 오전 9시",
    "on the 1st of January, April, July, October at 9:00 AM",
  ],
  ["0 * * * *", 1, "매일 매시 정각", "every day every hour"],
  ["0 12,0 * * *", 1, "매일 오전 12시, 오후 12시", "every day at 12:00 AM, 12:00 PM"],
  ["0 */2 * * *", 1, "매일 오전 12시부터 2시간마다", "every day every 2 hours from 12:00 AM"],
])("%s every %i weeks is told as %s", (cron, everyWeeks, ko, en) => {
  expect(rhythmWords({ cron, everyWeeks })).toEqual({ ko, en });
});

test("a moment of another year says which", () => {
  const now = Temporal.Instant.from("2026-11-23T00:00Z");

  expect(momentWords(Temporal.Instant.from("2026-11-24T00:00Z"), SEOUL, now)).toEqual({
    ko: "11/24(화) 오전 9시",
    en: "Tue 24 Nov 9:00 AM",
  });
  expect(momentWords(Temporal.Instant.from("2027-01-01T00:30Z"), SEOUL, now)).toEqual({
    ko: "2027/1/1(금) 오전 9시 30분",
    en: "Fri 1 Jan 2027 9:30 AM",
  });
});
