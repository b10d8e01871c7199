// The model's words, released sentence by sentence as far as every figure in them stands on a card of this turn.

import type { Card } from "../core/card/card.ts";
import { Quantity } from "../core/quantity.ts";
import { type Amount, findAmounts } from "../language/amounts.ts";
import { normalise } from "../language/text.ts";
import { findTimes } from "../language/times.ts";

export type Proof = { released: string; dropped: boolean };

/**
 * Sentences up to the first that holds an unproved figure; the rest is dropped.
 * @param said the person's own words: a figure they wrote may be repeated
 */
export function proveWords(
  text: string,
  cards: readonly Card[],
  said: string,
  today: Temporal.PlainDate,
): Proof {
  const quantities = cards.flatMap((card) => quantitiesIn(card.parts));
  const echoes = new Set(findAmounts(normalise(said).toLowerCase()).map(({ value }) => value));
  let released = "";
  for (const sentence of sentencesOf(text)) {
    if (!isProved(sentence, quantities, echoes, today))
      return { released: released.trimEnd(), dropped: true };
    released += sentence;
  }
  return { released: released.trimEnd(), dropped: false };
}

function sentencesOf(text: string): string[] {
  return (
    text.match(/[^.!?。\n]*(?:[.!?。](?=\d)[^.!?。\n]*)*[.!?。\n]*\s*/gu)?.filter((part) => part !== "") ?? []
  );
}

function isProved(
  sentence: string,
  quantities: readonly Quantity[],
  echoes: ReadonlySet<number>,
  today: Temporal.PlainDate,
): boolean {
  const plain = normalise(sentence).toLowerCase();
  const figures = findAmounts(withoutDates(plain, today));
  return figures.every(
    (figure) =>
      echoes.has(figure.value) ||
      isOrdinal(plain, figure) ||
      quantities.some((quantity) => equals(quantity, figure)),
  );
}

function withoutDates(text: string, today: Temporal.PlainDate): string {
  let out = text.replace(/\d{4}[-./]\d{1,2}[-./]\d{1,2}/g, (date) => " ".repeat(date.length));
  for (const { from, to } of findTimes(out, today))
    out = out.slice(0, from) + " ".repeat(to - from) + out.slice(to);
  return out;
}

/** 1위, 2번째, 1st: a place in an order is no figure. */
function isOrdinal(text: string, { from, to }: Amount): boolean {
  return /^(?:위|번째|순위|째|st|nd|rd|th)/.test(text.slice(to)) || text.slice(from, to).endsWith("위");
}

/** Equal after the rounding the words show: as many decimals, and the scale of 만 or 억 when one is used. */
function equals(quantity: Quantity, figure: Amount): boolean {
  if (quantity.value === null) return false;
  if (figure.kind === "money" && quantity.unit !== "currency") return false;
  if (figure.kind === "percent" && quantity.unit !== "ratio") return false;
  return formsOf(quantity, figure).some((value) => roundsTo(value, figure));
}

function formsOf({ value, unit }: Quantity, { kind }: Amount): number[] {
  const size = Math.abs(value ?? 0);
  if (unit !== "ratio") return [size];
  if (kind === "percent") return [size * 100];
  return kind === "times" ? [size, 1 + size] : [size, size * 100];
}

function roundsTo(value: number, { value: shown, step }: Amount): boolean {
  const half = shown === 0 ? 0 : step / 2;
  return Math.abs(value - shown) <= half + Math.abs(shown) * 1e-9;
}

/** Every quantity anywhere in the parts of a card. */
function quantitiesIn(value: unknown): Quantity[] {
  if (Array.isArray(value)) return value.flatMap(quantitiesIn);
  if (typeof value !== "object" || value === null) return [];
  const own = Quantity.safeParse(value);
  return own.success ? [own.data] : Object.values(value).flatMap(quantitiesIn);
}
