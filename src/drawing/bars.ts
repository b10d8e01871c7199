// Bars that lie flat: the name before each, its figure behind it, losses to the left of zero.

import { formatQuantity } from "../core/format.ts";
import type { Lang } from "../core/locale.ts";
import type { Quantity } from "../core/quantity.ts";
import { textMark } from "./frame.ts";
import { colourOf, FONT, ink, type Sheet, size, soft } from "./look.ts";
import { linesOf, textWidth } from "./measure.ts";
import type { Plot } from "./plot.ts";
import { drawnValue, type Line, type Section, valuesOf } from "./sections.ts";

const THICK = 18;
const BETWEEN = 16;
const HEADING = 26;
const LONGEST_NAME = 260;
/** Between a bar's end and its figure. */
const GAP = 6;

export type Bars = { labels: readonly string[]; sections: readonly Section[]; lang: Lang; sheet: Sheet };

export function barsPlot({ labels, sections, lang, sheet }: Bars, top: number): Plot {
  const { width, pad } = sheet;
  const names = namesOf(labels, sheet);
  const left = pad + 10 + Math.max(...names.flat().map((line) => textWidth(line, size.text)));
  const plot: Plot = { grids: [], xAxes: [], yAxes: [], series: [], marks: [], height: 0 };
  let y = top + 4;
  for (const [at, section] of sections.entries()) {
    if (section.heading !== "") {
      plot.marks.push(textMark(section.heading, pad, y, { fill: soft }));
      y += HEADING;
    }
    const high = labels.length * rowHeight(section, names);
    const room = roomFor(section, lang, width - pad - left);
    plot.grids.push({ left, top: y, width: width - pad - left, height: high });
    plot.xAxes.push({ gridIndex: at, type: "value", show: false, ...room });
    plot.yAxes.push(namesAxis(at, names));
    plot.series.push(...section.lines.map((line) => drawnBars(line, at, lang)));
    y += high + BETWEEN;
  }
  return { ...plot, height: y - top };
}

/** How many names fit into so many pixels, each with its bars. */
export function rowsIn(
  room: number,
  section: Section,
  { labels, sheet }: Pick<Bars, "labels" | "sheet">,
): number {
  const high = rowHeight(section, namesOf(labels, sheet));
  return Math.max(1, Math.floor((room - 4) / high));
}

function namesOf(labels: readonly string[], { width }: Sheet): string[][] {
  return labels.map((label) => linesOf(label, Math.min(LONGEST_NAME, width / 3), size.text, 2));
}

function rowHeight({ lines }: Section, names: readonly string[][]): number {
  const twoLines = names.some((name) => name.length > 1);
  return Math.max(lines.length * (THICK + 3) + BETWEEN - 4, twoLines ? 42 : 30);
}

/** The ends of the scale, so that the figure behind the longest bar has its room; a loss has its figure to the left. */
function roomFor(section: Section, lang: Lang, inner: number): { min: number; max: number } {
  const values = valuesOf(section);
  const figure = (below: boolean): number =>
    Math.max(
      0,
      ...section.lines.flatMap((line) =>
        line.values
          .filter((value) => isLoss(value) === below)
          .map((value) => textWidth(formatQuantity(value, lang), size.text) + GAP + 4),
      ),
    );
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = high - low || 1;
  const before = low < 0 ? figure(true) : 0;
  const perPixel = span / Math.max(60, inner - before - figure(false));
  return { min: low - before * perPixel, max: high + figure(false) * perPixel };
}

function isLoss(quantity: Quantity): boolean {
  return (drawnValue(quantity) ?? 0) < 0;
}

function namesAxis(gridIndex: number, names: readonly string[][]): Record<string, unknown> {
  return {
    gridIndex,
    type: "category",
    inverse: true,
    data: names.map((lines) => lines.join("\n")),
    axisTick: { show: false },
    axisLine: { onZero: true, lineStyle: { color: soft, width: 1 } },
    axisLabel: { interval: 0, fontFamily: FONT, fontSize: size.text, lineHeight: 17, color: ink, margin: 10 },
  };
}

function drawnBars({ index, name, values }: Line, at: number, lang: Lang): Record<string, unknown> {
  return {
    type: "bar",
    name,
    xAxisIndex: at,
    yAxisIndex: at,
    barWidth: THICK,
    barGap: "15%",
    itemStyle: { color: colourOf(index), borderRadius: 3 },
    data: values.map((quantity) => ({
      value: drawnValue(quantity) ?? 0,
      label: {
        show: true,
        position: isLoss(quantity) ? "left" : "right",
        distance: GAP,
        formatter: formatQuantity(quantity, lang).replaceAll("{", "("),
        fontFamily: FONT,
        fontSize: size.text,
        color: quantity.value === null ? soft : ink,
      },
    })),
  };
}
