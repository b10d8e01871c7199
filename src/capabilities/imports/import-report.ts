// What is kept of a reading for its card and for later questions: stored with the import, checked when it is read back.

import { z } from "zod";
import { Words } from "../../core/locale.ts";
import { Medium } from "../../core/medium.ts";
import { Metric } from "../../core/metric.ts";
import { Vat } from "../../core/money.ts";
import { PeriodText } from "../../core/time.ts";
import { ImportAnswers } from "./answers.ts";

/** Decimal text by metric, main units. */
const Decimals = z.partialRecord(Metric, z.string());

export const TotalsLine = z.object({
  line: z.number(),
  label: z.string(),
  sums: Decimals,
  verdict: z.enum(["equal", "rounding", "differs", "context"]),
  difference: Decimals,
});
export type TotalsLine = z.output<typeof TotalsLine>;

/** Something assumed in place of an answer, with the other answers to choose from. */
export const StoredDoubt = z.object({
  slot: z.string(),
  question: Words,
  options: z.array(z.object({ label: Words, answers: ImportAnswers })),
  assumed: Words,
});
export type StoredDoubt = z.output<typeof StoredDoubt>;

const SpellingGroup = z.object({
  keep: z.string(),
  spellings: z.array(z.string()),
  rows: z.number(),
});

/** Sums of one medium, currency and VAT basis over the rows taken; micros as text, a metric absent where no row has it. */
export const SumLine = z.object({
  medium: Medium,
  currency: z.string(),
  vat: Vat,
  rows: z.number(),
  micros: z.partialRecord(Metric, z.string()),
});
export type SumLine = z.output<typeof SumLine>;

export const ReportAccount = z.object({
  id: z.string(),
  name: z.string(),
  medium: Medium,
  currency: z.string(),
  /** Why this account: made now, named in the file, known by its campaigns, or the only one. */
  why: z.enum(["new", "named", "campaigns", "only", "chosen"]),
});
export type ReportAccount = z.output<typeof ReportAccount>;

export const ImportReport = z.object({
  documentName: z.string(),
  answers: ImportAnswers,
  shape: z.enum(["ads", "mix", "analytics"]),
  medium: Medium,
  format: z.string(),
  encoding: z.string(),
  level: z.string(),
  breakdowns: z.array(z.string()),
  grain: z.enum(["day", "window", "week"]),
  ignored: z.array(z.string()),
  primaryAction: z.object({ header: z.string(), action: z.string(), window: z.string() }).optional(),
  accounts: z.array(ReportAccount),
  sums: z.array(SumLine),
  /** Lines of the file that were taken. */
  rows: z.number(),
  days: z.number(),
  period: PeriodText.optional(),
  totals: z.array(TotalsLine),
  totalsCount: z.number(),
  rejected: z.array(z.object({ line: z.number(), reason: Words })),
  rejectedCount: z.number(),
  unknown: z.partialRecord(Metric, z.number()),
  ratioMismatches: z.array(z.object({ metric: Metric, rows: z.number() })),
  spellings: z.array(SpellingGroup),
  assumed: z.array(StoredDoubt),
  notes: z.array(Words),
});
export type ImportReport = z.output<typeof ImportReport>;
