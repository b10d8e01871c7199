// Read events made by hand: a small campaign report, as the reader would give it.

import type {
  ReadAnswers,
  ReadEvent,
  Recognised,
  ReportRow,
} from "../../../src/capabilities/documents/documents.ts";
import type { OpenReport } from "../../../src/capabilities/imports/run-import.ts";
import type { Ended } from "../../../src/capabilities/documents/documents.ts";

export type MadeReport = {
  recognised?: Partial<Recognised>;
  rows: ReportRow[];
  ended?: Partial<Ended>;
  /** Rows per event. */
  batch?: number;
  /** Thrown after the rows instead of the end. */
  fails?: Error;
};

export function madeRow(day: string, campaign: string, over: Partial<ReportRow> = {}): ReportRow {
  return {
    line: 2,
    day,
    campaign,
    spendMicros: 1_000_000_000n,
    impressions: 1000n,
    clicks: 10n,
    conversions: 1,
    currency: "KRW",
    vat: "excluded",
    ...over,
  };
}

/** `days` rows of one campaign from `first` on. */
export function madeDays(
  first: string,
  days: number,
  campaign: string,
  over: Partial<ReportRow> = {},
): ReportRow[] {
  const from = Temporal.PlainDate.from(first);
  return Array.from({ length: days }, (_, index) =>
    madeRow(from.add({ days: index }).toString(), campaign, over),
  );
}

export function madeOpen(report: MadeReport, asked: ReadAnswers[] = []): OpenReport {
  return (answers) => {
    asked.push(answers);
    return madeEvents(report, answers);
  };
}

async function* madeEvents(report: MadeReport, answers: ReadAnswers): AsyncGenerator<ReadEvent> {
  const recognised = { ...madeRecognised, ...report.recognised };
  const open = recognised.doubts.filter(({ slot }) => !(slot in answers));
  yield { kind: "recognised", recognised: { ...recognised, doubts: open } };
  const size = report.batch ?? 700;
  for (let from = 0; from < report.rows.length; from += size) {
    const rows = report.rows.slice(from, from + size);
    const { currency, vat } = answers;
    yield {
      kind: "rows",
      rows: rows.map((row) => ({ ...row, currency: currency ?? row.currency, vat: vat ?? row.vat })),
    };
    yield { kind: "progress", doneBytes: from + rows.length, allBytes: report.rows.length };
  }
  if (report.fails) throw report.fails;
  yield { kind: "ended", ended: { ...madeEnd(report.rows), ...report.ended } };
}

const madeRecognised: Recognised = {
  shape: "ads",
  medium: "meta",
  format: "meta_ads_manager",
  encoding: "utf-8",
  delimiter: ",",
  title: undefined,
  account: undefined,
  period: undefined,
  level: "campaign",
  breakdowns: [],
  grain: "day",
  columns: [],
  ignored: [],
  signature: "made",
  primaryAction: undefined,
  doubts: [],
};

function madeEnd(rows: readonly ReportRow[]): Ended {
  const days = [...new Set(rows.flatMap(({ day, dayTo }) => [day, dayTo ?? day]))].toSorted();
  const from = days[0];
  const to = days.at(-1);
  return {
    rows: rows.length,
    period: from && to ? { from, to } : undefined,
    days: new Set(rows.map(({ day }) => day)).size,
    currencies: [...new Set(rows.map(({ currency }) => currency))],
    vats: [...new Set(rows.map(({ vat }) => vat))],
    sums: {},
    totals: [],
    totalsCount: 0,
    facts: rows.length,
    byCurrency: [],
    rejected: [],
    rejectedCount: 0,
    unknown: {},
    ratioMismatches: [],
    spellings: [],
    notes: [],
  };
}
