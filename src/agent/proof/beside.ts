// "메타보다 낮아요", "lower than Meta's": one level on the side of another that is said.

import type { Evidence } from "./evidence.ts";
import { type Fact, isSameSpan } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { type Move, sameClause } from "./moves.ts";
import type { Reading } from "./reading.ts";
import { shownSize } from "./shown.ts";

/** The other one, by its name or by its own figure, is on the other side; a name that no card has proves nothing. */
export function isBeside(reading: Reading, at: number, fact: Fact, evidence: Evidence): boolean {
  const { figures, text } = reading;
  const figure = figures[at];
  if (!figure || isMeasure(text, figure) || isOfMeasure(reading, fact)) return true;
  const side = sideOf(reading, figure);
  if (!side) return true;
  const others = othersOf(reading, at, fact, evidence);
  if (!others) return true;
  const want = side.direction === "up" ? 1 : -1;
  return others.some((other) => Math.sign(fact.value - other.value) === want);
}

/** 보다 right behind a figure, than right before it: it is what is measured against. */
function isMeasure(text: string, { from, to }: Figure): boolean {
  return (
    /^\)?\s?(?:보다|에 비해|대비|(?:을|를)\s(?:\S+게 |훨씬 |다소 |소폭 |살짝 |조금 )?(?:웃|밑도|밑돌|밑돕|상회|하회))/.test(
      text.slice(to),
    ) ||
    /(?:than|against|above|below|beats?|beating|outperforms?|outperformed) (?:[\w']+\s){0,4}?\(?$/.test(
      text.slice(Math.max(0, from - 36), from),
    )
  );
}

/** "than Meta's 18,483": the figure of the name that is measured against, where another name is measured. */
function isOfMeasure({ mentions }: Reading, { dims }: Fact): boolean {
  const values = mentions.flatMap((one) => (one.kind === "value" ? [one] : []));
  const isOwn = ({ dim, value }: { dim: string; value: string }): boolean =>
    dims[dim]?.includes(value) ?? false;
  return values.some((one) => one.against && isOwn(one)) && values.some((one) => !one.against && !isOwn(one));
}

function sideOf({ bare, text, figures, moves }: Reading, figure: Figure): Move | undefined {
  if (
    !/보다|에 비해|than|웃도|웃돌|웃돕|밑도|밑돌|밑돕|상회|하회|(?<![a-z])(?:above|below)(?![a-z])/.test(text)
  )
    return undefined;
  const own = moves.filter(({ side, from }) => side && sameClause(bare, figure.to, from));
  const behind = own.find(({ from }) => from >= figure.to);
  const ahead = own.findLast(
    ({ to }) => to <= figure.from && !figures.some((one) => one.from >= to && one.to <= figure.from),
  );
  return behind ?? ahead ?? own.find(({ to }) => /^\s?(?:cpa\s)?than/.test(text.slice(to)));
}

/** `undefined` where nothing is named or measured against. */
function othersOf(
  { figures, text, mentions }: Reading,
  at: number,
  fact: Fact,
  { facts }: Evidence,
): Fact[] | undefined {
  const alike = facts.filter(
    (one) => !one.moving && one !== fact && one.quantity.metric === fact.quantity.metric,
  );
  const against = mentions.flatMap((one) => (one.kind === "value" && one.against ? [one] : []));
  const depth = Object.keys(fact.dims).length;
  if (against.length > 0)
    return alike.filter(
      (one) =>
        isSameSpan(one, fact) &&
        Object.keys(one.dims).length <= depth &&
        against.some(({ dim, value }) => one.dims[dim]?.[0] === value),
    );
  const measure = figures.find((one, index) => index !== at && isMeasure(text, one));
  const of = measure && alike.filter((one) => Math.abs(shownSize(one) - measure.value) <= measure.step / 2);
  return of && of.length > 0 ? of : undefined;
}
