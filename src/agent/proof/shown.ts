// The size of a figure as cards write it, so that a figure copied from a card is always equal to it.

import { formatQuantity } from "../../core/format.ts";
import type { Fact } from "./facts.ts";

/** 25,819,938 for "25,819,938원", 4.0 for "−4.0%", 1.78 for "1.78%"; without its sign. */
export function shownSize({ quantity, lang }: Fact): number {
  return Number(
    /\d[\d,]*(?:\.\d+)?/.exec(formatQuantity(quantity, lang))?.[0].replaceAll(",", "") ?? Number.NaN,
  );
}
