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
      quantities.some((quantity) => equals(quantity, figure, plain)),
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
function equals(quantity: Quantity, figure: Amount, text: string): boolean {
  if (quantity.value === null) return false;
  if ((figure.kind === "money") !== (quantity.unit === "currency") && figure.kind === "money") return false;
  const shown = text.slice(figure.from, figure.to);
  return formsOf(quantity, figure).some((value) =>
    roundsTo(value, figure.value, stepOf(shown, figure.value)),
  );
}

function formsOf({ value, unit }: Quantity, { kind }: Amount): number[] {
  const size = Math.abs(value ?? 0);
  if (unit !== "ratio") return [size];
  if (kind === "percent") return [size * 100];
  return kind === "times" ? [size, 1 + size] : [size, size * 100];
}

function roundsTo(value: number, shown: number, step: number): boolean {
  return Math.abs(value - shown) <= step / 2 + Math.abs(shown) * 1e-9;
}

const scales: readonly (readonly [RegExp, number])[] = [
  [/억\s*$/, 1e8],
  [/천만\s*$/, 1e7],
  [/백만\s*$|m$|million$/, 1e6],
  [/만\s*$/, 1e4],
  [/천\s*$|k$|thousand$/, 1e3],
];

/** The smallest step the written figure could have shown. */
function stepOf(shown: string, value: number): number {
  const bare = shown.replace(/[^\d.,억천백만kmilothusand\s]|원|won/g, "").trim();
  const decimals = /\.(\d+)/.exec(bare)?.[1]?.length ?? 0;
  const scale = scales.find(([pattern]) => pattern.test(bare))?.[1] ?? 1;
  return value === 0 ? 0 : scale / 10 ** decimals;
}

/** Every quantity anywhere in the parts of a card. */
export function quantitiesIn(value: unknown): Quantity[] {
  if (Array.isArray(value)) return value.flatMap(quantitiesIn);
  if (typeof value !== "object" || value === null) return [];
  const own = Quantity.safeParse(value);
  return own.success ? [own.data] : Object.values(value).flatMap(quantitiesIn);
}
