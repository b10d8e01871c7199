// What a dropped file may cost: checked before and while it is parsed, never after.

import { z } from "zod";
import table from "./limits.json" with { type: "json" };

const Limits = z.object({
  /** CSV and TSV. */
  textBytes: z.number(),
  /** XLSX as packed, and all of its parts while they are unpacked. */
  workbookBytes: z.number(),
  unpackedBytes: z.number(),
  zipEntries: z.number(),
  sheets: z.number(),
  /** Texts kept in memory for one workbook. */
  sharedTexts: z.number(),
  sharedCharacters: z.number(),
  rows: z.number(),
  columns: z.number(),
  /** One record of a text file, its line breaks in quotes included: what a quote that never closes may swallow. */
  recordCharacters: z.number(),
  cellCharacters: z.number(),
  /** How far down a header may stand. */
  headerLines: z.number(),
  /** Rows looked at before columns are typed. */
  sampleRows: z.number(),
  sampleCharacters: z.number(),
  batchRows: z.number(),
  /** Progress is told once per this many bytes. */
  progressBytes: z.number(),
  /** Distinct campaign names that are compared for near-duplicates. */
  comparedNames: z.number(),
  /** Share of lines in another encoding up to which they are rejected one by one; above it the file is refused. */
  damagedLineRatio: z.number(),
  workerMegabytes: z.number(),
  /** How long the worker may work without handing anything over. */
  workerSilenceMs: z.number(),
  /** Events on their way to the caller before the worker waits. */
  workerInFlight: z.number(),
});
export type Limits = z.output<typeof Limits>;

export const limits: Limits = Limits.parse(table);
