// Figures made from two others: a difference, a ratio or a share, declared by a word and made of figures already proved.

import { additiveMetrics } from "../../core/metric.ts";
import type { Direction } from "../../language/statements.ts";
import { derived } from "../../language/statements.ts";
import { type Fact, isSameSpan } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { signOf } from "./match.ts";
import type { Mention } from "./mentions.ts";
import type { Reading } from "./reading.ts";
import { equals } from "./rounding.ts";
import { shownSize } from "./shown.ts";

/** A level that was proved, with the size its sentence gave it. */
export type Operand = { fact: Fact; written: number };

/** So many operands are tried with each other. */
const MOST_OPERANDS = 24;

/** True when two of the operands make the figure in a way that the sentence declares. */
export function isDerived(
  reading: Reading,
  figure: Figure,
  direction: Direction | undefined,
  operands: readonly Operand[],
): boolean {
  const ways = waysOf(reading);
  const once = operands
    .filter((one, at) => operands.findIndex(({ fact }) => fact === one.fact) === at)
    .slice(0, MOST_OPERANDS);
  return (
    isSum(reading, figure, once) ||
    once.some((a) =>
      once.some((b) => isPair(a, b) && ways.some((made) => made(reading, figure, direction, a, b))),
    )
  );
}

/** 합쳐, together: all that was proved of one additive metric, of the same days. */
function isSum({ text }: Reading, figure: Figure, operands: readonly Operand[]): boolean {
  const [first, ...rest] = operands;
  if (!derived.sum.test(text) || !first || rest.length === 0 || !isAdditive(first.fact)) return false;
  if (!isOfUnit(figure, first.fact)) return false;
  if (!rest.every((one) => isPair(first, one) && isSameSpan(first.fact, one.fact))) return false;
  return equals(
    figure,
    operands.reduce((sum, { fact }) => sum + fact.value, 0),
  );
}

function isAdditive({ quantity: { metric } }: Fact): boolean {
  return additiveMetrics.some((one) => one === metric);
}

type Way = (
  reading: Reading,
  figure: Figure,
  direction: Direction | undefined,
  a: Operand,
  b: Operand,
) => boolean;

/** The ways that a word of the sentence declares. */
function waysOf({ text }: Reading): Way[] {
  const ways: readonly [RegExp, Way][] = [
    [derived.difference, isDifference],
    [derived.ratio, isRatio],
    [derived.share, isShare],
  ];
  return ways.flatMap(([word, way]) => (word.test(text) ? [way] : []));
}

/** Two different facts of one metric and currency. */
function isPair({ fact: a }: Operand, { fact: b }: Operand): boolean {
  return a !== b && a.quantity.metric === b.quantity.metric && a.quantity.currency === b.quantity.currency;
}

function isDifference(
  reading: Reading,
  figure: Figure,
  direction: Direction | undefined,
  a: Operand,
  b: Operand,
): boolean {
  const written = a.written - b.written;
  const fits = isDifferenceSize(figure, a.fact, b.fact);
  if (!fits && !(isOfUnit(figure, a.fact) && written !== 0 && equals(figure, Math.abs(written))))
    return false;
  return isOriented(reading, figure, direction, a, b, fits ? a.fact.value - b.fact.value : written);
}

/** Exactly, or between the two as cards write them: 350% and 284% are 66%p apart. */
export function isDifferenceSize(figure: Figure, a: Fact, b: Fact): boolean {
  const factor = a.quantity.unit === "ratio" ? 100 : 1;
  const sizes = [(a.value - b.value) * factor, shownSize(a) - shownSize(b)];
  return isOfUnit(figure, a) && sizes.some((size) => size !== 0 && equals(figure, Math.abs(size)));
}

function isOfUnit({ unit }: Figure, { quantity }: Fact): boolean {
  if (quantity.unit === "currency") return unit.kind === "money" && unit.currency === quantity.currency;
  return quantity.unit === "ratio" ? unit.kind === "points" : unit.kind === "count" || unit.kind === "plain";
}

/** By how many percent the first is above or below the second. */
export function isRatioSize(figure: Figure, a: Fact, b: Fact): boolean {
  if (figure.unit.kind !== "percent" || b.value === 0 || a.value === b.value) return false;
  return equals(figure, Math.abs(a.value / b.value - 1) * 100);
}

function isRatio(
  reading: Reading,
  figure: Figure,
  direction: Direction | undefined,
  a: Operand,
  b: Operand,
): boolean {
  if (b.fact.value === 0) return false;
  const size = a.fact.value / b.fact.value;
  const oriented = isOriented(reading, figure, direction, a, b, size - 1);
  switch (figure.unit.kind) {
    case "times":
    case "fraction":
      return size !== 1 && equals(figure, size) && oriented;
    case "percent":
      return isRatioSize(figure, a.fact, b.fact) && oriented;
    case "money":
    case "points":
    case "count":
    case "days":
    case "plain":
      return false;
  }
}

/** Additive metrics only: a part of one period against what holds it. */
function isShare(
  _reading: Reading,
  figure: Figure,
  _direction: Direction | undefined,
  part: Operand,
  all: Operand,
): boolean {
  if (!isAdditive(part.fact)) return false;
  if (
    part.fact.span?.from !== all.fact.span?.from ||
    part.fact.span?.to !== all.fact.span?.to ||
    figure.sign !== 0
  )
    return false;
  const held = Object.keys(all.fact.dims);
  if (Object.keys(part.fact.dims).length <= held.length) return false;
  if (!held.every((dim) => part.fact.dims[dim]?.every((one) => all.fact.dims[dim]?.includes(one))))
    return false;
  const share = part.fact.value / all.fact.value;
  if (figure.unit.kind === "fraction") return equals(figure, share);
  return figure.unit.kind === "percent" && equals(figure, share * 100);
}

/**
 * The direction said must be that from `b` to `a`, and `a` the one that is spoken of.
 * @param move above zero where `a` is larger
 */
function isOriented(
  reading: Reading,
  figure: Figure,
  direction: Direction | undefined,
  a: Operand,
  b: Operand,
  move: number,
): boolean {
  if (figure.sign !== 0 && figure.sign !== Math.sign(move)) return false;
  const said = signOf(direction, a.fact.quantity.metric);
  if (said === undefined || said === 0)
    return figure.unit.kind !== "percent" || figure.sign !== 0 || move > 0;
  return said === Math.sign(move) && isSubject(reading, figure, a, b);
}

/** `a` is later than `b`, or is named without 보다 or "than". */
function isSubject({ mentions }: Reading, figure: Figure, a: Operand, b: Operand): boolean {
  const [later, earlier] = [a.fact.span?.from ?? "", b.fact.span?.from ?? ""];
  if (later !== earlier) return later > earlier;
  const subject = mentions.findLast((one) => one.kind === "value" && !one.against && one.to <= figure.from);
  if (subject?.kind === "value") {
    const isOf = ({ fact }: Operand): boolean => fact.dims[subject.dim]?.includes(subject.value) ?? false;
    if (!isOf(a)) return false;
    const against = mentions.filter((one) => one.kind === "value" && one.against);
    const isMeant = against.some((one) => one.kind === "value" && b.fact.dims[one.dim]?.includes(one.value));
    if (against.length > 0) return isMeant;
    if (!isOf(b)) return true;
  }
  const named = mentions.filter((one): one is Extract<Mention, { kind: "value" }> => one.kind === "value");
  const of = ({ fact }: Operand, against: boolean): number | undefined =>
    named.findLast(
      (one) => one.against === against && fact.dims[one.dim]?.includes(one.value) && one.from !== figure.from,
    )?.from;
  if (of(b, true) !== undefined && of(a, true) === undefined) return true;
  if (of(a, true) !== undefined) return false;
  return of(a, false) !== undefined && of(b, false) === undefined;
}
