// What was decided about a wide media-mix table before its first line is read.

import { UNKNOWN_CURRENCY } from "../../../../core/money.ts";
import { numberStyleOf, type NumberStyle } from "../cells/number-cell.ts";
import { currencyDoubt } from "../doubts.ts";
import { columnsOf } from "../header/columns.ts";
import { type DateClues, findDates } from "../header/find-dates.ts";
import { signatureOf } from "../header/header.ts";
import { readPreamble } from "../header/preamble.ts";
import type { Lines } from "../lines.ts";
import type { ReadOptions } from "../read.ts";
import { ignoredHeaders } from "../recognise.ts";
import { refuse } from "../refusals.ts";
import type { Recognised } from "../report.ts";
import { buildDayReader, type DayReader } from "../rows/row-dates.ts";
import type { MixColumns } from "./mix-columns.ts";
import { grainOf, type MixGrain } from "./mix-grain.ts";

export type MixPlan = {
  recognised: Recognised;
  mix: MixColumns;
  style: NumberStyle;
  readDays: DayReader;
  dateIndex: number;
  currency: string;
  grain: MixGrain;
};

export async function planMix(lines: Lines, mix: MixColumns, options: ReadOptions): Promise<MixPlan> {
  const sample = lines.head.slice(mix.at + 1);
  if (sample.length === 0) throw refuse("no_rows");
  const { source } = lines;
  const preamble = readPreamble(lines.head.slice(0, mix.at), undefined);
  const clues: DateClues = {
    cells: mix.cells,
    preamble,
    sample,
    source,
    moreDates: (index) => lines.column(index),
  };
  const dates = await findDates(clues, columnsOf(mix.cells, sample), undefined, options);
  if (dates.columns.kind === "stated" || dates.columns.kind === "window") throw refuse("no_dates");
  const dateIndex = dates.columns.index;
  const place = { kind: "day", index: dateIndex } as const;
  const readDays = buildDayReader({ dates: place, dateRules: dates.rules, today: options.today });
  const grain = grainOf(sample, readDays, dates.columns.kind);
  const stated = mix.cells.find((cell) => cell.currency !== undefined)?.currency;
  const currency = stated ?? options.answers.currency ?? UNKNOWN_CURRENCY;
  const used = usedColumns(mix, dateIndex);
  const openCurrency = currency === UNKNOWN_CURRENCY ? [currencyDoubt(options.workspaceCurrency)] : [];
  const recognised: Recognised = {
    shape: "mix",
    medium: "other",
    format: "wide",
    encoding: source.encoding,
    delimiter: source.delimiter,
    title: preamble.title,
    account: preamble.account,
    period: preamble.period,
    level: "medium",
    breakdowns: [],
    grain: grain === "month" ? "window" : grain,
    columns: used,
    ignored: ignoredHeaders(mix.cells, used),
    signature: signatureOf(mix.cells),
    primaryAction: targetAction(mix),
    doubts: [...dates.doubts, ...openCurrency],
  };
  const style = numberStyleOf(sample.flatMap((row) => used.map(({ index }) => row.cells[index] ?? "")));
  return { recognised, mix, style, readDays, dateIndex, currency, grain };
}

function usedColumns({ cells, channels, target }: MixColumns, dateIndex: number): Recognised["columns"] {
  const fields = new Map<number, string>([[dateIndex, "day"]]);
  for (const channel of channels) {
    for (const metric of ["spend", "impressions", "clicks"] as const) {
      const index = channel[metric];
      if (index !== undefined) fields.set(index, metric);
    }
  }
  for (const [field, index] of Object.entries(target)) fields.set(index, field);
  return cells.flatMap(({ index, text }) => {
    const field = fields.get(index);
    return field === undefined ? [] : [{ header: text, index, field }];
  });
}

function targetAction({ cells, target }: MixColumns): Recognised["primaryAction"] {
  if (target.conversions === undefined) return undefined;
  return { header: cells[target.conversions]?.text ?? "", action: "conversion", window: "default" };
}
