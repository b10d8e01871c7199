// One line of a report to one typed row, or to what else it is: a totals line, a line that cannot be taken, a footnote.

import { words, type Words } from "../../../../core/locale.ts";
import { toMicros, toNumber, wholeCount } from "../cells/decimal.ts";
import { mediumNamed } from "../header/medium.ts";
import type { Plan } from "../plan.ts";
import type { ReportRow } from "../report.ts";
import { isMissing, type SheetRow } from "../source.ts";
import { type Amounts, readAmounts } from "./amounts.ts";
import { buildBreakdownReader } from "./breakdowns.ts";
import { buildLabelFinder } from "./label-finder.ts";
import { isPartLabel } from "./labels.ts";
import { buildNameReader, type RowNames } from "./names.ts";
import { buildCurrencyReader } from "./row-currency.ts";
import { setConversions } from "./row-conversions.ts";
import { buildDayReader, type DayReader, type RowDays } from "./row-dates.ts";
import { buildSubtotalFinder } from "./subtotals.ts";

export type Outcome =
  | { kind: "row"; row: ReportRow; amounts: Amounts }
  /** Names and breakdowns are all empty: a totals line without a label, or figures of no campaign. */
  | { kind: "nameless"; row: ReportRow | undefined; amounts: Amounts }
  /** `partial`: a total of some days or names only. */
  | { kind: "totals"; label: string; campaign: string | undefined; partial: boolean; amounts: Amounts }
  | { kind: "rejected"; reason: Words; future?: true }
  | { kind: "skipped" };

const SKIPPED: Outcome = { kind: "skipped" };

type RowReader = (line: SheetRow) => Outcome;

/** @param sample first rows under the header; `damaged`: some lines could not be decoded */
export function buildRowReader(plan: Plan, sample: SheetRow[], damaged: boolean): RowReader {
  const readDays = buildDayReader(plan);
  const readNames = buildNameReader(plan, damaged);
  const readCurrency = buildCurrencyReader(plan);
  const readBreakdown = buildBreakdownReader(plan);
  const findLabel = buildLabelFinder(plan, sample);
  const isSubtotal = buildSubtotalFinder(plan, sample, (cells) => findLabel(cells) !== undefined);
  const split = hasSeveralDates(sample, readDays);
  const named = plan.recognised.level !== "account" && plan.recognised.level !== "medium";

  return (line) => {
    const { cells } = line;
    const shape = shapeOf(plan, cells);
    if (shape) return shape;
    const amounts = readAmounts(plan, cells);
    const names = readNames(cells);
    const label = findLabel(cells) ?? (isSubtotal(cells) ? "" : undefined);
    const days = readDays(cells);
    const dated = days !== undefined && !("reason" in days);
    if (label !== undefined) {
      const partial = (dated && split) || label === "" || isPartLabel(label);
      const campaign = names.campaign === label ? undefined : names.campaign;
      return { kind: "totals", label, campaign, partial, amounts };
    }
    if (amounts.empty && (!dated || isNote(cells))) return isNote(cells) ? SKIPPED : unreadableDay(days);
    if (amounts.unreadable) return { kind: "rejected", reason: amounts.unreadable };
    if (names.damaged) return { kind: "rejected", reason: damagedText };
    const breakdown = readBreakdown(cells);
    const nameless = named && names.empty && breakdown === undefined;
    if (!dated)
      return nameless && !days ? { kind: "nameless", row: undefined, amounts } : unreadableDay(days);
    const currency = readCurrency(cells, amounts);
    if (currency === undefined) return { kind: "rejected", reason: currencyText };
    const row = rowOf(plan, line, { days, names, breakdown, currency, amounts });
    return nameless ? { kind: "nameless", row, amounts } : { kind: "row", row, amounts };
  };
}

/** Where all lines have the same dates, those of a total say nothing about what it is a total of. */
function hasSeveralDates(sample: SheetRow[], readDays: DayReader): boolean {
  const seen = new Set<string>();
  for (const { cells } of sample) {
    const days = readDays(cells);
    if (days && !("reason" in days)) seen.add(`${days.day} ${days.dayTo ?? ""}`);
    if (seen.size > 1) return true;
  }
  return false;
}

const currencyText = words(
  "통화를 알 수 없고, 앞의 알 수 없는 통화와도 달라요.",
  "Its currency is not known, nor is it the unknown one of the rows before.",
);

const damagedText = words(
  "이름의 글자가 깨져 있어요(다른 인코딩이 섞였어요).",
  "Its name is garbled: the line is in another text encoding.",
);

function unreadableDay(days: ReturnType<ReturnType<typeof buildDayReader>>): Outcome {
  if (days && "reason" in days) return { kind: "rejected", ...days };
  return { kind: "rejected", reason: words("날짜가 비어 있어요.", "It has no date.") };
}

/** A repeated header is passed over; a line wider than the header has its cells in the wrong places. */
function shapeOf(plan: Plan, cells: string[]): Outcome | undefined {
  if (cells.length > plan.width && cells.slice(plan.width).some((cell) => !isMissing(cell))) {
    return {
      kind: "rejected",
      reason: words(
        `칸이 ${cells.length}개로 머리글(${plan.width}개)보다 많아요.`,
        `It has ${cells.length} cells where the header has ${plan.width}.`,
      ),
    };
  }
  const repeated =
    cells.length === plan.width && cells.every((cell, at) => cell.trim() === plan.headerTexts[at]);
  return repeated ? SKIPPED : undefined;
}

/** A line of one text, such as a footnote or a comment. */
function isNote(cells: string[]): boolean {
  let said = 0;
  for (const cell of cells) if (!isMissing(cell) && ++said > 1) return false;
  return true;
}

type RowParts = {
  days: RowDays;
  names: RowNames;
  breakdown: Record<string, string> | undefined;
  currency: string;
  amounts: Amounts;
};

function rowOf(plan: Plan, line: SheetRow, parts: RowParts): ReportRow {
  const { days, names, breakdown, currency, amounts } = parts;
  const row: ReportRow = {
    line: line.line,
    day: days.day,
    currency,
    vat: plan.vat,
  };
  if (days.dayTo !== undefined) row.dayTo = days.dayTo;
  if (names.campaign !== undefined) row.campaign = names.campaign;
  if (names.campaignRef !== undefined) row.campaignRef = names.campaignRef;
  if (names.adGroup !== undefined) row.adGroup = names.adGroup;
  if (names.ad !== undefined) row.ad = names.ad;
  if (breakdown !== undefined) row.breakdown = breakdown;
  setAccount(plan, line.cells, row);
  setAmounts(row, amounts);
  setConversions(plan, line.cells, row, amounts);
  return row;
}

function setAccount(plan: Plan, cells: string[], row: ReportRow): void {
  if (plan.account.index !== undefined) {
    const account = (cells[plan.account.index] ?? "").trim();
    if (!isMissing(account)) row.account = account;
  } else if (plan.account.fixed !== undefined) {
    row.account = plan.account.fixed;
  }
  if (plan.medium.index === undefined) return;
  const cell = (cells[plan.medium.index] ?? "").trim();
  row.medium = mediumNamed(cell) ?? "other";
  // A medium we have no name for keeps its own as the account's.
  if (row.medium === "other" && row.account === undefined && !isMissing(cell)) row.account = cell;
}

function setAmounts(row: ReportRow, { of }: Amounts): void {
  if (of.spend) row.spendMicros = toMicros(of.spend);
  if (of.revenue) row.revenueMicros = toMicros(of.revenue);
  if (of.impressions) row.impressions = wholeCount(of.impressions);
  if (of.clicks) row.clicks = wholeCount(of.clicks);
  if (of.interactions) row.interactions = wholeCount(of.interactions);
  if (of.reach) row.reach = wholeCount(of.reach);
  if (of.conversions) row.conversions = toNumber(of.conversions);
}
