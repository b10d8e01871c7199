// A chart by meaning: axis words and series of quantities. How it is drawn belongs to the surface.

import { z } from "zod";
import { Quantity } from "../quantity.ts";

export const ChartPart = z.object({
  kind: z.literal("chart"),
  shape: z.enum(["line", "bar"]),
  title: z.string(),
  /** One word per point, the same number as values in each series. */
  labels: z.array(z.string()),
  series: z.array(z.object({ name: z.string(), values: z.array(Quantity) })).min(1),
});
export type ChartPart = z.output<typeof ChartPart>;
