// Known totals of public report files, through a dropped file and a question. Runs where the files lie beside the checkout.

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnswerJson } from "../src/commands/answer-json.ts";
import { openTestApp, type TestApp } from "./support/app.ts";

const folder = fileURLToPath(new URL("../../shared/data/", import.meta.url));
const here = existsSync(folder);
if (!here)
  process.stdout.write(
    "The public report files are not beside this checkout: their questions are skipped.\n",
  );

/** The figure of a metric whose scope holds exactly these values beside its days and medium. */
function figure(
  answer: AnswerJson,
  metric: string,
  scope: Record<string, string> = {},
): number | null | undefined {
  const fits = answer.numbers.filter((number) => {
    const { medium: _medium, from: _from, to: _to, ...rest } = number.scope;
    const { from, to, medium, ...values } = scope;
    const days = (!from || number.scope["from"] === from) && (!to || number.scope["to"] === to);
    const same =
      JSON.stringify(Object.entries(rest).map(String).toSorted()) ===
      JSON.stringify(Object.entries(values).map(String).toSorted());
    return number.metric === metric && days && same && (!medium || number.scope["medium"] === medium);
  });
  return fits.at(-1)?.value;
}

type Case = [question: string, metric: string, scope: Record<string, string>, value: number];

function describeFile(
  name: string,
  file: string,
  imported: Partial<AnswerJson["import"]>,
  cases: Case[],
): void {
  describe.runIf(here)(`${name}, dropped and asked about`, () => {
    let app: TestApp;
    let first: AnswerJson;

    beforeAll(async () => {
      app = await openTestApp();
      first = await app.ask("총 광고비", { files: [folder + file] });
    });
    afterAll(() => app.close());

    it("is read whole", () => {
      expect(first.import).toMatchObject({ reconciled: true, rejected: 0, ...imported });
    });

    it.each(cases)("%s: %s %j = %d", async (question, metric, scope, value) => {
      const answer = await app.ask(question);

      expect(figure(answer, metric, scope)).toBeCloseTo(value, Number.isInteger(value) ? 2 : 1);
    });
  });
}

describeFile(
  "Facebook ads by age and gender",
  "KAG_conversion_data.csv",
  { medium: "meta", rows: 1143, days: 31 },
  [
    ["총 광고비", "spend", {}, 58705.23],
    ["전체 노출", "impressions", {}, 213434828],
    ["총 클릭수", "clicks", {}, 38165],
    ["전환 몇 건?", "conversions", {}, 1079],
    ["CPA 얼마야?", "cpa", {}, 54.41],
    ["CPC overall", "cpc", {}, 1.5382],
    ["캠페인별 CPA", "cpa", { campaign: "936" }, 15.81],
    ["캠페인 916 광고비", "spend", { campaign: "916" }, 149.71],
    ["연령별 CPA", "cpa", { age: "45-49" }, 99.76],
    ["30-34 남성 CPA", "cpa", { age: "30-34", gender: "male" }, 25.55],
    ["spend by gender", "spend", { gender: "female" }, 34502.62],
    ["2023년 8월 15일 광고비", "spend", { from: "2023-08-15", to: "2023-08-15" }, 2122.14],
    ["8월 15일 광고비", "spend", { from: "2023-08-15", to: "2023-08-15" }, 2122.14],
    ["8월 8일부터 14일까지 클릭", "clicks", { from: "2023-08-08", to: "2023-08-14" }, 8299],
  ],
);

describeFile(
  "Google Ads report with overlapping totals",
  "google-ads-ad-report.csv",
  { medium: "google_ads", rows: 15, totalsRows: 5 },
  [
    ["총 비용", "spend", {}, 117.06],
    ["노출수", "impressions", {}, 305],
    ["interactions", "interactions", {}, 17],
    ["상호작용당 비용", "cost_per_interaction", {}, 6.89],
    ["Bay Area Deck cost", "spend", { campaign: "Bay Area Deck" }, 19.02],
  ],
);

describeFile("TikTok days", "tiktok-ads_1.csv", { medium: "tiktok", rows: 141, days: 126 }, [
  ["total cost", "spend", {}, 49068186],
  ["Campaign Name 2 cost", "spend", { campaign: "Campaign Name 2" }, 2279086],
  ["2023년 12월 클릭", "clicks", { from: "2023-12-01", to: "2023-12-31" }, 7460],
  ["12월 클릭", "clicks", { from: "2023-12-01", to: "2023-12-31" }, 7460],
  ["월별 광고비 추이", "spend", { from: "2024-01-01", to: "2024-01-31" }, 17527638],
  ["CPA", "cpa", {}, 61030.08],
]);

describeFile(
  "dirty campaign names",
  "synthetic_fb_ads_undergarments.csv",
  { medium: "meta", rows: 4500, days: 90 },
  [
    ["총 광고비", "spend", {}, 2105579.9],
    ["전체 ROAS", "roas", {}, 5.8651],
    ["ROAS by country", "roas", { country: "US" }, 6.2454],
    ["월별 ROAS", "roas", { from: "2025-02-01", to: "2025-02-28" }, 5.8197],
    ["캠페인별 매출", "revenue", { campaign: "Men Premium Modal" }, 1081363.43],
    ["캠페인별 광고비", "spend", { campaign: "Women Fit & Lift" }, 221397.23],
    ["Women Fit & Lift spend", "spend", { campaign: "Women Fit & Lift" }, 221397.23],
    ["노출 지면별 광고비", "spend", { placement: "Facebook" }, 1068612.07],
  ],
);

describeFile("weekly media mix", "meridian_national_all_channels.csv", { rows: 156 }, [
  ["총 광고비", "spend", {}, 219492402.35],
  ["총 전환", "conversions", {}, 65930714112.79],
  ["2022년 매출", "revenue", { from: "2022-01-01", to: "2022-12-31" }, 442720614.29],
  ["ROAS", "roas", {}, 6.008],
  ["연도별 광고비", "spend", { from: "2023-01-01", to: "2023-12-31" }, 71297003.54],
  ["매체별 광고비", "spend", { campaign: "Channel3" }, 87860358.25],
]);

describe.runIf(here)("a table that is no ad report", () => {
  it("is declined, with nothing imported and no figure", async () => {
    const app = await openTestApp();
    try {
      const answer = await app.ask("총 광고비", { files: [`${folder}mmm_example.csv`] });

      expect(answer.import).toBeUndefined();
      expect(answer.numbers).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
