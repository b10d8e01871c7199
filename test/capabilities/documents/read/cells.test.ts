// Cells: money to the last digit, dates in every written form, the order of day and month per file.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toMicros } from "../../../../src/capabilities/documents/read/cells/decimal.ts";
import { DateOrderEvidence } from "../../../../src/capabilities/documents/read/cells/date-order.ts";
import { readDate, readMonth } from "../../../../src/capabilities/documents/read/cells/dates.ts";
import { ExactSum } from "../../../../src/capabilities/documents/read/cells/exact-sum.ts";
import {
  numberStyleOf,
  readNumberCell,
} from "../../../../src/capabilities/documents/read/cells/number-cell.ts";
import { readContent } from "./support.ts";

const point = { decimalComma: false };
const comma = { decimalComma: true };
const ymd = { order: "ymd", from1904: false } as const;

describe("number cells", () => {
  test.each([
    ["1,234.56", 1_234_560_000n, undefined],
    ["₩1,234", 1_234_000_000n, "KRW"],
    ["￦１２３４", 1_234_000_000n, "KRW"],
    ["1,234원", 1_234_000_000n, "KRW"],
    ["US$12.30", 12_300_000n, "USD"],
    ["-$5.00", -5_000_000n, "USD"],
    ["$-5.00", -5_000_000n, "USD"],
    ["($5.00)", -5_000_000n, "USD"],
    ["(1,000)", -1_000_000_000n, undefined],
    ["1,000-", -1_000_000_000n, undefined],
    ["−12", -12_000_000n, undefined],
    ["KRW 5000", 5_000_000_000n, "KRW"],
    ["€9.99", 9_990_000n, "EUR"],
    ["1,23,456.78", 123_456_780_000n, undefined],
    ["1.429999948", 1_430_000n, undefined],
    ["0.0000005", 1n, undefined],
    ["1.2E+05", 120_000_000_000n, undefined],
    [".5", 500_000n, undefined],
    ["9007199254740993", 9_007_199_254_740_993_000_000n, undefined],
  ])("%s is read exactly", (cell, micros, currency) => {
    const read = readNumberCell(cell, point);

    expect(read && toMicros(read)).toBe(micros);
    expect(read?.currency).toBe(currency);
  });

  test.each(["12,34", "1.2.3", "1,2345", "abc", "12 apples", "--5", "1,,000", "QQQ 5", "1e999", "5%%x"])(
    "%s is no number",
    (cell) => {
      expect(readNumberCell(cell, point)).toBeUndefined();
    },
  );

  test("European decimals are read where the file writes them", () => {
    expect(numberStyleOf(["1.234,56", "99,90"])).toEqual(comma);
    expect(numberStyleOf(["1,234", "99,90"])).toEqual(point);
    expect(numberStyleOf(["1234.5", "99,90"])).toEqual(point);
    expect(toMicros(readNumberCell("1.234,56", comma)!)).toBe(1_234_560_000n);
    expect(toMicros(readNumberCell("1 234,5", comma)!)).toBe(1_234_500_000n);
  });

  test("any amount up to twelve decimals survives thousands separators, signs and currency", () => {
    const amount = fc.tuple(
      fc.bigInt({ min: 0n, max: 10n ** 18n }),
      fc.integer({ min: 0, max: 6 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(amount, ([digits, decimals, negative]) => {
        const all = digits.toString().padStart(decimals + 1, "0");
        const whole = all.slice(0, all.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
        const text = `${negative ? "-" : ""}₩${whole}${decimals > 0 ? `.${all.slice(-decimals)}` : ""}`;

        const micros = digits * 10n ** BigInt(6 - decimals);
        expect(toMicros(readNumberCell(text, point)!)).toBe(negative ? -micros : micros);
      }),
    );
  });

  test("sums are exact where floating point is not", () => {
    const sum = new ExactSum();
    for (let time = 0; time < 10; time++) sum.add(readNumberCell("0.1", point)!);
    sum.add(readNumberCell("9007199254740993", point)!);
    sum.add(readNumberCell("4503599627370495.25", point)!);
    sum.add(readNumberCell("4503599627370495.25", point)!);

    expect(sum.text()).toBe("18014398509481984.5");
  });
});

describe("date cells", () => {
  test.each([
    ["2026-02-01", "2026-02-01"],
    ["2026.02.01.", "2026-02-01"],
    ["2026/2/1", "2026-02-01"],
    ["20260201", "2026-02-01"],
    ["2026. 2. 1.", "2026-02-01"],
    ["2026년 2월 1일", "2026-02-01"],
    ["2026년 2월 1일 일요일", "2026-02-01"],
    ["2026-02-01(일)", "2026-02-01"],
    ["2026-02-01 13:45:00", "2026-02-01"],
    ["2026-02-01T00:00:00Z", "2026-02-01"],
    ["Mon, 2 Mar 2026", "2026-03-02"],
    ["March 2, 2026", "2026-03-02"],
    ["Mar 2, 2026", "2026-03-02"],
    ["02-Mar-2026", "2026-03-02"],
    ["46054", "2026-02-01"],
    ["２０２６．０２．０１", "2026-02-01"],
  ])("%s is %s", (cell, day) => {
    expect(readDate(cell, ymd)).toEqual({ from: day });
  });

  test("the order decides what 01-02-2026 is", () => {
    expect(readDate("01-02-2026", { order: "dmy", from1904: false })).toEqual({ from: "2026-02-01" });
    expect(readDate("01-02-2026", { order: "mdy", from1904: false })).toEqual({ from: "2026-01-02" });
    expect(readDate("26.02.01", ymd)).toEqual({ from: "2026-02-01" });
  });

  test("a range in one cell is a window, a month is all of its days", () => {
    expect(readDate("2026.02.02.~2026.02.08.", ymd)).toEqual({ from: "2026-02-02", to: "2026-02-08" });
    expect(readMonth("2026년 2월", ymd)).toEqual({ from: "2026-02-01", to: "2026-02-28" });
    expect(readMonth("Feb 2024", ymd)).toEqual({ from: "2024-02-01", to: "2024-02-29" });
  });

  test("a workbook may count its days from 1904", () => {
    expect(readDate("44592", { order: "ymd", from1904: true })).toEqual({ from: "2026-02-01" });
  });

  test.each([
    ["2026-02-30", "impossible"],
    ["2026-13-01", "impossible"],
    ["31.11.2026", "impossible"],
    ["2026-02-01 and more", "unreadable"],
    ["next Monday", "unreadable"],
    ["02/01", "unreadable"],
  ])("%s is %s", (cell, outcome) => {
    expect(readDate(cell, { order: "dmy", from1904: false })).toBe(outcome);
  });
});

describe("day or month first", () => {
  test("one day above twelve decides for the file", () => {
    expect(decide(["01-02-2026", "13-02-2026"])).toMatchObject({ order: "dmy", by: "certain" });
    expect(decide(["01/02/2026", "02/13/2026"])).toMatchObject({ order: "mdy", by: "certain" });
  });

  test("an order that lies in the future is out", () => {
    expect(decide(["01/12/2026", "02/12/2026", "03/12/2026"])).toMatchObject({
      order: "mdy",
      by: "plausible",
    });
  });

  test("when both fit, the denser days are guessed and both are offered", () => {
    const days = ["01-02-2026", "02-02-2026", "03-02-2026", "04-02-2026"];

    expect(decide(days)).toEqual({ order: "dmy", by: "guess", fits: ["dmy", "mdy"] });
    expect(decide(days.map((day) => day.replace(/(\d\d)-(\d\d)/, "$2-$1")))).toMatchObject({ order: "mdy" });
  });

  test("a file that leaves it open asks once and says what it assumed", async () => {
    const text = "Date,Campaign,Cost (USD),Clicks\n01-02-2026,A,1,1\n02-02-2026,A,1,1\n03-02-2026,A,1,1\n";
    const { recognised, rows } = await readContent(text);
    const doubt = recognised.doubts.find((one) => one.slot === "dateOrder");

    expect(rows[1]?.day).toBe("2026-02-02");
    expect(doubt?.assumed.en).toContain("day-month-year");
    expect(doubt?.options.map((option) => option.answers.dateOrder)).toEqual(["dmy", "mdy"]);
    const answered = await readContent(text, { answers: { dateOrder: "mdy" } });
    expect(answered.rows[2]?.day).toBe("2026-03-02");
    expect(answered.recognised.doubts.some((one) => one.slot === "dateOrder")).toBe(false);
  });

  test("a deciding date far down the file is found before the first row is typed", async () => {
    const early = Array.from({ length: 5000 }, () => "01-02-2026,A,1,1\n").join("");
    const { rows } = await readContent(`Date,Campaign,Cost,Clicks\n${early}02-13-2026,A,1,1\n`);

    expect(rows[0]?.day).toBe("2026-01-02");
  });
});

function decide(cells: string[]) {
  const evidence = new DateOrderEvidence();
  for (const cell of cells) evidence.add(cell);
  return evidence.decide(undefined, "2026-11-21", false);
}
