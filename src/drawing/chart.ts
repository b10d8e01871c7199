// A chart of a card as a picture: a pure function to a drawing in SVG. Lines and columns have axes, a few names have bars that lie flat.

import { BarChart, LineChart } from "echarts/charts";
import { GraphicComponent, GridComponent } from "echarts/components";
import { type EChartsCoreOption, init, setPlatformAPI, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { ChartPart } from "../core/card/chart.ts";
import { axesPlot } from "./axes.ts";
import type { Lang } from "../core/locale.ts";
import { barsPlot, rowsIn } from "./bars.ts";
import { footMarks, type Frame, legendMarks, type Mark, titleMarks, unseen } from "./frame.ts";
import { bubble, paper, type Sheet, size, usual } from "./look.ts";
import type { Manner } from "./manner.ts";
import { nameOf, textWidth } from "./measure.ts";
import type { Plot } from "./plot.ts";
import { type Section, type Sections, sectionsOf } from "./sections.ts";

use([LineChart, BarChart, GridComponent, GraphicComponent, SVGRenderer]);
setPlatformAPI({ measureText: (text, font) => ({ width: textWidth(text, fontPixels(font)) }) });

export type Picture = { width: number; height: number; option: EChartsCoreOption };

export function pictureOf(part: ChartPart, { lang, mark, wide = false }: Manner): Picture {
  return wide ? bubblePicture(part, { lang, mark }) : usualPicture(part, { lang, mark });
}

function usualPicture(part: ChartPart, { lang, mark }: Manner): Picture {
  const { sections, left } = sectionsOf(part, lang);
  const head = headOf(part, { sections, left }, lang, usual);
  const labels = part.labels.map(nameOf);
  const plan = { labels, sections, lang, sheet: usual };
  const plot = isFlat(part, sections)
    ? barsPlot(plan, head.height)
    : axesPlot({ ...plan, columns: part.shape === "bar" }, head.height);
  const foot = footMarks(mark, head.height + plot.height + 8, usual);
  const height = Math.ceil(head.height + plot.height + foot.height + usual.pad * 0.7);
  return drawnOn({ width: usual.width, height }, plot, [...head.marks, ...plot.marks, ...foot.marks]);
}

/** Lines on a bubble, all of one unit: what is left out is counted there, and stands in words beside it. */
const BUBBLE_LINES = 3;

/** Of the same meaning less, in a frame that is given. */
function bubblePicture(part: ChartPart, { lang, mark }: Manner): Picture {
  const all = sectionsOf(part, lang, BUBBLE_LINES);
  const flat = isFlat(part, all.sections);
  const sections = all.sections.slice(0, 1);
  const others = all.sections.slice(1).flatMap(({ lines }) => lines);
  const head = headOf(part, { sections, left: all.left + others.length }, lang, bubble);
  const [first] = sections;
  const names = part.labels.map(nameOf);
  const shownIn = (room: number): string[] =>
    flat && first ? names.slice(0, rowsIn(room, first, { labels: names, sheet: bubble })) : names;
  const whole = bubble.height - 6;
  const isWhole = mark === "" && shownIn(whole - head.height).length === names.length;
  const bottom = isWhole ? whole : bubble.height - size.small * 1.4 - 10;
  const room = bottom - head.height;
  const labels = shownIn(room);
  const plan = { labels, sections: firstOf(sections, labels.length), lang, sheet: bubble };
  const plot = flat
    ? barsPlot(plan, head.height)
    : axesPlot({ ...plan, columns: part.shape === "bar", room }, head.height);
  const rest = names.length - labels.length;
  const told = [rest > 0 ? unseen(rest)[lang] : "", mark].filter((text) => text !== "").join(" · ");
  const foot = footMarks(told, bottom + 2, bubble);
  return drawnOn({ width: bubble.width, height: bubble.height }, plot, [
    ...head.marks,
    ...plot.marks,
    ...foot.marks,
  ]);
}

function firstOf(sections: readonly Section[], count: number): Section[] {
  return sections.map((section) => ({
    ...section,
    lines: section.lines.map((line) => ({ ...line, values: line.values.slice(0, count) })),
  }));
}

/** Title and names of the series. */
function headOf(part: ChartPart, { sections, left }: Sections, lang: Lang, sheet: Sheet): Frame {
  const lines = sections.flatMap((section) => section.lines);
  const title = titleMarks(part.title, sheet);
  const legend = legendMarks(lines, { asBars: part.shape === "bar", left, lang, top: title.height, sheet });
  return { marks: [...title.marks, ...legend.marks], height: title.height + legend.height + 10 };
}

function drawnOn(
  { width, height }: { width: number; height: number },
  { grids: grid, xAxes: xAxis, yAxes: yAxis, series }: Plot,
  graphic: Mark[],
): Picture {
  const option = { animation: false, backgroundColor: paper, grid, xAxis, yAxis, series, graphic };
  return { width, height, option };
}

export function svgOf({ width, height, option }: Picture): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

/** So many bars lie flat, each with its name and figure; more of them stand as columns. */
const MOST_FLAT = 48;

function isFlat({ shape, labels }: ChartPart, sections: readonly Section[]): boolean {
  const most = Math.max(...sections.map(({ lines }) => lines.length));
  return shape === "bar" && labels.length * most * sections.length <= MOST_FLAT;
}

/** From `bold 14px Pretendard`, as echarts names a font. */
function fontPixels(font: string | undefined): number {
  return Number(/([\d.]+)px/.exec(font ?? "")?.[1] ?? 12);
}
