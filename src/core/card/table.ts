// A table: words left, quantities right. Renderers cut long tables and always leave a way to the rest.

import { z } from "zod";
import { Quantity } from "../quantity.ts";

export const Cell = z.union([z.string(), Quantity]);
export type Cell = z.output<typeof Cell>;

export const TablePart = z.object({
  kind: z.literal("table"),
  title: z.string().optional(),
  columns: z.array(z.object({ key: z.string(), label: z.string(), align: z.enum(["left", "right"]) })).min(1),
  /** One cell per column, in the order of `columns`. */
  rows: z.array(z.array(Cell)),
  /** A last row that sums up the others; ratios in it are sums divided. */
  total: z.array(Cell).optional(),
  note: z.string().optional(),
});
export type TablePart = z.output<typeof TablePart>;
