// What the interpreter says in words of its own: assumptions and short remarks, both languages side by side.

import type { Lang } from "../../core/locale.ts";
import { josa } from "../../language/josa.ts";

type Say = (lang: Lang) => string;

export const assumed = {
  noPeriod: (token: string): Say =>
    pick(
      `time: ${token}, 기간을 말하지 않으셔서 ${koreanPeriod(token)}로 봤어요`,
      `time: ${token}, no period given`,
    ),
  loosePeriod: (word: string): Say =>
    pick(
      `time: last_7_days, '${word}'${tail(word, "을/를")} 최근 7일로 봤어요`,
      `time: last_7_days, "${word}" read as the last 7 days`,
    ),
  kept: (what: "time" | "filters" | "metrics"): Say =>
    pick(
      `${what}: 앞 질문의 ${keptWords[what].ko} 이어서 봤어요`,
      `${what}: carried over from your last question (${keptWords[what].en})`,
    ),
  medium: (word: string, medium: string): Say =>
    pick(
      `medium: ${medium}, '${word}'${tail(word, "은/는")} 메타 전체로 봤어요`,
      `medium: ${medium}, "${word}" read as all of Meta`,
    ),
  rankBy: (metric: string): Say =>
    pick(`metrics: ${metric}, 순위 기준을 말하지 않으셔서 골랐어요`, `metrics: ${metric}, chosen to rank by`),
  rankOver: (dim: string): Say =>
    pick(
      `dimensions: ${dim}, 무엇의 순위인지 말하지 않으셔서 골랐어요`,
      `dimensions: ${dim}, chosen to rank`,
    ),
  splitBy: (dim: string): Say =>
    pick(
      `dimensions: ${dim}, 무엇별인지 말하지 않으셔서 캠페인별로 봤어요`,
      `dimensions: ${dim}, split by campaign as nothing else was said`,
    ),
  compared: (): Say =>
    pick(
      "compare: previous_period, 바로 앞 같은 길이의 기간과 견줬어요",
      "compare: previous_period, the period of the same length before",
    ),
};

const keptWords = {
  time: { ko: "기간을", en: "period" },
  filters: { ko: "조건을", en: "filters" },
  metrics: { ko: "지표를", en: "metrics" },
};

const periods: Readonly<Record<string, string>> = {
  last_7_days: "최근 7일",
  last_week: "지난주",
  last_8_weeks: "최근 8주",
  last_6_months: "최근 6개월",
  rest_of_month: "이번 달 남은 기간",
  this_week: "이번 주",
};

function koreanPeriod(token: string): string {
  const words = periods[token] ?? token;
  return words.endsWith("기간")
    ? `${words}으`
    : josa(words, "으로/로").slice(0, -1).endsWith("으")
      ? `${words}으`
      : words;
}

function tail(word: string, pair: "을/를" | "은/는"): string {
  return josa(word, pair).slice(word.length);
}

function pick(ko: string, en: string): Say {
  return (lang) => (lang === "ko" ? ko : en);
}
