// Labels for rows of little room: a phone shows six letters before a figure.

import { type Lang, type Words, words } from "./locale.ts";
import { metrics } from "./metric.ts";

/** Headings that are no metric, each with a shorter one. */
const others: readonly (readonly [label: Words, short: Words])[] = [
  [words("하루 예산", "Daily budget"), words("하루 예산", "Daily")],
  [words("총예산", "Total budget"), words("총예산", "Total")],
  [words("연결 주소", "Landing page"), words("연결주소", "Page")],
  [words("소재", "Creatives"), words("소재", "Ads")],
  [words("타겟", "Audience"), words("타겟", "Target")],
  [words("광고계정", "Account"), words("광고계정", "Acct.")],
  [words("캠페인", "Campaign"), words("캠페인", "Camp.")],
  [words("변화의 몫", "Share of change"), words("변화의 몫", "Share")],
  [words("효율 변화", "Rate"), words("효율변화", "Rate")],
];

const shorter = new Map<string, string>();
for (const [label, short] of [...others, ...metricLabels()])
  for (const lang of ["ko", "en"] as const) shorter.set(keyOf(label[lang], lang), short[lang]);

/** @returns `label` itself where no shorter one is known */
export function shortLabel(label: string, lang: Lang): string {
  return shorter.get(keyOf(label, lang)) ?? label;
}

function metricLabels(): (readonly [Words, Words])[] {
  return Object.values(metrics).flatMap(({ label, short = label }) => [
    [label, short] as const,
    [words(`${label.ko} 변화`, `${label.en} change`), words("변화", "Change")] as const,
  ]);
}

function keyOf(label: string, lang: Lang): string {
  return `${lang}:${label.trim().toLowerCase()}`;
}
