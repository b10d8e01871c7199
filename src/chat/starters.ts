// Questions an empty conversation offers: the demo's lead to its stories, an own workspace's suit any data.

import { demoQuestions } from "../capabilities/demo/demo.ts";
import type { Lang } from "../core/locale.ts";

export type Starters = Readonly<Record<Lang, readonly string[]>>;

const first: Starters = { ko: ["지난주 캠페인 어땠어?"], en: ["How did the campaigns do last week?"] };

const general: Starters = {
  ko: [
    ...first.ko,
    "이번 달 매체별 CPA 비교해줘",
    "최근 4주 광고비 주별 추이 보여줘",
    "지난달 ROAS 높은 캠페인 5개",
  ],
  en: [
    ...first.en,
    "Compare CPA by medium this month",
    "Show weekly spend over the last 4 weeks",
    "Top 5 campaigns by ROAS last month",
  ],
};

export function startersFor(home: { demo: boolean; zone: string }, now: Temporal.Instant): Starters {
  if (!home.demo) return general;
  const { zone } = home;
  return {
    ko: [...first.ko, ...demoQuestions({ zone, now, lang: "ko" })],
    en: [...first.en, ...demoQuestions({ zone, now, lang: "en" })],
  };
}
