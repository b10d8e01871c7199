// Words with one count in them: the count is a figure like every other.

import type { Quantity } from "../quantity.ts";
import type { Run } from "./text.ts";

/** How many there are of something, as a figure of a card. */
export function counted(value: number, metric: Quantity["metric"] = "items"): Quantity {
  return { value, unit: "count", metric, scope: {} };
}

/** `캠페인 {n}개` with the count as a quantity in the place of `{n}`. */
export function countedRuns(text: string, value: number, metric: Quantity["metric"] = "items"): Run[] {
  const figure = counted(value, metric);
  return text
    .split("{n}")
    .flatMap((piece, at): Run[] => (at === 0 ? [piece] : [figure, piece]))
    .filter((run) => run !== "");
}
