// Money: integer minor units with their currency and VAT basis. Facts hold micros; they become `Money` once, after the sum.

import { z } from "zod";
import table from "./currencies.json" with { type: "json" };
import { Failure } from "./failure.ts";

const exponents: Readonly<Record<string, number>> = table.exponents;

/** Unknown currency: allowed in facts, said, never mixed with another. */
export const UNKNOWN_CURRENCY = "XXX";

export const Currency = z
  .string()
  .refine((code) => code in exponents, "not a currency of the ISO 4217 table");
export const Vat = z.enum(["included", "excluded", "unknown"]);
export type Vat = z.output<typeof Vat>;

/** `minor` are integer minor units: KRW whole won, USD cents. */
export type Money = { minor: bigint; currency: string; vat: Vat };

/** Currency signs and words people and files write, to ISO codes. */
export const currencySigns: Readonly<Record<string, string>> = table.signs;

export function isCurrency(code: string): boolean {
  return code in exponents;
}

/** @throws Failure "invalid" for a code outside the table */
export function exponentOf(currency: string): number {
  const exponent = exponents[currency];
  if (exponent === undefined) throw new Failure("invalid", `unknown currency ${currency}`);
  return exponent;
}

/** Decimals people expect to see, where that is fewer than the currency's minor units (Rp 61,030). */
export function shownDecimals(currency: string): number {
  return (table.shownDecimals as Readonly<Record<string, number>>)[currency] ?? exponentOf(currency);
}

/** A sum of micros (millionths of the main unit) as `Money`, rounded half away from zero, once. */
export function moneyFromMicros(micros: bigint, currency: string, vat: Vat): Money {
  return { minor: divideRounded(micros, 10n ** BigInt(6 - exponentOf(currency))), currency, vat };
}

/** Main units as a number (won, dollars); exact while the amount stays below 2^53 minor units. */
export function mainUnits({ minor, currency }: Money): number {
  return Number(minor) / 10 ** exponentOf(currency);
}

/** @throws Failure "invalid" when currency or VAT basis differ: nothing is converted silently */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency || a.vat !== b.vat) {
    throw new Failure("invalid", `cannot add ${a.currency} ${a.vat} and ${b.currency} ${b.vat}`);
  }
  return { ...a, minor: a.minor + b.minor };
}

/** Takes 10 % Korean VAT off a sum of micros that includes it: amount × 10 / 11, rounded half up once. */
export function microsWithoutVat(micros: bigint): bigint {
  return divideRounded(micros * 10n, 11n);
}

/** Half away from zero. */
export function divideRounded(value: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return value >= 0n ? (value + half) / divisor : -((-value + half) / divisor);
}
