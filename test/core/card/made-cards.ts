// Made cards in both languages, used by the tests of every surface. The figures add up, so that a reader can check them.

import { Card } from "../../../src/core/card/card.ts";
import type { Lang } from "../../../src/core/locale.ts";
import type { Metric } from "../../../src/core/metric.ts";
import type { Quantity } from "../../../src/core/quantity.ts";

const scope = { from: "2026-11-09", to: "2026-11-15" };

export function won(
  value: number | null,
  metric: Metric = "spend",
  over: Record<string, string> = {},
): Quantity {
  return { value, unit: "currency", currency: "KRW", vat: "excluded", metric, scope: { ...scope, ...over } };
}

export function count(value: number | null, metric: Quantity["metric"] = "clicks"): Quantity {
  return { value, unit: "count", metric, scope };
}

export function ratio(value: number | null, metric: Quantity["metric"]): Quantity {
  return { value, unit: "ratio", metric, scope };
}

const campaigns = [
  ["여름 세일 리타겟팅", "Summer sale retargeting", 4_210_000, 18_240, 512, 4.2],
  ["브랜드 검색 – 상시", "Brand search, always on", 2_480_300, 9_120, 301, 6.87],
  ["신상품 런칭 (영상)", "New product launch (video)", 3_905_150, 22_004, 96, 0.94],
  ["카카오 비즈보드 11월", "Kakao Bizboard November", 1_120_000, 5_311, 44, 2.1],
] as const;

/** The answer to "how was last week": lead, tiles, table, chart, footer, next questions. */
export function weekCard(lang: Lang): Card {
  const ko = lang === "ko";
  return Card.parse({
    lang,
    parts: [
      {
        kind: "text",
        tone: "lead",
        runs: ko
          ? [
              "지난주 광고비는 ",
              won(11_715_450),
              "으로 전주보다 ",
              ratio(0.083, "change"),
              " 늘었고, ROAS는 ",
              ratio(3.46, "roas"),
              "예요.",
            ]
          : [
              "Spend last week was ",
              won(11_715_450),
              ", ",
              ratio(0.083, "change"),
              " on the week before, at a ROAS of ",
              ratio(3.46, "roas"),
              ".",
            ],
      },
      {
        kind: "kpis",
        items: [
          {
            label: ko ? "광고비" : "Spend",
            quantity: won(11_715_450),
            previous: won(10_817_600),
            change: ratio(0.083, "change"),
            better: "neither",
          },
          {
            label: ko ? "노출" : "Impressions",
            quantity: count(3_204_118, "impressions"),
            previous: count(3_100_002, "impressions"),
            change: ratio(0.0336, "change"),
            better: "up",
          },
          {
            label: ko ? "클릭" : "Clicks",
            quantity: count(54_675),
            previous: count(56_001),
            change: ratio(-0.0237, "change"),
            better: "up",
          },
          {
            label: ko ? "전환" : "Conversions",
            quantity: count(953, "conversions"),
            previous: count(953, "conversions"),
            change: ratio(0, "change"),
            better: "up",
          },
          {
            label: "ROAS",
            quantity: ratio(3.46, "roas"),
            previous: ratio(3.9, "roas"),
            change: ratio(-0.1128, "change"),
            better: "up",
          },
          { label: "CPA", quantity: won(12_293, "cpa"), better: "down" },
        ],
      },
      {
        kind: "table",
        title: ko ? "캠페인별" : "By campaign",
        columns: [
          { key: "campaign", label: ko ? "캠페인" : "Campaign", align: "left" },
          { key: "spend", label: ko ? "광고비" : "Spend", align: "right" },
          { key: "clicks", label: ko ? "클릭" : "Clicks", align: "right" },
          { key: "conversions", label: ko ? "전환" : "Conversions", align: "right" },
          { key: "roas", label: "ROAS", align: "right" },
        ],
        rows: campaigns.map(([nameKo, nameEn, spend, clicks, conversions, roas]) => [
          ko ? nameKo : nameEn,
          won(spend),
          count(clicks),
          count(conversions, "conversions"),
          ratio(roas, "roas"),
        ]),
        total: [
          ko ? "합계" : "Total",
          won(11_715_450),
          count(54_675),
          count(953, "conversions"),
          ratio(3.46, "roas"),
        ],
      },
      dayChart(lang),
      {
        kind: "sources",
        period: { from: "2026-11-09", to: "2026-11-15" },
        compared: { from: "2026-11-02", to: "2026-11-08" },
        zone: "Asia/Seoul",
        media: ["meta", "google_ads", "naver", "kakao"],
        asOf: "2026-11-16T00:10:00Z",
        vat: ["excluded"],
        currency: ["KRW"],
        assumptions: [
          ko
            ? "metrics: 지표를 말하지 않아 기본 지표로 답했어요"
            : "metrics: the default set, as none was named",
        ],
        notes: [],
        workspace: ko ? "데모 쇼핑몰" : "Demo shop",
        demo: true,
        how: { label: ko ? "이 숫자는 어떻게 나왔어요?" : "How I got this", press: { token: "how-1" } },
      },
      {
        kind: "suggestions",
        texts: ko
          ? ["ROAS 왜 떨어졌어?", "매체별로 나눠줘", "지난달과 비교해줘"]
          : ["Why did ROAS fall?", "Split it by medium", "Compare with last month"],
      },
    ],
  });
}

/** Spend by day, Monday to Sunday. */
function dayChart(lang: Lang): unknown {
  const days = [1_702_000, 1_655_300, 1_690_150, 1_598_000, 1_720_000, 1_650_000, 1_700_000];
  return {
    kind: "chart",
    shape: "line",
    title: lang === "ko" ? "일별 광고비" : "Spend by day",
    labels: days.map((_, index) => `11/${String(9 + index).padStart(2, "0")}`),
    series: [{ name: lang === "ko" ? "광고비" : "Spend", values: days.map((value) => won(value)) }],
  };
}

/** Two lines over 30 days, one point missing. */
export function monthCard(lang: Lang): Card {
  const days = Array.from({ length: 30 }, (_, index) => index + 1);
  const line = (base: number, swing: number): (number | null)[] =>
    days.map((day) => (day === 12 ? null : base + swing * (day % 7)));
  return Card.parse({
    lang,
    parts: [
      {
        kind: "chart",
        shape: "line",
        title: lang === "ko" ? "매체별 일별 ROAS" : "ROAS by day and medium",
        labels: days.map((day) => `10/${String(day).padStart(2, "0")}`),
        series: [
          {
            name: lang === "ko" ? "메타" : "Meta",
            values: line(2.5, 0.2).map((value) => ratio(value, "roas")),
          },
          {
            name: lang === "ko" ? "네이버" : "Naver",
            values: line(4, -0.1).map((value) => ratio(value, "roas")),
          },
        ],
      },
    ],
  });
}

/** A question with three buttons below an offer. */
export function askingCard(lang: Lang): Card {
  const ko = lang === "ko";
  return Card.parse({
    lang,
    parts: [
      {
        kind: "proposal",
        title: ko ? "같은 캠페인으로 보이는 이름이 있어요" : "Two names look like one campaign",
        lines: [
          [
            ko ? "‘여름세일’ → ‘여름 세일’, " : "‘summer-sale’ into ‘Summer sale’, ",
            count(42, "rows"),
            ko ? "행" : " rows",
          ],
        ],
        choices: [
          {
            label: ko ? "합치기" : "Merge",
            style: "primary",
            press: { action: "merge_campaigns", input: { from: "a", into: "b" } },
          },
          { label: ko ? "그대로 두기" : "Keep apart", press: { action: "keep_apart", input: {} } },
        ],
      },
      {
        kind: "form",
        slot: "dateOrder",
        question: [ko ? "‘03/04/2026’은 어느 날인가요?" : "Which day is ‘03/04/2026’?"],
        choices: [
          { label: ko ? "3월 4일" : "4 March", press: { token: "t1" } },
          { label: ko ? "4월 3일" : "3 April", press: { token: "t2" } },
        ],
      },
    ],
  });
}

/** A review with something to block, something missing and a text that passes. */
export function findingsCard(lang: Lang): Card {
  const ko = lang === "ko";
  return Card.parse({
    lang,
    parts: [
      {
        kind: "findings",
        verdict: "block",
        subject: ko ? "메타 · 본문 A" : "Meta · body A",
        findings: [
          {
            severity: "block",
            words: "아토피까지 낫는",
            why: ko
              ? "화장품을 질병을 낫게 하는 것처럼 말했습니다."
              : "It says that a cosmetic cures a disease.",
            fix: ko
              ? "피부결과 보습처럼 화장품이 하는 일로 바꾸세요."
              : "Say what a cosmetic does: texture, moisture.",
            rule: "kr.cos.medical-claim",
            act: "화장품법",
            article: "13①1",
            provisional: true,
          },
          {
            severity: "fix",
            words: "",
            why: ko ? "대가를 받은 글이라는 표시가 없습니다." : "It does not say that it was paid for.",
            fix: ko ? "제목이나 첫머리에 ‘광고’를 넣으세요." : "Put ‘ad’ into the title or the first words.",
            rule: "kr.fla.endorsement-undisclosed",
            act: "표시·광고의 공정화에 관한 법률",
            article: "3①2",
            provisional: false,
          },
        ],
        rewrite: ko ? "[광고] 건조한 피부를 촉촉하게 감싸는 크림" : "[Ad] A cream that keeps dry skin soft",
      },
      {
        kind: "findings",
        verdict: "pass",
        subject: ko ? "네이버 · 제목" : "Naver · title",
        findings: [],
        rewrite: null,
      },
    ],
  });
}

/** A table of `rows` campaigns, for what long tables do. */
export function longCard(lang: Lang, rows: number): Card {
  return Card.parse({
    lang,
    parts: [
      {
        kind: "table",
        columns: [
          { key: "campaign", label: lang === "ko" ? "캠페인" : "Campaign", align: "left" },
          { key: "spend", label: lang === "ko" ? "광고비" : "Spend", align: "right" },
        ],
        rows: Array.from({ length: rows }, (_, index) => [
          `${lang === "ko" ? "캠페인" : "Campaign"} ${index + 1}`,
          won((index + 1) * 1000),
        ]),
        total: [lang === "ko" ? "합계" : "Total", won((rows * (rows + 1) * 1000) / 2)],
      },
    ],
  });
}
