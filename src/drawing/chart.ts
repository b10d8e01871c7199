// A chart of a card as a picture: a pure function to a drawing in SVG. Lines and columns have axes, a few names have bars that lie flat.

import { BarChart, LineChart } from "echarts/charts";
import { GraphicComponent, GridComponent } from "echarts/components";
import { type EChartsCoreOption, init, setPlatformAPI, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { ChartPart } from "../core/card/chart.ts";
import { axesPlot } from "./axes.ts";
import { barsPlot } from "./bars.ts";
import { footMarks, legendMarks, titleMarks } from "./frame.ts";
import { PAD, paper, WIDTH } from "./look.ts";
import type { Manner } from "./manner.ts";
import { nameOf, textWidth } from "./measure.ts";
import { type Section, sectionsOf } from "./sections.ts";

use([LineChart, BarChart, GridComponent, GraphicComponent, SVGRenderer]);
setPlatformAPI({ measureText: (text, font) => ({ width: textWidth(text, fontPixels(font)) }) });

export type Picture = { width: number; height: number; option: EChartsCoreOption };

export function pictureOf(part: ChartPart, { lang, mark }: Manner): Picture {
  const { sections, left } = sectionsOf(part, lang);
  const lines = sections.flatMap((section) => section.lines);
  const labels = part.labels.map(nameOf);
  const title = titleMarks(part.title);
  const asBars = part.shape === "bar";
  const legend = legendMarks(lines, { asBars, left, lang, top: title.height });
  const top = title.height + legend.height + 10;
  const plot = isFlat(part, sections)
    ? barsPlot({ labels, sections, lang }, top)
    : axesPlot({ labels, sections, lang, columns: asBars }, top);
  const foot = footMarks(mark, top + plot.height + 8);
  const { grids: grid, xAxes: xAxis, yAxes: yAxis, series } = plot;
  return {
    width: WIDTH,
    height: Math.ceil(top + plot.height + foot.height + PAD * 0.7),
    option: {
      animation: false,
      backgroundColor: paper,
      grid,
      xAxis,
      yAxis,
      series,
      graphic: [...title.marks, ...legend.marks, ...plot.marks, ...foot.marks],
    },
  };
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
