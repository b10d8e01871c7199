// Series that share an axis: won and dollars never do, nor do money and rates. Each section of a picture has one unit.

import type { ChartPart } from "../core/card/chart.ts";
import { formatUnit } from "../core/format.ts";
import type { Lang } from "../core/locale.ts";
import type { Quantity } from "../core/quantity.ts";
import { nameOf } from "./measure.ts";

/** `index` is the place among all series of the chart: it decides the colour. */
export type Line = { index: number; name: string; values: readonly Quantity[] };

/** `heading` says the unit, or the names where the unit has none; empty for the only section. */
export type Section = { heading: string; lines: Line[] };

/** More lines than these nobody tells apart; the figures of all stand in the words beside the picture. */
const MOST_LINES = 12;

export type Sections = { sections: Section[]; left: number };

/** @returns at most `most` (twelve) lines by their units, and how many are left out */
export function sectionsOf({ series }: ChartPart, lang: Lang, most = MOST_LINES): Sections {
  const lines = series
    .map(({ name, values }, index) => ({ index, name: nameOf(name), values }))
    .filter(({ values }) => values.some(({ value }) => value !== null));
  const shown = lines.slice(0, most);
  const groups = [...Map.groupBy(shown, ({ values }) => unitKey(values)).values()];
  const sections = groups.map((own) => ({
    heading: groups.length > 1 ? headingOf(own, lang) : "",
    lines: own,
  }));
  return { sections, left: lines.length - shown.length };
}

function unitKey(values: readonly Quantity[]): string {
  const known = values.find(({ value }) => value !== null);
  return known ? `${known.unit} ${known.currency ?? ""} ${formatUnit(known, "en")}` : "";
}

function headingOf(lines: readonly Line[], lang: Lang): string {
  const known = lines[0]?.values.find(({ value }) => value !== null);
  return (known && formatUnit(known, lang)) || lines.map(({ name }) => name).join(", ");
}

/** Values of a section that there are. */
export function valuesOf({ lines }: Section): number[] {
  return lines.flatMap(({ values }) => values.flatMap((one) => drawnValue(one) ?? []));
}

/** Less than this is nothing to see, and too little for echarts to reckon with. */
const LEAST = 1e-12;

export function drawnValue(quantity: Quantity | undefined): number | null {
  const value = quantity?.value ?? null;
  return value !== null && Math.abs(value) < LEAST ? 0 : value;
}
