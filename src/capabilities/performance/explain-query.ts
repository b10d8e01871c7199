// The typed query of an answer in words, line by line: what was asked, over which days, limited to what.

import { dimLabels } from "../../core/dim-labels.ts";
import { formatQuantity } from "../../core/format.ts";
import { type Lang, type Words, words } from "../../core/locale.ts";
import { mediumLabels } from "../../core/medium.ts";
import { metrics } from "../../core/metric.ts";
import type { Dim, MarketingQuery, QueryKind } from "../../core/query.ts";
import { type PeriodText, periodOf } from "../../core/time.ts";
import { subjectWords } from "./cards/subject.ts";
import type { Explained } from "./explain-read.ts";
import { periodWords } from "./period-words.ts";

export type Page = { lang: Lang; thisYear: number };
type Line = { label: Words; text: string };

/** Label and text of everything the query says; what it does not say has no line. */
export function queryLines({ query, resolved }: Explained, page: Page): Line[] {
  const { lang } = page;
  const { period, compared } = resolved;
  const joined = (texts: readonly string[]): string => texts.join(", ");
  const lines: Line[] = [
    { label: words("질문의 종류", "Kind of question"), text: kindLabels[query.kind][lang] },
    {
      label: words("기간", "Days"),
      text: [period, ...(compared ? [compared] : [])].map((one) => dayWords(one, page)).join(" / "),
    },
    {
      label: words("지표", "Metrics"),
      text:
        joined(query.metrics.map((metric) => metrics[metric].label[lang])) ||
        words("기본 지표", "the default set")[lang],
    },
    {
      label: words("나눈 기준", "Split by"),
      text: joined(splitsOf(query).map((dim) => dimLabels[dim][lang])),
    },
    {
      label: words("조건", "Filters"),
      text: joined([...subjectWords(resolved.scope, lang, page.thisYear), ...conditionWords(query, lang)]),
    },
    { label: words("순서", "Order"), text: orderWords(query, lang) },
    {
      label: words("매체", "Media"),
      text: joined(resolved.reads.map(({ medium, account }) => `${mediumLabels[medium][lang]} (${account})`)),
    },
    { label: words("정해서 본 것", "Assumed"), text: query.assumptions.map(withoutSlot).join(" · ") },
  ];
  return lines.filter(({ text }) => text !== "");
}

export function dayWords(period: PeriodText, { lang, thisYear }: Page): string {
  return periodWords(periodOf(period), lang, thisYear);
}

const kindLabels: Readonly<Record<QueryKind, Words>> = {
  total: words("합계", "Total"),
  breakdown: words("나눠 보기", "Breakdown"),
  trend: words("추이", "Trend"),
  compare: words("비교", "Comparison"),
  top_n: words("순위", "Ranking"),
  root_cause: words("변화의 원인", "Where a change sits"),
  forecast: words("예측", "Forecast"),
};

function splitsOf({ dimensions, grain }: MarketingQuery): Dim[] {
  return [...new Set<Dim>([...dimensions, ...(grain ? [grain] : [])])];
}

/** "CPA ≤ 20,000원". */
function conditionWords({ having }: MarketingQuery, lang: Lang): string[] {
  return having.map(({ metric, op, value, currency = "KRW" }) => {
    const { unit, label } = metrics[metric];
    const bound = { value, unit, metric, scope: {}, ...(unit === "currency" && { currency }) };
    return `${label[lang]} ${signs[op]} ${formatQuantity(bound, lang)}`;
  });
}

const signs = { "<": "<", "<=": "≤", "=": "=", ">=": "≥", ">": ">" } as const;

function orderWords({ order, limit }: MarketingQuery, lang: Lang): string {
  if (!order) return "";
  const label = metrics[order.by].label[lang];
  const dir = order.dir === "asc" ? words("낮은 순", "lowest first") : words("높은 순", "highest first");
  const most = limit === undefined ? "" : words(` ${limit}개`, `, ${limit} rows`)[lang];
  return `${label} ${dir[lang]}${most}`;
}

/** `time: 최근 7일로 봤어요` as people read it. */
function withoutSlot(line: string): string {
  return line.replace(/^[a-z_]+:\s*/i, "");
}
