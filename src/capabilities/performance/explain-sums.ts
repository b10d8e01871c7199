// The figures of an answer and what they were made of: each ratio with its two sums, each figure beside the one before.

import type { Part } from "../../core/card/card.ts";
import type { Run } from "../../core/card/text.ts";
import { type Lang, words } from "../../core/locale.ts";
import { type Metric, metrics } from "../../core/metric.ts";
import type { Quantity } from "../../core/quantity.ts";
import { subjectWords } from "./cards/subject.ts";
import { dayWords, type Page } from "./explain-query.ts";
import type { Resolved } from "./stored-query.ts";

const MOST_ROWS = 12;

/** "ROAS = 매출 합계 73,214,800원 ÷ 광고비 합계 25,819,938원 = 284%", one line a ratio. */
export function arithmetic({ ratios }: Resolved, lang: Lang): Part[] {
  if (ratios.length === 0) return [];
  const sum = words("합계", "total")[lang];
  const lines = ratios.map(({ ratio, numerator, denominator }): Run[] => {
    const { label, times } = metrics[ratio.metric as Metric] as {
      label: Record<Lang, string>;
      times: number;
    };
    const of = (one: Quantity): string => `${metrics[one.metric as Metric].label[lang]} ${sum} `;
    const by = times === 1 ? "" : ` × ${times.toLocaleString("en")}`;
    return [
      `${label[lang]} = ${of(numerator)}`,
      numerator,
      ` ÷ ${of(denominator)}`,
      denominator,
      `${by} = `,
      ratio,
    ];
  });
  return [{ kind: "proposal", title: words("계산", "Arithmetic")[lang], lines, choices: [] }];
}

/** One row for each metric and scope, the earlier period in a column of its own. */
export function sumsTable(resolved: Resolved, page: Page): Part[] {
  const { lang } = page;
  const rows = rowsOf(resolved, page).slice(0, MOST_ROWS);
  if (rows.length === 0) return [];
  const compared = rows.some(({ before }) => before !== undefined) ? resolved.compared : undefined;
  const scoped = rows.some(({ scope }) => scope !== "");
  return [
    {
      kind: "table",
      columns: [
        { key: "metric", label: words("지표", "Metric")[lang], align: "left" },
        ...(scoped ? [{ key: "scope", label: words("범위", "Scope")[lang], align: "left" as const }] : []),
        { key: "now", label: dayWords(resolved.period, page), align: "right" },
        ...(compared ? [{ key: "before", label: dayWords(compared, page), align: "right" as const }] : []),
      ],
      rows: rows.map(({ metric, scope, now, before }) => [
        metrics[metric].label[lang],
        ...(scoped ? [scope || words("전체", "All")[lang]] : []),
        now ?? "–",
        ...(compared ? [before ?? "–"] : []),
      ]),
    },
  ];
}

type Row = { metric: Metric; scope: string; now?: Quantity; before?: Quantity };

/** Figures of single days of a series are left out: the answer itself shows them. */
function rowsOf({ sums, period, compared }: Resolved, { lang, thisYear }: Page): Row[] {
  const rows = new Map<string, Row>();
  for (const sum of sums) {
    const { from, to, ...rest } = sum.scope;
    const now = from === period.from && to === period.to;
    const before = !now && compared !== undefined && from === compared.from && to === compared.to;
    if (!(sum.metric in metrics) || (!now && !before)) continue;
    const scope = subjectWords(rest, lang, thisYear).join(" · ");
    const key = `${sum.metric}\n${scope}\n${sum.currency ?? ""}`;
    const row: Row = rows.get(key) ?? { metric: sum.metric as Metric, scope };
    if (now) row.now = sum;
    else row.before = sum;
    rows.set(key, row);
  }
  return [...rows.values()];
}
