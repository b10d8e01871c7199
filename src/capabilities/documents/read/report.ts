// What reading a dropped file gives: first what was recognised, then typed rows in batches, then how it ended.
// Everything here crosses a thread border: plain JSON and bigints, days as ISO text.

import type { Words } from "../../../core/locale.ts";
import type { AdditiveMetric, Metric } from "../../../core/metric.ts";
import type { Medium } from "../../../core/medium.ts";
import type { Vat } from "../../../core/money.ts";
import type { Dim } from "../../../core/query.ts";
import type { PeriodText } from "../../../core/time.ts";

/** `mix` is a wide media-mix table, `analytics` GA4 (site figures, never in ad totals). */
type ReportShape = "ads" | "mix" | "analytics";

export type Level = "medium" | "account" | "campaign" | "adGroup" | "ad" | "keyword";

/** Answers that settle what a file leaves open; kept by header signature so that they are asked once. */
export type ReadAnswers = {
  medium?: Medium;
  dateOrder?: "dmy" | "mdy" | "ymd";
  currency?: string;
  vat?: Vat;
  /** Header text -> field name, for columns a person named. */
  columns?: Record<string, string>;
  /** The conversion column taken as the primary action (header text). */
  conversion?: string;
};

/** Something doubtful: what was assumed, and the question with its options for surfaces that can ask. */
export type Doubt = {
  slot: "medium" | "dateOrder" | "currency" | "vat" | "column" | "conversion" | "account";
  question: Words;
  options: { label: Words; answers: ReadAnswers }[];
  assumed: Words;
};

export type RecognisedColumn = { header: string; index: number; field: string };

/** Known before the first row. */
export type Recognised = {
  shape: ReportShape;
  medium: Medium;
  /** `meta_ads_manager`, `google_ads_report`, `naver_searchad`, `kakao_moment`, `tiktok_ads`, `ga4`, `generic`, `wide`. */
  format: string;
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "cp949" | "xlsx";
  delimiter: string | undefined;
  title: string | undefined;
  /** Account id or name as the file gives it. */
  account: string | undefined;
  /** The range the preamble states. */
  period: PeriodText | undefined;
  level: Level;
  breakdowns: Dim[];
  /** Rows are windows (no day column), single days, or weeks counted by their first day (`mix`). */
  grain: "day" | "window" | "week";
  columns: RecognisedColumn[];
  /** Headers that are kept out, as they stand in the file. */
  ignored: string[];
  /** Order-independent fingerprint of the header. */
  signature: string;
  primaryAction: { header: string; action: string; window: string } | undefined;
  doubts: Doubt[];
};

/** One typed row. `undefined` amounts are unknown, never 0. */
export type ReportRow = {
  /** 1-based line (or sheet row) in the file, for "what could not be read"; not unique in a `mix` table. */
  line: number;
  day: string;
  /** Last day of a window row. */
  dayTo?: string;
  medium?: Medium;
  account?: string;
  campaign?: string;
  campaignRef?: string;
  adGroup?: string;
  ad?: string;
  breakdown?: Record<string, string>;
  spendMicros?: bigint;
  revenueMicros?: bigint;
  impressions?: bigint;
  clicks?: bigint;
  interactions?: bigint;
  conversions?: number;
  reach?: bigint;
  /** ISO code or `XXX`. */
  currency: string;
  vat: Vat;
  /** Every kind with its window, the primary one included; left out when the file has one kind only. */
  conversionsByAction?: { action: string; window: string; count?: number; valueMicros?: bigint }[];
};

export type Sums = Partial<Record<AdditiveMetric, string>>;

/** Money of one currency and VAT basis: two of them are never one sum. */
export type MoneySums = { currency: string; vat: Vat; spend?: string; revenue?: string };

/** A totals line that was set aside, and how it compares with the rows of its scope. */
export type TotalsRow = {
  line: number;
  label: string;
  sums: Sums;
  /** `equal`, `rounding`, `differs` from the rows taken, or `context` (another scope: the whole account). */
  verdict: "equal" | "rounding" | "differs" | "context";
  /** total minus rows per metric, decimal text; only what differs. */
  difference: Sums;
};

export type Rejected = { line: number; reason: Words };

/** Near-duplicate campaign spellings that look like one; offered, never merged silently. */
export type SpellingGroup = { keep: string; spellings: string[]; rows: number };

/** Known after the last row. Sums are exact decimals as text, main units. */
export type Ended = {
  /** Lines of the file that were taken. */
  rows: number;
  /** Typed rows handed over: the same, but a line of a `mix` table gives one per channel and one for the target. */
  facts: number;
  period: PeriodText | undefined;
  days: number;
  currencies: string[];
  vats: Vat[];
  /** Without spend and revenue when the file holds several currencies; those stand in `byCurrency`. */
  sums: Sums;
  byCurrency: MoneySums[];
  /** Totals lines set aside, the first 200 in full, and how many there were. */
  totals: TotalsRow[];
  totalsCount: number;
  /** First 20 rows that could not be read, and how many there were. */
  rejected: Rejected[];
  rejectedCount: number;
  /** Empty additive cells by metric. */
  unknown: Partial<Record<AdditiveMetric, number>>;
  /** The file's own ratios that disagree with recomputation beyond rounding. */
  ratioMismatches: { metric: Metric; rows: number }[];
  spellings: SpellingGroup[];
  notes: Words[];
};

export type ReadEvent =
  | { kind: "recognised"; recognised: Recognised }
  | { kind: "rows"; rows: ReportRow[] }
  | { kind: "progress"; doneBytes: number; allBytes: number }
  | { kind: "ended"; ended: Ended };
