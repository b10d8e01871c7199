// A row of headline figures, each with the figure it is compared to.

import { z } from "zod";
import { Quantity } from "../quantity.ts";

export const Kpi = z.object({
  label: z.string(),
  quantity: Quantity,
  /** The same figure in the period compared with. */
  previous: Quantity.optional(),
  /** Relative change of `quantity` against `previous`. */
  change: Quantity.optional(),
  better: z.enum(["up", "down", "neither"]),
});
export type Kpi = z.output<typeof Kpi>;

export const KpisPart = z.object({ kind: z.literal("kpis"), items: z.array(Kpi).min(1) });
export type KpisPart = z.output<typeof KpisPart>;
