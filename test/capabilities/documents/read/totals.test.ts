// Sums among the rows, in every disguise people and tools give them: whatever is counted twice makes every answer wrong.

import { describe, expect, test } from "vitest";
import { readContent, type Reading } from "./support.ts";

/** Impressions, as every layout below has them. */
function impressionsOf({ ended }: Reading): string | undefined {
  return ended.sums.impressions;
}

describe("subtotals by day and medium", () => {
  const header = "날짜,매체,캠페인,광고비,노출수";
  const first = ["2026-10-01,네이버,파워링크,100,10", "2026-10-01,네이버,쇼핑,200,20"];
  const second = ["2026-10-02,네이버,파워링크,300,30", "2026-10-02,메타,신규,400,40"];

  test.each([
    ["with a blank name", "2026-10-01,,,300,30", "2026-10-02,,,700,70"],
    ["with the day before the word", "2026-10-01 소계,,,300,30", "2026-10-02 소계,,,700,70"],
    ["with day and month in words", "10월 1일 합계,,,300,30", "10월 2일 합계,,,700,70"],
    ["with the medium before the word", "2026-10-01,네이버 소계,,300,30", "2026-10-02,전체 소계,,700,70"],
    ["in English", "2026-10-01,네이버 Total,,300,30", "2026-10-02,Grand total,,700,70"],
    ["as a pivot writes them", "2026-10-01 요약,,,300,30", "2026-10-02 요약,,,700,70"],
    ["in the column of campaigns", "2026-10-01,네이버,네이버 합계,300,30", "2026-10-02,메타,소계,700,70"],
  ])("%s are never counted and agree", async (_layout, one, two) => {
    const { ended } = await readContent([header, ...first, one, ...second, two].join("\n"));

    expect(ended).toMatchObject({ rows: 4, totalsCount: 2, rejectedCount: 0, sums: { spend: "1000" } });
    expect(ended.totals.map(({ verdict }) => verdict)).toEqual(["equal", "equal"]);
  });

  test("a part that is summed up at the end is not compared with the whole", async () => {
    const lines = [
      header,
      ...first,
      ...second,
      "메타 합계,,,400,40",
      "네이버 합계,,,600,60",
      "합계,,,1000,100",
    ];
    const { ended } = await readContent(lines.join("\n"));

    expect(ended.totals).toMatchObject([
      { label: "메타 합계", verdict: "context", difference: {} },
      { label: "네이버 합계", verdict: "context", difference: {} },
      { label: "합계", verdict: "equal" },
    ]);
  });

  test.each(["평균", "일평균", "Average"])(
    "a line of averages (%s) is neither a row nor a total that disagrees",
    async (label) => {
      const { ended } = await readContent([header, ...first, ...second, `${label},,,250,25`].join("\n"));

      expect(ended).toMatchObject({ rows: 4, rejectedCount: 0, sums: { spend: "1000" } });
      expect(ended.totals).toMatchObject([{ verdict: "context", difference: {} }]);
    },
  );

  test.each(["Total of 4 results", "캠페인 4개의 결과", "4개 캠페인의 결과", "전체 합계", "합계 (4건)"])(
    "“%s” is a totals line",
    async (label) => {
      const { ended } = await readContent([header, ...first, ...second, `${label},,,1000,100`].join("\n"));

      expect(ended).toMatchObject({ rows: 4, totals: [{ label, verdict: "equal" }] });
    },
  );

  test("a total of a report of one window that disagrees says by how much", async () => {
    const { ended } = await readContent(
      "보고 시작,보고 종료,캠페인 이름,지출 금액 (KRW),노출\n2026-10-01,2026-10-31,A,100,10\n2026-10-01,2026-10-31,B,200,20\n2026-10-01,2026-10-31,합계,350,30\n",
    );

    expect(ended.totals).toMatchObject([{ verdict: "differs", difference: { spend: "50" } }]);
  });
});

describe("sums in breakdowns", () => {
  const header = "Day,Campaign name,Age,Gender,Amount spent (USD),Impressions";
  const parts = (day: string) => [
    `${day},A,18-24,female,1.10,1`,
    `${day},A,18-24,male,2.20,2`,
    `${day},A,25-34,female,3.30,4`,
    `${day},A,25-34,male,4.40,8`,
  ];

  test.each([
    ["All beside All, as breakdown exports have it", (day: string) => [`${day},A,All,All,11.00,15`]],
    ["전체 beside 전체", (day: string) => [`${day},A,전체,전체,11.00,15`]],
    ["All in one cent of rounding", (day: string) => [`${day},A,All,All,11.01,15`]],
    [
      "every combination of All",
      (day: string) => [
        `${day},A,All,All,11.00,15`,
        `${day},A,All,female,4.40,5`,
        `${day},A,All,male,6.60,10`,
        `${day},A,18-24,All,3.30,3`,
        `${day},A,25-34,All,7.70,12`,
      ],
    ],
    ["a blank pair, as pivot tables have it", (day: string) => [`${day},A,,,11.00,15`]],
    [
      "blanks level by level",
      (day: string) => [`${day},A,,,11.00,15`, `${day},A,18-24,,3.30,3`, `${day},A,25-34,,7.70,12`],
    ],
  ])("%s is never counted", async (_layout, sumsOf) => {
    const days = ["2026-10-01", "2026-10-02", "2026-10-03"];
    const lines = days.flatMap((day) => [...sumsOf(day), ...parts(day)]);
    const reading = await readContent([header, ...lines].join("\n"));

    expect(reading.ended).toMatchObject({ rows: 12, sums: { spend: "33" } });
    expect(impressionsOf(reading)).toBe("45");
    expect(reading.ended.totals.some(({ verdict }) => verdict === "differs")).toBe(false);
  });

  test("a campaign's line among those of its ad sets is not counted", async () => {
    const reading = await readContent(
      "Day,Campaign name,Ad set name,Amount spent (USD),Impressions\n" +
        "2026-10-01,A,,3,30\n2026-10-01,A,s1,1,10\n2026-10-01,A,s2,2,20\n2026-10-01,B,,4,40\n2026-10-01,B,s3,4,40\n",
    );

    expect(impressionsOf(reading)).toBe("70");
  });
});

describe("names and blanks that only look like sums", () => {
  test("blanks that are no sums stay rows", async () => {
    const reading = await readContent(
      "Day,Campaign,Ad group,Cost,Impressions\n2026-10-01,PMax,,5,50\n2026-10-01,Search,g1,1,10\n2026-10-01,Search,,9,90\n2026-10-01,Search,g2,2,20\n",
    );

    expect(reading.ended).toMatchObject({ rows: 4, totalsCount: 0 });
    expect(impressionsOf(reading)).toBe("170");
  });

  test("a lone blank line that happens to equal another is a row", async () => {
    const { ended } = await readContent(
      "Day,Campaign,Ad group,Cost,Impressions\n2026-10-01,A,g1,1,10\n2026-10-01,A,,1,10\n2026-10-02,B,g1,7,70\n",
    );

    expect(ended).toMatchObject({ rows: 3, totalsCount: 0 });
  });

  test("campaigns called Colgate Total, Total Care or 합계산기 are campaigns", async () => {
    const names = ["Colgate", "Colgate Total", "Total Care", "전체 상품", "All products", "합계산기"];
    const lines = names.map((name) => `2026-10-01,${name},1,10`);
    const { ended } = await readContent(["Day,Campaign,Cost,Impressions", ...lines].join("\n"));

    expect(ended).toMatchObject({ rows: 6, totalsCount: 0, sums: { spend: "6" } });
  });
});
