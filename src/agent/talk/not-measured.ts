// Names what is not measured here and where it would come from, without a number, and offers the nearest thing that is.

import type { Lang } from "../../core/locale.ts";
import { josa } from "../../language/josa.ts";
import { missingWords } from "../../language/vocabulary.ts";
import { otherMedia } from "./other-media.ts";

/** @param codes of the lexicon of missing data, or `medium:<name>` for a medium that is not read */
export function notMeasured(codes: readonly string[], lang: Lang): string {
  return codes.map((code) => sentence(code, lang)).join(" ");
}

function sentence(code: string, lang: Lang): string {
  if (code === "future") return toCome[lang];
  const known = missingWords.get(code);
  if (known) return measuredElsewhere(known.name[lang], known.source[lang], lang);
  const medium = mediumName(code, lang);
  return lang === "ko"
    ? `${josa(medium, "은/는")} 아직 연결되지 않은 매체라 숫자가 없어요. 그 매체의 보고서 파일을 올려 주시면 읽어 볼게요.`
    : `${medium} is not connected here, so I have no figures for it. Drop its report file here and I will try to read it.`;
}

const toCome: Readonly<Record<Lang, string>> = {
  ko: "아직 오지 않은 날이라 실적이 없어요. 지금까지의 숫자는 바로 보여 드릴 수 있어요.",
  en: "Those days are still to come, so there are no results yet. I can show the figures up to now.",
};

/** A name as people give it: letters alone, neither a figure nor an address. */
const PLAIN_NAME = /^\p{L}[\p{L} _-]{0,29}$/u;

function mediumName(code: string, lang: Lang): string {
  const name = code.replace(/^medium:/, "");
  const known = Object.hasOwn(otherMedia, name) ? otherMedia[name] : undefined;
  if (known) return known[lang];
  return PLAIN_NAME.test(name) ? name : { ko: "그 매체", en: "That medium" }[lang];
}

function measuredElsewhere(name: string, source: string, lang: Lang): string {
  if (lang === "ko")
    return `${josa(name, "은/는")} 광고 보고서에 없어서 숫자를 드릴 수 없어요. ${source}에 있는 자료가 필요해요.`;
  return `Ad reports don't hold ${name}, so I have no number for it. It would take data from ${source}.`;
}

type Near = Readonly<Record<Lang, readonly string[]>>;

/** Questions about the nearest thing that is measured. */
const nearest: Readonly<Record<string, Near>> = {
  web_analytics: {
    ko: ["지난주 매체별 클릭수", "지난주 전환율 알려줘"],
    en: ["Clicks by medium last week", "What was our conversion rate last week?"],
  },
  crm: {
    ko: ["지난달 매체별 전환수", "지난달 CPA 알려줘"],
    en: ["Conversions by medium last month", "What was CPA last month?"],
  },
  commerce: {
    ko: ["지난주 광고 매출 얼마야?", "지난주 객단가 알려줘"],
    en: ["How much ad revenue did we have last week?", "What was the average order value last week?"],
  },
  customers: {
    ko: ["지난달 전환수 알려줘", "지난달 CPA 알려줘"],
    en: ["How many conversions last month?", "What was CPA last month?"],
  },
  competitors: {
    ko: ["지난달 매체별 CTR", "이번 달 CPC 지난달이랑 비교해줘"],
    en: ["CTR by medium last month", "Compare CPC this month with last month"],
  },
  keyword_tools: { ko: ["지난달 키워드별 클릭수"], en: ["Clicks by keyword last month"] },
  auction: {
    ko: ["지난주 캠페인별 CPC", "지난주 캠페인별 노출수"],
    en: ["CPC by campaign last week", "Impressions by campaign last week"],
  },
  account_balance: {
    ko: ["이번 달 광고비 얼마 썼어?", "이번 달 매체별 광고비"],
    en: ["How much did we spend this month?", "Spend by medium this month"],
  },
  video: {
    ko: ["지난주 캠페인별 노출수", "지난주 캠페인별 클릭률"],
    en: ["Impressions by campaign last week", "CTR by campaign last week"],
  },
  creative_content: { ko: ["지난달 소재별 클릭률"], en: ["CTR by ad last month"] },
  organic_social: { ko: ["지난주 메타 노출수 알려줘"], en: ["Meta impressions last week"] },
  incrementality: {
    ko: ["지난주 ROAS 왜 변했어?", "지난달 ROAS 알려줘"],
    en: ["Why did ROAS change last week?", "What was ROAS last month?"],
  },
  support: { ko: ["지난주 전환수 알려줘"], en: ["How many conversions last week?"] },
  offline: {
    ko: ["지난주 전환수 알려줘", "지난주 광고 매출 얼마야?"],
    en: ["How many conversions last week?", "How much ad revenue did we have last week?"],
  },
  email: { ko: ["지난주 매체별 전환수"], en: ["Conversions by medium last week"] },
  app: { ko: ["지난주 매체별 전환수"], en: ["Conversions by medium last week"] },
  weather: { ko: ["지난주 일별 전환수 추이"], en: ["Daily conversions last week"] },
  future: { ko: ["이번 달 광고비 얼마 썼어?"], en: ["How much did we spend this month?"] },
};
const general: Near = {
  ko: ["지난주 매체별 광고비", "지난주 캠페인 어땠어?"],
  en: ["Spend by medium last week", "How did the campaigns do last week?"],
};

/** At most three questions, nearest to what was missing. */
export function nearestTo(codes: readonly string[], lang: Lang): string[] {
  return [...new Set(codes.flatMap((code) => (nearest[code] ?? general)[lang]))].slice(0, 3);
}
