// Short words of the answers in both languages, with the particles that fit.

import { dimLabels } from "../../../core/dim-labels.ts";
import { formatQuantity } from "../../../core/format.ts";
import { type Lang, words } from "../../../core/locale.ts";
import { UNKNOWN_CURRENCY } from "../../../core/money.ts";
import { mediumLabels } from "../../../core/medium.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import type { Dim } from "../../../core/query.ts";
import type { Run } from "../../../core/card/text.ts";
import { josa, type JosaPair } from "../../../language/josa.ts";
import { dayWords, monthWords, periodWords } from "../period-words.ts";
import { knownValueWords } from "./value-words.ts";
import type { Block } from "../prove.ts";
import type { Key } from "../sum-rows.ts";

export { dimLabels };

/** "by campaign and device", "캠페인별·기기별". */
export function byDims(dims: readonly Dim[], lang: Lang): string {
  if (lang === "ko") return dims.map((dim) => byDim(dim, lang)).join("·");
  return `by ${dims.map((dim) => dimLabels[dim].en.toLowerCase()).join(" and ")}`;
}

/** "by campaign", "캠페인별". */
export function byDim(dim: Dim, lang: Lang): string {
  if (lang === "ko")
    return dim === "day_type" ? "평일·주말·공휴일별" : dim === "day" ? "일별" : `${dimLabels[dim].ko}별`;
  return `by ${dimLabels[dim].en.toLowerCase()}`;
}

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
  return knownValueWords(dim, key.id, lang) ?? key.name;
}

/** How a value stands in a figure's scope: plain, in the words of the product. */
export function scopeValue(dim: Dim, key: Key): string {
  return dim === "weekday" ? (knownValueWords(dim, key.id, "en")?.toLowerCase() ?? key.id) : key.name;
}

export function metricLabel(metric: Metric, lang: Lang): string {
  return metrics[metric].label[lang];
}

/** The label over a column or figure; an unknown currency is said there, once, and not in every figure. */
export function labelIn({ currency }: Pick<Block, "currency">, metric: Metric, lang: Lang): string {
  const label = metricLabel(metric, lang);
  if (currency !== UNKNOWN_CURRENCY || metrics[metric].unit !== "currency") return label;
  return words(`${label}(통화 미상)`, `${label} (currency unknown)`)[lang];
}

/** A label with its particle, which follows what stands before a bracket: "광고비(통화 미상)는". */
export function withParticle(label: string, pair: JosaPair): string {
  const word = label.replace(/\([^()]*\)$/, "");
  return label + josa(word, pair).slice(word.length);
}

/** The label inside a sentence: "spend", "CPA". */
export function spokenLabel(metric: Metric, lang: Lang): string {
  const label = metricLabel(metric, lang);
  return /^[A-Z]{2,}$/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
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
