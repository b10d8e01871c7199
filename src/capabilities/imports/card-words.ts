// Pieces of the import cards: quantities, lines in two languages, names of formats.

import type { Part } from "../../core/card/card.ts";
import type { Run } from "../../core/card/text.ts";
import { dimLabels } from "../../core/dim-labels.ts";
import { type Lang, type Words, words } from "../../core/locale.ts";
import type { AdditiveMetric, Metric } from "../../core/metric.ts";
import { metrics } from "../../core/metric.ts";
import { mainUnits, moneyFromMicros, UNKNOWN_CURRENCY, type Vat } from "../../core/money.ts";
import type { Quantity, QuantityScope } from "../../core/quantity.ts";
import { Dim } from "../../core/query.ts";

/** What CO9MA calls the formats it recognises; one it does not list keeps its own name. */
const formatNames: Readonly<Record<string, Words>> = {
  meta_ads_manager: words("메타 광고 관리자", "Meta Ads Manager"),
  google_ads_report: words("구글 애즈 보고서", "Google Ads report"),
  google_ads_card: words("구글 애즈 개요 카드", "Google Ads overview card"),
  naver_searchad: words("네이버 검색광고", "Naver SearchAd"),
  kakao_moment: words("카카오모먼트", "Kakao Moment"),
  tiktok_ads: words("틱톡 광고 관리자", "TikTok Ads Manager"),
  ga4: words("GA4(사이트 분석)", "GA4 (site analytics)"),
  generic: words("일반 광고 표", "generic ad table"),
  wide: words("미디어 믹스 표", "media-mix table"),
};

export const vatNames: Readonly<Record<Vat, Words>> = {
  included: words("포함", "included"),
  excluded: words("별도", "excluded"),
  unknown: words("모름", "unknown"),
};

export function formatName(format: string): Words {
  return formatNames[format] ?? words(format, format);
}

/** A level or a breakdown as people say it; one it does not list keeps its own name. */
export function dimName(dim: string): Words {
  const known = Dim.safeParse(dim);
  if (!known.success) return words(dim, dim);
  const label = dimLabels[known.data];
  return words(label.ko, label.en.toLowerCase());
}

export function currencyName(code: string): Words {
  return code === UNKNOWN_CURRENCY ? words("통화 미상", "unknown") : words(code, code);
}

export function textPart(
  lang: Lang,
  tone: "lead" | "plain" | "note" | "warning",
  ko: Run[],
  en: Run[],
): Part {
  return { kind: "text", runs: lang === "ko" ? ko : en, tone };
}

export function counted(
  value: number,
  metric: Quantity["metric"] = "rows",
  scope: QuantityScope = {},
): Quantity {
  return { value, unit: "count", metric, scope };
}

/** `row` or `rows`. */
export function many(value: number, word: string): string {
  return value === 1 ? word : `${word}s`;
}

/** A sum held as micros (counts: millionths) as a figure that may be shown. */
export function sumQuantity(
  metric: AdditiveMetric,
  micros: bigint,
  currency: string,
  vat: Vat,
  scope: QuantityScope,
): Quantity {
  if (metrics[metric].unit === "count") return counted(Number(micros) / 1e6, metric, scope);
  const value = mainUnits(moneyFromMicros(micros, currency, vat));
  return { value, unit: "currency", currency, vat, metric, scope };
}

/** A figure given as decimal text in main units, as totals rows have it. */
export function decimalQuantity(
  metric: Metric,
  text: string,
  currency: string,
  scope: QuantityScope,
): Quantity {
  const value = Number(text);
  if (metrics[metric].unit !== "currency") return counted(value, metric, scope);
  return { value, unit: "currency", currency, metric, scope };
}

/** `a, b, c` from runs, for lists of figures inside a sentence. */
export function listed(items: readonly Run[][]): Run[] {
  return items.flatMap((item, index) => (index === 0 ? item : [", ", ...item]));
}

export function metricLabel(metric: Metric, lang: Lang): string {
  return metrics[metric].label[lang];
}
