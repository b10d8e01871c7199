// Puts together what was found about a report: the plan its rows are read by, and what people are told about it.

import { words, type Words } from "../../../core/locale.ts";
import { metrics } from "../../../core/metric.ts";
import { UNKNOWN_CURRENCY } from "../../../core/money.ts";
import { Dim } from "../../../core/query.ts";
import { numberStyleOf, type NumberStyle } from "./cells/number-cell.ts";
import { columnDoubts, currencyDoubt } from "./doubts.ts";
import { type Columns, columnsOf, hasMetaPlacements } from "./header/columns.ts";
import { type ConversionsFound, findConversions } from "./header/conversions.ts";
import { type DatesFound, findDates } from "./header/find-dates.ts";
import { type Header, signatureOf } from "./header/header.ts";
import type { HeaderCell } from "./header/header-cell.ts";
import { findMedium, type MediumFound } from "./header/medium.ts";
import { findMoney, type MoneyFound } from "./header/money.ts";
import { type Preamble, periodInName } from "./header/preamble.ts";
import { findRatios } from "./header/ratios.ts";
import { breakdownFields, type Field, nameFields } from "./header/words.ts";
import type { AmountColumn, AmountMetric, NameColumns, Plan } from "./plan.ts";
import type { ReadOptions } from "./read.ts";
import type { Level, Recognised, RecognisedColumn } from "./report.ts";
import type { SheetRow, Source } from "./source.ts";

export type Found = {
  source: Source;
  header: Header;
  preamble: Preamble;
  /** First rows under the header. */
  sample: SheetRow[];
  /** The date cells beyond the sample, when the sample leaves their order open. */
  moreDates: (index: number) => AsyncIterable<string>;
};

type Parts = {
  columns: Columns;
  style: NumberStyle;
  amounts: AmountColumn[];
  converted: ConversionsFound;
  medium: MediumFound;
  dates: DatesFound;
  money: MoneyFound;
  names: NameColumns;
  breakdowns: Plan["breakdowns"];
};

const amountMetrics = ["spend", "impressions", "clicks", "interactions", "reach"] as const;
/** Number columns, which never hold a totals label. */
const numberFields: readonly Field[] = [
  ...amountMetrics,
  "conversions",
  "revenue",
  "ctr",
  "cpc",
  "cpm",
  "cvr",
  "cpa",
  "roas",
  "frequency",
  "interaction_rate",
  "cost_per_interaction",
  "sessions",
  "currency",
];

export async function recognise(found: Found, options: ReadOptions): Promise<Plan> {
  const { header, preamble, sample } = found;
  const parts = await partsOf(found, options);
  const { columns, converted, dates, medium, money } = parts;
  const account = columns.find("account") ?? columns.find("accountRef");
  return {
    recognised: describe(found, parts, options),
    headerTexts: header.cells.map((cell) => cell.text),
    width: header.cells.length,
    dates: dates.columns,
    dateRules: dates.rules,
    style: parts.style,
    names: parts.names,
    breakdowns: parts.breakdowns,
    amounts: parts.amounts,
    conversions: converted.conversions,
    primary: converted.primary,
    revenue: converted.revenue,
    indicator: converted.indicator,
    kind: converted.kind,
    ratios: findRatios(columns, sample, parts.style, (metric) => indexOf(parts, metric)),
    currency: { index: columns.find("currency")?.index, fixed: money.currency },
    vat: money.vat,
    medium: { index: columns.find("medium")?.index, fixed: medium.medium },
    account: { index: account?.index, fixed: preamble.account },
    labels: labelColumns(columns, header.cells),
    today: options.today,
    notes: [
      ...found.source.notes,
      ...money.notes,
      ...choiceNotes(columns),
      ...converted.notes,
      ...dates.notes,
    ],
  };
}

async function partsOf(found: Found, options: ReadOptions): Promise<Parts> {
  const { header, preamble, sample } = found;
  const { answers, name } = options;
  const columns = columnsOf(header.cells, sample);
  const style = numberStyleOf(numberCells(columns, sample));
  const metaPlacements = hasMetaPlacements(header.cells, sample);
  const medium = findMedium({ cells: header.cells, title: preamble.title, name, metaPlacements }, answers);
  return {
    columns,
    style,
    medium,
    amounts: amountColumns(columns),
    converted: findConversions(columns, sample, answers),
    dates: await findDates({ ...found, cells: header.cells }, columns, periodInName(name), options),
    money: findMoney(columns, sample, style, medium.medium, answers),
    names: nameColumns(columns),
    breakdowns: breakdownColumns(columns),
  };
}

function describe(found: Found, parts: Parts, options: ReadOptions): Recognised {
  const { source, header, preamble } = found;
  const { columns, converted, dates, medium, money } = parts;
  const used = usedColumns(columns);
  const { primary } = converted;
  const openCurrency = money.currency === UNKNOWN_CURRENCY && !columns.find("currency");
  return {
    shape: medium.format === "ga4" ? "analytics" : "ads",
    medium: medium.medium,
    format: medium.format,
    encoding: source.encoding,
    delimiter: source.delimiter,
    title: preamble.title,
    account: preamble.account,
    period: preamble.period,
    level: levelOf(parts),
    breakdowns: parts.breakdowns.map(({ dim }) => dim),
    grain: dates.columns.kind === "day" ? "day" : "window",
    columns: used,
    ignored: ignoredHeaders(header.cells, used),
    signature: signatureOf(header.cells),
    primaryAction: primary && { header: primary.header, action: primary.action, window: primary.window },
    doubts: [
      ...(medium.doubt && !columns.find("medium") ? [medium.doubt] : []),
      ...dates.doubts,
      ...columnDoubts(columns.all.get("spend") ?? []),
      ...(openCurrency ? [currencyDoubt(options.workspaceCurrency)] : []),
    ],
  };
}

/** The deepest level that is named; a keyword lies below its ad group. */
function levelOf({ names, breakdowns, columns }: Parts): Level {
  if (breakdowns.some(({ dim }) => dim === "keyword")) return "keyword";
  if (names.ad !== undefined || names.adRef !== undefined) return "ad";
  if (names.adGroup !== undefined || names.adGroupRef !== undefined) return "adGroup";
  if (names.campaign !== undefined || names.campaignRef !== undefined) return "campaign";
  return columns.find("medium") ? "medium" : "account";
}

function indexOf({ amounts, converted }: Parts, metric: AmountMetric): number | undefined {
  if (metric === "conversions") return converted.primary?.count;
  if (metric === "revenue") return converted.revenue;
  return amounts.find((column) => column.metric === metric)?.index;
}

function numberCells(columns: Columns, sample: SheetRow[]): string[] {
  const fields = ["spend", "revenue", "conversions", "impressions", "clicks", "cpc", "cpm", "cpa"] as const;
  const indexes = fields.flatMap((field) => columns.all.get(field) ?? []).map((cell) => cell.index);
  return sample.flatMap((row) => indexes.map((index) => row.cells[index] ?? ""));
}

function amountColumns(columns: Columns): AmountColumn[] {
  return amountMetrics.flatMap((metric) => {
    const cell = columns.find(metric);
    return cell ? [{ metric, index: cell.index, header: cell.text }] : [];
  });
}

function nameColumns(columns: Columns): NameColumns {
  const names: NameColumns = {};
  for (const field of nameFields) {
    const cell = columns.find(field);
    if (cell) names[field] = cell.index;
  }
  return names;
}

function breakdownColumns(columns: Columns): Plan["breakdowns"] {
  return breakdownFields.flatMap((field) => {
    const cell = columns.find(field);
    return cell ? [{ dim: Dim.parse(field), index: cell.index }] : [];
  });
}

/** Where a file has two columns for one thing (link clicks and all clicks), which of them was taken is said. */
function choiceNotes(columns: Columns): Words[] {
  return (["spend", "impressions", "clicks"] as const).flatMap((metric) => {
    const [taken, other] = columns.all.get(metric) ?? [];
    if (!taken || !other) return [];
    const label = metrics[metric].label;
    return [
      words(
        `${label.ko}: ‘${taken.text}’ 열을 썼어요(‘${other.text}’ 아님).`,
        `${label.en}: taken from “${taken.text}”, not “${other.text}”.`,
      ),
    ];
  });
}

function usedColumns(columns: Columns): RecognisedColumn[] {
  const used: RecognisedColumn[] = [];
  for (const [field, cells] of columns.all) {
    if (field === "sessions") continue;
    const taken = field === "conversions" || field === "revenue" ? cells : cells.slice(0, 1);
    for (const cell of taken) used.push({ header: cell.text, index: cell.index, field });
  }
  return used.toSorted((a, b) => a.index - b.index);
}

/** Headers of columns that are kept out, as they stand in the file. */
export function ignoredHeaders(cells: HeaderCell[], used: RecognisedColumn[]): string[] {
  const indexes = new Set(used.map((column) => column.index));
  return cells.filter((cell) => cell.text.length > 0 && !indexes.has(cell.index)).map((cell) => cell.text);
}

/** Everything that is no number: where `합계` or `Total: Account` may stand. */
function labelColumns(columns: Columns, cells: HeaderCell[]): number[] {
  const numbers = new Set(numberFields.flatMap((field) => columns.all.get(field) ?? []));
  return cells.filter((cell) => !numbers.has(cell)).map((cell) => cell.index);
}
