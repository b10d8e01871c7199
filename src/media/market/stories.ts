// The planted stories as people meet them: when each last stood, the questions that lead to it, and the change notes of its days.

import { type Words, words } from "../../core/locale.ts";
import { containsDay, mondayOf, type Period } from "../../core/time.ts";
import { cycleDay, CAPPED, CYCLE_DAYS, FATIGUED, OUTBID, plots, type StoryName } from "./plots.ts";
import { epochDayOf } from "./calendar.ts";
import type { MarketMedium } from "./row.ts";

export type MarketStory = {
  name: StoryName;
  title: Words;
  /** Its days when it last stood whole, ending in one of the last four complete weeks. */
  period: Period;
  medium?: MarketMedium;
  campaign?: string;
  questions: { ko: string[]; en: string[] };
};

export type MarketEvent = {
  day: Temporal.PlainDate;
  medium?: MarketMedium;
  campaign?: string;
  text: Words;
};

type Telling = {
  title: Words;
  about: { medium?: MarketMedium; campaign?: string };
  /** What to ask when its last day lies in the week before this one, and what to ask at any time. */
  askLastWeek: Words[];
  ask: Words[];
  /** Change notes by day of the cycle. */
  notes: { at: number; text: Words }[];
};

const tellings: Readonly<Record<StoryName, Telling>> = {
  tag_outage: {
    title: words("구글 전환 태그가 이틀 멈췄어요", "Google's conversion tag was silent for two days"),
    about: { medium: "google_ads" },
    askLastWeek: [
      words("지난주 구글 전환 일별로 보여줘", "Show Google conversions by day last week"),
      words("지난주 구글 전환율 왜 떨어졌어?", "Why did Google's conversion rate drop last week?"),
    ],
    ask: [
      words(
        "최근 4주 구글 전환 일별 추이 보여줘",
        "Show the daily trend of Google conversions over the last 4 weeks",
      ),
    ],
    notes: [
      { at: 1, text: words("쇼핑몰 결제 페이지 개편 배포", "New checkout page released on the shop's site") },
      { at: 3, text: words("구글 전환 태그 복구", "Google conversion tag repaired") },
    ],
  },
  bid_war: {
    title: words("침구 파워링크 CPC가 뛰었어요", "CPC of the bedding powerlink jumped"),
    about: { medium: "naver", campaign: OUTBID },
    askLastWeek: [
      words("지난주 네이버 CPC 지지난주와 비교해줘", "Compare Naver CPC last week with the week before last"),
      words("지난주 네이버 CPA 왜 올랐어?", "Why did Naver CPA rise last week?"),
    ],
    ask: [
      words(
        `최근 4주 ${OUTBID} CPC 주별 추이 보여줘`,
        `Show the weekly CPC trend of ${OUTBID} over the last 4 weeks`,
      ),
    ],
    notes: [
      {
        at: 7,
        text: words(
          "침구 키워드 경쟁 입찰 심화, 평균 노출 순위 하락",
          "Rivals bid up bedding keywords; average position fell",
        ),
      },
      { at: 14, text: words("침구 키워드 입찰가 재조정", "Bids on bedding keywords re-set") },
    ],
  },
  creative_fatigue: {
    title: words("같은 소재가 3주째 지쳐 가요", "One campaign's creatives tired over three weeks"),
    about: { medium: "meta", campaign: FATIGUED },
    askLastWeek: [
      words(
        "지난주 메타 캠페인별 클릭률 지지난주와 비교해줘",
        "Compare CTR by campaign for Meta last week with the week before last",
      ),
    ],
    ask: [
      words(
        `최근 6주 ${FATIGUED} 클릭률 주별 추이 보여줘`,
        `Show the weekly CTR trend of ${FATIGUED} over the last 6 weeks`,
      ),
    ],
    notes: [{ at: 21, text: words("새 소재로 교체", "Creatives replaced with new ones") }],
  },
  small_budget: {
    title: words(
      "효율 좋은 비즈보드가 적은 예산에 묶여 있어요",
      "The best Kakao campaign is held back by a small budget",
    ),
    about: { medium: "kakao", campaign: CAPPED },
    askLastWeek: [words("지난주 ROAS 높은 캠페인 3개 알려줘", "Top 3 campaigns by ROAS last week")],
    ask: [words("최근 4주 ROAS 높은 캠페인 3개 알려줘", "Top 3 campaigns by ROAS over the last 4 weeks")],
    notes: [
      {
        at: 15,
        text: words("일 예산 6만원에서 9만원으로 증액 시험", "Budget test: from 60,000 to 90,000 won a day"),
      },
      {
        at: 18,
        text: words("증액 시험 종료, 일 예산 6만원으로 복귀", "Budget test over, back to 60,000 won a day"),
      },
    ],
  },
  weekend_promotion: {
    title: words(
      "주말 특가로 매출은 늘고 객단가는 내려갔어요",
      "A weekend sale raised revenue and lowered order value",
    ),
    about: {},
    askLastWeek: [words("지난주 매출이랑 객단가 일별로 보여줘", "Show revenue and AOV by day last week")],
    ask: [
      words(
        "최근 4주 매출이랑 객단가 일별 추이 보여줘",
        "Show the daily trend of revenue and AOV over the last 4 weeks",
      ),
    ],
    notes: [
      { at: 26, text: words("주말 특가 시작: 전 상품 할인", "Weekend sale started: discount on everything") },
      { at: 0, text: words("주말 특가 종료", "Weekend sale ended") },
    ],
  },
};

const order: readonly StoryName[] = [
  "bid_war",
  "tag_outage",
  "small_budget",
  "creative_fatigue",
  "weekend_promotion",
];

/** All five stories as they stand on `today`, the ones of the last complete week first. */
export function marketStories(today: Temporal.PlainDate): MarketStory[] {
  const lastSunday = mondayOf(today).subtract({ days: 1 });
  const told = order.map((name) => {
    const period = lastStood(name, lastSunday);
    const fresh = Temporal.PlainDate.compare(period.to, lastSunday.subtract({ days: 6 })) >= 0;
    return { fresh, story: tell(name, period, fresh) };
  });
  return [...told.filter(({ fresh }) => fresh), ...told.filter(({ fresh }) => !fresh)].map(
    ({ story }) => story,
  );
}

/** Change notes of a period, by day. */
export function marketEvents(period: Period): MarketEvent[] {
  const events: MarketEvent[] = [];
  for (let day = period.from; containsDay(period, day); day = day.add({ days: 1 })) {
    const at = cycleDay(epochDayOf(day));
    for (const name of order) {
      const { notes, about } = tellings[name];
      events.push(...notes.filter((note) => note.at === at).map(({ text }) => ({ day, ...about, text })));
    }
  }
  return events;
}

/** The latest run of the story that is over by `lastDay` (included). */
function lastStood(name: StoryName, lastDay: Temporal.PlainDate): Period {
  const plot = plots.find(({ story }) => story === name);
  if (!plot) throw new Error(`story without a plot: ${name}`);
  const since = (((cycleDay(epochDayOf(lastDay)) - plot.to) % CYCLE_DAYS) + CYCLE_DAYS) % CYCLE_DAYS;
  const to = lastDay.subtract({ days: since });
  return { from: to.subtract({ days: plot.to - plot.from }), to };
}

function tell(name: StoryName, period: Period, fresh: boolean): MarketStory {
  const { title, about, askLastWeek, ask } = tellings[name];
  const questions = fresh ? [...askLastWeek, ...ask] : ask;
  return {
    name,
    title,
    period,
    ...about,
    questions: { ko: questions.map(({ ko }) => ko), en: questions.map(({ en }) => en) },
  };
}
