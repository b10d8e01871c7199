// Sums of the rows taken, kept while they pass: per medium, currency and VAT basis, never across them.

import type { Medium } from "../../core/medium.ts";
import type { AdditiveMetric } from "../../core/metric.ts";
import type { Vat } from "../../core/money.ts";
import type { ReportRow } from "../documents/documents.ts";
import type { SumLine } from "./import-report.ts";
import { epochDay, type Span, uniteSpans } from "./runs.ts";

const MICROS = 1_000_000n;

type Sums = {
  medium: Medium;
  currency: string;
  vat: Vat;
  rows: number;
  micros: Partial<Record<AdditiveMetric, bigint>>;
};

export type Tally = {
  add: (medium: Medium, row: ReportRow) => void;
  lines: () => SumLine[];
};

export function openTally(): Tally {
  const groups = new Map<string, Sums>();
  return {
    add: (medium, row) => {
      const place = `${medium} ${row.currency} ${row.vat}`;
      const sums = groups.get(place) ?? { medium, currency: row.currency, vat: row.vat, rows: 0, micros: {} };
      groups.set(place, sums);
      addRow(sums, row);
    },
    lines: () => [...groups.values()].map(lineOf),
  };
}

function addRow(sums: Sums, row: ReportRow): void {
  sums.rows += 1;
  addTo(sums, "spend", row.spendMicros);
  addTo(sums, "revenue", row.revenueMicros);
  addTo(sums, "impressions", row.impressions, MICROS);
  addTo(sums, "clicks", row.clicks, MICROS);
  addTo(sums, "interactions", row.interactions, MICROS);
  if (row.conversions !== undefined) addTo(sums, "conversions", microsOf(row.conversions));
}

function addTo(sums: Sums, metric: AdditiveMetric, value: bigint | undefined, times = 1n): void {
  if (value !== undefined) sums.micros[metric] = (sums.micros[metric] ?? 0n) + value * times;
}

/** Conversions may be fractional: summed as millionths, so that a long file gathers no dust. */
function microsOf(count: number): bigint {
  return Number.isFinite(count) ? BigInt(Math.round(count * 1e6)) : 0n;
}

function lineOf({ micros, ...sums }: Sums): SumLine {
  const text = Object.entries(micros).map(([metric, value]) => [metric, value.toString()]);
  return { ...sums, micros: Object.fromEntries(text) };
}

/** The days each account's rows speak of, for the pointers. */
export type DayBook = {
  add: (accountId: string, view: string, day: string, dayTo: string | undefined) => void;
  places: () => { accountId: string; view: string; spans: Span[] }[];
};

export function openDayBook(): DayBook {
  const books = new Map<string, { accountId: string; view: string; spans: Map<string, Span> }>();
  return {
    add: (accountId, view, day, dayTo) => {
      const place = `${accountId} ${view}`;
      const book = books.get(place) ?? { accountId, view, spans: new Map<string, Span>() };
      books.set(place, book);
      const name = dayTo === undefined ? day : `${day} ${dayTo}`;
      if (!book.spans.has(name)) book.spans.set(name, { from: epochDay(day), to: epochDay(dayTo ?? day) });
    },
    places: () =>
      [...books.values()].map((book) => ({ ...book, spans: uniteSpans([...book.spans.values()]) })),
  };
}
