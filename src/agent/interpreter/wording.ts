// What the interpreter says it assumed, as `slot: text`, both languages side by side.

import type { Lang } from "../../core/locale.ts";
import { type Metric, metrics } from "../../core/metric.ts";
import type { Dim } from "../../core/query.ts";
import { josa } from "../../language/josa.ts";

type Say = (lang: Lang) => string;
type Kept = "time" | "filters" | "metrics";

const periods: Readonly<Record<string, readonly [string, string]>> = {
  last_7_days: ["최근 7일", "the last 7 days"],
  today: ["오늘", "today"],
  yesterday: ["어제", "yesterday"],
  this_week: ["이번 주", "this week"],
  last_week: ["지난주", "last week"],
  this_month: ["이번 달", "this month"],
  last_month: ["지난달", "last month"],
  this_quarter: ["이번 분기", "this quarter"],
  this_year: ["올해", "this year"],
  all_time: ["전체 기간", "all time"],
  last_8_weeks: ["최근 8주", "the last 8 weeks"],
  last_6_months: ["최근 6개월", "the last 6 months"],
  rest_of_month: ["이번 달 남은 기간", "the rest of this month"],
};
const dims: Partial<Record<Dim, readonly [string, string]>> = {
  campaign: ["캠페인", "campaigns"],
  medium: ["매체", "media"],
};
const kept: Record<Kept, readonly [string, string]> = {
  time: ["기간", "period"],
  filters: ["조건", "filters"],
  metrics: ["지표", "metrics"],
};

export const assumed = {
  noPeriod: (token: string): Say =>
    pick(
      `time: 기간을 말하지 않으셔서 ${josa(periods[token]?.[0] ?? token, "으로/로")} 봤어요`,
      `time: no period given, so ${periods[token]?.[1] ?? token}`,
    ),
  latestYear: (): Say =>
    pick(
      "year: 연도를 말하지 않으셔서 가장 최근 날짜로 봤어요",
      "year: no year given, so the latest such date",
    ),
  loosePeriod: (word: string): Say =>
    pick(
      `time: '${word}'${tail(word, "을/를")} 최근 7일로 봤어요`,
      `time: "${word}" read as the last 7 days`,
    ),
  kept: (what: Kept): Say =>
    pick(
      `${what}: 앞 질문의 ${josa(kept[what][0], "을/를")} 이어서 봤어요`,
      `${what}: the ${kept[what][1]} of your last question`,
    ),
  subject: (name: string): Say =>
    pick(
      `campaign: 앞에서 이야기한 '${name}'${tail(name, "으로/로")} 봤어요`,
      `campaign: "${name}", as talked about before`,
    ),
  medium: (word: string): Say =>
    pick(
      `medium: '${word}'${tail(word, "은/는")} 메타 전체로 봤어요`,
      `medium: "${word}" read as all of Meta`,
    ),
  rankBy: (metric: Metric): Say =>
    pick(
      `metrics: 순위 기준을 말하지 않으셔서 ${josa(metrics[metric].label.ko, "으로/로")} 매겼어요`,
      `metrics: nothing was named to rank by, so ${metrics[metric].label.en}`,
    ),
  rankOver: (dim: Dim): Say =>
    pick(
      `dimensions: 무엇의 순위인지 말하지 않으셔서 ${josa(dims[dim]?.[0] ?? dim, "으로/로")} 봤어요`,
      `dimensions: nothing was named to rank, so ${dims[dim]?.[1] ?? dim}`,
    ),
  splitBy: (dim: Dim): Say =>
    pick(
      `dimensions: 무엇별인지 말하지 않으셔서 ${dims[dim]?.[0] ?? dim}별로 나눴어요`,
      `dimensions: nothing was named to split by, so ${dims[dim]?.[1] ?? dim}`,
    ),
  quarters: (): Say =>
    pick("grain: 분기 단위는 없어서 월별로 나눴어요", "grain: there are no quarters to split by, so months"),
  compared: (): Say =>
    pick(
      "compare: 바로 앞 같은 길이의 기간과 견줬어요",
      "compare: against the period of the same length before",
    ),
};

function tail(word: string, pair: "을/를" | "은/는" | "으로/로"): string {
  return josa(word, pair).slice(word.length);
}

function pick(ko: string, en: string): Say {
  return (lang) => (lang === "ko" ? ko : en);
}
