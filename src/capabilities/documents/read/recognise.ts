// Puts together what was found about a file: the plan its rows are read by, and what people are told about it.

import { words, type Words } from "../../../core/locale.ts";
import { UNKNOWN_CURRENCY, type Vat } from "../../../core/money.ts";
import { Dim } from "../../../core/query.ts";
import { numberStyleOf, readNumberCell, type NumberStyle } from "./cells/number-cell.ts";
import { type Columns, columnsOf, hasMetaPlacements } from "./header/columns.ts";
import { findConversions } from "./header/conversions.ts";
import { findDates } from "./header/find-dates.ts";
import { type Header, signatureOf } from "./header/header.ts";
import type { HeaderCell } from "./header/header-cell.ts";
import { findMedium } from "./header/medium.ts";
import { type Preamble, periodInName } from "./header/preamble.ts";
import { findRatios } from "./header/ratios.ts";
import { type Field, mediaWords } from "./header/words.ts";
import { currencyDoubt } from "./doubts.ts";
import type { AmountColumn, AmountMetric, NameColumns, Plan } from "./plan.ts";
import type { Doubt, Level, Recognised, RecognisedColumn } from "./report.ts";
import { isMissing, type SheetRow, type Source } from "./source.ts";
import type { ReadOptions } from "./read.ts";

export type Found = {
  source: Source;
  header: Header;
  preamble: Preamble;
  /** First rows under the header. */
  sample: SheetRow[];
  /** The date cells beyond the sample, when the sample leaves their order open. */
  moreDates: (index: number) => AsyncIterable<string>;
};

const amountMetrics = ["spend", "impressions", "clicks", "interactions", "reach"] as const;
const breakdownFields = [
  "keyword", "search_term", "campaign_type", "product_type", "placement", "device", "age", "gender", "region",
  "country", "brand", "conversion_action", "hour",
] as const;

export async function recognise(found: Found, options: ReadOptions): Promise<Plan> {
  const { header, preamble, sample, source } = found;
  const { answers } = options;
  const columns = columnsOf(header.cells, sample);
  const style = numberStyleOf(numberCells(columns, sample));
  const amounts = amountColumns(columns);
  const converted = findConversions(columns, sample, answers);
  const medium = findMedium(
    { cells: header.cells, title: preamble.title, name: options.name, metaPlacements: hasMetaPlacements(header.cells, sample) },
    answers,
  );
  const mediumColumn = columns.find("medium");
  const dates = await findDates(found, columns, periodInName(options.name), options);
  const names = nameColumns(columns);
  const breakdowns = breakdownFields.flatMap((field) => {
    const cell = columns.find(field);
    return cell ? [{ dim: Dim.parse(field), index: cell.index }] : [];
  });
  const money = moneyOf(columns, sample, style, medium.medium, answers);
  const accountCell = columns.find("account") ?? columns.find("accountRef");
  const doubts = [
    ...(medium.doubt && !mediumColumn ? [medium.doubt] : []),
    ...dates.doubts,
    ...(money.currency === UNKNOWN_CURRENCY && !columns.find("currency") ? [currencyDoubt(options.workspaceCurrency)] : []),
  ];
  const used = usedColumns(columns);
  const indexOf = (metric: AmountMetric) =>
    metric === "conversions" ? converted.primary?.count
    : metric === "revenue" ? converted.revenue
    : amounts.find((column) => column.metric === metric)?.index;
  const recognised: Recognised = {
    shape: medium.format === "ga4" ? "analytics" : "ads",
    medium: medium.medium,
    format: medium.format,
    encoding: source.encoding,
    delimiter: source.delimiter,
    title: preamble.title,
    account: preamble.account,
    period: preamble.period,
    level: levelOf(names, breakdowns, mediumColumn !== undefined),
    breakdowns: breakdowns.map(({ dim }) => dim),
    grain: dates.columns.kind === "day" ? "day" : "window",
    columns: used,
    ignored: header.cells
      .filter((cell) => cell.text.length > 0 && !used.some((column) => column.index === cell.index))
      .map((cell) => cell.text),
    signature: signatureOf(header.cells),
    primaryAction: converted.primary && {
      header: converted.primary.header, action: converted.primary.action, window: converted.primary.window,
    },
    doubts: doubts as Doubt[],
  };
  return {
    recognised,
    headerLine: header.line,
    headerAt: header.at,
    headerTexts: header.cells.map((cell) => cell.text),
    width: header.cells.length,
    dates: dates.columns,
    dateRules: dates.rules,
    style,
    names,
    breakdowns,
    amounts,
    conversions: converted.conversions,
    primary: converted.primary,
    revenue: converted.revenue,
    indicator: converted.indicator,
    kind: converted.kind,
    ratios: findRatios(columns, sample, style, indexOf),
    currency: { index: columns.find("currency")?.index, fixed: money.currency },
    vat: money.vat,
    medium: { index: mediumColumn?.index, fixed: medium.medium },
    account: { index: accountCell?.index, fixed: preamble.account },
    labels: labelColumns(columns, header.cells),
    today: options.today,
    notes: [...money.notes, ...clickNote(columns), ...converted.notes, ...dates.notes],
  };
}

function numberCells(columns: Columns, sample: SheetRow[]): string[] {
  const fields: Field[] = ["spend", "revenue", "conversions", "impressions", "clicks", "cpc", "cpm", "cpa"];
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
  for (const field of ["campaign", "campaignRef", "adGroup", "adGroupRef", "ad", "adRef"] as const) {
    const cell = columns.find(field);
    if (cell) names[field] = cell.index;
  }
  return names;
}

/** The deepest level that is named; a keyword lies below its ad group. */
function levelOf(names: NameColumns, breakdowns: { dim: Dim }[], byMedium: boolean): Level {
  if (breakdowns.some(({ dim }) => dim === "keyword")) return "keyword";
  if (names.ad !== undefined || names.adRef !== undefined) return "ad";
  if (names.adGroup !== undefined || names.adGroupRef !== undefined) return "adGroup";
  if (names.campaign !== undefined || names.campaignRef !== undefined) return "campaign";
  return byMedium ? "medium" : "account";
}

type MoneyFound = { currency: string; vat: Vat; notes: Words[] };

/** Currency: header, cells, answer, then what the medium always bills in. VAT: header, answer, then what is usual there. */
function moneyOf(
  columns: Columns,
  sample: SheetRow[],
  style: NumberStyle,
  medium: Plan["medium"]["fixed"],
  answers: ReadOptions["answers"],
): MoneyFound {
  const cells = (["spend", "revenue", "cpc", "cpm", "cpa"] as const).flatMap((field) => columns.all.get(field) ?? []);
  const stated = cells.find((cell) => cell.currency !== undefined)?.currency ?? signIn(cells, sample, style);
  const usual = mediaWords.taken.currency[medium];
  const usualVat = mediaWords.taken.vat[medium];
  const statedVat = cells.find((cell) => cell.vat !== undefined)?.vat;
  const vat = answers.vat ?? statedVat ?? usualVat ?? "unknown";
  const notes: Words[] = [];
  if (!stated && !answers.currency && usual && !columns.find("currency")) {
    notes.push(words(`통화 표시가 없어 ${usual}로 보았어요.`, `No currency is stated; this medium bills in ${usual}.`));
  }
  if (!answers.vat && !statedVat && usualVat) {
    notes.push(
      usualVat === "included"
        ? words("VAT 표시가 없어 포함된 금액으로 보았어요.", "VAT is not stated; I took the amounts as including it.")
        : words("VAT 표시가 없어 별도(제외) 금액으로 보았어요.", "VAT is not stated; I took the amounts as excluding it."),
    );
  }
  return { currency: stated ?? answers.currency ?? usual ?? UNKNOWN_CURRENCY, vat, notes };
}

function signIn(cells: HeaderCell[], sample: SheetRow[], style: NumberStyle): string | undefined {
  for (const row of sample.slice(0, 200)) {
    for (const { index } of cells) {
      const text = row.cells[index] ?? "";
      const currency = isMissing(text) ? undefined : readNumberCell(text, style)?.currency;
      if (currency !== undefined) return currency;
    }
  }
  return undefined;
}

/** Meta has link clicks and all clicks: which of them was taken is said. */
function clickNote(columns: Columns): Words[] {
  const [taken, other] = columns.all.get("clicks") ?? [];
  if (!taken || !other) return [];
  return [
    words(`클릭은 ‘${taken.text}’ 열을 썼어요(‘${other.text}’ 아님).`, `Clicks are “${taken.text}”, not “${other.text}”.`),
  ];
}

function usedColumns(columns: Columns): RecognisedColumn[] {
  const used: RecognisedColumn[] = [];
  for (const [field, cells] of columns.all) {
    const taken = field === "conversions" || field === "revenue" ? cells : cells.slice(0, 1);
    for (const cell of taken) if (field !== "sessions") used.push({ header: cell.text, index: cell.index, field });
  }
  return used.toSorted((a, b) => a.index - b.index);
}

/** Everything that is no number: where `합계` or `Total: Account` may stand. */
function labelColumns(columns: Columns, cells: HeaderCell[]): number[] {
  const numbers = new Set<number>();
  const fields: Field[] = [
    "spend", "impressions", "clicks", "interactions", "reach", "conversions", "revenue", "ctr", "cpc", "cpm", "cvr",
    "cpa", "roas", "frequency", "interaction_rate", "cost_per_interaction", "sessions", "currency",
  ];
  for (const field of fields) for (const cell of columns.all.get(field) ?? []) numbers.add(cell.index);
  return cells.map((cell) => cell.index).filter((index) => !numbers.has(index));
}
