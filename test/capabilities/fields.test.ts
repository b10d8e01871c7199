// What is typed into a form: read as in a message, named when it is not.

import { describe, expect, test } from "vitest";
import { readFields, refilled } from "../../src/capabilities/fields.ts";

const money = (typed: string, currency = "KRW") => {
  const fields = readFields({ amount: typed });
  return fields.money("amount", currency) ?? fields.wrong.get("amount")?.en.split(".")[0] ?? "empty";
};

describe("an amount", () => {
  test.each([
    ["300만원", 3_000_000n],
    ["3M", 3_000_000n],
    ["３００만원", 3_000_000n],
    ["3,000,000", 3_000_000n],
    [" 3000000원 ", 3_000_000n],
    ["2.4백만", 2_400_000n],
  ])("%s is read", (typed, minor) => {
    expect(money(typed)).toBe(minor);
  });

  test("counts in the currency's smallest unit", () => {
    expect(money("$12.50", "USD")).toBe(1_250n);
    expect(money("12.505", "USD")).toMatch(/no such fraction/);
  });

  test.each([
    ["-5만원", /negative/],
    ["0원", /above zero/],
    ["1e309", /cannot read/],
    ["NaN", /cannot read/],
    ["많이", /cannot read/],
    ["10만원에서 20만원", /cannot read/],
    ["$300", /this workspace's currency/],
    ["1.5원", /no such fraction/],
    ["99999999999999", /too large/],
  ])("%s is refused, and says what is expected", (typed, why) => {
    expect(money(typed)).toMatch(why);
  });

  test("that is not given is nothing, and not wrong", () => {
    expect(money("  ")).toBe("empty");
  });
});

test("days that do not exist are refused", () => {
  const fields = readFields({ a: "2026-02-30", b: "2026.2.3", c: "내일" });

  expect([fields.day("a"), fields.day("b")?.toString(), fields.day("c")]).toEqual([
    undefined,
    "2026-02-03",
    undefined,
  ]);
  expect([...fields.wrong.keys()]).toEqual(["a", "c"]);
});

test("numbers stay within their bounds, whole where they have to be", () => {
  const fields = readFields({ percent: "30%", count: "2.5", hour: "25시" });

  expect(fields.number("percent", { least: 1, most: 100, whole: false })).toBe(30);
  expect(fields.number("count", { least: 1, most: 10, whole: true })).toBeUndefined();
  expect(fields.number("hour", { least: 0, most: 24, whole: true })).toBeUndefined();
  expect([...fields.wrong.keys()]).toEqual(["count", "hour"]);
});

test("a form comes back with what was typed, and the first thing that is wrong with each field", () => {
  const values = { amount: "많이", other: "그대로" };
  const fields = readFields(values);
  fields.money("amount", "KRW");
  const shown = [
    { name: "amount", label: "금액", kind: "money" as const, value: "1" },
    { name: "other", label: "다른 것", kind: "text" as const, value: "" },
  ];

  expect(refilled(shown, values, fields, "ko")).toEqual([
    { ...shown[0], value: "많이", error: expect.stringContaining("300만원") as string },
    { ...shown[1], value: "그대로" },
  ]);
});
