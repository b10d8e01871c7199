// The pieces of a plan as words: fields, amounts, audiences.

import { formatQuantity } from "../../../core/format.ts";
import { type Lang, type Words, words } from "../../../core/locale.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import type { Targeting } from "../../../core/slots.ts";
import { exponentOf } from "../../../core/money.ts";

export const nothing: Words = words("없음", "none");

export const fieldWords = {
  name: words("이름", "name"),
  product: words("상품", "product"),
  objective: words("목적", "objective"),
  kpi: words("목표", "target"),
  budget: words("총예산", "total budget"),
  flight: words("기간", "flight"),
  audience: words("타겟", "audience"),
  landingUrl: words("연결 주소", "landing page"),
  creatives: words("소재", "creatives"),
  mediumBudget: words("예산", "budget"),
} as const satisfies Record<string, Words>;

/** An amount of the plan: nobody measured it. */
export function planned(minor: number, currency: string, scope: Quantity["scope"] = {}): Quantity {
  return {
    value: minor / 10 ** exponentOf(currency),
    unit: "currency",
    currency,
    vat: "excluded",
    metric: "budget",
    scope,
  };
}

export function amountText(minor: number, currency: string, lang: Lang): string {
  return formatQuantity(planned(minor, currency), lang);
}

export function metricQuantity(
  metric: Metric,
  value: number,
  currency: string,
  scope: Quantity["scope"] = {},
): Quantity {
  const { unit } = metrics[metric];
  return { value, unit, metric, scope, ...(unit === "currency" && { currency, vat: "excluded" as const }) };
}

export function metricText(metric: Metric, value: number, currency: string, lang: Lang): string {
  return formatQuantity(metricQuantity(metric, value, currency), lang);
}

/** Places of media as their own consoles call them; what is not among them stands as it was said. */
const placements: Readonly<Record<string, Words>> = {
  instagram: words("인스타그램", "Instagram"),
  facebook: words("페이스북", "Facebook"),
  threads: words("스레드", "Threads"),
  reels: words("릴스", "Reels"),
  stories: words("스토리", "Stories"),
  search: words("검색", "Search"),
  display: words("디스플레이", "Display"),
  youtube: words("유튜브", "YouTube"),
  performance_max: words("실적 최대화", "Performance Max"),
  powerlink: words("파워링크", "Powerlink"),
  shopping: words("쇼핑검색", "Shopping search"),
  brand_search: words("브랜드검색", "Brand search"),
  place: words("플레이스", "Place"),
  gfa: words("성과형 디스플레이(GFA)", "GFA display"),
  bizboard: words("비즈보드", "Bizboard"),
  channel: words("카카오톡 채널", "KakaoTalk channel"),
};

export function placementText(given: readonly string[], lang: Lang): string {
  return given.map((one) => placements[one]?.[lang] ?? one).join(", ");
}

const genders = { female: words("여성", "women"), male: words("남성", "men") };

export function audienceText({ age, gender, region, audience }: Targeting, lang: Lang): string {
  const ages = age.map(({ min, max }) => {
    if (max === undefined) return lang === "ko" ? `${min}세 이상` : `${min}+`;
    return lang === "ko" ? `${min}–${max}세` : `${min}–${max}`;
  });
  const pieces = [
    ages.join("·"),
    gender.map((one) => genders[one][lang]).join("·"),
    region.join("·"),
    audience.join("·"),
  ].filter((piece) => piece !== "");
  return pieces.length > 0 ? pieces.join(", ") : { ko: "전체", en: "everyone" }[lang];
}
