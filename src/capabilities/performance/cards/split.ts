// Breakdowns, rankings and comparisons of values: a table, its first row in words.

import type { ChartPart } from "../../../core/card/chart.ts";
import type { Cell, TablePart } from "../../../core/card/table.ts";
import type { Run, TextPart } from "../../../core/card/text.ts";
import { words } from "../../../core/locale.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import { mediumLabels } from "../../../core/medium.ts";
import type { Dim } from "../../../core/query.ts";
import type { Quantity } from "../../../core/quantity.ts";
import { josa } from "../../../language/josa.ts";
import { type Answer, figure, scopeOf } from "../answer.ts";
import type { Side } from "../coverage.ts";
import { type Block, changeOf, type Group } from "../prove.ts";
import { lead, opening } from "./overview.ts";
import type { Ranked } from "./rank.ts";
import {
  byDim,
  capitalised,
  counted,
  dimLabels,
  keyWords,
  listed,
  metricLabel,
  particle,
  scopeValue,
} from "./words.ts";

/** What a group is called, with the campaign above an ad group or ad. */
export function groupName(answer: Answer, group: Group, dims: readonly Dim[]): string {
  return group.keys
    .map((key, index) => {
      const name = keyWords(dims[index] ?? "campaign", key, answer.lang, answer.today.year);
      return key.parent ? `${key.parent} › ${name}` : name;
    })
    .join(" · ");
}

export function groupFigure(
  answer: Answer,
  metric: Metric,
  block: Block,
  group: Group,
  dims: readonly Dim[],
  side: Side = "now",
): Quantity {
  const values = group.keys.map(
    (key, index) => [dims[index] ?? "campaign", scopeValue(dims[index] ?? "campaign", key)] as const,
  );
  const media =
    group.accounts.size === 1 ? [...group.accounts].map(({ medium }) => ["medium", medium] as const) : [];
  return figure(
    answer,
    metric,
    group[side],
    block,
    scopeOf(answer, side, Object.fromEntries([...media, ...values])),
  );
}

/** What a split is called: the campaigns of a media mix are its channels. */
function asRead({ choice }: Answer, dim: Dim): Dim {
  return dim === "campaign" && choice.chosen.every(({ view }) => view.shape === "week") ? "medium" : dim;
}

/** Rows beyond this are summed up in the last line of the note; the figures stay reachable by a narrower question. */
const MOST_ROWS = 100;

export function tableOf(
  answer: Answer,
  block: Block,
  rows: readonly Group[],
  dims: readonly Dim[],
  shown: readonly Metric[],
): TablePart {
  const { lang, request } = answer;
  const withMedium = dims.includes("campaign") && severalMedia(answer);
  const changing = request.comparison && block.total.before ? shown[0] : undefined;
  const columns: TablePart["columns"] = [
    ...dims.map((dim) => ({ key: dim, label: dimLabels[asRead(answer, dim)][lang], align: "left" as const })),
    ...(withMedium ? [{ key: "medium", label: dimLabels.medium[lang], align: "left" as const }] : []),
    ...shown.map((metric) => ({ key: metric, label: metricLabel(metric, lang), align: "right" as const })),
    ...(changing ? [{ key: "change", label: changeLabel(changing, lang), align: "right" as const }] : []),
  ];
  const cells = rows
    .slice(0, MOST_ROWS)
    .map((group): Cell[] => [
      ...group.keys.map((key, index) => nameCell(answer, key, dims[index] ?? "campaign")),
      ...(withMedium
        ? [[...new Set([...group.accounts].map(({ medium }) => mediumLabels[medium][lang]))].join(", ")]
        : []),
      ...shown.map((metric) => groupFigure(answer, metric, block, group, dims)),
      ...(changing
        ? [
            changeOf(
              groupFigure(answer, changing, block, group, dims),
              groupFigure(answer, changing, block, group, dims, "before"),
            ),
          ]
        : []),
    ]);
  return {
    kind: "table",
    columns,
    rows: cells,
    ...totalRow(answer, block, rows, columns, shown, dims.length + Number(withMedium)),
  };
}

function nameCell(answer: Answer, key: Group["keys"][number], dim: Dim): string {
  const name = keyWords(dim, key, answer.lang, answer.today.year);
  return key.parent && dim !== "campaign" ? `${key.parent} › ${name}` : name;
}

function severalMedia({ choice }: Answer): boolean {
  return new Set(choice.chosen.map(({ account }) => account.medium)).size > 1;
}

function changeLabel(metric: Metric, lang: "ko" | "en"): string {
  return words(`${metricLabel(metric, "ko")} 변화`, `${metricLabel(metric, "en")} change`)[lang];
}

/** The total stands under all rows only: under a part of them it would not be their sum. */
function totalRow(
  answer: Answer,
  block: Block,
  rows: readonly Group[],
  columns: TablePart["columns"],
  shown: readonly Metric[],
  names: number,
): { total?: Cell[] } {
  const all =
    rows.length > 1 &&
    rows.length === (block.splits[answer.splits.groups ?? 0]?.filter(({ now }) => now).length ?? 0);
  // Kinds of conversions are no parts of a whole: one order may be a lead and a purchase.
  if (!all || answer.request.dims.includes("conversion_action")) return {};
  const cells: Cell[] = [words("합계", "Total")[answer.lang]];
  while (cells.length < names) cells.push("");
  for (const metric of shown)
    cells.push(figure(answer, metric, block.total.now, block, scopeOf(answer, "now")));
  if (columns.length > cells.length && shown[0]) {
    const first = shown[0];
    const before = figure(answer, first, block.total.before, block, scopeOf(answer, "before"));
    cells.push(changeOf(figure(answer, first, block.total.now, block, scopeOf(answer, "now")), before));
  }
  return { total: cells };
}

/** Groups too small for a rank, apart, with the reason. */
export function belowTable(
  answer: Answer,
  block: Block,
  below: readonly Group[],
  dims: readonly Dim[],
): TablePart[] {
  const { by } = answer.request.order;
  const row = metrics[by];
  if (below.length === 0 || row.kind !== "ratio") return [];
  const { of: volume } = row.minimumVolume;
  const shown = [...new Set<Metric>([by, volume])];
  const table = tableOf(answer, block, below, dims, shown);
  const label = metricLabel(volume, answer.lang);
  const note = words(
    `${josa(label, "이/가")} 적어 순위에서 뺐어요.`,
    `Too few ${label.toLowerCase()} for a rank.`,
  )[answer.lang];
  return [{ ...table, title: words("표본이 적은 항목", "Small samples")[answer.lang], note }];
}

/** "캠페인별 ROAS는 '브랜드 검색'이 590%로 가장 높아요." */
export function splitLead(answer: Answer, block: Block, { rows }: Ranked, dims: readonly Dim[]): TextPart {
  const { lang, request, shown } = answer;
  const by = shown.includes(request.order.by) ? request.order.by : (shown[0] ?? request.order.by);
  const best = rows.filter((group) => groupFigure(answer, by, block, group, dims).value !== null);
  const top =
    request.query.order || request.kind === "top_n" ? best[0] : extreme(answer, block, best, dims, by);
  if (!top)
    return lead([
      `${opening(answer)}${words("조건에 맞는 항목이 없어요.", "nothing meets the conditions.")[lang]}`,
    ]);
  const value = groupFigure(answer, by, block, top, dims);
  const name = groupName(answer, top, dims);
  const label = metricLabel(by, lang);
  const split = dims.map((dim) => byDim(asRead(answer, dim), lang)).join(lang === "ko" ? "·" : ", ");
  if (best.length === 1) return lead([`${opening(answer)}${name}: ${label} `, ...counted(value, lang), "."]);
  const most =
    request.order.dir === "asc" && (request.query.order !== undefined || request.kind === "top_n")
      ? "낮아요"
      : "높아요";
  const superlative = most === "높아요" ? "highest" : "lowest";
  if (lang === "en")
    return lead([
      `${capitalised(opening(answer))}${label} ${split} is ${superlative} for ${name}, at `,
      value,
      ".",
    ]);
  return lead([
    `${opening(answer)}${split} ${josa(label, "은/는")} ${josa(name, "이/가")} `,
    ...counted(value, lang),
    `${particle(value, "으로/로")} 가장 ${most}.`,
  ]);
}

function extreme(
  answer: Answer,
  block: Block,
  groups: readonly Group[],
  dims: readonly Dim[],
  by: Metric,
): Group | undefined {
  return groups.toSorted(
    (a, b) =>
      (groupFigure(answer, by, block, b, dims).value ?? 0) -
      (groupFigure(answer, by, block, a, dims).value ?? 0),
  )[0];
}

/** Two values of one dimension side by side: "CPA는 메타 1,234원, 네이버 980원이에요." */
export function valuesLead(
  answer: Answer,
  block: Block,
  rows: readonly Group[],
  dims: readonly Dim[],
): TextPart {
  const { lang, shown } = answer;
  const metric = shown[0];
  if (!metric) return lead([opening(answer)]);
  const parts = rows.map((group): Run[] => [
    `${groupName(answer, group, dims)} `,
    ...counted(groupFigure(answer, metric, block, group, dims), lang),
  ]);
  const last = rows.at(-1);
  const end = last ? particle(groupFigure(answer, metric, block, last, dims), "이에요/예요") : "";
  const label = metricLabel(metric, lang);
  if (lang === "en")
    return lead([`${capitalised(opening({ ...answer, subject: [] }))}${label}: `, ...listed(parts), "."]);
  return lead([
    `${opening({ ...answer, subject: [] })}${josa(label, "은/는")} `,
    ...listed(parts),
    `${end}.`,
  ]);
}

export function barChart(
  answer: Answer,
  block: Block,
  rows: readonly Group[],
  dims: readonly Dim[],
  metric: Metric,
): ChartPart[] {
  const bars = rows.slice(0, 12);
  if (bars.length < 2) return [];
  return [
    {
      kind: "chart",
      shape: "bar",
      title: metricLabel(metric, answer.lang),
      labels: bars.map((group) => groupName(answer, group, dims)),
      series: [
        {
          name: metricLabel(metric, answer.lang),
          values: bars.map((group) => groupFigure(answer, metric, block, group, dims)),
        },
      ],
    },
  ];
}
