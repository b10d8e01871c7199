// Reports as each medium writes them: recognised, typed, their totals lines set aside.

import { readFile } from "node:fs/promises";
import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import { makeWorkbook } from "./make-workbook.ts";
import { fixture, readContent, readPath, refusalOf } from "./support.ts";

describe("Meta Ads Manager", () => {
  test("a totals row without a name, on top, is set aside and agrees", async () => {
    const { recognised, rows, ended } = await readPath(fixture("made-meta-day-ko.csv"));

    expect(recognised).toMatchObject({
      medium: "meta",
      format: "meta_ads_manager",
      level: "campaign",
      grain: "day",
    });
    expect(recognised.doubts).toEqual([]);
    expect(ended.sums).toMatchObject({ spend: "180000", clicks: "180", conversions: "9", revenue: "900000" });
    expect(ended.totals).toMatchObject([{ line: 2, label: "", verdict: "equal" }]);
    expect(rows[0]).toMatchObject({
      currency: "KRW",
      campaign: "여름 세일_전환",
      spendMicros: 50_000_000_000n,
    });
    expect(ended.notes.map((note) => note.en).join(" ")).toContain("Clicks: taken from “링크 클릭”");
  });

  test("results of different kinds are never added, and a window is no day", async () => {
    const { recognised, rows, ended } = await readPath(fixture("made-meta-window-en.csv"));

    expect(recognised.grain).toBe("window");
    expect(rows[0]).toMatchObject({
      day: "2026-10-01",
      dayTo: "2026-10-31",
      conversions: 12,
      currency: "USD",
    });
    expect(rows[1]?.conversions).toBeUndefined();
    expect(rows[1]?.conversionsByAction).toEqual([{ action: "link_click", window: "default", count: 900 }]);
    expect(ended.sums.conversions).toBe("12");
  });

  test("results without an indicator are no conversions, and that is said", async () => {
    const { rows, ended } = await readContent(
      "Day,Campaign name,Results,Amount spent (KRW),Impressions\n2026-11-01,A,45,1000,10\n",
    );

    expect(rows[0]?.conversions).toBeUndefined();
    expect(ended.notes.map((note) => note.en).join(" ")).toContain("not counted as conversions");
  });

  test("rows that start and end on the same day are days", async () => {
    const header = "Reporting starts,Reporting ends,Campaign name,Amount spent (KRW),Impressions";
    const { recognised } = await readContent(
      `${header}\n2026-11-01,2026-11-01,A,1,1\n2026-11-02,2026-11-02,A,1,1\n`,
    );

    expect(recognised.grain).toBe("day");
  });

  test("an id a spreadsheet has ruined names nothing", async () => {
    const { rows } = await readContent(
      "Day,Campaign ID,Campaign name,Amount spent (KRW),Impressions\n2026-11-01,1.20253E+17,여름,5,5\n",
    );

    expect(rows[0]?.campaign).toBe("여름");
    expect(rows[0]?.campaignRef).toBeUndefined();
  });
});

describe("Google Ads", () => {
  test("several overlapping totals are set aside; a cent is rounding; a campaign called Total Care stays", async () => {
    const { rows, ended } = await readPath(fixture("made-google-campaigns-en.csv"));

    expect(rows.map((row) => row.campaign)).toContain("Total Care");
    expect(ended.sums).toMatchObject({ spend: "468400.5", impressions: "11342", conversions: "13" });
    expect(ended.totals.map((total) => total.verdict)).toEqual(["rounding", "context", "context", "context"]);
    expect(ended.totals[0]?.difference).toEqual({ spend: "0.01" });
    expect(ended.unknown).toEqual({ spend: 1, impressions: 1 });
  });

  test("the Korean report is read by day with its total in agreement", async () => {
    const { recognised, ended } = await readPath(fixture("made-google-day-ko.csv"));

    expect(recognised).toMatchObject({ medium: "google_ads", level: "adGroup", grain: "day" });
    expect(recognised.period).toEqual({ from: "2026-11-01", to: "2026-11-03" });
    expect(ended.sums).toEqual({ spend: "120000", impressions: "5700", clicks: "180", conversions: "6.5" });
    expect(ended.totals).toMatchObject([{ label: "총계: 캠페인", verdict: "equal" }]);
  });

  test("the Excel download is UTF-16 with tabs and reads the same", async () => {
    const csv = await readFile(fixture("made-google-campaigns-en.csv"), "utf8");
    const tabs = csv.replace(/"([^"]*)"|,/g, (whole, quoted) => (whole === "," ? "\t" : `"${quoted}"`));
    const { recognised, ended } = await readContent(iconv.encode(tabs, "utf-16le", { addBOM: true }));

    expect(recognised).toMatchObject({ encoding: "utf-16le", delimiter: "\t", medium: "google_ads" });
    expect(ended).toEqual((await readPath(fixture("made-google-campaigns-en.csv"))).ended);
  });

  test("a range of all time states no period, so there are no days", async () => {
    const failure = await refusalOf(
      readContent("Campaign report\nAll time\nCampaign,Currency code,Cost,Impr.,Clicks\nA,USD,1,1,1\n"),
    );

    expect(failure.message).toBe("report: no_dates");
  });

  test("an overview card has its currency in the cells and long dates", async () => {
    const { rows } = await readContent(
      'Date,Campaign,Cost,Impressions\n"Mon, 2 Nov 2026",A,US$12.30,100\n"Tue, 3 Nov 2026",A,"US$1,002.50",90\n',
    );

    expect(rows.map((row) => [row.day, row.spendMicros, row.currency])).toEqual([
      ["2026-11-02", 12_300_000n, "USD"],
      ["2026-11-03", 1_002_500_000n, "USD"],
    ]);
  });
});

describe("Naver, Kakao, TikTok", () => {
  test("Naver: title, dotted dates, VAT from the header, all conversions as the primary ones", async () => {
    const { recognised, rows, ended } = await readPath(fixture("made-naver-day.csv"));

    expect(recognised).toMatchObject({ medium: "naver", account: "made-shop", level: "keyword" });
    expect(recognised.primaryAction).toMatchObject({ action: "total" });
    expect(rows[0]).toMatchObject({ day: "2026-11-01", vat: "included", currency: "KRW", conversions: 6 });
    expect(rows[3]?.breakdown?.["keyword"]).toBeUndefined();
    expect(ended.sums).toMatchObject({ spend: "167200", conversions: "18", revenue: "770000" });
    expect(ended.totals).toMatchObject([{ label: "합계", verdict: "equal" }]);
    expect(ended.ratioMismatches).toEqual([]);
  });

  test("Naver by conversion kind: only purchases count as conversions, the others stand by action", async () => {
    const { rows, ended } = await readPath(fixture("made-naver-kinds.csv"));

    expect(ended.sums).toEqual({ conversions: "6", revenue: "260000" });
    expect(rows[1]?.conversions).toBeUndefined();
    expect(rows[1]?.conversionsByAction).toMatchObject([{ action: "add_to_cart", count: 9 }]);
  });

  test("Kakao: a title glued to the first header, seven days taken where one and seven stand side by side", async () => {
    const { recognised, rows, ended } = await readPath(fixture("made-kakao-day.csv"));

    expect(recognised).toMatchObject({ medium: "kakao", level: "ad", title: "보고서명 11월 성과 리포트" });
    expect(recognised.primaryAction).toEqual({ header: "구매 (7일)", action: "purchase", window: "7d" });
    expect(rows[0]).toMatchObject({ conversions: 3, revenueMicros: 270_000_000_000n });
    expect(rows[0]?.conversionsByAction?.map((one) => `${one.action} ${one.window}`)).toEqual([
      "purchase 1d",
      "purchase 7d",
      "add_to_cart 7d",
    ]);
    expect(ended.sums).toMatchObject({ conversions: "4", revenue: "360000" });
  });

  test("TikTok: percent without a sign, counts as 0.0, days may be missing", async () => {
    const { recognised, ended } = await readPath(fixture("made-tiktok-day.csv"));

    expect(recognised).toMatchObject({ medium: "tiktok", level: "ad" });
    expect(ended).toMatchObject({ rows: 3, days: 2, ratioMismatches: [] });
    expect(ended.sums).toMatchObject({ spend: "20000", impressions: "3000", clicks: "46" });
  });
});

describe("other tables", () => {
  test("GA4 is site analytics, never ad totals", async () => {
    const { recognised, ended } = await readPath(fixture("made-ga4.csv"));

    expect(recognised).toMatchObject({ shape: "analytics", format: "ga4" });
    expect(recognised.period).toEqual({ from: "2026-11-01", to: "2026-11-03" });
    expect(ended.sums).toEqual({ conversions: "22", revenue: "1510000" });
  });

  test("an agency's table carries its medium row by row", async () => {
    const { recognised, rows, ended } = await readPath(fixture("made-agency-media.csv"));

    expect(recognised.doubts.map((doubt) => doubt.slot)).toEqual(["currency"]);
    expect(rows.map((row) => row.medium)).toEqual(["meta", "naver", "meta", "other"]);
    expect(rows[3]).toMatchObject({ account: "당근", vat: "excluded" });
    expect(ended.totals).toMatchObject([{ label: "소계", verdict: "equal" }]);
  });

  test("a wide table gives one row per channel and one for the target", async () => {
    const { recognised, rows, ended } = await readPath(fixture("made-mix-week-ko.csv"));

    expect(recognised).toMatchObject({ shape: "mix", grain: "week", ignored: ["프로모션_지수"] });
    expect(rows.slice(0, 4).map((row) => [row.campaign, row.spendMicros, row.revenueMicros])).toEqual([
      ["네이버", 1_000_000_000_000n, undefined],
      ["메타", 800_000_550_000n, undefined],
      ["TV", 3_000_000_000_000n, undefined],
      [undefined, undefined, 12_000_000_000_000n],
    ]);
    expect(ended).toMatchObject({ rows: 3, facts: 12 });
  });

  test("semicolons, decimal commas, brackets: read; what cannot be is rejected with its line and reason", async () => {
    const { recognised, ended } = await readPath(fixture("made-dirty-generic.csv"));

    expect(recognised).toMatchObject({ delimiter: ";", account: "Demo Store", medium: "other" });
    expect(recognised.doubts.map((doubt) => doubt.slot)).toEqual(["medium"]);
    expect(ended.sums).toMatchObject({ spend: "1284.46", revenue: "1112.4" });
    expect(ended.currencies).toEqual(["EUR"]);
    expect(ended.rejectedCount).toBe(3);
    expect(ended.rejected.map(({ line, reason }) => [line, reason.en])).toEqual([
      [7, "“31.11.2026” is a date that does not exist."],
      [8, "“zehn” in “Cost (EUR)” is no number."],
      [9, "2026-12-05 lies in the future."],
    ]);
  });

  test("answers settle what a file leaves open", async () => {
    const { recognised, rows } = await readPath(fixture("made-agency-media.csv"), {
      answers: { currency: "KRW", vat: "included" },
    });

    expect(recognised.doubts).toEqual([]);
    expect(rows[0]).toMatchObject({ currency: "KRW", vat: "included" });
  });

  test("a column a person named is read as that field", async () => {
    const { rows } = await readContent("일자,캠페인,집행 총액(원),노출\n2026-11-01,A,5000,10\n", {
      answers: { columns: { "집행 총액(원)": "spend" } },
    });

    expect(rows[0]).toMatchObject({ spendMicros: 5_000_000_000n, currency: "KRW" });
  });

  test("two currencies in one file are kept apart and said", async () => {
    const { ended } = await readContent(
      "Date,Campaign,Cost,Impressions,Currency\n2026-11-01,A,10.5,1,USD\n2026-11-01,B,9000,1,KRW\n",
    );

    expect(ended.currencies).toEqual(["USD", "KRW"]);
    expect(ended.sums.spend).toBeUndefined();
    expect(ended.byCurrency.map(({ currency, spend }) => [currency, spend])).toEqual([
      ["USD", "10.5"],
      ["KRW", "9000"],
    ]);
    expect(ended.notes.at(-1)?.en).toContain("several currencies");
  });

  test("two columns of spend raise one question, and the answer decides", async () => {
    const text = "일,캠페인,총비용(원),소진액(원),노출\n2026-11-01,A,110,100,10\n";
    const { recognised, rows } = await readContent(text);
    const doubt = recognised.doubts.find((one) => one.slot === "column");

    expect(rows[0]?.spendMicros).toBe(110_000_000n);
    expect(doubt?.options).toHaveLength(2);
    const answered = await readContent(text, { answers: doubt?.options[1]?.answers ?? {} });
    expect(answered.rows[0]?.spendMicros).toBe(100_000_000n);
    expect(answered.recognised.doubts.some((one) => one.slot === "column")).toBe(false);
  });

  test("a wrong extension changes nothing", async () => {
    const csv = "일,캠페인,비용(원),노출\n2026-11-01,A,100,10\n";
    const rows = [
      ["일", "캠페인", "비용(원)", "노출"],
      ["2026-11-01", "A", 100, 10],
    ];

    expect((await readContent(csv, { name: "made.xlsx" })).ended.sums.spend).toBe("100");
    expect(
      (await readContent(makeWorkbook({ sheets: [{ name: "a", rows }] }), { name: "made.csv" })).ended.sums
        .spend,
    ).toBe("100");
  });

  test("a currency nobody knows is unknown, never guessed", async () => {
    const { rows, ended } = await readContent(
      "Date,Campaign,Cost,Impressions,Currency\n2026-11-01,A,10,1,QQQ\n",
    );

    expect(rows[0]?.currency).toBe("XXX");
    expect(ended.currencies).toEqual(["XXX"]);
  });

  test("two currencies nobody knows are never one sum", async () => {
    const { ended } = await readContent(
      "Date,Campaign,Cost,Impressions,Currency\n2026-11-01,A,10,1,QQQ\n2026-11-01,B,2,1,WWW\n2026-11-02,A,5,1,QQQ\n",
    );

    expect(ended).toMatchObject({ rows: 2, rejectedCount: 1, sums: { spend: "15" }, currencies: ["XXX"] });
  });

  test("a separator hint, trailing separators, a repeated header and blank lines do no harm", async () => {
    const { ended } = await readContent(
      "sep=;\n일;캠페인;비용(원);노출;\n2026-11-01;A;1,000;10;\n\n;;;;\n일;캠페인;비용(원);노출;\n2026-11-02;A;2,000;20;\n",
    );

    expect(ended).toMatchObject({ rows: 2, rejectedCount: 0, sums: { spend: "3000", impressions: "30" } });
  });

  test("weeks and months are windows of their days", async () => {
    const weeks = await readContent("주,캠페인,비용(원),노출\n2026-11-02,A,1,1\n2026-11-09,A,1,1\n");
    const months = await readContent("Month,Campaign,Cost,Impr.\nSep 2026,A,1,1\n2026-10,A,1,1\n");

    expect(weeks.rows.map((row) => [row.day, row.dayTo])).toEqual([
      ["2026-11-02", "2026-11-08"],
      ["2026-11-09", "2026-11-15"],
    ]);
    expect(months.rows.map((row) => [row.day, row.dayTo])).toEqual([
      ["2026-09-01", "2026-09-30"],
      ["2026-10-01", "2026-10-31"],
    ]);
    expect(months.recognised.grain).toBe("window");
  });

  test("the day of a month in a column of its own is no date beside one", async () => {
    const { recognised, rows } = await readContent(
      "년,월,일,요일,날짜,캠페인,비용(원),노출\n2026,10,3,토,2026-10-03(토),A,100,10\n",
    );

    expect(rows).toMatchObject([{ day: "2026-10-03" }]);
    expect(recognised.columns.find(({ field }) => field === "day")?.header).toBe("날짜");
  });

  test("a period in the file name stands in for a missing date column", async () => {
    const { rows } = await readContent("Campaign,Cost,Impr.,Clicks\nA,1,1,1\n", {
      name: "Campaigns-Oct-1-2026-Oct-31-2026.csv",
    });

    expect(rows[0]).toMatchObject({ day: "2026-10-01", dayTo: "2026-10-31" });
  });

  test("a file of zeros is no error", async () => {
    const { ended } = await readContent("Date,Campaign,Cost,Impressions,Clicks,CTR\n2026-11-01,A,0,0,0,--\n");

    expect(ended.sums).toEqual({ spend: "0", impressions: "0", clicks: "0" });
  });
});

describe("totals lines", () => {
  const header = "일,캠페인,연령,비용(원),노출,클릭";
  const body = ["2026-11-01,A,20-29,100,10,1", "2026-11-01,B,30-39,200,20,2", "2026-11-02,A,20-29,300,30,3"];

  test.each([
    ["first", ["합계,,,600,60,6", ...body]],
    ["in the middle", [...body.slice(0, 1), "총계,,,600,60,6", ...body.slice(1)]],
    ["last", [...body, "Grand total,,,600,60,6"]],
    ["last, its label in the third column", [...body, ",,Total,600,60,6"]],
    ["without any label, last", [...body, ",,,600,60,6"]],
    ["without any label, first", [",,,600,60,6", ...body]],
    ["with a sentinel in the date", [...body, "전체,A,,400,40,4"]],
    ["with a sentinel in a breakdown", [...body, "-,A,All,400,40,4"]],
  ])("a total %s is never counted", async (_place, lines) => {
    const { ended } = await readContent([header, ...lines].join("\n"));

    expect(ended.sums).toEqual({ spend: "600", impressions: "60", clicks: "6" });
    expect(ended.rows).toBe(3);
    expect(ended.totals).toMatchObject([{ verdict: "equal" }]);
  });

  test("a total of one campaign's day is set aside without being compared with all days", async () => {
    const { ended } = await readContent([header, ...body, "2026-11-01,A,All,100,10,1"].join("\n"));

    expect(ended.sums.spend).toBe("600");
    expect(ended.totals).toMatchObject([{ verdict: "context", difference: {} }]);
  });

  test("a total that does not agree says by how much", async () => {
    const { ended } = await readContent([header, ...body, "합계,,,650,60,6"].join("\n"));

    expect(ended.totals).toMatchObject([{ verdict: "differs", difference: { spend: "50" } }]);
  });

  test("figures of no campaign are rows, not a total", async () => {
    const { rows, ended } = await readContent([header, ...body, "2026-11-02,,,5,1,1"].join("\n"));

    expect(rows).toHaveLength(4);
    expect(ended.sums.spend).toBe("605");
    expect(ended.totalsCount).toBe(0);
  });

  test("a column that says All in every row was not split by it", async () => {
    const { recognised, ended } = await readContent(
      "일,캠페인,성별,비용(원),노출\n2026-11-01,A,All,100,10\n2026-11-02,A,All,200,20\n",
    );

    expect(recognised.breakdowns).toEqual([]);
    expect(ended.sums.spend).toBe("300");
  });

  test("an ad group that is called 전체 is no total", async () => {
    const { rows, ended } = await readContent(
      "일,캠페인,광고그룹,비용(원),노출\n2026-11-01,A,전체,100,10\n2026-11-01,B,여성,50,5\n2026-11-02,A,전체,200,20\n합계,,,350,35\n",
    );

    expect(rows.map((row) => row.adGroup)).toEqual(["전체", "여성", "전체"]);
    expect(ended.totals).toMatchObject([{ label: "합계", verdict: "equal" }]);
  });

  test("two rows of one campaign and day both count", async () => {
    const { ended } = await readContent([header, body[0], body[0]].join("\n"));

    expect(ended).toMatchObject({ rows: 2, sums: { spend: "200" } });
  });
});
