// What stands above the header: title, account, the period the report states. A file's name may state one, too.

import type { PeriodText } from "../../../../core/time.ts";
import { readDate, splitRange } from "../cells/dates.ts";
import { isMissing, type SheetRow } from "../source.ts";

export type Preamble = {
  title: string | undefined;
  account: string | undefined;
  period: PeriodText | undefined;
};

const rules = { order: "mdy", from1904: false } as const;
const accountLabel =
  /^(?:#\s*)?(?:광고\s*)?(?:계정|광고주|account|advertiser|customer)(?:\s*(?:명|이름|name|id))?\s*[:：]\s*(.+)$/i;
const dateLabel = /^(?:#\s*)?(start|end|시작|종료)\s*(?:date|일|날짜)?\s*[:：]\s*(.+)$/i;
const innerRange = /(\d{4}[-./]\d{1,2}[-./]\d{1,2})\.?\s*[~–-]\s*(\d{4}[-./]\d{1,2}[-./]\d{1,2})/;

export function readPreamble(rows: SheetRow[], gluedTitle: string | undefined): Preamble {
  const cells = rows
    .flatMap((row) => row.cells.map((cell) => cell.trim()))
    .filter((cell) => !isMissing(cell));
  const title = cells.find((cell) => !/^[#\s=_-]*$/.test(cell) && !periodIn(cell, true)) ?? gluedTitle;
  return {
    title: title?.replace(/^#\s*/, "").slice(0, 200),
    account: accountIn(rows, cells),
    period: statedPeriod(gluedTitle === undefined ? cells : [...cells, gluedTitle]),
  };
}

/** Naver puts the account beside the title: `캠페인보고서(2026.02.01.~2026.04.30.),<account>`. */
function accountIn(rows: SheetRow[], cells: string[]): string | undefined {
  for (const cell of cells) {
    const named = accountLabel.exec(cell)?.[1];
    if (named !== undefined) return named.trim();
  }
  const [title, beside, ...others] = (rows[0]?.cells ?? []).filter((cell) => !isMissing(cell));
  if (title === undefined || beside === undefined || others.length > 0) return undefined;
  return innerRange.test(title) && !periodIn(beside, false) ? beside.trim() : undefined;
}

function statedPeriod(cells: string[]): PeriodText | undefined {
  for (const cell of cells) {
    const found = periodIn(cell, false);
    if (found) return found;
  }
  return labelledPeriod(cells);
}

function periodIn(cell: string, whole: boolean): PeriodText | undefined {
  const halves = splitRange(cell);
  const inner = whole ? null : innerRange.exec(cell);
  const [first, last] = inner ? [inner[1], inner[2]] : (halves ?? []);
  if (first === undefined || last === undefined) return undefined;
  const from = readDate(first, rules);
  const to = readDate(last, rules);
  if (typeof from === "string" || typeof to === "string" || from.from > to.from) return undefined;
  return { from: from.from, to: to.from };
}

/** GA4: `# Start date: 20250101`, `# End date: 20250131`. */
function labelledPeriod(cells: string[]): PeriodText | undefined {
  let from: string | undefined;
  let to: string | undefined;
  for (const cell of cells) {
    const [, label = "", text = ""] = dateLabel.exec(cell) ?? [];
    const day = text === "" ? "unreadable" : readDate(text, rules);
    if (typeof day === "string") continue;
    if (/start|시작/i.test(label)) from = day.from;
    else to = day.from;
  }
  return from !== undefined && to !== undefined && from <= to ? { from, to } : undefined;
}

/** `meta_2026-10-01_2026-10-31.csv`, `Campaigns-Oct-1-2026-Oct-31-2026.csv`, `report_20261001-20261031.csv`. */
export function periodInName(name: string): PeriodText | undefined {
  const found = [
    ...name.matchAll(/\d{4}[-._]\d{2}[-._]\d{2}|(?<!\d)20\d{6}(?!\d)|[a-z]{3}-\d{1,2}-\d{4}/gi),
  ].map(([text]) => readDate(namedDay(text), rules));
  const [first, last] = found;
  if (first === undefined || last === undefined || typeof first === "string" || typeof last === "string") {
    return undefined;
  }
  return first.from <= last.from ? { from: first.from, to: last.from } : undefined;
}

function namedDay(text: string): string {
  return /^[a-z]/i.test(text) ? text.replace(/-(\d{1,2})-/, " $1, ") : text.replace(/_/g, "-");
}
