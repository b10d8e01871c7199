// Workbooks: the right sheet, dates by format, values without evaluation, hostile ranges.

import { describe, expect, test } from "vitest";
import { styleOf } from "../../../../src/capabilities/documents/read/xlsx/styles.ts";
import { type Cell, makeWorkbook } from "./make-workbook.ts";
import { readContent, refusalOf } from "./support.ts";

const header: Cell[] = ["일", "캠페인", "비용(원)", "노출수", "클릭수"];
const row: Cell[] = [{ date: 46327 }, "여름", 1000.5, 200, 10];

describe("a workbook", () => {
  test("is read by its values: dates by format, money as digits", async () => {
    const { recognised, rows } = await readContent(
      makeWorkbook({ sheets: [{ name: "리포트", rows: [header, row] }] }),
    );

    expect(recognised).toMatchObject({ encoding: "xlsx", grain: "day" });
    expect(rows).toMatchObject([
      { line: 2, day: "2026-11-01", spendMicros: 1_000_500_000n, currency: "KRW" },
    ]);
  });

  test("counts from 1904 when it says so", async () => {
    const shifted: Cell[] = [{ date: 46327 - 1462 }, "여름", 1, 1, 1];
    const { rows } = await readContent(
      makeWorkbook({ sheets: [{ name: "a", rows: [header, shifted] }], from1904: true }),
    );

    expect(rows[0]?.day).toBe("2026-11-01");
  });

  test("gives the sheet that looks most like a report and names what was left out", async () => {
    const { rows, ended } = await readContent(
      makeWorkbook({
        sheets: [
          { name: "표지", rows: [["광고 성과 보고"], ["작성자", "홍길동"]] },
          { name: "숨김", rows: [header, row, row], hidden: true },
          { name: "일별", rows: [["일별 성과"], header, row] },
        ],
      }),
    );

    expect(rows).toHaveLength(1);
    expect(ended.notes[0]?.ko).toContain("‘일별’");
  });

  test("a day or a name merged over several lines belongs to each of them, an amount only to its first", async () => {
    const rows: Cell[][] = [
      ["통합 보고서"],
      ["일", "매체", "캠페인", "비용(원)", "노출수"],
      [{ date: 46327 }, "네이버", "가", 100, 10],
      ["", "", "나", "", 20],
      ["", "메타", "다", 300, 30],
      [{ date: 46328 }, "메타", "다", 400, 40],
    ];
    const merges = ["A1:E1", "A3:A5", "B3:B4", "D3:D4"];
    const { rows: read, ended } = await readContent(makeWorkbook({ sheets: [{ name: "a", rows, merges }] }));

    expect(read.map(({ day, medium, campaign }) => [day, medium, campaign])).toEqual([
      ["2026-11-01", "naver", "가"],
      ["2026-11-01", "naver", "나"],
      ["2026-11-01", "meta", "다"],
      ["2026-11-02", "meta", "다"],
    ]);
    expect(ended).toMatchObject({ rejectedCount: 0, sums: { spend: "800", impressions: "100" } });
    expect(ended.unknown).toEqual({ spend: 1 });
  });

  test("a header of two lines, its groups merged, is read by its lower line", async () => {
    const rows: Cell[][] = [
      ["일", "캠페인", "성과", "", ""],
      ["", "", "비용(원)", "노출수", "클릭수"],
      [{ date: 46327 }, "가", 100, 10, 1],
    ];
    const merges = ["A1:A2", "B1:B2", "C1:E1"];
    const { ended } = await readContent(makeWorkbook({ sheets: [{ name: "a", rows, merges }] }));

    expect(ended.sums).toEqual({ spend: "100", impressions: "10", clicks: "1" });
  });

  test("a byte that changes a figure in the packed sheet is noticed", async () => {
    const book = makeWorkbook({ sheets: [{ name: "a", rows: [header, row] }] });
    const at = book.indexOf("xl/worksheets/sheet1.xml");
    // The checksum of the sheet, in its directory entry.
    const entry = book.indexOf("xl/worksheets/sheet1.xml", at + 1) - 46;
    book.writeUInt8(255 - book.readUInt8(entry + 16), entry + 16);

    expect((await refusalOf(readContent(book))).message).toBe("report: damaged_workbook");
  });

  test("rows that share a number are told apart", async () => {
    const again: Cell[] = [
      {
        raw: '</row><row r="2"><c r="A2" s="1"><v>46328</v></c><c r="B2"><v>1</v></c><c r="C2"><v>7</v></c>',
      },
    ];
    const { rows } = await readContent(
      makeWorkbook({ sheets: [{ name: "a", rows: [header, [...row, ...again]] }] }),
    );

    expect(rows.map(({ line, day }) => [line, day])).toEqual([
      [2, "2026-11-01"],
      [3, "2026-11-02"],
    ]);
  });

  test("merging the whole sheet costs nothing", async () => {
    const merges = ["A1:XFD1048576", "B1:A9", "ZZZ1:ZZZ5", "A0:A0"];
    const { rows } = await readContent(
      makeWorkbook({ sheets: [{ name: "a", rows: [header, row], merges }] }),
    );

    expect(rows).toHaveLength(1);
  });

  test("a formula counts by its stored value and is never run", async () => {
    const formulas: Cell[] = [
      { date: 46327 },
      "A",
      { formula: "HYPERLINK(1)", value: 500 },
      { formula: "1+1" },
      3,
    ];
    const { rows, ended } = await readContent(
      makeWorkbook({ sheets: [{ name: "a", rows: [header, formulas] }] }),
    );

    expect(rows[0]).toMatchObject({ spendMicros: 500_000_000n, clicks: 3n });
    expect(rows[0]?.impressions).toBeUndefined();
    expect(ended.unknown).toEqual({ impressions: 1 });
  });

  test("a huge range of nothing costs nothing", async () => {
    const far = '<c r="B1048576"/><c r="XFD1048576" s="1"/>';
    const sheet = { name: "a", dimension: "A1:XFD1048576", rows: [header, row, [{ raw: far }]] };
    const before = process.memoryUsage().rss;
    const { ended } = await readContent(makeWorkbook({ sheets: [sheet] }));

    expect(ended.rows).toBe(1);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  test("a value beyond the last column is too many columns", async () => {
    const far: Cell = { raw: '<c r="XFD2"><v>1</v></c>' };
    const failure = await refusalOf(
      readContent(makeWorkbook({ sheets: [{ name: "a", rows: [header, [far]] }] })),
    );

    expect(failure.message).toBe("report: too_many_columns");
    expect(failure.texts.say?.en).toContain("16,384");
  });

  test("an id longer than a spreadsheet can hold is no id", async () => {
    const { rows } = await readContent(
      makeWorkbook({
        sheets: [
          {
            name: "a",
            rows: [
              ["일", "캠페인 ID", "캠페인", "비용(원)"],
              [{ date: 46327 }, 120253000000000000, "여름", 1],
            ],
          },
        ],
      }),
    );

    expect(rows[0]).toMatchObject({ campaign: "여름" });
    expect(rows[0]?.campaignRef).toBeUndefined();
  });

  test.each([
    ['yyyy"년" m"월" d"일"', "date"],
    ["[$-412]yyyy-mm-dd", "date"],
    ["mm/dd/yy hh:mm", "datetime"],
    ["h:mm AM/PM", "time"],
    ["0.00%", "percent"],
    ['#,##0"원"', "number"],
    ["General", "number"],
    ['0.0"d"', "number"],
  ])("the format %s means %s", (format, kind) => {
    expect(styleOf(format).kind).toBe(kind);
  });

  test("a currency in the format is the currency of the cell", () => {
    expect(styleOf("[$₩-412]#,##0").sign).toBe("₩");
    expect(styleOf('"US$"#,##0.00').sign).toBe("US$");
  });
});
