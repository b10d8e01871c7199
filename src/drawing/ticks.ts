// Marks of a chart's value axis: a few round values from zero that hold every point.

import type { ChartPart } from "../core/card/chart.ts";
import { formatTick } from "../core/format.ts";
import type { Lang } from "../core/locale.ts";
import type { Quantity } from "../core/quantity.ts";

const roundSteps = [1, 2, 2.5, 5, 10];
const wanted = 4;

export function ticksOf({ series }: ChartPart, lang: Lang): { value: number; text: string }[] {
  const pattern = series[0]?.values.find(({ value }) => value !== null);
  if (!pattern) return [];
  const values = series.flatMap((one) => one.values.flatMap(({ value }) => (value === null ? [] : [value])));
  return roundValues(Math.min(0, ...values), Math.max(0, ...values)).map((value) => ({
    value,
    text: tickText(pattern, value, lang),
  }));
}

/** `value` as a mark on an axis of figures like `pattern`. */
export function tickText(pattern: Quantity, value: number, lang: Lang): string {
  return formatTick({ ...pattern, value }, lang);
}

/** Round values from at or below `low` to at or above `high`, evenly spaced. */
export function roundValues(low: number, high: number): number[] {
  if (high === low) return [low];
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (roundSteps.find((round) => round * power >= rough) ?? 10) * power;
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}
