// The proof of one sentence: every figure stands on a card, or is made of two that do, or is no figure of the data.

import type { Evidence } from "./evidence.ts";
import { derived } from "../../language/statements.ts";
import { coversEach, isKnownPeriod, isOf, isOfDays, type Setting, settingOf } from "./attribution.ts";
import { bindingOf } from "./binding.ts";
import { claimed } from "./claims.ts";
import { isDerived, type Operand } from "./derive.ts";
import { isEcho } from "./echoes.ts";
import type { Fact } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { isImplied } from "./implied.ts";
import { isDenied, kindsAt } from "./kinds.ts";
import { says } from "./match.ts";
import { directionOf, isAmount } from "./moves.ts";
import { areNamedRanksTrue, areTopNamesTrue } from "./named-ranks.ts";
import { arePairsTrue } from "./pairs.ts";
import { arePlacesTrue } from "./places.ts";
import type { Reading } from "./reading.ts";
import { areSteepestNamesTrue } from "./steepest.ts";
import { isListFalse, isRangeFalse, isThreshold } from "./thresholds.ts";
import { isCountOfThings, isLength } from "./things.ts";

/** `said` are figures of the person's own words, `before` is what the sentence before proved. */
export type Ground = {
  evidence: Evidence;
  said: readonly Figure[];
  before: readonly Operand[];
  /** Values that the sentence before named. */
  topic: ReadonlySet<string>;
};

/** @returns the levels it proved, or `undefined` when a figure is unproved */
export function prove(reading: Reading, ground: Ground): Operand[] | undefined {
  const { evidence, topic } = ground;
  const { figures, mentions } = reading;
  if (reading.unread || !arePlacesTrue(reading, evidence)) return undefined;
  if (figures.length === 0) return [];
  if (!mentions.every((one) => one.kind !== "span" || isKnownPeriod(one, evidence.spans))) return undefined;
  const setting = settingOf(reading, evidence, topic);
  const found = figures.map((_, at) => factsFor(reading, at, setting));
  if (figures.some((figure, at) => (found[at]?.length ?? 0) > 0 && isDenied(reading, figure)))
    return undefined;
  if (!arePairsTrue(reading, found) || isListFalse(reading, setting)) return undefined;
  if (isRangeFalse(reading, found, setting) || !areNamedRanksTrue(reading, evidence)) return undefined;
  if (!areTopNamesTrue(reading, evidence) || !areSteepestNamesTrue(reading, evidence)) return undefined;
  const isUnproved = unprovedAmong(reading, ground, setting, found);
  return figures.some(isUnproved) ? undefined : operandsOf(figures, found);
}

/** The figures that stand on no card and are nothing else. */
export function unprovedIn(reading: Reading, ground: Ground): Figure[] {
  const setting = settingOf(reading, ground.evidence, ground.topic);
  const found = reading.figures.map((_, at) => factsFor(reading, at, setting));
  return reading.figures.filter(unprovedAmong(reading, ground, setting, found));
}

/** Tells of each figure whether it is unproved, asked one by one: the first ends a sentence. */
function unprovedAmong(
  reading: Reading,
  ground: Ground,
  setting: Setting,
  found: readonly (readonly Fact[])[],
): (figure: Figure, at: number) => boolean {
  const { figures, bare, moves } = reading;
  const own = operandsOf(figures, found);
  const operands = [...own, ...ground.before];
  const proved = found.flat();
  return (figure, at) =>
    (found[at]?.length ?? 0) === 0 &&
    !isOther(reading, figure, ground) &&
    !isDerived(reading, figure, directionOf(bare, figures, at, moves), operands) &&
    !isThreshold(reading, figure, setting) &&
    !isImplied(reading, figure, directionOf(bare, figures, at, moves), setting, proved);
}

function isOther(reading: Reading, figure: Figure, { evidence, said }: Ground): boolean {
  return (
    isEcho(reading, figure, said) || isLength(figure, evidence) || isCountOfThings(reading, figure, evidence)
  );
}

/** So many facts of one size are looked at: a list may hold hundreds of zeros. */
const MOST_ALIKE = 48;

function factsFor(reading: Reading, at: number, setting: Setting): Fact[] {
  const { figures, bare, moves, text } = reading;
  const figure = figures[at];
  if (!figure) return [];
  const direction = directionOf(bare, figures, at, moves);
  const kinds = kindsAt(reading, figure);
  const isBy = isAmount(bare, figure, moves);
  const fitting = setting.evidence.facts.filter(
    (fact) =>
      says(fact, figure, direction) &&
      (fact.wish ? kinds.wish : kinds.measured) &&
      isTaxed(fact, text) &&
      isShareAsSaid(fact, text, figure) &&
      isAverageAsSaid(fact, reading) &&
      (fact.moving || !isBy),
  );
  if (fitting.length === 0) return [];
  const binding = bindingOf(reading, figure);
  const own = fitting
    .filter((fact) => isOf(fact, binding, setting) && isOfDays(fact, binding, reading, figure, setting))
    .slice(0, MOST_ALIKE);
  const said = claimed(reading, at, own, setting.evidence);
  return coversEach(said, binding) ? said : [];
}

/** A share is called one, and what is called one is no rate. */
function isShareAsSaid({ quantity: { metric } }: Fact, text: string, { from, to, unit }: Figure): boolean {
  if (metric === "share") return derived.share.test(text);
  return (
    unit.kind !== "percent" || !(shareBefore.test(text.slice(0, from)) || shareBehind.test(text.slice(to)))
  );
}

const shareBefore =
  /(?:비중|점유율|share)(?:은|는|이|가|을|를|도|\sis|\swas|\sof)?\s(?:약 |about )?$|(?<![a-z])(?:account(?:s|ed|ing)? for|ma[dk]es? up|represent(?:s|ed|ing)?|contribut(?:es|ed|ing)) (?:about |around |roughly |nearly |just |only |over )?$/;
const shareBehind = /^(?:를|을|나|정도를|가량을)?\s?(?:차지|책임|담당)/;

/** The level of one day is no daily average, unless that day is named. */
function isAverageAsSaid({ span }: Fact, { text, mentions }: Reading): boolean {
  if (!derived.perDay.test(text) || !/평균|averag|per day|a day|하루에/.test(text)) return true;
  const isNamed = mentions.some((one) => one.kind === "span" && one.span?.from === span?.from);
  return span === undefined || span.from !== span.to || isNamed;
}

const included =
  /(?:vat|부가세)\s?(?:를|을)?\s?(?:포함|included|inclusive|incl)|(?:including|incl\.?|with) vat/;
const excluded =
  /(?:vat|부가세)\s?(?:를|을|은|는)?\s?(?:별도|제외|미포함|excluded|exclusive|excl)|(?:excluding|excl\.?|without|before|net of) vat/;

/** A basis that is said must be that of the figure, where the figure has one. */
function isTaxed({ quantity: { unit, vat } }: Fact, text: string): boolean {
  if (unit !== "currency" || vat === undefined) return true;
  if (included.test(text) && !excluded.test(text)) return vat === "included";
  return !excluded.test(text) || vat === "excluded";
}

/** The levels among them; a change is no side of another. */
function operandsOf(figures: readonly Figure[], found: readonly (readonly Fact[])[]): Operand[] {
  return found.flatMap((facts, at) =>
    facts.filter(({ moving }) => !moving).map((fact) => ({ fact, written: figures[at]?.value ?? 0 })),
  );
}
