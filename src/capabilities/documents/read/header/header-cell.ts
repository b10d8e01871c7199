// One header cell: what it names, and what stands beside the name: currency, VAT basis, attribution window.

import { currencySigns, isCurrency, type Vat } from "../../../../core/money.ts";
import { headerKey, meanings, type Meaning } from "./words.ts";

export type HeaderCell = {
  index: number;
  /** As it stands in the file. */
  text: string;
  key: string;
  meaning: Meaning | undefined;
  currency: string | undefined;
  vat: Vat | undefined;
  /** Attribution window: `7d`, `1d`. */
  window: string | undefined;
  /** Values are percent even without a sign. */
  percent: boolean;
};

const MOST_CHARACTERS = 300;

type Beside = Pick<HeaderCell, "currency" | "vat" | "window" | "percent">;

const vatWords: readonly [RegExp, Vat][] = [
  [/(vat|부가세)\s*(포함|included|incl\.?)|incl\.?\s*vat/i, "included"],
  [/(vat|부가세)\s*(별도|제외|미포함|excluded|excl\.?)|excl\.?\s*vat/i, "excluded"],
];
const windowWords = /(\d{1,2})\s*(일|d|day|days)(\s*(클릭|조회|click|view))?/i;
const unitWords = /%|percent|단위|건|회|명|원화|utc[+-]\d+/gi;

/** `총비용(VAT포함,원)` is 총비용 with VAT included, in KRW; `구매 (7일)` is 구매 within 7 days. */
export function readHeaderCell(cell: string, index: number): HeaderCell {
  const text = cell
    .slice(0, MOST_CHARACTERS)
    .normalize("NFKC")
    .replace(/[\p{Cf}\s]+/gu, " ")
    .trim();
  const beside: Beside = { currency: undefined, vat: undefined, window: undefined, percent: false };
  let name = text.replace(/[([]([^()[\]]*)[)\]]/g, (group, inner: string) =>
    takeUnits(inner, beside) ? " " : group,
  );
  name = takeVat(name, beside);
  let key = headerKey(name);
  if (!meanings.has(key)) {
    const bare = takeCurrencySuffix(name, beside);
    if (meanings.has(headerKey(bare))) key = headerKey(bare);
  }
  return { index, text: cell.trim().slice(0, MOST_CHARACTERS), key, meaning: meanings.get(key), ...beside };
}

/** True when the brackets hold nothing but units; what they say is kept in `beside`. */
function takeUnits(inner: string, beside: Beside): boolean {
  const found: Beside = { currency: undefined, vat: undefined, window: undefined, percent: false };
  let rest = takeVat(inner, found);
  const window = windowWords.exec(rest);
  if (window) {
    found.window = `${Number(window[1])}d`;
    rest = rest.replace(windowWords, "");
  }
  found.percent = /%|percent/i.test(rest);
  rest = rest.replace(unitWords, "");
  for (const word of rest.split(/[\s,/:·]+/)) {
    if (word.length === 0) continue;
    const currency = currencyOf(word);
    if (currency === undefined) return false;
    found.currency = currency;
  }
  beside.currency ??= found.currency;
  beside.vat ??= found.vat;
  beside.window ??= found.window;
  beside.percent ||= found.percent;
  return true;
}

function takeVat(text: string, beside: Beside): string {
  for (const [pattern, vat] of vatWords) {
    if (!pattern.test(text)) continue;
    beside.vat = vat;
    return text.replace(pattern, " ");
  }
  return text;
}

function takeCurrencySuffix(name: string, beside: Beside): string {
  const suffix = /[\s_-]([a-z]{3})\s*$/i.exec(name)?.[1];
  const currency = suffix === undefined ? undefined : currencyOf(suffix.toUpperCase());
  if (suffix === undefined || currency === undefined) return name;
  beside.currency ??= currency;
  return name.trimEnd().slice(0, -suffix.length - 1);
}

function currencyOf(word: string): string | undefined {
  const upper = word.toUpperCase();
  if (/^[A-Z]{3}$/.test(upper) && isCurrency(upper)) return upper;
  return currencySigns[word] ?? (word === "won" || word === "krw원" ? "KRW" : undefined);
}
