// Money at the media's doors, both ways: house minor units here, the medium's own unit out there. Exact, or refused.

import { exponentOf, isCurrency, type Money, UNKNOWN_CURRENCY, type Vat } from "../core/money.ts";
import type { MediumFeatures } from "./features.ts";
import { MediumError, type MediumName } from "./medium.ts";
import offsets from "./meta-offsets.json" with { type: "json" };

type Mode = MediumFeatures["currencyMode"];

const MAX_INT64 = 9_223_372_036_854_775_807n;

/**
 * A budget as the medium wants it, an integer in its unit.
 * @throws MediumError "refused", code `money`: unknown currency, another than the account's, nothing or less, VAT included, too large, or not whole in that unit
 */
export function budgetToWire(
  medium: MediumName,
  mode: Mode,
  { minor, currency, vat }: Money,
  account: string,
): bigint {
  if (currency !== account) throw wrong(medium, `${currency} for an account in ${account}`);
  if (vat === "included") throw wrong(medium, "budgets on media exclude VAT");
  if (minor <= 0n) throw wrong(medium, "a budget must be more than nothing");
  const { up, down } = unitsOf(medium, mode, currency);
  const scaled = minor * up;
  if (scaled % down !== 0n) throw wrong(medium, `${minor} of ${currency} is not whole in its unit`);
  if (scaled / down > MAX_INT64) throw wrong(medium, "a budget beyond every medium");
  return scaled / down;
}

/** @throws MediumError "refused", code `money`, for an unknown currency or digits that are none */
export function budgetFromWire(
  medium: MediumName,
  mode: Mode,
  wire: string | number,
  currency: string,
): Money {
  const { up, down } = unitsOf(medium, mode, currency);
  const scaled = integer(medium, wire) * down;
  if (scaled % up !== 0n) throw wrong(medium, `${wire} is not whole in ${currency}`);
  return { minor: scaled / up, currency, vat: "excluded" satisfies Vat };
}

/** Decimal text or number of main units (`"12345.67"`) as micros. */
export function microsOfMain(medium: MediumName, text: string | number): bigint {
  const match = /^(\d{1,15})(?:\.(\d{1,6}))?\d*$/.exec(String(text));
  if (!match) throw wrong(medium, "an amount that is none");
  return BigInt(match[1] ?? "0") * 1_000_000n + BigInt((match[2] ?? "").padEnd(6, "0"));
}

/** wire = minor × up / down */
function unitsOf(medium: MediumName, mode: Mode, currency: string): { up: bigint; down: bigint } {
  if (!isCurrency(currency) || currency === UNKNOWN_CURRENCY)
    throw wrong(medium, `unknown currency ${currency}`);
  const minorPerMain = 10n ** BigInt(exponentOf(currency));
  if (mode === "micros") return { up: 1_000_000n / minorPerMain, down: 1n };
  if (mode === "offset") return { up: offsetOf(medium, currency), down: minorPerMain };
  if (currency !== "KRW") throw wrong(medium, `${medium} accounts are in won`);
  return { up: 1n, down: 1n };
}

/** An unknown currency raises; it never defaults to 100. */
function offsetOf(medium: MediumName, currency: string): bigint {
  const offset = (offsets.offsets as Readonly<Record<string, number>>)[currency];
  if (offset === undefined) throw wrong(medium, `no offset known for ${currency}`);
  return BigInt(offset);
}

function integer(medium: MediumName, wire: string | number): bigint {
  const text = String(wire);
  if (!/^\d{1,19}$/.test(text)) throw wrong(medium, "an amount that is none");
  return BigInt(text);
}

function wrong(medium: MediumName, message: string): MediumError {
  return new MediumError("refused", message, { medium, code: "money" });
}
