// What a sentence claims of a level beside its size: where it moved to, its rank, that it is above another.

import { additiveMetrics } from "../../core/metric.ts";
import type { Evidence } from "./evidence.ts";
import { isBeside } from "./beside.ts";
import { type Fact, isSamePlace, isSameSpan } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { signOf } from "./match.ts";
import { directionOf, isEnd, isStart, type Move } from "./moves.ts";
import { isSteepest } from "./steepest.ts";
import { isCounted, isOfAll, isRanked } from "./ranks.ts";
import type { Reading } from "./reading.ts";

/** The facts of a level that also fit what is claimed of it. */
export function claimed(reading: Reading, at: number, facts: readonly Fact[], evidence: Evidence): Fact[] {
  return facts.filter(
    (fact) =>
      (fact.moving && isSteepest(reading, at, fact, evidence) && isRanked(reading, at, fact, evidence)) ||
      (!fact.moving &&
        isMovedTo(reading, at, fact, evidence) &&
        isRanked(reading, at, fact, evidence) &&
        isOfAll(reading, at, fact, evidence) &&
        isCounted(reading, at, fact, evidence) &&
        isBeside(reading, at, fact, evidence) &&
        isOnItsSide(reading, at, fact, evidence)),
  );
}

/** "284%로 내렸어요": the metric did go that way. */
function isMovedTo({ bare, figures, moves }: Reading, at: number, fact: Fact, { facts }: Evidence): boolean {
  const figure = figures[at];
  if (!figure || !(isEnd(bare, figure) || isBracketed(bare, figure, moves))) return true;
  const own = moves.filter(({ side }) => !side);
  const said = signOf(directionOf(bare, figures, at, own), fact.about);
  if (said === undefined || said === 0) return true;
  const start = figures[at - 1];
  // From one to the other: the two are compared as they are written.
  if (start && isStart(bare, start)) return Math.sign(figure.value - start.value) === said;
  return movementOf(fact, facts) === said;
}

/** "20일에 반등했습니다(1.55%)" */
function isBracketed(bare: string, { from, to }: Figure, moves: readonly Move[]): boolean {
  if (bare[from - 1] !== "(" || bare[to] !== ")") return false;
  return moves.some(
    (move) => !move.side && move.to <= from && /^[가-힣]{0,6}\s?\($/.test(bare.slice(move.to, from)),
  );
}

/** "0.71%로 낮아요": a rate that is called low is below that of the whole. */
function isOnItsSide({ text, figures }: Reading, at: number, fact: Fact, { facts }: Evidence): boolean {
  const said = lowOrHigh.exec(text.slice(figures[at]?.to ?? 0));
  if (!said || Object.keys(fact.dims).length === 0 || additiveMetrics.some((one) => one === fact.about))
    return true;
  const whole = facts.find(
    (one) =>
      !one.moving &&
      one.quantity.metric === fact.quantity.metric &&
      isSameSpan(one, fact) &&
      Object.keys(one.dims).length < Object.keys(fact.dims).length,
  );
  const isHigh = /^(?:높|비싸|비싼)/.test(said.groups?.["side"] ?? "");
  return !whole || whole.value === fact.value || fact.value > whole.value === isHigh;
}

const lowOrHigh =
  /^(?:으로|로|의)\s(?:꽤 |매우 |아주 |비교적 |상대적으로 |다소 |가장 )?(?<side>높|낮|비싸|비싼|싸|싼|저렴)(?!아[지졌진]|[지졌진])/;

/** Which way the figure went against the days before; `undefined` where no card says. */
function movementOf(fact: Fact, facts: readonly Fact[]): number | undefined {
  const change = facts.find(
    (one) =>
      ["change", "points"].includes(one.quantity.metric) &&
      one.about === fact.about &&
      isSamePlace(one, fact) &&
      isSameSpan(one, fact) &&
      one.against !== undefined,
  );
  if (change) return Math.sign(change.value);
  const [before] = facts
    .filter(
      (one) =>
        !one.moving &&
        one.quantity.metric === fact.quantity.metric &&
        isSamePlace(one, fact) &&
        (one.span?.from ?? "") < (fact.span?.from ?? ""),
    )
    .toSorted((a, b) => (b.span?.from ?? "").localeCompare(a.span?.from ?? ""));
  return before && Math.sign(fact.value - before.value);
}
