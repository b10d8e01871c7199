// Lines and columns over an axis of days or names: as many names below as fit, round values beside, gaps left as gaps.

import type { Lang } from "../core/locale.ts";
import { textMark } from "./frame.ts";
import { colourOf, FONT, ink, paper, rule, type Sheet, size, soft, strokeOf } from "./look.ts";
import { cutToPixels, textWidth } from "./measure.ts";
import type { Plot } from "./plot.ts";
import { drawnValue, type Line, type Section, valuesOf } from "./sections.ts";
import { roundValues, tickText } from "./ticks.ts";
import { type Stage, type Told, toldPoints } from "./told.ts";

const HEIGHT = 300;
const HEIGHT_OF_SEVERAL = 200;
const NAMES = 30;
const HEADING = 24;
const BETWEEN = 30;
const LONGEST_NAME = 160;
/** A line of more points has no dot at each of them. */
const MOST_DOTS = 45;

/** `room`: pixels from the top of the first to below the names, where they are given. */
export type Axes = {
  labels: readonly string[];
  sections: readonly Section[];
  lang: Lang;
  columns: boolean;
  sheet: Sheet;
  room?: number;
};

/** Sections one below the other over the same days, with names below the last. */
export function axesPlot({ labels, sections, lang, columns, sheet, room }: Axes, top: number): Plot {
  const { width, pad } = sheet;
  const names = labels.map((label) => cutToPixels(label, LONGEST_NAME, size.text));
  const scales = sections.map((section) => scaleOf(section, lang));
  const left =
    pad + 10 + Math.max(...scales.flatMap(({ texts }) => texts.map((text) => textWidth(text, size.text))));
  const right = columns ? pad : Math.max(pad, textWidth(names.at(-1) ?? "", size.text) / 2 + 8);
  const inner = width - left - right;
  const height =
    room === undefined ? (sections.length === 1 ? HEIGHT : HEIGHT_OF_SEVERAL) : heightIn(room, sections);
  const shown = shownNames(names, inner, columns);
  const plot: Plot = { grids: [], xAxes: [], yAxes: [], series: [], marks: [], height: 0 };
  let y = top;
  for (const [at, section] of sections.entries()) {
    const last = at === sections.length - 1;
    if (section.heading !== "") {
      plot.marks.push(textMark(section.heading, pad, y, { fill: soft }));
      y += HEADING;
    }
    y += size.text;
    plot.grids.push({ left, top: y, width: inner, height });
    plot.xAxes.push(nameAxis(at, names, columns, last ? shown : undefined));
    plot.yAxes.push(valueAxis(at, scales[at] ?? scaleOf(section, lang), height));
    const scale = scales[at]?.values ?? [];
    const stage = { lang, columns, count: labels.length, inner, height, scale };
    const place = { ...stage, at, alone: section.lines.length === 1 };
    plot.series.push(...section.lines.map((line) => drawnLine(line, place)));
    y += height + (last ? NAMES : BETWEEN);
  }
  return { ...plot, height: y - top };
}

/** What is left for the axes of a given room. */
function heightIn(room: number, sections: readonly Section[]): number {
  const headings = sections.filter(({ heading }) => heading !== "").length * HEADING;
  return room - headings - size.text - NAMES;
}

type Scale = { values: number[]; texts: string[] };

function scaleOf(section: Section, lang: Lang): Scale {
  const found = valuesOf(section);
  const values = roundValues(Math.min(0, ...found), Math.max(0, ...found));
  const pattern = section.lines[0]?.values.find(({ value }) => value !== null);
  return { values, texts: pattern ? values.map((value) => tickText(pattern, value, lang)) : [] };
}

/** Of marks that stand too close, every second or third is written. */
function valueAxis(gridIndex: number, { values, texts }: Scale, height: number): Record<string, unknown> {
  const every = Math.max(1, Math.ceil(((values.length - 1) * size.text * 1.3) / height));
  const [low = 0, next = 1] = values;
  const high = values.at(-1) ?? 1;
  return {
    gridIndex,
    type: "value",
    min: low,
    max: high === low ? low + 1 : high,
    interval: high === low ? 1 : next - low,
    axisLabel: {
      ...letters,
      formatter: (value: number) => {
        const at = values.findIndex((one) => nearly(one, value, high - low));
        return at % every === 0 ? (texts[at] ?? "") : "";
      },
    },
    splitLine: { lineStyle: { color: rule } },
  };
}

function nearly(one: number, other: number, span: number): boolean {
  return Math.abs(one - other) <= Math.abs(span) * 1e-6;
}

const letters = { fontFamily: FONT, fontSize: size.text, color: soft };

function nameAxis(
  gridIndex: number,
  names: readonly string[],
  columns: boolean,
  shown: ReadonlySet<number> | undefined,
): Record<string, unknown> {
  return {
    gridIndex,
    type: "category",
    data: [...names],
    boundaryGap: columns || names.length === 1,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: soft, width: 1 } },
    axisLabel: {
      ...letters,
      show: shown !== undefined,
      margin: 10,
      interval: (index: number) => shown?.has(index) ?? false,
    },
  };
}

/** As many as fit, equally far from each other: of days the last among them, of names the first. */
function shownNames(names: readonly string[], inner: number, columns: boolean): Set<number> {
  const widest = Math.max(...names.map((name) => textWidth(name, size.text)));
  const slots = columns ? names.length : Math.max(1, names.length - 1);
  const step = Math.max(1, Math.ceil((widest + 16) / (inner / slots)));
  const anchor = columns ? 0 : (names.length - 1) % step;
  return new Set(names.flatMap((_, at) => (at % step === anchor ? [at] : [])));
}

type Place = Stage & { at: number; alone: boolean };

function drawnLine({ index, name, values }: Line, place: Place): Record<string, unknown> {
  const { at, columns, count } = place;
  const told = place.alone ? toldPoints(values, place) : new Map<number, Told>();
  const data = Array.from({ length: count }, (_, point) => ({
    value: drawnValue(values[point]),
    ...(!columns && dotOf(values, point, told.has(point))),
    ...(told.has(point) && { label: labelOf(told.get(point)) }),
  }));
  const shared = { name, xAxisIndex: at, yAxisIndex: at, data, itemStyle: { color: colourOf(index) } };
  if (columns) return { ...shared, type: "bar", barMaxWidth: 28, barGap: "10%", barCategoryGap: "28%" };
  const dashes = strokeOf(index);
  const lineStyle = { color: colourOf(index), width: 2.5, type: dashes.length > 0 ? dashes : "solid" };
  return { ...shared, type: "line", showAllSymbol: true, symbol: "circle", lineStyle };
}

/** A point between two gaps has no line to it: it keeps its dot however many points there are. */
function dotOf(values: Line["values"], point: number, told: boolean): Record<string, unknown> {
  const known = (at: number): boolean => (values[at]?.value ?? null) !== null;
  if (values.length <= MOST_DOTS) return { symbolSize: 7 };
  return told || (!known(point - 1) && !known(point + 1)) ? { symbolSize: 5 } : { symbol: "none" };
}

/** Written with a rim, so that a line behind it does not run through the figure. */
function labelOf(told: Told | undefined): Record<string, unknown> {
  return {
    show: true,
    position: told?.below ? "bottom" : "top",
    formatter: told?.text,
    align: told?.align,
    fontFamily: FONT,
    fontSize: size.small,
    fontWeight: 700,
    color: ink,
    textBorderColor: paper,
    textBorderWidth: 3,
  };
}
