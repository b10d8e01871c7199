// Tables and native charts. Shapes: docs.slack.dev block reference (table, data table, data visualization), read 2026-11.

import { z } from "zod";
import { BlockId, limits } from "./objects.ts";
import { RichText } from "./rich-text.ts";

const RawText = z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) });
/** A number as it is read, with the value it is sorted by. */
const RawNumber = z.strictObject({
  type: z.literal("raw_number"),
  value: z.number(),
  text: z.string().min(1),
});
const Cell = z.discriminatedUnion("type", [RawText, RawNumber, RichText]);

export const Table = z.strictObject({
  type: z.literal("table"),
  block_id: BlockId,
  rows: z.array(z.array(Cell).min(1).max(limits.table.columns)).min(1).max(limits.table.rows),
  column_settings: z
    .array(
      z.strictObject({
        align: z.enum(["left", "center", "right"]).optional(),
        is_wrapped: z.boolean().optional(),
      }),
    )
    .max(limits.table.columns)
    .optional(),
});

/** The first row is the header; below it stand 1 to 100 rows of the same length. */
export const DataTable = z
  .strictObject({
    type: z.literal("data_table"),
    block_id: BlockId,
    caption: z.string().min(1),
    rows: z
      .array(z.array(Cell).min(1).max(limits.dataTable.columns))
      .min(2)
      .max(limits.dataTable.rows + 1),
    page_size: z.int().min(1).max(limits.dataTable.page).optional(),
    row_header_column_index: z.int().min(0).optional(),
  })
  .superRefine(({ rows, row_header_column_index: at = 0 }, issues) => {
    const columns = rows[0]?.length ?? 0;
    const add = (path: (string | number)[], message: string): void =>
      issues.addIssue({ code: "custom", path, message });
    if (rows[0]?.some(({ type }) => type !== "raw_text")) add(["rows", 0], "a header cell is raw_text");
    for (const [index, row] of rows.entries())
      if (row.length !== columns) add(["rows", index], `every row has ${columns} cells`);
    if (at >= columns) add(["row_header_column_index"], "names a column that is not there");
  });
export type DataTable = z.output<typeof DataTable>;

const { chart } = limits;
const Label = z.string().min(1).max(chart.label);
const axisTitle = z.string().min(1).max(chart.title).optional();

const Pie = z.strictObject({
  type: z.literal("pie"),
  segments: z
    .array(z.strictObject({ label: Label, value: z.number().positive() }))
    .min(1)
    .max(chart.series),
});

const Points = z
  .array(z.strictObject({ label: Label, value: z.number() }))
  .min(1)
  .max(chart.points);
const axes = {
  series: z
    .array(z.strictObject({ name: Label, data: Points }))
    .min(1)
    .max(chart.series),
  axis_config: z.strictObject({
    categories: z.array(Label).min(1).max(chart.points),
    x_label: axisTitle,
    y_label: axisTitle,
  }),
};
const Chart = z
  .discriminatedUnion("type", [
    Pie,
    z.strictObject({ type: z.literal("bar"), ...axes }),
    z.strictObject({ type: z.literal("line"), ...axes }),
    z.strictObject({ type: z.literal("area"), ...axes }),
  ])
  .superRefine((drawn, issues) => {
    if (drawn.type === "pie") return;
    const categories = drawn.axis_config.categories.join("\n");
    for (const [index, { data }] of drawn.series.entries())
      if (data.map(({ label }) => label).join("\n") !== categories)
        issues.addIssue({
          code: "custom",
          path: ["series", index, "data"],
          message: "its labels are the categories",
        });
    if (new Set(drawn.series.map(({ name }) => name)).size < drawn.series.length)
      issues.addIssue({ code: "custom", path: ["series"], message: "names are unique" });
  });

export const DataVisualization = z.strictObject({
  type: z.literal("data_visualization"),
  block_id: BlockId,
  title: z.string().min(1).max(chart.title),
  chart: Chart,
});
