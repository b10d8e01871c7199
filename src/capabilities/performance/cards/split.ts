// Breakdowns, rankings and comparisons of values as tables and bars.

import type { ChartPart } from "../../../core/card/chart.ts";
import type { Part } from "../../../core/card/card.ts";
import type { Cell, TablePart } from "../../../core/card/table.ts";
import type { TextPart } from "../../../core/card/text.ts";
import { words } from "../../../core/locale.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import { mediumLabels } from "../../../core/medium.ts";
import type { Dim } from "../../../core/query.ts";
import type { Quantity } from "../../../core/quantity.ts";
import { josa } from "../../../language/josa.ts";
import { type Answer, figure, scopeOf } from "../answer.ts";
import type { Side } from "../coverage.ts";
import { type Block, changeOf, type Group } from "../prove.ts";
import { isComparable, likeForLike, sameBlock, totalPair } from "./compared.ts";
import { dimLabels, keyWords, labelIn, metricLabel, scopeValue } from "./words.ts";

/** What a group is called, with the campaign above an ad group or ad. */
export function groupName(answer: Answer, group: Group, dims: readonly Dim[]): string {
  return group.keys
    .map((key, index) => {
      const dim = dims[index] ?? "campaign";
      return withParents(key, keyWords(dim, key, answer.lang, answer.today.year));
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
  const values = group.keys.flatMap((key, index) => keyScope(dims[index] ?? "campaign", key));
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

/** A value and, of ad groups and ads, what holds it: names repeat across campaigns. */
function keyScope(dim: Dim, key: Group["keys"][number]): [Dim, string][] {
  const above: [Dim, string][] = [];
  if (key.parent !== undefined && dim !== "campaign") above.push(["campaign", key.parent]);
  if (key.group !== undefined) above.push(["adGroup", key.group]);
  return [...above, [dim, scopeValue(dim, key)]];
}

/** What a split is called: the campaigns of a media mix are its channels. */
export function asRead({ choice }: Answer, dim: Dim): Dim {
  return dim === "campaign" && choice.chosen.every(({ view }) => view.shape === "week") ? "medium" : dim;
}

/** Rows beyond this are counted below the table; their figures stay reachable by a narrower question. */
const MOST_ROWS = 100;

export function tableOf(
  answer: Answer,
  block: Block,
  rows: readonly Group[],
  dims: readonly Dim[],
  shown: readonly Metric[],
): TablePart {
  const { lang, request } = answer;
  const withMedium = dims.includes("campaign") && !dims.includes("medium") && severalMedia(answer);
  const compared = request.comparison !== undefined && block.total.before !== undefined;
  const changing = compared && shown[0] && isComparable(answer, shown[0]) ? shown[0] : undefined;
  const changes = changing && groupChanges(answer, changing, block, dims);
  const columns: TablePart["columns"] = [
    ...dims.map((dim) => ({ key: dim, label: dimLabels[asRead(answer, dim)][lang], align: "left" as const })),
    ...(withMedium ? [{ key: "medium", label: dimLabels.medium[lang], align: "left" as const }] : []),
    ...shown.map((metric) => ({ key: metric, label: labelIn(block, metric, lang), align: "right" as const })),
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
      ...(changes ? [changes(group)] : []),
    ]);
  return {
    kind: "table",
    columns,
    rows: cells,
    ...totalRow(answer, block, rows, columns, shown, dims.length + Number(withMedium)),
  };
}

/** What a table leaves out, below it; nothing where it holds all. */
export function hiddenRows(answer: Answer, rows: readonly Group[]): TextPart[] {
  const { lang, queryId } = answer;
  const hidden = rows.length - MOST_ROWS;
  if (hidden <= 0) return [];
  const count = (value: number): Quantity => ({
    value,
    unit: "count",
    metric: "items",
    scope: scopeOf(answer, "now"),
    queryId,
  });
  const runs = {
    ko: [
      count(MOST_ROWS),
      "개까지만 보여요. ",
      count(hidden),
      "개가 더 있고 합계에는 들어 있어요. 매체나 캠페인을 정하면 나머지도 볼 수 있어요.",
    ],
    en: [
      "The first ",
      count(MOST_ROWS),
      " are shown; ",
      count(hidden),
      " more are in the total. Name a medium or campaign to see the rest.",
    ],
  }[lang];
  return [{ kind: "text", runs, tone: "note" }];
}

/** Changes of the groups of a split, over the accounts compared; without a value where a group has none of them. */
function groupChanges(
  answer: Answer,
  metric: Metric,
  block: Block,
  dims: readonly Dim[],
): (group: Group) => Quantity {
  const like = likeForLike(answer);
  const same = sameBlock(answer, block);
  const split = same?.splits[answer.splits.groups ?? 0] ?? [];
  const groups = new Map(split.map((group) => [keyOf(group), group]));
  return (group) => {
    const { keys, accounts } = group;
    const found = groups.get(keyOf(group)) ?? { keys, accounts };
    const [now, before] = (["now", "before"] as const).map((side) =>
      groupFigure(like, metric, same ?? block, found, dims, side),
    ) as [Quantity, Quantity];
    return changeOf(now, before);
  };
}

function keyOf({ keys }: Group): string {
  return keys.map(({ id }) => id).join("\n");
}

function nameCell(answer: Answer, key: Group["keys"][number], dim: Dim): string {
  const name = keyWords(dim, key, answer.lang, answer.today.year);
  return dim === "campaign" ? name : withParents(key, name);
}

function withParents({ parent, group, alike }: Group["keys"][number], name: string): string {
  return [parent, alike ? group : undefined, name].filter((text) => text !== undefined).join(" › ");
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
    const pair = totalPair(answer, shown[0], block);
    cells.push(pair ? changeOf(pair.now, pair.before) : "");
  }
  return { total: cells };
}

/** Groups too small for a rank, apart, with the reason. */
export function belowTable(
  answer: Answer,
  block: Block,
  below: readonly Group[],
  dims: readonly Dim[],
): Part[] {
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
  const title = words("표본이 적은 항목", "Small samples")[answer.lang];
  return [{ ...table, title, note }, ...hiddenRows(answer, below)];
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
