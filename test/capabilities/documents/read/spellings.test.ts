// Which campaign names are one campaign written differently, and which only look alike.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findSpellings } from "../../../../src/capabilities/documents/read/sums/spellings.ts";
import { spentMs } from "../../../support/time.ts";

describe("spellings of one campaign", () => {
  test("case, separators and blanks make one name", () => {
    const groups = findSpellings([
      { name: "Summer Sale 2026", rows: 30 },
      { name: "summer_sale_2026", rows: 4 },
      { name: "SUMMER  |  SALE-2026", rows: 3 },
      { name: "Winter", rows: 9 },
    ]);

    expect(groups).toEqual([
      {
        keep: "Summer Sale 2026",
        spellings: ["Summer Sale 2026", "summer_sale_2026", "SUMMER  |  SALE-2026"],
        rows: 37,
      },
    ]);
  });

  test.each([
    ["a lost letter", "Men ComfortMax Launch", "Men ComfrtMax Launch"],
    ["a lost letter at the start of a short word", "Women Cotton Classics", "omen Cotton Classics"],
    ["a letter turned into a blank", "Women Cotton Classics", "W men Cotton Classics"],
    ["a doubled letter", "Women Cotton Classics", "Women Cottton Classics"],
    ["two letters swapped", "Women Cotton Classics", "Women Cototn Classics"],
    ["and for &", "Women Fit & Lift", "Women Fit and Lift"],
    ["a Korean vowel mistyped", "여름 신상 프로모션", "여름 신상 프로모샨"],
    ["full-width letters", "Summer Sale", "Ｓｕｍｍｅｒ Ｓａｌｅ"],
  ])("%s is found beside a common right spelling", (_what, right, wrong) => {
    expect(
      findSpellings([
        { name: right, rows: 200 },
        { name: wrong, rows: 3 },
      ]),
    ).toMatchObject([{ keep: right, spellings: [right, wrong] }]);
  });

  test("a lost letter is found between two rare names, too", () => {
    expect(
      findSpellings([
        { name: "Premium Modal Drop", rows: 1 },
        { name: "Premum Modal Drop", rows: 1 },
      ]),
    ).toHaveLength(1);
  });
});

describe("two real campaigns", () => {
  test.each([
    ["Summer Sale 1", "Summer Sale 2"],
    ["Summer Sale", "Summer Sale 2"],
    ["Summer Sale 1 1", "Summer Sale 11"],
    ["Summer Sale A", "Summer Sale B"],
    ["Summer Sale", "Summer Sale A"],
    ["Summer Sale KR", "Summer Sale JP"],
    ["Men Premium Modal", "Women Premium Modal"],
    ["봄 세일 캠페인", "여름 세일 캠페인"],
    ["봄 세일 캠페인", "밤 세일 캠페인"],
    ["남성 기본 티셔츠", "여성 기본 티셔츠"],
    ["11월 브랜드 캠페인", "12월 브랜드 캠페인"],
    ["Red Shoes Promo", "Bed Shoes Promo"],
    ["Campaign 2026-01", "Campaign 202601"],
  ])("%s and %s stay two", (a, b) => {
    expect(
      findSpellings([
        { name: a, rows: 200 },
        { name: b, rows: 3 },
      ]),
    ).toEqual([]);
    expect(
      findSpellings([
        { name: a, rows: 50 },
        { name: b, rows: 50 },
      ]),
    ).toEqual([]);
  });

  test("a slip that would fit two campaigns belongs to neither", () => {
    const names = [
      { name: "Brand Search Alpha", rows: 300 },
      { name: "Grand Search Alpha", rows: 300 },
      { name: "rand Search Alpha", rows: 2 },
    ];

    expect(findSpellings(names)).toEqual([]);
  });

  test("numbered campaigns never join, however many there are", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { maxLength: 60 }), (numbers) => {
        const names = numbers.map((number, at) => ({
          name: `Always On ${number}`,
          rows: 1 + ((at * 37) % 400),
        }));

        expect(findSpellings(names)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test("5,000 names are compared within two seconds", () => {
    const words = [
      "Alpha",
      "Bravo",
      "Cotton",
      "Delta",
      "Echo",
      "Foxtrot",
      "Golf",
      "Hotel",
      "India",
      "Juliet",
    ];
    const names = Array.from({ length: 5000 }, (_, at) => ({
      name: `${words[at % 10]} ${words[Math.floor(at / 10) % 10]} ${words[Math.floor(at / 100) % 10]} x${at}`,
      rows: 10,
    }));
    const started = spentMs();

    expect(findSpellings(names)).toEqual([]);
    expect(spentMs() - started).toBeLessThan(2000);
  });
});
