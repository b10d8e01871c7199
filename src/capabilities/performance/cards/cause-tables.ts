// Tables of a change: contributions by segment and by step of the funnel, and the changes on record beside it.

import type { SegmentPart } from "../../../analysis/root-cause.ts";
import type { Part } from "../../../core/card/card.ts";
import type { Cell, TablePart } from "../../../core/card/table.ts";
import { type Words, words } from "../../../core/locale.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import type { Dim } from "../../../core/query.ts";
import { type Answer, figure, scopeOf } from "../answer.ts";
import { type Cause, funnelOf } from "../cause.ts";
import { dayWords } from "../period-words.ts";
import type { Block } from "../prove.ts";
import { groupFigure, groupName } from "./split.ts";
import { dimLabels, metricLabel } from "./words.ts";

/** A part of a change: of a rate in points, else in the metric's own unit. */
export function effect(
  answer: Answer,
  metric: Metric,
  block: Block,
  value: number,
  more: Record<string, string> = {},
): Quantity {
  const { unit } = metrics[metric];
  const scope = { ...scopeOf(answer, "now", more), of: metric };
  const shared = { value, unit, scope, queryId: answer.queryId };
  if (unit === "ratio") return { ...shared, metric: "points" };
  return unit === "currency"
    ? { ...shared, metric: "effect", currency: block.currency }
    : { ...shared, metric: "effect" };
}

/** Segments beyond these are one line, so that every column still adds up. */
const MOST_SEGMENTS = 15;

export function causeTable(
  answer: Answer,
  metric: Metric,
  block: Block,
  { form, split, groups }: Cause,
  dim: Dim,
): TablePart {
  const { lang } = answer;
  const parts = split.parts.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
  const head = parts.length > MOST_SEGMENTS + 1 ? parts.slice(0, MOST_SEGMENTS) : parts;
  const rest = parts.slice(head.length);
  const kinds = kindsOf[form];
  const label = metricLabel(metric, lang);
  const right = (key: string, text: string) => ({ key, label: text, align: "right" as const });
  const share = (value: number): Quantity => ({
    value,
    unit: "ratio",
    metric: "share",
    scope: scopeOf(answer, "now"),
    queryId: answer.queryId,
  });
  const rows = head.map((part): Cell[] => {
    const group = groups.get(part.key);
    const figures = group
      ? (["before", "now"] as const).map((side) => groupFigure(answer, metric, block, group, [dim], side))
      : [];
    const more = group ? { [dim]: group.keys[0]?.name ?? "" } : {};
    const effects = kinds.map((kind) => effect(answer, metric, block, part[kind], more));
    return [
      group ? groupName(answer, group, [dim]) : part.key,
      ...figures,
      ...(form === "plain" ? [] : part.share.map(share)),
      ...effects,
    ];
  });
  if (rest.length > 0) rows.push(restRow(answer, metric, block, rest, form, kinds));
  const blank = form === "plain" ? [] : ["", ""];
  const totals = (["before", "now"] as const).map((side) =>
    figure(answer, metric, block.total[side], block, scopeOf(answer, side)),
  );
  return {
    kind: "table",
    title: words(
      `${dimLabels[dim].ko}별 변화의 몫`,
      `Shares of the change by ${dimLabels[dim].en.toLowerCase()}`,
    )[lang],
    columns: [
      { key: dim, label: dimLabels[dim][lang], align: "left" },
      right("before", words(`이전 ${label}`, `${label} before`)[lang]),
      right("now", words(`이번 ${label}`, `${label} now`)[lang]),
      ...(form === "plain"
        ? []
        : [
            right("share_before", words("이전 비중", "Share before")[lang]),
            right("share_now", words("이번 비중", "Share now")[lang]),
          ]),
      ...kinds.map((kind) => right(kind, kindWords[kind][lang])),
    ],
    rows,
    total: [
      words("합계", "Total")[lang],
      ...totals,
      ...blank,
      ...kinds.map((kind) => effect(answer, metric, block, kind === "sum" ? split.change : split[kind])),
    ],
    note: words(
      "몫을 모두 더하면 전체 변화와 같아요. 함께 나타난 것이지 원인으로 확인된 것은 아니에요.",
      "The shares add up to the change. They show what it is associated with, not its cause.",
    )[lang],
  };
}

type Kind = "volume" | "rate" | "mix" | "sum";

const kindsOf: Readonly<Record<Cause["form"], readonly Kind[]>> = {
  ratio: ["rate", "mix", "sum"],
  carried: ["volume", "rate", "mix", "sum"],
  plain: ["sum"],
};

const kindWords: Readonly<Record<Kind, Words>> = {
  volume: words("양", "Volume"),
  rate: words("효율", "Rate"),
  mix: words("비중", "Mix"),
  sum: words("변화의 몫", "Share of change"),
};

function restRow(
  answer: Answer,
  metric: Metric,
  block: Block,
  rest: readonly SegmentPart[],
  form: Cause["form"],
  kinds: readonly Kind[],
): Cell[] {
  const sum = (kind: Kind): number => rest.reduce((all, part) => all + part[kind], 0);
  const blanks = form === "plain" ? ["", ""] : ["", "", "", ""];
  return [
    words("그 외", "All others")[answer.lang],
    ...blanks,
    ...kinds.map((kind) => effect(answer, metric, block, sum(kind))),
  ];
}

export function funnelTable(answer: Answer, metric: Metric, block: Block): TablePart[] {
  const { lang } = answer;
  const funnel = funnelOf(metric, block);
  if (!funnel) return [];
  const column = (key: string, ko: string, en: string) => ({
    key,
    label: words(ko, en)[lang],
    align: "right" as const,
  });
  return [
    {
      kind: "table",
      title: words("단계별 변화의 몫", "Shares of the change by step")[lang],
      columns: [
        { key: "factor", label: words("단계", "Step")[lang], align: "left" },
        column("before", "이전", "Before"),
        column("now", "이번", "Now"),
        column("effect", "변화의 몫", "Share of change"),
      ],
      rows: funnel.factors.map((factor, index) => [
        metricLabel(factor, lang),
        figure(answer, factor, block.total.before, block, scopeOf(answer, "before")),
        figure(answer, factor, block.total.now, block, scopeOf(answer, "now")),
        effect(answer, metric, block, funnel.contributions[index]?.contribution ?? 0, { factor }),
      ]),
    },
  ];
}

/** Changes on record in the two periods. */
export function besides(answer: Answer): Part[] {
  const { lang, changes, today } = answer;
  if (changes.length === 0) {
    return [
      {
        kind: "text",
        runs: [
          words("두 기간에 기록된 변경은 없어요.", "No changes are on record in the two periods.")[lang],
        ],
        tone: "note",
      },
    ];
  }
  const about = ({ campaign }: Answer["changes"][number]): string => (campaign ? `${campaign}: ` : "");
  return [
    {
      kind: "table",
      title: words("함께 나타난 변경", "Changes on record beside it")[lang],
      columns: [
        { key: "day", label: dimLabels.day[lang], align: "left" },
        { key: "what", label: words("내용", "What changed")[lang], align: "left" },
      ],
      rows: changes.map((change) => [
        dayWords(change.day, lang, today.year),
        `${about(change)}${change.text[lang]}`,
      ]),
    },
  ];
}
