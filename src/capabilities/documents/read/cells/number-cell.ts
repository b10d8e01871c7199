// Number cells in every form reports write them: currency signs, brackets for negatives, full-width digits, percent, European decimals.

import { currencySigns, isCurrency } from "../../../../core/money.ts";
import { type Decimal, readPlainDecimal } from "./decimal.ts";

/** How a file writes its numbers: `1,234.56` or `1.234,56`. */
export type NumberStyle = { decimalComma: boolean };

export type NumberCell = Decimal & {
  /** The currency a sign or code in the cell names. */
  currency?: string;
  percent?: boolean;
};

const MOST_EXPONENT = 30;
const MOST_CHARACTERS = 64;
const pattern =
  /^([^\d.,]*?)([-+]?)\s*((?:\d|[.,](?=\d)|[\s'’](?=\d{3}))+)(e[-+]?\d{1,3})?\s*([-]?)([^\d.,]*)$/i;

/** @returns `undefined` when the cell is no number; call it only for cells that say something */
export function readNumberCell(cell: string, style: NumberStyle): NumberCell | undefined {
  if (cell.length > MOST_CHARACTERS) return undefined;
  if (style.decimalComma) return readDressed(cell, style);
  const plain = readPlainDecimal(cell);
  if (plain) return plain;
  const percent = cell.endsWith("%") ? readPlainDecimal(cell.slice(0, -1)) : undefined;
  return percent ? { ...percent, percent: true } : readDressed(cell, style);
}

function readDressed(cell: string, style: NumberStyle): NumberCell | undefined {
  let text = cell
    .normalize("NFKC")
    .replace(/[−–]/g, "-")
    .trim();
  const bracketed = /^\((.*)\)$/.exec(text)?.[1] ?? /^([^\d(]*)\((.*)\)$/.exec(text)?.slice(1).join("");
  if (bracketed !== undefined) text = bracketed.trim();
  const parts = pattern.exec(text);
  if (!parts) return undefined;
  const [, before = "", sign = "", body = "", exponent, trailing = "", after = ""] = parts;
  const beside = readBeside(`${before} ${after}`);
  const plain = plainBody(body, style);
  if (!beside || plain === undefined) return undefined;
  const decimal = readPlainDecimal(plain);
  if (!decimal) return undefined;
  const negative = [sign === "-", trailing === "-", bracketed !== undefined, beside.minus].filter(
    Boolean,
  ).length;
  if (negative > 1) return undefined;
  const scaled = exponent === undefined ? decimal : shift(decimal, Number(exponent.slice(1)));
  if (!scaled) return undefined;
  return {
    ...(negative ? { digits: negate(scaled.digits), decimals: scaled.decimals } : scaled),
    ...(beside.currency !== undefined && { currency: beside.currency }),
    ...(beside.percent && { percent: true }),
  };
}

type Beside = { currency?: string; percent: boolean; minus: boolean };

/** Whatever stands around the digits must be understood as a whole: a sign, a code, a percent. */
function readBeside(text: string): Beside | undefined {
  const beside: Beside = { percent: false, minus: false };
  for (const word of text.split(/\s+/)) {
    if (word.length === 0) continue;
    const bare = word.replace(/^-|-$/g, "");
    if (bare.length < word.length) beside.minus = true;
    if (bare === "%") beside.percent = true;
    else if (bare.length > 0 && !units.has(bare)) {
      const currency = currencyOf(bare);
      if (currency === undefined) return undefined;
      beside.currency = currency;
    }
  }
  return beside;
}

const units = new Set(["건", "회", "명", "번", "x", "배", "+"]);

function currencyOf(word: string): string | undefined {
  const upper = word.toUpperCase();
  if (/^[A-Z]{3}$/.test(upper) && isCurrency(upper)) return upper;
  return currencySigns[word] ?? currencySigns[upper];
}

/** The body in the plain form, its thousands groups checked: `12,34` is no number, never 1234. */
function plainBody(body: string, { decimalComma }: NumberStyle): string | undefined {
  const [point, comma] = decimalComma ? [",", "."] : [".", ","];
  const at = body.lastIndexOf(point);
  if (at !== body.indexOf(point)) return undefined;
  const whole = at < 0 ? body : body.slice(0, at);
  const fraction = at < 0 ? "" : body.slice(at + 1);
  const groups = whole.split(comma === "." ? /[.\s'’]/ : /[,\s'’]/);
  if (!/^\d*$/.test(fraction) || !wellGrouped(groups)) return undefined;
  return `${groups.join("") || "0"}${fraction.length > 0 ? `.${fraction}` : ""}`;
}

/** Threes after the first group; or twos before a last three, as written in India. */
function wellGrouped(groups: string[]): boolean {
  if (groups.length === 1) return true;
  const [first = "", ...rest] = groups;
  if (first.length === 0 || first.length > 3) return false;
  if (rest.every((group) => group.length === 3)) return true;
  return (
    first.length <= 2 && rest.at(-1)?.length === 3 && rest.slice(0, -1).every((group) => group.length === 2)
  );
}

/** `1.2E+05`, as spreadsheets write it. */
function shift({ digits, decimals }: Decimal, exponent: number): Decimal | undefined {
  if (Math.abs(exponent) > MOST_EXPONENT) return undefined;
  const moved = decimals - exponent;
  if (moved >= 0) return { digits, decimals: moved };
  return { digits: BigInt(digits) * 10n ** BigInt(-moved), decimals: 0 };
}

function negate(digits: number | bigint): number | bigint {
  return typeof digits === "bigint" ? -digits : digits === 0 ? 0 : -digits;
}

/** Decides the style of a file from cells of its number columns: commas are decimals only when nothing speaks for points. */
export function numberStyleOf(cells: Iterable<string>): NumberStyle {
  let comma = 0;
  let point = 0;
  for (const cell of cells) {
    const body = /[\d.,]*\d/.exec(cell)?.[0] ?? "";
    if (/^\d{1,3}(\.\d{3})*,(\d{1,2}|\d{4,})$/.test(body)) comma++;
    else if (/\.(\d{1,2}|\d{4,})$/.test(body) || /,\d{3}(\.|,|$)/.test(body)) point++;
  }
  return { decimalComma: comma > 0 && point === 0 };
}
