// Currency and VAT basis of a report. Currency: header, signs in cells, a person's answer, what the medium always bills in.
// VAT: a person's answer, header, what is usual for the medium.

import { words, type Words } from "../../../../core/locale.ts";
import type { Medium } from "../../../../core/medium.ts";
import { UNKNOWN_CURRENCY, type Vat } from "../../../../core/money.ts";
import { readNumberCell, type NumberStyle } from "../cells/number-cell.ts";
import type { ReadAnswers } from "../report.ts";
import { isMissing, type SheetRow } from "../source.ts";
import type { Columns } from "./columns.ts";
import type { HeaderCell } from "./header-cell.ts";
import { mediaWords } from "./words.ts";

export type MoneyFound = { currency: string; vat: Vat; notes: Words[] };

const LOOKED_AT = 200;

export function findMoney(
  columns: Columns,
  sample: SheetRow[],
  style: NumberStyle,
  medium: Medium,
  answers: ReadAnswers,
): MoneyFound {
  const cells = (["spend", "revenue", "cpc", "cpm", "cpa"] as const).flatMap(
    (field) => columns.all.get(field) ?? [],
  );
  const stated = cells.find((cell) => cell.currency !== undefined)?.currency ?? signIn(cells, sample, style);
  const statedVat = cells.find((cell) => cell.vat !== undefined)?.vat;
  const usual = mediaWords.taken.currency[medium];
  const usualVat = mediaWords.taken.vat[medium];
  const assumed = !stated && !answers.currency && !columns.find("currency") ? usual : undefined;
  const assumedVat = answers.vat || statedVat ? undefined : usualVat;
  return {
    currency: stated ?? answers.currency ?? usual ?? UNKNOWN_CURRENCY,
    vat: answers.vat ?? statedVat ?? usualVat ?? "unknown",
    notes: [
      ...(assumed === undefined ? [] : [currencyNote(assumed)]),
      ...(assumedVat === undefined ? [] : [vatNote(assumedVat)]),
    ],
  };
}

function signIn(cells: HeaderCell[], sample: SheetRow[], style: NumberStyle): string | undefined {
  for (const row of sample.slice(0, LOOKED_AT)) {
    for (const { index } of cells) {
      const text = row.cells[index] ?? "";
      const currency = isMissing(text) ? undefined : readNumberCell(text, style)?.currency;
      if (currency !== undefined) return currency;
    }
  }
  return undefined;
}

function currencyNote(currency: string): Words {
  return words(
    `통화 표시가 없어 이 매체의 결제 통화인 ${currency}로 보았어요.`,
    `No currency is stated; this medium bills in ${currency}.`,
  );
}

function vatNote(vat: Vat): Words {
  return vat === "included"
    ? words(
        "VAT 표시가 없어 포함된 금액으로 보았어요.",
        "VAT is not stated; I took the amounts as including it.",
      )
    : words(
        "VAT 표시가 없어 별도(제외) 금액으로 보았어요.",
        "VAT is not stated; I took the amounts as excluding it.",
      );
}
