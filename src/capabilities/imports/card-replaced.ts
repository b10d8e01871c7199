// Old against new on the import card: day by day while it is short, by month, then by medium when it is long.

import type { Part } from "../../core/card/card.ts";
import type { Cell, TablePart } from "../../core/card/table.ts";
import type { Lang } from "../../core/locale.ts";
import { mediumLabels } from "../../core/medium.ts";
import type { QuantityScope } from "../../core/quantity.ts";
import { type ComparedMetric, comparedMetrics, type ComparedSums, type Replacement } from "./compare.ts";
import { counted, many, metricLabel, sumQuantity, textPart } from "./card-words.ts";

const SHOWN_LINES = 10;
const MONTH_LETTERS = "2026-11".length;

/** @param replacedDays days whose pointer moved, also those with equal figures */
export function replacedParts(lines: readonly Replacement[], replacedDays: number, lang: Lang): Part[] {
  if (replacedDays === 0) return [];
  const days = counted(replacedDays, "days");
  if (lines.length === 0) {
    return [
      textPart(
        lang,
        "plain",
        ["이미 있던 ", days, "일을 이 파일로 바꿨고, 매체별 합계는 그대로예요."],
        [
          "This file now stands for ",
          days,
          `${many(replacedDays, " day")} that were there before; their sums per medium are unchanged.`,
        ],
      ),
    ];
  }
  const { shown, by } = compact(lines);
  return [
    textPart(
      lang,
      "plain",
      [
        "이미 있던 ",
        days,
        "일을 이 파일로 바꿨고, 그중 ",
        counted(lines.length, "days"),
        "일의 수치가 달라졌어요.",
      ],
      [
        "This file replaced ",
        days,
        `${many(replacedDays, " day")} that were there before; figures changed on `,
        counted(lines.length, "days"),
        " of them.",
      ],
    ),
    table(shown, by, lang),
  ];
}

type By = "day" | "month" | "medium";

function compact(lines: readonly Replacement[]): { shown: Replacement[]; by: By } {
  if (lines.length <= SHOWN_LINES) return { shown: [...lines], by: "day" };
  const months = joined(lines, (line) => line.from.slice(0, MONTH_LETTERS));
  if (months.length <= SHOWN_LINES) return { shown: months, by: "month" };
  return { shown: joined(lines, () => "").slice(0, SHOWN_LINES), by: "medium" };
}

function joined(lines: readonly Replacement[], span: (line: Replacement) => string): Replacement[] {
  const groups = Map.groupBy(lines, (line) => `${line.medium} ${line.currency} ${span(line)}`);
  return [...groups.values()].map((group) => {
    const first = group[0] as Replacement;
    const last = group.at(-1) as Replacement;
    return { ...first, to: last.to, old: total(group, "old"), now: total(group, "now") };
  });
}

function total(group: readonly Replacement[], side: "old" | "now"): ComparedSums | undefined {
  const known = group.flatMap((line) => line[side] ?? []);
  if (known.length === 0) return undefined;
  const sums: ComparedSums = {};
  for (const one of known) {
    for (const metric of comparedMetrics) {
      const value = one[metric];
      if (value !== undefined) sums[metric] = (sums[metric] ?? 0n) + value;
    }
  }
  return sums;
}

function table(lines: readonly Replacement[], by: By, lang: Lang): TablePart {
  const label = (ko: string, en: string): string => (lang === "ko" ? ko : en);
  return {
    kind: "table",
    title: label("이전 → 새 값", "Old → new"),
    columns: [
      { key: "medium", label: label("매체", "Medium"), align: "left" },
      { key: "days", label: by === "medium" ? label("기간", "Days") : label("날짜", "Day"), align: "left" },
      { key: "metric", label: label("지표", "Metric"), align: "left" },
      { key: "old", label: label("이전", "Old"), align: "right" },
      { key: "now", label: label("새 값", "New"), align: "right" },
    ],
    rows: lines.flatMap((line) => rowsOf(line, by, lang)),
  };
}

function rowsOf(line: Replacement, by: By, lang: Lang): Cell[][] {
  const changed = comparedMetrics.filter((metric) => line.old?.[metric] !== line.now?.[metric]);
  return changed.map((metric) => [
    mediumLabels[line.medium][lang],
    daysText(line, by),
    metricLabel(metric, lang),
    cell(metric, line, "old"),
    cell(metric, line, "now"),
  ]);
}

function daysText({ from, to }: Replacement, by: By): string {
  if (by === "month") return from.slice(0, MONTH_LETTERS);
  return from === to ? from : `${from} – ${to}`;
}

function cell(metric: ComparedMetric, line: Replacement, side: "old" | "now"): Cell {
  const micros = line[side]?.[metric];
  if (micros === undefined) return "–";
  const scope: QuantityScope = { from: line.from, to: line.to, medium: line.medium };
  return sumQuantity(metric, micros, line.currency, line.vat, scope);
}
