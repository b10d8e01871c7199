// A chart that Slack draws itself, where it fits: what is too long is put together or cut, and that is said. Its figures stand in words beside it.

import type { ChartPart } from "../../../core/card/chart.ts";
import { formatPlain, formatUnit } from "../../../core/format.ts";
import { type Lang, say, type Words, words } from "../../../core/locale.ts";
import { additiveMetrics } from "../../../core/metric.ts";
import type { Quantity } from "../../../core/quantity.ts";
import { isDrawable } from "../../../drawing/manner.ts";
import type { Block } from "../blocks/block.ts";
import { limits } from "../blocks/objects.ts";
import { shortened } from "./words.ts";

type NativeBlock = Extract<Block, { type: "data_visualization" }>;
/** `told`: what the drawing leaves out or puts together. */
export type NativeChart = { block: NativeBlock; told: string[] };

const { title: LONGEST_TITLE, label: LONGEST_NAME, points: MOST_POINTS, series: MOST_SERIES } = limits.chart;
const WEEK = 7;

const unnamed = words("차트", "Chart");
const demoMark = words("데모", "demo");

/** @returns `undefined` where Slack could only draw something else than the chart says: gaps, several units, too many lines */
export function nativeChart(
  part: ChartPart,
  { lang, demo }: { lang: Lang; demo: boolean },
): NativeChart | undefined {
  const unit = unitOf(part, lang);
  if (!isDrawable(part) || unit === undefined || part.series.length > MOST_SERIES) return undefined;
  const { labels, series, told } = fitted(part);
  const categories = unique(labels);
  const names = unique(part.series.map(({ name }) => name));
  const mark = demo ? ` (${demoMark[lang]})` : "";
  const title = shortened(part.title, LONGEST_TITLE - mark.length) || unnamed[lang];
  const block: NativeBlock = {
    type: "data_visualization",
    title: `${title}${mark}`,
    chart: {
      type: part.shape,
      series: series.map((values, at) => ({
        name: names[at] ?? "",
        data: values.map((value, point) => ({ label: categories[point] ?? "", value })),
      })),
      axis_config: { categories, ...(unit !== "" && { y_label: shortened(unit, LONGEST_TITLE) }) },
    },
  };
  return { block, told: told ? [say(lang, told)] : [] };
}

/** The one unit of all points; none where they differ or a value is missing: one axis would lie about them. */
function unitOf({ labels, series }: ChartPart, lang: Lang): string | undefined {
  const all = series.flatMap(({ values }) => values);
  if (series.some(({ values }) => values.length !== labels.length)) return undefined;
  if (all.some(({ value }) => value === null)) return undefined;
  const kinds = new Set(
    all.map((one) => `${one.unit} ${one.currency ?? ""} ${formatUnit(one, lang)} ${isSigned(one)}`),
  );
  const [first] = all;
  return kinds.size === 1 && first ? formatUnit(first, lang) : undefined;
}

/** Points of a change are no rate, though both are ratios. */
function isSigned({ metric }: Quantity): boolean {
  return metric === "change" || metric === "points" || metric === "effect";
}

type Fitted = { labels: string[]; series: number[][]; told?: Words };

function fitted(part: ChartPart): Fitted {
  const { labels, shape } = part;
  if (labels.length <= MOST_POINTS) return pick(part, 0, labels.length);
  if (isSummable(part)) return byWeeks(part);
  const most = MOST_POINTS;
  if (shape === "line")
    return {
      ...pick(part, labels.length - most, labels.length),
      told: words(
        `그래프는 마지막 ${most}개 구간만 보여요.`,
        `The chart shows the last ${most} points only.`,
      ),
    };
  return {
    ...pick(part, 0, most),
    told: words(`그래프는 앞의 ${most}개만 보여요.`, `The chart shows the first ${most} only.`),
  };
}

function pick({ labels, series }: ChartPart, from: number, to: number): Fitted {
  return {
    labels: labels.slice(from, to),
    series: series.map(({ values }) => values.slice(from, to).map(valueOf)),
  };
}

/** As it is written: a rate in percent. */
function valueOf(quantity: Quantity): number {
  return Number(formatPlain(quantity));
}

/** Days one behind the other of something that may be added up. */
function isSummable({ series }: ChartPart): boolean {
  const additive: readonly string[] = additiveMetrics;
  return series.every(({ values }) =>
    values.every(({ metric, scope: { from, to } }, at) => {
      if (!additive.includes(metric) || from === undefined || from !== to) return false;
      const before = values[at - 1]?.scope["to"];
      return before === undefined || isNextDay(before, from);
    }),
  );
}

function isNextDay(before: string, day: string): boolean {
  return Temporal.PlainDate.from(before).add({ days: 1 }).toString() === day;
}

/** Whole weeks that end with the last day: half a week beside whole ones would look like a fall. */
function byWeeks({ labels, series }: ChartPart): Fitted {
  const weeks = Math.min(Math.floor(labels.length / WEEK), MOST_POINTS);
  const from = labels.length - weeks * WEEK;
  const starts = Array.from({ length: weeks }, (_, week) => from + week * WEEK);
  const sumFrom = (values: readonly Quantity[], start: number): number =>
    values.slice(start, start + WEEK).reduce((sum, one) => sum + valueOf(one), 0);
  const left = words(
    from > 0 ? ` 앞의 ${from}일은 그래프에 없어요.` : "",
    from > 0 ? ` The first ${from === 1 ? "day is" : `${from} days are`} not in it.` : "",
  );
  return {
    labels: starts.map((start) => `${shortened(labels[start] ?? "", LONGEST_NAME - 1)}~`),
    series: series.map(({ values }) => starts.map((start) => Number(sumFrom(values, start).toPrecision(15)))),
    told: words(
      `그래프의 점 하나는 7일 합계예요.${left.ko}`,
      `Each point of the chart is the sum of seven days.${left.en}`,
    ),
  };
}

/** Names short enough for Slack, each different from those before it. */
function unique(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let free = shortened(name, LONGEST_NAME) || "–";
    for (let count = 2; taken.has(free); count += 1) {
      const tail = ` ${count}`;
      free = `${shortened(name, LONGEST_NAME - tail.length)}${tail}`.trim();
    }
    taken.add(free);
    return free;
  });
}
