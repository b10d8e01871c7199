// Charts of every kind that a card may hold, and some that it should not.

import type { ChartPart } from "../../src/core/card/chart.ts";
import type { Lang } from "../../src/core/locale.ts";
import type { Quantity } from "../../src/core/quantity.ts";
import { count, ratio, won } from "../core/card/made-cards.ts";

export const dollars = (value: number | null): Quantity => ({ ...won(value), currency: "USD" });
const effect = (value: number | null): Quantity => ({ ...won(value), metric: "effect" });

export const days = (length: number, lang: Lang = "ko"): string[] =>
  Array.from({ length }, (_, index) => {
    const day = Temporal.PlainDate.from("2026-08-20").add({ days: index });
    return lang === "ko"
      ? `${day.month}월 ${day.day}일`
      : day.toLocaleString("en-US", { month: "short", day: "numeric" });
  });

/** Up and down around three million, rising slowly. */
export const wave = (length: number, size = 1, shift = 0): number[] =>
  Array.from({ length }, (_, at) =>
    Math.round((3e6 + 1.4e6 * Math.sin(at / 3 + shift) + at * 2e4 * size) * size),
  );

type Values = readonly Quantity[];

export function chartOf(
  shape: ChartPart["shape"],
  title: string,
  labels: string[],
  series: Readonly<Record<string, Values>>,
): ChartPart {
  const lines = Object.entries(series).map(([name, values]) => ({ name, values: [...values] }));
  return { kind: "chart", shape, title, labels, series: lines };
}

const media = ["메타", "구글", "네이버", "카카오", "틱톡", "이름이 조금 긴 다른 매체"];

export const madeCharts: Readonly<Record<string, { lang: Lang; part: ChartPart }>> = {
  week: {
    lang: "ko",
    part: chartOf("line", "일별 광고비", days(7), { 광고비: wave(7).map((value) => won(value)) }),
  },
  "one-point": { lang: "ko", part: chartOf("line", "일별 광고비", days(1), { 광고비: [won(1_234_567)] }) },
  "six-lines-ninety-days": {
    lang: "ko",
    part: chartOf(
      "line",
      "일별 매체별 광고비",
      days(90),
      Object.fromEntries(
        media.map((name, at) => [name, wave(90, 1 - at * 0.12, at).map((value) => won(value))]),
      ),
    ),
  },
  gaps: {
    lang: "en",
    part: chartOf("line", "Spend by day", days(28, "en"), {
      Spend: wave(28).map((value, at) => won([5, 6, 7, 9, 11, 12].includes(at) ? null : value)),
      "Same days before": wave(28, 0.8, 1).map((value, at) => won(at < 4 ? null : value)),
    }),
  },
  "losses-as-line": {
    lang: "ko",
    part: chartOf("line", "일별 증감", days(30), { 증감: wave(30).map((value) => effect(value - 3.2e6)) }),
  },
  "losses-as-bars": {
    lang: "ko",
    part: chartOf("bar", "무엇이 광고비를 바꿨나요", media.slice(0, 5), {
      영향: [-1_234_567, 345_678, -89_012, 0, null].map(effect),
    }),
  },
  "losses-as-columns": {
    lang: "en",
    part: chartOf("bar", "Change by day", days(60, "en"), {
      Up: wave(60).map((value) => dollars(value - 3.4e6)),
      Other: wave(60, 0.5, 2).map((value) => dollars(value - 1.4e6)),
    }),
  },
  "long-names": {
    lang: "ko",
    part: chartOf(
      "bar",
      "캠페인별 광고비가 아주 많이 들어간 순서대로, 제목도 아주 길어서 한 줄에 들어가지 않고 두 줄로 넘어가야 하는 경우",
      [
        "[2026 S/S] 여름 세일 리타겟팅 - 20대 여성 - 장바구니 이탈 7일 - 카탈로그 전환 캠페인 A/B",
        "Brand_Search_Always-On_KR_2026_Q3_exact_match_and_nothing_else",
        "신규 유입",
        '<b>bold</b> & "quoted" {a|b} 漢字 😀',
      ],
      { 광고비: [12_345_678, 9_876_543, 543_210, 12].map((value) => won(value)) },
    ),
  },
  "two-currencies": {
    lang: "ko",
    part: chartOf("line", "일별 광고비", days(20), {
      "광고비 (KRW)": wave(20).map((value) => won(value)),
      "광고비 (USD)": wave(20).map((value) => dollars(value / 1_350)),
    }),
  },
  "bars-of-two-units": {
    lang: "ko",
    part: chartOf("bar", "매체별", ["메타", "구글"], {
      광고비: [won(1_200_000), won(340_000)],
      ROAS: [ratio(3.4, "roas"), ratio(2.1, "roas")],
    }),
  },
  "two-bars-each": {
    lang: "en",
    part: chartOf("bar", "Spend by medium", ["Meta", "Google Ads", "Naver", "Kakao", "TikTok"], {
      "This week": [1_234_567, 345_678, 4_890_120, 12_000, 98_000].map((value) => won(value)),
      "Last week": [1_134_567, 445_678, 3_890_120, null, 98_900].map((value) => won(value)),
    }),
  },
  "many-columns": {
    lang: "ko",
    part: chartOf(
      "bar",
      "캠페인별 클릭",
      Array.from({ length: 60 }, (_, at) => `캠페인 ${at + 1}`),
      { 클릭: wave(60).map((value) => count(value / 10_000)) },
    ),
  },
  "four-hundred-days": {
    lang: "ko",
    part: chartOf("line", "일별 클릭", days(400), {
      클릭: wave(400).map((value, at) =>
        count((at > 100 && at < 120 && at !== 110) || at === 200 ? null : value / 500),
      ),
    }),
  },
  "nothing-but-zero": {
    lang: "ko",
    part: chartOf("line", "일별 클릭", days(10), { 클릭: Array(10).fill(count(0)) }),
  },
  "fifteen-lines": {
    lang: "ko",
    part: chartOf(
      "line",
      "주별 캠페인별 CPA",
      days(12),
      Object.fromEntries(
        Array.from({ length: 15 }, (_, at) => [
          `[2026] 캠페인 ${at} 리타겟팅 전환`,
          wave(12, 1 - at * 0.04, at).map((value) => won(value / 100, "cpa")),
        ]),
      ),
    ),
  },
};
