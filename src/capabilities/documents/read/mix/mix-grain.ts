// Whether the lines of a media-mix table are days, weeks or months: by the distance between neighbouring dates.

import type { DayReader } from "../rows/row-dates.ts";
import type { SheetRow } from "../source.ts";

export type MixGrain = "day" | "week" | "month";

export function grainOf(sample: SheetRow[], readDays: DayReader, named: MixGrain): MixGrain {
  const days = new Set<string>();
  for (const { cells } of sample) {
    const read = readDays(cells);
    if (read && !("reason" in read)) days.add(read.day);
  }
  const sorted = [...days].sort().map((day) => Temporal.PlainDate.from(day));
  let closest = Number.POSITIVE_INFINITY;
  for (let at = 1; at < sorted.length; at++) {
    closest = Math.min(closest, sorted[at - 1]!.until(sorted[at]!, { largestUnit: "days" }).days);
  }
  if (closest === Number.POSITIVE_INFINITY) return named;
  if (closest >= 28) return "month";
  return closest === 7 || (closest > 7 && closest % 7 === 0) ? "week" : "day";
}
