// Hours in which people are at work, and when they are reminded within them.

import { describe, expect, test } from "vitest";
import { remindersOf } from "../../../src/capabilities/approvals/rules.ts";
import {
  addWorkingHours,
  nextWorking,
  workingHoursBetween,
} from "../../../src/capabilities/approvals/working-hours.ts";
import { isHoliday } from "../../../src/capabilities/calendar.ts";

const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Asia/Seoul]`);
const reminders = (asked: string, ends: string) =>
  remindersOf(at(asked).toInstant(), at(ends).toInstant(), "Asia/Seoul", isHoliday).map((one) =>
    one.toZonedDateTimeISO("Asia/Seoul").toPlainDateTime().toString({ smallestUnit: "minute" }),
  );

describe("hours at work", () => {
  test.each([
    ["a night is no work", "2026-11-24T20:00", "2026-11-25T09:00"],
    ["nor is a weekend", "2026-11-27T19:00", "2026-11-30T09:00"],
    ["nor is a holiday: Christmas is on a Friday", "2026-12-24T19:00", "2026-12-28T09:00"],
    ["within the hours it is now", "2026-11-24T18:59", "2026-11-24T18:59"],
  ])("%s", (_, from, next) => {
    expect(nextWorking(at(from), isHoliday).toString()).toBe(at(next).toString());
  });

  test("what is added is what lies between, over nights and holidays", () => {
    const from = at("2026-12-24T16:30");
    const to = addWorkingHours(from, 13, isHoliday);

    expect(to.toPlainDateTime().toString()).toBe("2026-12-29T09:30:00");
    expect(workingHoursBetween(from, to, isHoliday)).toBe(13);
    expect(workingHoursBetween(to, from, isHoliday)).toBe(0);
  });
});

describe("reminders", () => {
  test("come half-way and in the last hour", () => {
    // Tuesday 10:00 to Thursday 14:00: 24 hours at work.
    expect(reminders("2026-11-24T10:00", "2026-11-26T14:00")).toEqual([
      "2026-11-25T12:00",
      "2026-11-26T13:00",
    ]);
  });

  test("lie within working hours though the end does not", () => {
    expect(reminders("2026-11-27T13:00", "2026-11-30T00:00")).toEqual([
      "2026-11-27T16:00",
      "2026-11-27T18:00",
    ]);
  });

  test("come once where little time is left, and not at all where none is", () => {
    expect(reminders("2026-11-24T16:30", "2026-11-25T00:00")).toEqual(["2026-11-24T18:00"]);
    expect(reminders("2026-11-24T17:30", "2026-11-25T00:00")).toEqual([]);
  });
});
