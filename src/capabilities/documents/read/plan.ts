// What was decided about a file before its first row is typed: which column holds what, and how its cells are written.

import type { Medium } from "../../../core/medium.ts";
import type { AdditiveMetric, Metric } from "../../../core/metric.ts";
import type { Vat } from "../../../core/money.ts";
import type { Dim } from "../../../core/query.ts";
import type { PeriodText } from "../../../core/time.ts";
import type { DateRules } from "./cells/dates.ts";
import type { NumberStyle } from "./cells/number-cell.ts";
import type { Recognised } from "./report.ts";
import type { Words } from "../../../core/locale.ts";

export type AmountMetric = AdditiveMetric | "reach";

export type AmountColumn = { metric: AmountMetric; index: number; header: string };

/** Conversions of one action within one attribution window; at least one of the two columns is there. */
export type ConversionColumns = {
  action: string;
  window: string;
  rank: number;
  count?: number;
  value?: number;
  header: string;
  currency?: string;
};

export type RatioColumn = {
  metric: Metric;
  index: number;
  /** What the recomputed ratio is multiplied by to be written as in the file: 100 for percent. */
  scale: number;
};

export type DateColumns =
  | { kind: "day" | "week" | "month"; index: number }
  | { kind: "window"; from: number; to: number }
  | { kind: "stated"; period: PeriodText };

/** Index of the column that names each level, and of its id. */
export type NameColumns = {
  campaign?: number;
  campaignRef?: number;
  adGroup?: number;
  adGroupRef?: number;
  ad?: number;
  adRef?: number;
};

export type Plan = {
  recognised: Recognised;
  headerTexts: string[];
  width: number;
  dates: DateColumns;
  dateRules: DateRules;
  style: NumberStyle;
  names: NameColumns;
  breakdowns: { dim: Dim; index: number }[];
  amounts: AmountColumn[];
  conversions: ConversionColumns[];
  primary: ConversionColumns | undefined;
  /** Column of `revenue`, which may belong to another action than the primary one. */
  revenue: number | undefined;
  /** Meta's `Results`: the column that says what a result is, and the kind taken as conversions. */
  indicator: { index: number; results: number; action: string | undefined } | undefined;
  /** Naver's conversions by kind: one row a kind; the kind taken as conversions. */
  kind: { index: number; action: string } | undefined;
  ratios: RatioColumn[];
  currency: { index: number | undefined; fixed: string };
  vat: Vat;
  medium: { index: number | undefined; fixed: Medium };
  account: { index: number | undefined; fixed: string | undefined };
  /** Columns whose text may be a totals label or a sentinel (`전체`). */
  labels: number[];
  today: string;
  notes: Words[];
};
