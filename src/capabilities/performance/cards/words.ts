// Short words of the answers in both languages, with the particles that fit.

import { dimLabels } from "../../../core/dim-labels.ts";
import { formatQuantity } from "../../../core/format.ts";
import { type Lang, type Words, words } from "../../../core/locale.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import type { Dim } from "../../../core/query.ts";
import type { Run } from "../../../core/card/text.ts";
import { josa, type JosaPair } from "../../../language/josa.ts";
import { dayWords, monthWords, periodWords } from "../period-words.ts";
import type { Key } from "../sum-rows.ts";

export { dimLabels };

/** "by campaign", "캠페인별". */
export function byDim(dim: Dim, lang: Lang): string {
  if (lang === "ko")
    return dim === "day_type" ? "평일·주말·공휴일별" : dim === "day" ? "일별" : `${dimLabels[dim].ko}별`;
  return `by ${dimLabels[dim].en.toLowerCase()}`;
}

const valueWords: Partial<Record<Dim, Readonly<Record<string, Words>>>> = {
  gender: {
    female: words("여성", "Women"),
    male: words("남성", "Men"),
    unknown: words("알 수 없음", "Unknown"),
  },
  device: {
    mobile: words("모바일", "Mobile"),
    desktop: words("데스크톱", "Desktop"),
    tablet: words("태블릿", "Tablet"),
  },
  weekday: {
    "1": words("월요일", "Monday"),
    "2": words("화요일", "Tuesday"),
    "3": words("수요일", "Wednesday"),
    "4": words("목요일", "Thursday"),
    "5": words("금요일", "Friday"),
    "6": words("토요일", "Saturday"),
    "7": words("일요일", "Sunday"),
  },
  day_type: {
    weekday: words("평일", "Weekdays"),
    weekend: words("주말", "Weekends"),
    holiday: words("공휴일", "Public holidays"),
  },
};

const nameless = words("(이름 없음)", "(not set)");

/** A value of a dimension as people read it. */
export function keyWords(dim: Dim, key: Key, lang: Lang, thisYear: number): string {
  if (key.id === "") return nameless[lang];
  if (dim === "medium") return mediumLabels[key.id as keyof typeof mediumLabels]?.[lang] ?? key.name;
  if (dim === "day") return dayWords(Temporal.PlainDate.from(key.id), lang, thisYear);
  if (dim === "month") return monthWords(Temporal.PlainDate.from(key.id), lang, thisYear);
  if (dim === "year") return lang === "ko" ? `${key.id.slice(0, 4)}년` : key.id.slice(0, 4);
  if (dim === "week") {
    const from = Temporal.PlainDate.from(key.id);
    return periodWords({ from, to: from.add({ days: 6 }) }, lang, thisYear);
  }
  if (dim === "hour") return lang === "ko" ? `${key.id}시` : `${key.id.padStart(2, "0")}:00`;
  return valueWords[dim]?.[key.id]?.[lang] ?? key.name;
}

/** How a value stands in a figure's scope: plain, in the words of the product. */
export function scopeValue(dim: Dim, key: Key): string {
  return dim === "weekday" ? (valueWords.weekday?.[key.id]?.en.toLowerCase() ?? key.id) : key.name;
}

export function metricLabel(metric: Metric, lang: Lang): string {
  return metrics[metric].label[lang];
}

const countUnits: Partial<Record<Metric, string>> = {
  impressions: "회",
  clicks: "회",
  interactions: "회",
  conversions: "건",
};

/** A figure with its Korean counter: "1,234회". */
export function counted(quantity: Quantity, lang: Lang): Run[] {
  const unit = lang === "ko" && quantity.value !== null ? countUnits[quantity.metric as Metric] : undefined;
  return unit ? [quantity, unit] : [quantity];
}

/** The particle that fits behind a figure as it is written. */
export function particle(quantity: Quantity, pair: JosaPair): string {
  const unit = quantity.value === null ? undefined : countUnits[quantity.metric as Metric];
  const text = unit ?? spoken(quantity);
  return josa(text, pair).slice(text.length);
}

/** Signs as they are read aloud: "$3" ends in 달러, "₩3" never appears in Korean. */
function spoken(quantity: Quantity): string {
  if (quantity.value === null) return "없음";
  if (quantity.unit === "currency" && quantity.currency === "USD") return "달러";
  return formatQuantity(quantity, "ko").replace(/\)$/, "");
}

/** Runs joined by ", ". */
export function listed(parts: readonly Run[][], between = ", "): Run[] {
  return parts.flatMap((part, index) => (index === 0 ? part : [between, ...part]));
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
