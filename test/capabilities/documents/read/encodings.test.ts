// The same rows give the same reading, whatever the file is written in and however its columns stand.

import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { type Cell, makeWorkbook } from "./make-workbook.ts";
import { type Reading, readContent } from "./support.ts";

const header = ["일", "캠페인", "성별", "비용(VAT포함,원)", "노출수", "클릭수", "전환수", "메모"];
const names = ["여름 세일", "겨울, 코트", '똠방 "특가"', "브랜드 (전국)", "Men | Cool"];

const line = fc.record({
  day: fc.integer({ min: 0, max: 300 }),
  name: fc.constantFrom(...names),
  gender: fc.constantFrom("남성", "여성", "알 수 없음"),
  cents: fc.integer({ min: 0, max: 99_999_999_999 }),
  impressions: fc.integer({ min: 0, max: 9_999_999 }),
  clicks: fc.option(fc.integer({ min: 0, max: 99_999 }), { nil: undefined }),
  conversions: fc.integer({ min: 0, max: 9999 }),
  note: fc.constantFrom("", "확인", "=1+1", "a;b"),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;
const lines = fc.array(line, { minLength: 1, maxLength: 30 });

describe("the same rows", () => {
  test("give equal readings in UTF-8, with BOM, as UTF-16 and as CP949", async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (made) => {
        const table = tableOf(made);
        const plain = await reading(csv(table, ","));

        expect(await reading(`\ufeff${csv(table, ",")}`)).toEqual(plain);
        expect(await reading(iconv.encode(csv(table, "\t"), "utf-16le", { addBOM: true }))).toEqual(plain);
        expect(await reading(iconv.encode(csv(table, ";"), "utf-16be", { addBOM: true }))).toEqual(plain);
        expect(await reading(iconv.encode(csv(table, "\t"), "utf-16le"))).toEqual(plain);
        expect(await reading(iconv.encode(csv(table, ","), "cp949"))).toEqual(plain);
        expect(await reading(csv(table, ",").replaceAll("\n", "\r\n"))).toEqual(plain);
        expect(await reading(csv(table, ",").replaceAll("\n", "\r"))).toEqual(plain);
      }),
      { numRuns: 25 },
    );
  });

  test("give equal readings from a workbook, with shared and with inline texts", async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.boolean(), async (made, inline) => {
        const plain = await reading(csv(tableOf(made), ","));
        const rows: Cell[][] = [header, ...made.map(workbookRow)];

        expect(await reading(makeWorkbook({ sheets: [{ name: "리포트", rows }], inline }))).toEqual(plain);
      }),
      { numRuns: 25 },
    );
  });

  test("give equal readings with shuffled columns, and an unknown column changes nothing", async () => {
    const orders = fc.shuffledSubarray([...header.keys()], { minLength: header.length });
    await fc.assert(
      fc.asyncProperty(lines, orders, async (made, order) => {
        const table = tableOf(made);
        const plain = await reading(csv(table, ","));
        const shuffled = table.map((row) => order.map((index) => row[index] ?? ""));
        const wider = table.map((row, at) => [...row, at === 0 ? "알 수 없는 열" : `${at}`]);

        expect(await reading(csv(shuffled, ","))).toEqual(plain);
        expect(await reading(csv(wider, ","))).toEqual(plain);
      }),
      { numRuns: 25 },
    );
  });

  test("sum to what was written, to the last digit", async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (made) => {
        const { ended } = await readContent(csv(tableOf(made), ","));
        const cents = made.reduce((sum, one) => sum + BigInt(one.cents), 0n);

        expect(BigInt(Math.round(Number(ended.sums.spend) * 100))).toBe(cents);
        expect(ended.sums.impressions).toBe(String(made.reduce((sum, one) => sum + one.impressions, 0)));
        expect(ended.unknown.clicks ?? 0).toBe(made.filter((one) => one.clicks === undefined).length);
      }),
      { numRuns: 50 },
    );
  });
});

describe("encodings", () => {
  test("a letter of CP949 beyond EUC-KR is read right", async () => {
    const { recognised, rows } = await readContent(
      iconv.encode("일,캠페인,비용,노출\n2026-11-01,똠양꿍,1,1\n", "cp949"),
    );

    expect(recognised.encoding).toBe("cp949");
    expect(rows[0]?.campaign).toBe("똠양꿍");
  });

  test("a few garbled lines far down are rejected one by one with their reason", async () => {
    const good = Array.from({ length: 500 }, (_, at) => `2026-11-01,캠페인 ${at % 7},1,1\n`).join("");
    const bad = iconv.encode("2026-11-02,똠방,1,1\n", "cp949");
    const bytes = Buffer.concat([
      Buffer.from(`일,캠페인,비용,노출\n${good}`),
      bad,
      Buffer.from("2026-11-03,끝,1,1\n"),
    ]);

    const { ended } = await readContent(bytes);

    expect(ended.rows).toBe(501);
    expect(ended.rejected).toMatchObject([{ line: 502 }]);
    expect(ended.rejected[0]?.reason.en).toContain("another text encoding");
  });
});

async function reading(content: string | Uint8Array) {
  const { recognised, rows, ended } = await readContent(content);
  // What may differ: where a column stands, how the file was encoded, which columns nobody knows.
  const {
    encoding: _encoding,
    delimiter: _delimiter,
    columns,
    ignored: _ignored,
    signature: _signature,
    ...same
  } = recognised;
  const fields = columns.map((column) => `${column.header}=${column.field}`).toSorted();
  return { same, fields, rows: rows.map(withoutOrder), ended } satisfies Record<string, unknown>;
}

function withoutOrder(row: Reading["rows"][number]) {
  return { ...row, breakdown: { ...row.breakdown } };
}

function tableOf(made: Line[]): string[][] {
  return [
    header,
    ...made.map((one) => [
      dayOf(one).toString(),
      one.name,
      one.gender,
      (one.cents / 100).toFixed(2),
      String(one.impressions),
      one.clicks === undefined ? "" : String(one.clicks),
      String(one.conversions),
      one.note,
    ]),
  ];
}

function workbookRow(one: Line): Cell[] {
  const date = dayOf(one).since("1899-12-30", { largestUnit: "days" }).days;
  return [
    { date },
    one.name,
    one.gender,
    one.cents / 100,
    one.impressions,
    one.clicks ?? "",
    one.conversions,
    one.note,
  ];
}

function dayOf({ day }: Line): Temporal.PlainDate {
  return Temporal.PlainDate.from("2026-01-01").add({ days: day });
}

function csv(table: string[][], delimiter: string): string {
  const cell = (text: string) =>
    text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
  return table.map((row) => row.map(cell).join(delimiter)).join("\n") + "\n";
}
