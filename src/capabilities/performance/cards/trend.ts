// Figures over time: a chart by day, week or month, the same in a table, and its high and low in words.

import type { ChartPart } from "../../../core/card/chart.ts";
import type { Part } from "../../../core/card/card.ts";
import type { Cell, TablePart } from "../../../core/card/table.ts";
import type { Run, TextPart } from "../../../core/card/text.ts";
import { words } from "../../../core/locale.ts";
import { type Metric, metrics } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import type { Dim } from "../../../core/query.ts";
import { intersect, lengthDays, mondayOf, type Period } from "../../../core/time.ts";
import { type Answer, figure, scopeOfDays } from "../answer.ts";
import { dayWords, monthWords, periodWords } from "../period-words.ts";
import type { Side } from "../coverage.ts";
import type { Block, Group } from "../prove.ts";
import { monthEnd } from "../time-tokens.ts";
import { isPartlyCompared } from "./compared.ts";
import { lead, opening } from "./overview.ts";
import {
  byDim,
  counted,
  dimLabels,
  keyWords,
  labelIn,
  listed,
  metricLabel,
  particle,
  scopeValue,
  withParticle,
} from "./words.ts";

type Grain = Answer["grain"];

/** One point of a series: the part of the bucket that lies in the period. */
type Point = { label: string; days: Period; whole: boolean; group: Group | undefined };

/** Every bucket of the period, also those without rows: a gap is shown as a gap. */
function pointsOf(
  answer: Answer,
  groups: readonly Group[],
  grain: Grain,
  timeAt: number,
  side: Side = "now",
): Point[] {
  const byStart = new Map(
    groups.filter((group) => group[side]).map((group) => [group.keys[timeAt]?.id, group]),
  );
  const period = answer.periods[side] ?? answer.periods.now;
  const points: Point[] = [];
  for (
    let start = startOf(period.from, grain);
    Temporal.PlainDate.compare(start, period.to) <= 0;
    start = next(start, grain)
  ) {
    const bucket = { from: start, to: next(start, grain).subtract({ days: 1 }) };
    const days = intersect(bucket, period) ?? bucket;
    const whole = days.from.equals(bucket.from) && days.to.equals(bucket.to);
    points.push({
      label: bucketWords(days, grain, answer),
      days,
      whole,
      group: byStart.get(start.toString()),
    });
  }
  return points;
}

function startOf(day: Temporal.PlainDate, grain: Grain): Temporal.PlainDate {
  switch (grain) {
    case "day":
      return day;
    case "week":
      return mondayOf(day);
    case "month":
      return day.with({ day: 1 });
    case "year":
      return day.with({ month: 1, day: 1 });
  }
}

function next(start: Temporal.PlainDate, grain: Grain): Temporal.PlainDate {
  return start.add({ [`${grain}s`]: 1 });
}

function bucketWords(days: Period, grain: Grain, { lang, today }: Answer): string {
  if (grain === "day") return dayWords(days.from, lang, today.year);
  const whole = days.from.day === 1 && days.to.equals(monthEnd(days.to));
  if (grain === "month" && whole) return monthWords(days.from, lang, today.year);
  if (grain !== "year") return periodWords(days, lang, today.year);
  const year = lang === "ko" ? `${days.from.year}년` : `${days.from.year}`;
  if (lengthDays(days) >= 365) return year;
  return `${year}${lang === "ko" ? "" : " "}(${periodWords(days, lang, days.from.year)})`;
}

function pointFigure(
  answer: Answer,
  metric: Metric,
  block: Block,
  point: Point,
  more: Record<string, string> = {},
  side: Side = "now",
): Quantity {
  return figure(answer, metric, point.group?.[side], block, scopeOfDays(answer, point.days, more));
}

/** The same metric over the period compared with, point by point; none where no comparison was asked for. */
function beforeFigures(
  answer: Answer,
  block: Block,
  grain: Grain,
  metric: Metric,
  count: number,
): Quantity[] {
  const { periods, request, splits } = answer;
  if (!periods.before || !request.comparison || !request.compareAsked || !block.total.before) return [];
  // A line of fewer accounts beside the whole would show a change that is none.
  if (isPartlyCompared(answer)) return [];
  const points = pointsOf(answer, block.splits[splits.series ?? 0] ?? [], grain, 0, "before").slice(0, count);
  return points.map((point) => pointFigure(answer, metric, block, point, {}, "before"));
}

/** The small chart of an overview. */
export function seriesChart(answer: Answer, block: Block, grain: Grain, metric: Metric): ChartPart[] {
  const { lang, splits } = answer;
  if (splits.series === undefined) return [];
  const points = pointsOf(answer, block.splits[splits.series] ?? [], grain, 0);
  if (points.length < 2) return [];
  const values = points.map((point) => pointFigure(answer, metric, block, point));
  const before = beforeFigures(answer, block, grain, metric, points.length);
  const label = answer.request.comparison?.label[lang] ?? "";
  return [
    {
      kind: "chart",
      shape: "line",
      title: titleOf(metric, grain, lang, block),
      labels: points.map(({ label: text }) => text),
      series: [
        { name: metricLabel(metric, lang), values },
        ...(before.length === values.length ? [{ name: label, values: before }] : []),
      ],
    },
  ];
}

function titleOf(metric: Metric, grain: Grain, lang: "ko" | "en", block?: Block): string {
  const label = block ? labelIn(block, metric, lang) : metricLabel(metric, lang);
  return lang === "ko" ? `${byDim(grain, lang)} ${label}` : `${label} ${byDim(grain, lang)}`;
}

/** Lines for the values of a split: at most this many, the largest first. */
const MOST_LINES = 6;
const MOST_CHARTS = 3;

export function trendParts(answer: Answer, block: Block, grain: Grain): Part[] {
  const { shown, splits, request } = answer;
  const dims = request.dims;
  if (splits.lines !== undefined && dims.length > 0) return splitTrend(answer, block, grain, dims);
  const charts = shown.slice(0, MOST_CHARTS).flatMap((metric) => seriesChart(answer, block, grain, metric));
  const points = pointsOf(answer, block.splits[splits.series ?? 0] ?? [], grain, 0);
  return [...charts, pointTable(answer, block, grain, points)];
}

function pointTable(answer: Answer, block: Block, grain: Grain, points: readonly Point[]): TablePart {
  const { lang, shown } = answer;
  const before = shown[0] ? beforeFigures(answer, block, grain, shown[0], points.length) : [];
  const column = (key: string, label: string) => ({ key, label, align: "right" as const });
  const label = answer.request.comparison?.label[lang] ?? "";
  return {
    kind: "table",
    columns: [
      { key: grain, label: dimLabels[grain][lang], align: "left" },
      ...shown.map((metric) => column(metric, labelIn(block, metric, lang))),
      ...(before.length > 0 && shown[0] ? [column("before", `${label} ${metricLabel(shown[0], lang)}`)] : []),
    ],
    rows: points.map((point, at): Cell[] => [
      point.label,
      ...shown.map((metric) => pointFigure(answer, metric, block, point)),
      ...(before.length > 0 ? [before[at] ?? ""] : []),
    ]),
    ...(points.some(({ group }) => !group) && {
      note: words("– 는 데이터가 없는 구간이에요.", "– marks a stretch without data.")[lang],
    }),
  };
}

/** One line per value of the split, of the first metric. */
function splitTrend(answer: Answer, block: Block, grain: Grain, dims: readonly Dim[]): Part[] {
  const { lang, shown, splits, today } = answer;
  const metric = shown[0];
  if (!metric) return [];
  const byValue = Map.groupBy(block.splits[splits.lines ?? 1] ?? [], ({ keys }) =>
    keys
      .slice(0, dims.length)
      .map(({ id }) => id)
      .join("\n"),
  );
  const size = (groups: readonly Group[]): bigint =>
    groups.reduce((sum, { now }) => sum + (now?.sums.spend ?? now?.sums.impressions ?? 0n), 0n);
  const largest = [...byValue.values()].toSorted((a, b) => (size(b) > size(a) ? 1 : -1)).slice(0, MOST_LINES);
  const lines = largest.map((groups) => {
    const keys = groups[0]?.keys.slice(0, dims.length) ?? [];
    const name = keys
      .map((key, index) => keyWords(dims[index] ?? "campaign", key, lang, today.year))
      .join(" · ");
    const more = Object.fromEntries(
      keys.map((key, index) => [dims[index] ?? "campaign", scopeValue(dims[index] ?? "campaign", key)]),
    );
    const points = pointsOf(answer, groups, grain, dims.length);
    return { name, points, values: points.map((point) => pointFigure(answer, metric, block, point, more)) };
  });
  const labels = lines[0]?.points.map(({ label }) => label) ?? [];
  if (lines.length === 0) return [];
  const chart: ChartPart = {
    kind: "chart",
    shape: "line",
    title: titleOf(metric, grain, lang, block),
    labels,
    series: lines.map(({ name, values }) => ({ name, values })),
  };
  const table: TablePart = {
    kind: "table",
    columns: [
      { key: grain, label: dimLabels[grain][lang], align: "left" },
      ...lines.map(({ name }) => ({ key: name, label: name, align: "right" as const })),
    ],
    rows: labels.map((label, at): Cell[] => [label, ...lines.map(({ values }) => values[at] as Quantity)]),
  };
  const more =
    byValue.size > lines.length
      ? [{ ...table, note: words("큰 순서로 일부만 보여요.", "Only the largest are shown.")[lang] }]
      : [table];
  return labels.length > 1 ? [chart, ...more] : more;
}

const at: Readonly<Record<Grain, string>> = { day: "on", week: "in the week of", month: "in", year: "in" };

const MOST_NAMED = 3;

/** Parts of months or years are not ranked against each other: the sum of half a month is no low. */
function listedLead(
  answer: Answer,
  known: readonly { point: Point; value: Quantity }[],
  label: string,
): TextPart {
  const { lang } = answer;
  const parts = known.map(({ point, value }): Run[] => [`${point.label} `, ...counted(value, lang)]);
  if (lang === "en") return lead([`${opening(answer)}${label}: `, ...listed(parts), "."]);
  const last = known.at(-1)?.value;
  const end = last ? particle(last, "이에요/예요") : "";
  return lead([`${opening(answer)}${withParticle(label, "은/는")} `, ...listed(parts), `${end}.`]);
}

/** "최근 30일 일별 광고비는 11월 3일 1,234원이 가장 높고 …": high, low and total. */
export function trendLead(answer: Answer, block: Block, grain: Grain): TextPart {
  const { lang, shown, splits } = answer;
  const metric = shown[0];
  const points = pointsOf(answer, block.splits[splits.series ?? 0] ?? [], grain, 0);
  const known = points.flatMap((point) => {
    const value = metric && pointFigure(answer, metric, block, point);
    return value && value.value !== null ? [{ point, value, size: value.value }] : [];
  });
  const cut =
    metric !== undefined && metrics[metric].kind === "additive" && known.some(({ point }) => !point.whole);
  const whole = known.filter(({ point }) => point.whole);
  if (cut && known.length > 1 && whole.length < 2)
    return listedLead(answer, known.slice(-MOST_NAMED), titleOf(metric, grain, lang));
  const sorted = (cut ? whole : known).toSorted((a, b) => b.size - a.size);
  const [high, low] = [sorted[0], sorted.at(-1)];
  if (!metric || !high || !low)
    return lead([
      `${opening(answer)}${words("계산할 수 있는 수치가 없어요.", "no figure can be formed.")[lang]}`,
    ]);
  const label = titleOf(metric, grain, lang, block);
  const [best, worst] = [high.point.label, low.point.label];
  if (known.length === 1)
    return lead([`${opening(answer)}${label}: ${best} `, ...counted(high.value, lang), "."]);
  if (lang === "en")
    return lead([
      `${opening(answer)}${label} peaked ${at[grain]} ${best} at `,
      high.value,
      ` and ${metrics[metric].unit === "count" ? "were" : "was"} lowest ${at[grain]} ${worst} at `,
      low.value,
      ".",
    ]);
  return lead([
    `${opening(answer)}${withParticle(label, "은/는")} ${best} `,
    ...counted(high.value, lang),
    `${particle(high.value, "이/가")} 가장 높고, ${worst} `,
    ...counted(low.value, lang),
    `${particle(low.value, "이/가")} 가장 낮아요.`,
  ]);
}
