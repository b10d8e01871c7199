// How a chart is to be drawn, and which charts can be.

import type { ChartPart } from "../core/card/chart.ts";
import type { Lang } from "../core/locale.ts";

/** `mark` says that the figures are simulated, and is empty where they are not; `wide`: exactly two to one, for a bubble on a phone. */
export type Manner = { lang: Lang; mark: string; wide?: boolean };

/** Beyond this no figure is one. */
const MOST = 1e15;

/** Whether there is anything to draw: a chart without a value is said in words only. */
export function isDrawable({ labels, series }: ChartPart): boolean {
  const values = series.flatMap((one) => one.values.flatMap(({ value }) => (value === null ? [] : [value])));
  return labels.length > 0 && values.length > 0 && values.every((value) => Math.abs(value) <= MOST);
}
