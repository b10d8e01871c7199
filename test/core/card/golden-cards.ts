// The golden set: forty cards, made ones of each part and frozen answers of the demo, in both languages where there are both.

import { Card } from "../../../src/core/card/card.ts";
import { feedbackLabels } from "../../../src/core/card/feedback.ts";
import { DocumentId } from "../../../src/core/ids.ts";
import type { Lang } from "../../../src/core/locale.ts";
import {
  brandRuleCard,
  findingAnsweredCard,
  ruleStatisticsCard,
} from "../../capabilities/compliance/made-cards.ts";
import { cardsOf } from "../../agent/proof/demo-cards.ts";
import { askingCard, count, findingsCard, longCard, monthCard, ratio, weekCard, won } from "./made-cards.ts";

const langs: readonly Lang[] = ["ko", "en"];

/** Answers of the demo by their names in the frozen set; those in one language only stand alone. */
const answered: Readonly<Record<string, readonly string[]>> = {
  "demo-week": ["week", "weekEn"],
  "demo-cpa-by-medium": ["cpa", "cpaEn"],
  "demo-spend-by-medium": ["media", "mediaEn"],
  "demo-roas-cause": ["cause", "causeEn"],
  "demo-ctr-by-day": ["days", "daysEn"],
  "demo-top-campaigns": ["top", "topEn"],
  "demo-two-media": ["pair", "pairEn"],
  "demo-devices": ["device"],
  "demo-ages": ["ageEn"],
  "demo-kakao-month": ["kakaoKo"],
  "demo-media-by-day": ["mediaDay"],
  "demo-conversions": ["monthEn"],
  "demo-months": ["months"],
  "demo-yesterday": ["yesterdayEn"],
};

const made: Readonly<Record<string, (lang: Lang) => Card>> = {
  week: weekCard,
  month: monthCard,
  asking: askingCard,
  "long-table": (lang) => longCard(lang, 45),
  warning: (lang) =>
    cardOf(lang, {
      kind: "text",
      tone: "warning",
      runs: [
        lang === "ko"
          ? "이 버튼은 기한이 지나서 아무것도 바꾸지 않았어요. 같은 질문을 다시 해서 새 카드를 받아 주세요."
          : "This button has expired; nothing was changed. Ask again to get a fresh card.",
      ],
    }),
  "note-behind-lead": (lang) =>
    cardOf(
      lang,
      {
        kind: "text",
        tone: "lead",
        runs: [lang === "ko" ? "집행한 광고비는 " : "You spent ", won(1_234_567)],
      },
      {
        kind: "text",
        tone: "note",
        runs: [lang === "ko" ? "오늘은 아직 다 끝나지 않았어요." : "Today is not over yet."],
      },
    ),
  findings: findingsCard,
  progress: (lang) =>
    cardOf(lang, {
      kind: "progress",
      runs: [
        lang === "ko" ? "네이버_일별_2026-11.xlsx 파일을 읽고 있어요" : "Reading naver-daily-2026-11.xlsx",
      ],
      doneRatio: 0.425,
    }),
  "no-values": (lang) =>
    cardOf(lang, {
      kind: "kpis",
      items: [
        { label: "CPA", quantity: won(null, "cpa"), previous: won(12_500, "cpa"), better: "down" },
        { label: "ROAS", quantity: ratio(null, "roas"), change: ratio(null, "change"), better: "up" },
        { label: lang === "ko" ? "클릭" : "Clicks", quantity: count(0), better: "up" },
      ],
    }),
  currencies: (lang) =>
    cardOf(lang, {
      kind: "table",
      title: lang === "ko" ? "통화별 광고비" : "Spend by currency",
      columns: [
        { key: "account", label: lang === "ko" ? "광고계정" : "Account", align: "left" },
        { key: "spend", label: lang === "ko" ? "광고비" : "Spend", align: "right" },
      ],
      rows: ["KRW", "USD", "EUR", "JPY", "XXX"].map((currency) => [
        `${currency} ${lang === "ko" ? "계정" : "account"}`,
        { ...won(1_234_567.89), currency },
      ]),
      note: lang === "ko" ? "통화는 서로 더하지 않아요." : "Currencies are never added up.",
    }),
  "wide-table": (lang) =>
    cardOf(lang, {
      kind: "table",
      columns: [
        { key: "name", label: lang === "ko" ? "광고그룹" : "Ad group", align: "left" },
        ...(
          ["spend", "impressions", "clicks", "ctr", "cpc", "conversions", "cpa", "revenue", "roas"] as const
        ).map((key) => ({
          key,
          label: key,
          align: "right" as const,
        })),
      ],
      rows: [
        [
          "리타겟팅 – 장바구니 이탈 30일",
          won(4_210_000),
          count(1_204_118),
          count(18_240),
          ratio(0.0151, "ctr"),
          won(231, "cpc"),
          count(512),
          won(8_223, "cpa"),
          won(17_682_000, "revenue"),
          ratio(4.2, "roas"),
        ],
        [
          "Lookalike 1% (구매자)",
          won(980_450),
          count(410_002),
          count(5_120),
          ratio(0.0125, "ctr"),
          won(191, "cpc"),
          count(61),
          won(16_073, "cpa"),
          won(2_941_350, "revenue"),
          ratio(3, "roas"),
        ],
      ],
    }),
  "losses-as-bars": (lang) =>
    cardOf(lang, {
      kind: "chart",
      shape: "bar",
      title: lang === "ko" ? "매체별 기여" : "Effect by medium",
      labels: lang === "ko" ? ["메타", "네이버", "카카오"] : ["Meta", "Naver", "Kakao"],
      series: [{ name: "ROAS", values: [-0.42, 0.11, 0].map((value) => ratio(value, "change")) }],
    }),
  "many-bars": (lang) =>
    cardOf(lang, {
      kind: "chart",
      shape: "bar",
      title: lang === "ko" ? "캠페인별 클릭" : "Clicks by campaign",
      labels: Array.from({ length: 28 }, (_, at) => `${lang === "ko" ? "캠페인" : "Campaign"} ${at + 1}`),
      series: [
        {
          name: lang === "ko" ? "클릭" : "Clicks",
          values: Array.from({ length: 28 }, (_, at) => count(28_000 - at * 900)),
        },
      ],
    }),
  "two-bars-a-day": (lang) =>
    cardOf(lang, {
      kind: "chart",
      shape: "bar",
      title: lang === "ko" ? "이번 주와 지난주" : "This week and last week",
      labels: lang === "ko" ? ["월", "화", "수"] : ["Mon", "Tue", "Wed"],
      series: [
        {
          name: lang === "ko" ? "이번 주" : "this week",
          values: [1_200_000, 1_310_000, 990_000].map((value) => won(value)),
        },
        {
          name: lang === "ko" ? "지난주" : "last week",
          values: [1_100_000, 1_405_000, 1_020_000].map((value) => won(value)),
        },
      ],
    }),
  "choices-and-questions": (lang) =>
    cardOf(
      lang,
      {
        kind: "form",
        slot: "currency",
        question: [
          lang === "ko"
            ? "금액이 어떤 통화인가요? 파일에는 적혀 있지 않아요."
            : "Which currency are the amounts in? The file does not say.",
        ],
        choices: ["KRW", "USD", "EUR"].map((label) => ({ label, press: { token: label } })),
      },
      {
        kind: "form",
        slot: "brief",
        question: [lang === "ko" ? "어떤 캠페인을 만들까요?" : "What campaign shall I plan?"],
        fields: [
          { name: "product", label: lang === "ko" ? "상품" : "Product", kind: "text", value: "여름 샌들" },
          {
            name: "budget",
            label: lang === "ko" ? "예산" : "Budget",
            kind: "money",
            value: "많이",
            hint: lang === "ko" ? "예: 300만원" : "Such as 3M",
            error: lang === "ko" ? "금액을 읽지 못했어요." : "I cannot read that amount.",
          },
          {
            name: "media",
            label: lang === "ko" ? "매체" : "Media",
            kind: "several",
            value: "naver",
            options: [
              { value: "meta", label: "Meta" },
              { value: "naver", label: "Naver" },
            ],
          },
        ],
        choices: [{ label: lang === "ko" ? "보내기" : "Send", style: "primary", press: { token: "SEND" } }],
        byWords: lang === "ko" ? "글로도 돼요: ‘샌들 캠페인, 300만원’" : "Words do, too: “sandals, 3M”",
      },
      {
        kind: "suggestions",
        texts:
          lang === "ko"
            ? ["지난달 매체별 광고비와 전환을 캠페인 목표별로 나눠서 보여줘", "ROAS 왜 떨어졌어?"]
            : [
                "Show last month's spend and conversions by medium and by campaign objective",
                "Why did ROAS fall?",
              ],
      },
    ),
  files: (lang) =>
    cardOf(
      lang,
      {
        kind: "file",
        documentId: DocumentId.parse("0193a1b2-0000-7000-8000-00000000f11e"),
        name: "여름-샌들_meta_square_v1.png",
        mediaType: "image/png",
        bytes: 45_210,
        picture: {
          width: 1080,
          height: 1080,
          alt: lang === "ko" ? "오늘 입을 여름 샌들 · 30% 할인" : "Wear sandals today · 30% off",
        },
      },
      {
        kind: "file",
        documentId: DocumentId.parse("0193a1b2-0000-7000-8000-00000000f11f"),
        name: "launch-pack.zip",
        mediaType: "application/zip",
        bytes: 1_420_000,
      },
    ),
  "words-with-line-ends": (lang) =>
    cardOf(lang, {
      kind: "text",
      tone: "plain",
      runs: [
        lang === "ko"
          ? "첫째, 메타의 클릭이 줄었어요.\n둘째, 전환율은 그대로예요: "
          : "First, clicks on Meta fell.\nSecond, the conversion rate held: ",
        ratio(0.0213, "cvr"),
      ],
    }),
  feedback: (lang) =>
    cardOf(
      lang,
      {
        kind: "text",
        tone: "lead",
        runs: [lang === "ko" ? "지난주 ROAS는 " : "ROAS last week was ", ratio(3.46, "roas")],
      },
      {
        kind: "feedback",
        good: { label: feedbackLabels.good[lang], press: { token: "good-1" } },
        bad: { label: feedbackLabels.bad[lang], press: { token: "bad-1" } },
      },
    ),
  "budget-request": (lang) => cardOf(lang, requestPart(lang, "waiting")),
  "budget-request-decided": (lang) => cardOf(lang, requestPart(lang, "approved")),
  "long-words": (lang) =>
    cardOf(lang, {
      kind: "text",
      tone: "plain",
      runs: Array.from({ length: 24 }, (_, at) => [
        lang === "ko"
          ? `${at + 1}번째로 본 것은 소재의 피로예요. 같은 그림이 오래 나가면 클릭률이 천천히 내려가고, 그만큼 클릭당 비용이 올라요. 지난주에는 `
          : `What I looked at next, number ${at + 1}, is fatigue. A picture that runs for long loses clicks slowly, and each click costs more. Last week it cost `,
        won(231 + at, "cpc"),
        lang === "ko" ? "이었어요. " : ". ",
      ]).flat(),
    }),
  digest: (lang) =>
    cardOf(
      lang,
      {
        kind: "text",
        tone: "lead",
        runs: [
          lang === "ko" ? "좋은 아침이에요. 어제 광고비는 " : "Good morning. Yesterday you spent ",
          won(1_702_000),
          lang === "ko" ? ", ROAS는 " : " at a ROAS of ",
          ratio(3.46, "roas"),
          lang === "ko" ? "예요." : ".",
        ],
      },
      {
        kind: "table",
        columns: [
          { key: "medium", label: lang === "ko" ? "매체" : "Medium", align: "left" },
          { key: "spend", label: lang === "ko" ? "광고비" : "Spend", align: "right" },
        ],
        rows: [
          [lang === "ko" ? "메타" : "Meta", won(902_000)],
          [lang === "ko" ? "네이버" : "Naver", won(500_000)],
          [lang === "ko" ? "카카오" : "Kakao", won(300_000)],
        ],
      },
      {
        kind: "text",
        tone: "note",
        runs: [lang === "ko" ? "기다리는 승인이 1건 있어요." : "1 request waits for a decision."],
      },
      {
        kind: "suggestions",
        texts:
          lang === "ko"
            ? ["기다리는 승인 보여줘", "요약 그만 보내줘"]
            : ["Show what waits", "Stop the digest"],
      },
    ),
  "brand-rule": brandRuleCard,
  "finding-answered": findingAnsweredCard,
  "rule-statistics": ruleStatisticsCard,
  "long-names": (lang) =>
    cardOf(lang, {
      kind: "table",
      columns: [
        { key: "campaign", label: lang === "ko" ? "캠페인" : "Campaign", align: "left" },
        { key: "status", label: lang === "ko" ? "상태" : "State", align: "left" },
        { key: "spend", label: lang === "ko" ? "광고비" : "Spend", align: "right" },
      ],
      rows: [
        [
          "[브랜드]_여름세일_리타겟팅_장바구니이탈_30일_모바일_전환_2026년하반기",
          lang === "ko" ? "집행 중" : "running",
          won(1_204_000),
        ],
        [
          "SUMMER_SALE_2026_RETARGETING_CART_ABANDONERS_30D_MOBILE_CONVERSIONS_V2",
          lang === "ko" ? "일시 정지" : "paused",
          won(88_000),
        ],
      ],
      total: [lang === "ko" ? "합계" : "Total", "", won(1_292_000)],
    }),
};

/** Two budgets that somebody is to decide on. */
function requestPart(lang: Lang, state: "waiting" | "approved"): unknown {
  const ko = lang === "ko";
  const field = ko ? "하루 예산" : "daily budget";
  const changes = [
    {
      medium: "naver",
      label: ko ? "네이버" : "Naver",
      entity: ko ? "여름 샌들" : "Sandals",
      from: 30_000,
      to: 36_000,
    },
    {
      medium: "meta",
      label: ko ? "메타" : "Meta",
      entity: ko ? "리타겟팅" : "Retarget",
      from: 50_000,
      to: 44_000,
    },
  ];
  const press = (token: string) => ({ token });
  return {
    kind: "proposal",
    title: ko ? "예산 변경 승인 요청" : "Change of budget",
    lines: [
      ...changes.map(({ label, entity, from, to }) => [
        `${label} · ${entity}: ${field} `,
        won(from, "spend"),
        " → ",
        won(to, "spend"),
      ]),
      [
        state === "waiting"
          ? ko
            ? "승인: 프로젝트 매니저 · 2026-11-18 09:00까지"
            : "To approve: project manager · until 2026-11-18 09:00"
          : ko
            ? "✔ 승인됐어요."
            : "✔ Approved.",
      ],
    ],
    choices:
      state === "waiting"
        ? [
            { label: ko ? "승인" : "Approve", style: "primary", press: press("yes-1") },
            { label: ko ? "반려" : "Reject", style: "danger", press: press("no-1") },
          ]
        : [],
    approval: {
      id: "0193a1b2-0000-7000-8000-0000000000aa",
      kind: "campaign.budget",
      planHash: "hash",
      state,
      diff: changes.map(({ medium, entity, from, to }) => ({
        entity,
        medium,
        field,
        before: `${from}`,
        after: `${to}`,
      })),
      needs: { roles: ["project_manager"], people: 1, other: false, reason: false },
      total: { minor: "6000", currency: "KRW" },
      byMedium: [],
      expiresAt: "2026-11-18T00:00:00Z",
    },
  };
}

function cardOf(lang: Lang, ...parts: unknown[]): Card {
  return Card.parse({ lang, parts });
}

/** The cards of the set by name, each in every language it is there in. */
export const goldenCards: readonly (readonly [name: string, cards: readonly Card[]])[] = [
  ...Object.entries(made).map(([name, make]) => [name, langs.map(make)] as const),
  ...Object.entries(answered).map(([name, keys]) => [name, keys.flatMap(cardsOf)] as const),
];
