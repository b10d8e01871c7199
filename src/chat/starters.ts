// Questions an empty conversation offers: the demo's lead to its stories, an own workspace's suit any data; without data there are none.

import { demoQuestions } from "../capabilities/demo/demo.ts";
import { hasFigures } from "../capabilities/imports/imports.ts";
import type { Lang } from "../core/locale.ts";
import type { Db } from "../db/db.ts";
import type { Home } from "./people.ts";

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

const none: Starters = { ko: [], en: [] };

export async function startersFor(db: Db, home: Home, now: Temporal.Instant): Promise<Starters> {
  const { id: workspaceId, zone } = home;
  if (!home.demo) return (await hasFigures({ db, workspaceId })) ? general : none;
  return {
    ko: [...first.ko, ...demoQuestions({ zone, now, lang: "ko" })],
    en: [...first.en, ...demoQuestions({ zone, now, lang: "en" })],
  };
}
