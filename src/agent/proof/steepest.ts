// "The biggest drop", "grew the fastest", "가장 크게 줄었어요": a change that is said to be the largest of its like.

import { holds } from "./attribution.ts";
import type { Evidence } from "./evidence.ts";
import { type Fact, isSamePlace } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { signOf } from "./match.ts";
import { BLANK } from "./masked.ts";
import { type Move, sameClause } from "./moves.ts";
import type { Reading } from "./reading.ts";

const korean = /(?:가장|제일)\s(?:크게|많이|큰 폭으로|가파르게|빠르게)\s$/;
const before = /(?:biggest|largest|steepest|sharpest|greatest|fastest)\s(?:\w+\s)?$/;
const behind = new RegExp(`^(?:\\s${BLANK}+)?\\s(?:the )?(?:most|fastest|hardest|sharpest)(?![a-z])`);

/** A change that is told as the largest is the largest among those it stands with. */
export function isSteepest(reading: Reading, at: number, fact: Fact, { facts }: Evidence): boolean {
  const { bare, moves, figures } = reading;
  const figure = figures[at];
  const move = moves.find((one) => !one.side && isSuperlative(bare, one));
  if (!figure || !move || figure !== toldBy(reading, move)) return true;
  const said = signOf(move.direction, fact.about);
  const peers = facts.filter((one) => isPeer(one, fact));
  const size = ({ value }: Fact): number =>
    said === undefined || said === 0 ? Math.abs(value) : value * said;
  return peers.every((one) => size(one) <= size(fact) + 1e-9);
}

function isSuperlative(bare: string, { from, to }: Move): boolean {
  const ahead = bare.slice(0, from);
  return korean.test(ahead) || before.test(ahead) || behind.test(bare.slice(to));
}

/** The figure nearest to the word: behind it, else in front of it. */
function toldBy({ bare, figures }: Reading, { from, to }: Move): Figure | undefined {
  const next = figures.find((one) => one.from >= to && sameClause(bare, to, one.from));
  return next ?? figures.findLast((one) => one.to <= from);
}

/** In the same table, or on the tiles of the same card. */
function isPeer(one: Fact, fact: Fact): boolean {
  if (!one.moving || one.quantity.metric !== fact.quantity.metric) return false;
  if (fact.lists.size === 0)
    return one.lists.size === 0 && Object.keys(one.dims).length === Object.keys(fact.dims).length;
  return one.about === fact.about && [...fact.lists].some((list) => one.lists.has(list));
}

/** "카카오 ROAS가 가장 크게 떨어져": by its size or by its ratio, a named one moved further than its like. */
export function areSteepestNamesTrue(
  { bare, mentions, moves, text }: Reading,
  { facts, compared }: Evidence,
): boolean {
  return moves.every((move) => {
    if (move.side || !isSuperlative(bare, move)) return true;
    const before = mentions.filter(({ to }) => to <= move.from);
    const name = before.findLast((one) => one.kind === "value" && !one.against);
    const metric =
      before.findLast(({ kind }) => kind === "metric") ?? mentions.find(({ kind }) => kind === "metric");
    if (name?.kind !== "value" || metric?.kind !== "metric" || /[,;.]\s/.test(text.slice(name.to, move.from)))
      return true;
    const changes = changesIn(facts, compared, metric.metric, name.dim);
    const own = changes.find(({ now }) => now.dims[name.dim]?.[0] === name.value);
    const said = signOf(move.direction, metric.metric);
    if (!own || said === undefined || said === 0) return true;
    return (
      changes.every(({ by }) => by * said <= own.by * said) ||
      changes.every(({ ratio }) => ratio * said <= own.ratio * said)
    );
  });
}

type Change = { now: Fact; by: number; ratio: number };

/** How far each value of a dimension moved, of which the cards hold both levels. */
function changesIn(
  facts: readonly Fact[],
  compared: Evidence["compared"],
  metric: string,
  dim: string,
): Change[] {
  const levels = facts.filter((one) => !one.moving && one.about === metric && isOfDim(one, dim));
  const isEarlier = ({ span }: Fact): boolean => compared.some(({ from }) => from === span?.from);
  return levels.flatMap((now) => {
    const old = levels.find((one) => isEarlier(one) && isSamePlace(one, now));
    return old && !isEarlier(now)
      ? [{ now, by: now.value - old.value, ratio: now.value / old.value - 1 }]
      : [];
  });
}

/** A campaign's figure names its medium as well. */
function isOfDim({ dims }: Fact, dim: string): boolean {
  return dim in dims && Object.keys(dims).every((one) => one === dim || (holds[dim]?.includes(one) ?? false));
}
