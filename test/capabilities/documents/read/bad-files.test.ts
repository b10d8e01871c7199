// Every file that cannot be read is refused with its own words and a next step, in both languages.

import { open } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { readReport } from "../../../../src/capabilities/documents/read/read.ts";
import { refusals } from "../../../../src/capabilities/documents/read/refusals.ts";
import { makeWorkbook, makeZip } from "./make-workbook.ts";
import { collect, fixture, makeOptions, readContent, readPath, refusalOf, withFile } from "./support.ts";
import { spentMs } from "../../../support/time.ts";

const header = "Date,Campaign,Cost,Impressions,Clicks";
const good = `${header}\n2026-11-01,A,10,100,5\n2026-11-02,A,20,200,9\n`;
const sheetRows = [header.split(","), ["2026-11-01", "A", 10, 100, 5]];
const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

const cases: [what: string, content: string | Uint8Array, reason: string][] = [
  ["nothing at all", "", "empty_file"],
  ["only a BOM and blanks", "\ufeff \n \n", "empty_file"],
  ["a header only", `${header}\n`, "no_rows"],
  ["a header and a total only", `${header}\nTotal,,0,0,0\n`, "no_rows"],
  ["a download that stopped in mid-row", `${good}2026-11-03,A,3`, "truncated"],
  [
    "a download that stopped in mid-letter",
    iconv.encode(good, "utf-16le", { addBOM: true }).subarray(0, -1),
    "truncated",
  ],
  ["one column", "campaign\nA\nB\n", "one_column"],
  ["10,000 columns", `${"a,".repeat(9999)}b\n${"1,".repeat(9999)}2\n`, "too_many_columns"],
  [
    "a quote that never closes",
    `${good}2026-11-03,"A,1,1,1\n${"2026-11-04,A,1,1,1\n".repeat(50)}`,
    "open_quote",
  ],
  ["a quote bomb", `${good}2026-11-03,"${"x,y\n".repeat(400_000)}`, "record_too_long"],
  ["one endless line", `${good}${"1,2".repeat(800_000)}`, "record_too_long"],
  ["one huge cell", `${good}2026-11-03,${"A".repeat(60_000)},1,1,1\n`, "cell_too_long"],
  ["NUL bytes", good.replace("A", "A\0\0"), "nul_bytes"],
  [
    "two encodings",
    Buffer.concat([
      Buffer.from("일,캠페인,비용,노출\n2026-11-01,여름,1,1\n"),
      iconv.encode("2026-11-02,겨울,1,1\n", "cp949"),
    ]),
    "mixed_encodings",
  ],
  [
    "an encoding nobody knows",
    Buffer.from("Datum,Kampagne,Kosten\n01.11.2026,K\xf6ln \xe4,1\n", "latin1"),
    "unknown_encoding",
  ],
  [
    "an encrypted workbook",
    Buffer.concat([ole, Buffer.alloc(600), Buffer.from("EncryptedPackage", "utf16le"), Buffer.alloc(600)]),
    "encrypted_workbook",
  ],
  [
    "an old workbook",
    Buffer.concat([ole, Buffer.alloc(600), Buffer.from("Workbook", "utf16le"), Buffer.alloc(600)]),
    "old_workbook",
  ],
  [
    "a ZIP with a password",
    makeZip([{ name: "xl/workbook.xml", content: "<workbook/>", flags: 1 }]),
    "encrypted_workbook",
  ],
  ["a ZIP of a CSV", makeZip([{ name: "report.csv", content: good }]), "packed"],
  [
    "a ZIP in a ZIP",
    makeZip([{ name: "inner.zip", content: makeZip([{ name: "a.csv", content: good }]) }]),
    "packed",
  ],
  ["a gzip", gzipSync(good), "packed"],
  ["a PDF named .csv", "%PDF-1.7\n1 0 obj\n", "not_a_table"],
  ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), "picture"],
  ["a JSON file", '[{"campaign":"A","cost":1}]', "not_a_table"],
  ["a Word document", makeZip([{ name: "word/document.xml", content: "<w/>" }]), "not_a_table"],
  ["a web page named .xls", "<html><table><tr><td>a</td></tr></table></html>", "web_page"],
  [
    "half a workbook",
    makeWorkbook({ sheets: [{ name: "a", rows: sheetRows }] }).subarray(0, 400),
    "truncated_workbook",
  ],
  ["an empty workbook", makeWorkbook({ sheets: [{ name: "a", rows: [] }] }), "empty_file"],
  ["a ZIP bomb that says so", bomb(undefined), "zip_bomb"],
  ["a ZIP bomb that lies about its size", bomb(1000), "zip_bomb"],
  ["no header", "1,2,3\n4,5,6\n7,8,9\n", "no_header"],
  ["a header nobody knows", "foo,bar,baz\nx,y,z\n", "no_header"],
  ["only future dates", `${header}\n2027-01-01,A,1,1,1\n`, "only_future"],
  ["only impossible dates", `${header}\n2026-02-30,A,1,1,1\n`, "no_readable_rows"],
  ["no dates anywhere", "Campaign,Cost,Impressions,Clicks\nA,1,1,1\n", "no_dates"],
  ["neither spend nor campaigns", "Date,Clicks,Impressions,CTR\n2026-11-01,1,10,10%\n", "not_ads"],
  ["contacts under plain headers", "a,b\nx,kim@example.com\ny,lee@example.com\n", "contact_list"],
];

describe("a file that cannot be read", () => {
  test.each(cases)("%s is refused for what it is", async (_what, content, reason) => {
    const failure = await refusalOf(readContent(content));

    expect(failure.message).toBe(`report: ${reason}`);
    for (const text of [failure.texts.say, failure.texts.next]) {
      expect(text?.ko).toMatch(/[가-힣]/);
      expect(text?.en).toMatch(/[a-z]/);
      expect(`${text?.ko}${text?.en}`).not.toMatch(/\{\w+\}/);
    }
  });

  test("a file that is not there is said to be missing", async () => {
    const failure = await refusalOf(readPath("/nowhere/made.csv"));

    expect(failure.code).toBe("not_found");
  });

  test.each([
    ["text of more than 100 MB", "a", 104_857_601, "text_too_large"],
    ["a workbook of more than 20 MB", "PK\u0003\u0004", 20_971_521, "workbook_too_large"],
  ])("%s is refused without being read", async (_what, start, size, reason) => {
    const failure = await withFile(start, async (path) => {
      const file = await open(path, "r+");
      await file.truncate(size);
      await file.close();
      const started = spentMs();
      const refused = await refusalOf(collect(readReport(path, makeOptions())));
      expect(spentMs() - started).toBeLessThan(100);
      return refused;
    });

    expect(failure).toMatchObject({ code: "limit", message: `report: ${reason}` });
  });

  test.each(["made-contacts.csv", "made-orders.csv", "made-organic.csv"])(
    "%s is declined politely and nothing of it is repeated",
    async (name) => {
      const failure = await refusalOf(readPath(fixture(name)));

      expect(failure.message).toMatch(/contact_list|order_list|organic_search/);
      expect(JSON.stringify(failure.texts)).not.toMatch(/@|010|20261101|running shoes/);
    },
  );

  test("one odd date, number or width costs one line, not the file", async () => {
    const lines = [
      "2026-02-30,A,1,1,1",
      "2027-01-01,A,1,1,1",
      "2026-11-03,A,ten,1,1",
      "2026-11-03,A,1,1,1,1,1",
      ",A,1,1,1",
    ];
    const { ended } = await readContent(`${good}${lines.join("\n")}\n`);

    expect(ended.rows).toBe(2);
    expect(ended.rejected.map((one) => one.line)).toEqual([4, 5, 6, 7, 8]);
    expect(new Set(ended.rejected.map((one) => one.reason.ko)).size).toBe(5);
  });

  test("more than twenty odd lines are counted, the first twenty shown", async () => {
    const { ended } = await readContent(good + "2026-02-30,A,1,1,1\n".repeat(50));

    expect(ended.rejectedCount).toBe(50);
    expect(ended.rejected).toHaveLength(20);
  });

  test("a footnote under the table is neither a row nor a sign of a cut", async () => {
    const { ended } = await readContent(`${good}* 본 데이터는 확정 전입니다`);

    expect(ended).toMatchObject({ rows: 2, rejectedCount: 0 });
  });
});

test.each(Object.entries(refusals))(
  "%s has a say and a next step in both languages",
  (_key, { say, next }) => {
    for (const text of [say, next]) {
      expect(text.ko).toMatch(/[가-힣]/);
      expect(text.en).toMatch(/[a-z]/);
    }
  },
);

/** 400 MB of blanks in one sheet. */
function bomb(claimedBytes: number | undefined): Buffer {
  const content = Buffer.concat([Buffer.from("<worksheet><sheetData>"), Buffer.alloc(400_000_000, 32)]);
  return makeZip([
    { name: "xl/workbook.xml", content: '<workbook><sheets><sheet name="a" r:id="x"/></sheets></workbook>' },
    { name: "xl/worksheets/sheet1.xml", content, ...(claimedBytes !== undefined && { claimedBytes }) },
  ]);
}

test("cells made to slow a reader down do not", async () => {
  const nasty = ["results from ", "Total ", "2026-11-01 ", "(", "1,", "보고서"].map((start) =>
    start.padEnd(40_000, " "),
  );
  const started = spentMs();

  await refusalOf(readContent(`${nasty.join(",")}\n${header}\n${nasty.join(",")}\n`));

  expect(spentMs() - started).toBeLessThan(3000);
});
