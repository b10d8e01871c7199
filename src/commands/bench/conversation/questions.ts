// What the bench's people ask: every kind of card with figures, in both languages, and the one message that hangs.

/** Totals, splits, courses, comparisons, ranks and causes, in the mix of a Monday morning. */
export const QUESTIONS = [
  "지난주 캠페인 어땠어?",
  "How did the campaigns do last week?",
  "최근 7일 매체별 비용이랑 CPA 알려줘",
  "spend and ROAS by campaign last 7 days",
  "어제 클릭률이랑 CPC",
  "show me daily ROAS for the last 28 days",
  "이번 달 총 지출 얼마야?",
  "compare Meta and Naver CPA this month",
  "지난주 전환 많은 캠페인 5개",
  "clicks by medium yesterday",
  "최근 28일 일별 비용 추이",
  "why did ROAS drop last week?",
] as const;

/** The worker's answerer holds this one message for as long as it may hang. */
export const HANGING = "이 메시지는 멈춰 있어요";

export const HANG_MS = 60_000;
