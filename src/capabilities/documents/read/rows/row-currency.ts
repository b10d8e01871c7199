// The currency of one row: its own column, a sign in a money cell, else the file's.

import { isCurrency, UNKNOWN_CURRENCY } from "../../../../core/money.ts";
import type { Plan } from "../plan.ts";
import { isMissing } from "../source.ts";
import type { Amounts } from "./amounts.ts";

/** `undefined`: another currency nobody knows than the one before, and two of them are never one sum. */
export type CurrencyReader = (cells: string[], amounts: Amounts) => string | undefined;

export function buildCurrencyReader({ currency }: Plan): CurrencyReader {
  const { index, fixed } = currency;
  if (index === undefined) return (_cells, amounts) => amounts.currency ?? fixed;
  let unknown: string | undefined;
  return (cells, amounts) => {
    const code = (cells[index] ?? "").trim().toUpperCase();
    if (isCurrency(code)) return code;
    if (amounts.currency !== undefined) return amounts.currency;
    if (isMissing(code)) return fixed;
    unknown ??= code;
    return code === unknown ? UNKNOWN_CURRENCY : undefined;
  };
}
