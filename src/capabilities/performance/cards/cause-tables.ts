// Tables of a change: contributions by segment and by step of the funnel, and the changes on record beside it.

import type { SegmentPart, Split } from "../../../analysis/root-cause.ts";
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
import { dimLabels, labelIn, metricLabel } from "./words.ts";

/** A part of a change: of a rate in points, else in the metric's own unit. Dust of the arithmetic is no part. */
export function effect(
  answer: Answer,
  metric: Metric,
  block: Block,
  value: number,
  split: Pick<Split, "before" | "after">,
  more: Record<string, string> = {},
): Quantity {
  const { unit } = metrics[metric];
  const scope = { ...scopeOf(answer, "now", more), of: metric };
  const shared = { value: isNothing(value, split) ? 0 : value, unit, scope, queryId: answer.queryId };
  if (unit === "ratio") return { ...shared, metric: "points" };
  return unit === "currency"
    ? { ...shared, metric: "effect", currency: block.currency }
    : { ...shared, metric: "effect" };
}

export function isNothing(value: number, { before, after }: Pick<Split, "before" | "after">): boolean {
  return Math.abs(value) <= 1e-9 * (Math.abs(before) + Math.abs(after));
}

/** Segments beyond these are one line, so that every column still adds up. */
const MOST_SEGMENTS = 15;

/** What a row of contributions is made from. */
type Table = { answer: Answer; metric: Metric; block: Block; cause: Cause; kinds: KindOf[]; dim: Dim };

export function causeTable(answer: Answer, metric: Metric, block: Block, cause: Cause, dim: Dim): TablePart {
  const table: Table = { answer, metric, block, cause, kinds: kindsOf(cause), dim };
  const { lang } = answer;
  const parts = cause.split.parts.toSorted((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
  const head = parts.length > MOST_SEGMENTS + 1 ? parts.slice(0, MOST_SEGMENTS) : parts;
  const rest = parts.slice(head.length);
  return {
    kind: "table",
    title: words(
      `${dimLabels[dim].ko}별 변화의 몫`,
      `Shares of the change by ${dimLabels[dim].en.toLowerCase()}`,
    )[lang],
    columns: columnsOf(table),
    rows: [
      ...head.map((part) => segmentRow(table, part)),
      ...(rest.length > 0 ? [restRow(table, rest)] : []),
    ],
    total: totalRow(table),
    note: words(
      "몫을 모두 더하면 전체 변화와 같아요. 함께 나타난 것이지 원인으로 확인된 것은 아니에요.",
      "The shares add up to the change. They show what it is associated with, not its cause.",
    )[lang],
  };
}

function columnsOf({ answer: { lang }, metric, block, cause, kinds, dim }: Table): TablePart["columns"] {
  const label = labelIn(block, metric, lang);
  const right = (key: string, text: string) => ({ key, label: text, align: "right" as const });
  const shares = [
    right("share_before", words("이전 비중", "Share before")[lang]),
    right("share_now", words("이번 비중", "Share now")[lang]),
  ];
  return [
    { key: dim, label: dimLabels[dim][lang], align: "left" },
    right("before", words(`이전 ${label}`, `${label} before`)[lang]),
    right("now", words(`이번 ${label}`, `${label} now`)[lang]),
    ...(cause.form === "plain" ? [] : shares),
    ...kinds.map(({ kind, label: text }) => right(kind, text[lang])),
  ];
}

function segmentRow({ answer, metric, block, cause, kinds, dim }: Table, part: SegmentPart): Cell[] {
  const group = cause.groups.get(part.key);
  if (!group) throw new Error(`a segment without its group: ${part.key}`);
  const figures = (["before", "now"] as const).map((side) =>
    groupFigure(answer, metric, block, group, [dim], side),
  );
  const more = { [dim]: group.keys[0]?.name ?? "" };
  const share = (value: number, side: "before" | "now"): Quantity => {
    const scope = { ...scopeOf(answer, side, more), of: sharedMetric(metric, cause) };
    return { value, unit: "ratio", metric: "share", scope, queryId: answer.queryId };
  };
  return [
    groupName(answer, group, [dim]),
    ...figures,
    ...(cause.form === "plain" ? [] : [share(part.share[0], "before"), share(part.share[1], "now")]),
    ...kinds.map(({ kind }) => effect(answer, metric, block, part[kind], cause.split, more)),
  ];
}

/** What the segments hold shares of: what the metric, or the rate that carries it, is divided by. */
function sharedMetric(metric: Metric, { rate }: Cause): Metric {
  const row = metrics[rate ?? metric];
  return row.kind === "ratio" ? row.denominator : metric;
}

function restRow({ answer, metric, block, cause, kinds }: Table, rest: readonly SegmentPart[]): Cell[] {
  const sum = (kind: KindOf["kind"]): number => rest.reduce((all, part) => all + part[kind], 0);
  return [
    words("그 외", "All others")[answer.lang],
    ...blanks(cause.form === "plain" ? 2 : 4),
    ...kinds.map(({ kind }) => effect(answer, metric, block, sum(kind), cause.split)),
  ];
}

function totalRow({ answer, metric, block, cause, kinds }: Table): Cell[] {
  const { split } = cause;
  return [
    words("합계", "Total")[answer.lang],
    ...(["before", "now"] as const).map((side) =>
      figure(answer, metric, block.total[side], block, scopeOf(answer, side)),
    ),
    ...blanks(cause.form === "plain" ? 0 : 2),
    ...kinds.map(({ kind }) =>
      effect(answer, metric, block, kind === "sum" ? split.change : split[kind], split),
    ),
  ];
}

export function wholeOf(split: Split, kind: KindOf["kind"]): number {
  return kind === "sum" ? split.change : split[kind];
}

function blanks(count: number): Cell[] {
  return Array.from({ length: count }, () => "");
}

export type KindOf = { kind: "volume" | "rate" | "mix" | "sum"; label: Words };

const sumKind: KindOf = { kind: "sum", label: words("변화의 몫", "Share of change") };
const mixKind: KindOf = { kind: "mix", label: words("비중 변화", "Mix") };

/** The parts a change divides into, named after what they are made of: "양(클릭)", "효율(전환율)". */
export function kindsOf({ form, rate }: Cause): KindOf[] {
  const row = rate && metrics[rate];
  if (form === "plain") return [sumKind];
  if (!rate || row?.kind !== "ratio")
    return [{ kind: "rate", label: words("효율 변화", "Rate") }, mixKind, sumKind];
  const carrier = metrics[row.denominator].label;
  const { label } = metrics[rate];
  return [
    { kind: "volume", label: words(`양(${carrier.ko})`, `Volume (${carrier.en.toLowerCase()})`) },
    { kind: "rate", label: words(`효율(${label.ko})`, `Rate (${label.en})`) },
    mixKind,
    sumKind,
  ];
}

export function funnelTable(answer: Answer, metric: Metric, block: Block): TablePart[] {
  const { lang } = answer;
  const funnel = funnelOf(metric, block);
  if (!funnel) return [];
  const ends = (["before", "now"] as const).map(
    (side) => figure(answer, metric, block.total[side], block, {}).value ?? 0,
  );
  const whole = { before: ends[0] ?? 0, after: ends[1] ?? 0 };
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
        effect(answer, metric, block, funnel.contributions[index]?.contribution ?? 0, whole, { factor }),
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
        { key: "quoted", label: words("내용", "What changed")[lang], align: "left" },
      ],
      rows: changes.map((change) => [
        dayWords(change.day, lang, today.year),
        `${about(change)}${change.text[lang]}`,
      ]),
    },
  ];
}
