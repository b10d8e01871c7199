// Small charts in plain text: bars with their figures, or one sparkline a series with its ends, low and high.

import { formatQuantity } from "../../format.ts";
import type { ChartPart } from "../chart.ts";
import type { Page } from "./page.ts";
import { sparkLines } from "./spark.ts";
import type { TablePart } from "../table.ts";
import { moreLine, tableLines } from "./table.ts";
import { clean, cutTo, padEnd, padStart, widthOf, wrap } from "./width.ts";

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
const longestBar = 24;
const longestLabel = 24;
/** A single line of up to so many points is drawn as bars, each with its figure. */
const mostBars = 14;

export function chartLines(part: ChartPart, page: Page): string[] {
  const asBars = part.shape === "bar" || (part.series.length === 1 && part.labels.length <= mostBars);
  const body = asBars ? barLines(part, page) : lineLines(part, page);
  return [...wrap(clean(part.title), page.width), ...body];
}

function lineLines(part: ChartPart, page: Page): string[] {
  const sparks = part.series.flatMap((one) => sparkLines(one, part.labels, page));
  return page.whole ? [...sparks, ...tableLines(tableBehind(part), page)] : sparks;
}

/** Every point of a chart: one row a label, one column a series. */
export function tableBehind({ labels, series }: ChartPart): TablePart {
  return {
    kind: "table",
    columns: [
      { key: "label", label: "", align: "left" },
      ...series.map(({ name }) => ({ key: name, label: name, align: "right" as const })),
    ],
    rows: labels.map((label, at) => [label, ...series.map(({ values }) => values[at] ?? "")]),
  };
}

function barLines({ labels, series }: ChartPart, page: Page): string[] {
  const shown = Math.min(labels.length, page.maxRows);
  const names = labels.slice(0, shown).map((label) => cutTo(clean(label), longestLabel));
  const figures = series.map((one) =>
    one.values.slice(0, shown).map((value) => formatQuantity(value, page.lang)),
  );
  const nameWidth = Math.max(0, ...names.map(widthOf));
  const figureWidth = Math.max(0, ...figures.flat().map(widthOf));
  const tails = series.map((one) => (series.length > 1 ? `  ${cutTo(clean(one.name), longestLabel)}` : ""));
  const tailWidth = Math.max(...tails.map(widthOf));
  const room = Math.max(4, Math.min(longestBar, page.width - nameWidth - figureWidth - tailWidth - 4));
  const most = Math.max(0, ...series.flatMap((one) => one.values.map((value) => Math.abs(value.value ?? 0))));
  const lines: string[] = [];
  for (const [point, name] of names.entries()) {
    for (const [index, one] of series.entries()) {
      const label = index === 0 ? name : "";
      const bar = barOf(one.values[point]?.value ?? null, most, room);
      const figure = padStart(figures[index]?.[point] ?? "", figureWidth);
      lines.push(`${padEnd(label, nameWidth)}  ${figure}  ${bar}${tails[index] ?? ""}`.trimEnd());
    }
  }
  return labels.length > shown ? [...lines, moreLine(labels.length - shown, page.lang)] : lines;
}

/** A bar of `value` against `most` in eighths of a column; a value below zero is drawn hollow. */
function barOf(value: number | null, most: number, room: number): string {
  if (value === null || value === 0 || most === 0) return "";
  const parts = Math.max(1, Math.round((Math.abs(value) / most) * room * 8));
  if (value < 0) return "░".repeat(Math.max(1, Math.round(parts / 8)));
  return "█".repeat(Math.floor(parts / 8)) + eighths[parts % 8];
}
