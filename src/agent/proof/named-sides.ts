// Differences and ratios of levels that are named and not written: 매출이 2,093만 원 줄었어요, 240 more than Naver.

import { type Direction, derived, least, most } from "../../language/statements.ts";
import { type Metric, metrics } from "../../core/metric.ts";
import { type Case, placeOf, type Value } from "./asked.ts";
import type { SpanMention } from "./binding.ts";
import { isDifferenceSize, isRatioSize } from "./derive.ts";
import type { Fact } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { levelIn, levelOf, seriesOf } from "./levels.ts";
import { signOf } from "./match.ts";
import type { Mention } from "./mentions.ts";
import { isEnd } from "./moves.ts";
import { placesIn } from "./ranks.ts";
import type { Reading } from "./reading.ts";
import { equals } from "./rounding.ts";

/** 매출이 2,093만 원 줄었어요: the days spoken of against the days before, of one place. */
export function isMovedBy({ reading, figure, direction, metric, binding, setting }: Case): boolean {
  const { text, bare, mentions } = reading;
  if (!derived.difference.test(text) || isEnd(bare, figure)) return false;
  if (mentions.some(({ kind, against }) => against && kind !== "span" && kind !== "metric")) return false;
  const place = placeOf(binding);
  if (place === "several") return false;
  const now = levelOf(metric, place, "now", binding, setting);
  const before = levelOf(metric, place, "before", binding, setting);
  return (
    now !== undefined && before !== undefined && isSaid(figure, direction, now, before, isDifferenceSize)
  );
}

/** 메타가 네이버보다 811만 원 더 썼어요, 1.75 times as much as Google Ads. */
export function isBesideBy({ reading, figure, direction, metric, binding, setting }: Case): boolean {
  const other = otherOf(reading, figure);
  if (!other) return false;
  const own = subjectOf(reading, figure, other);
  if (!own) return false;
  const a = levelOf(metric, own, "now", binding, setting);
  const b = levelOf(metric, other.kind === "value" ? other : undefined, "now", binding, setting);
  if (!a || !b || a === b) return false;
  // "Outspent" is the word of the metric and of the side.
  const side = /(?<![a-z])outspen/.test(reading.text) ? "up" : direction;
  if (figure.unit.kind === "times" || figure.unit.kind === "fraction")
    return b.value !== 0 && equals(figure, a.value / b.value) && isNotAgainst(direction, metric, a, b);
  return isSaid(figure, side, a, b, isDifferenceSize) || isSaid(figure, side, a, b, isRatioSize);
}

/** 다른 매체보다 3천 원 이상 낮아요: by as much as from the nearest of the others. */
export function isBeyondOthers({ reading, figure, direction, metric, binding, setting }: Case): boolean {
  const own = placeOf(binding);
  if (!own || own === "several" || !everyOther.test(reading.text)) return false;
  const a = levelOf(metric, own, "now", binding, setting);
  const list = a && [...a.lists][0];
  const rest = setting.evidence.facts.filter(
    (fact) =>
      fact !== a &&
      !fact.moving &&
      fact.quantity.metric === metric &&
      list !== undefined &&
      fact.lists.has(list),
  );
  const nearest = a && rest.toSorted((x, y) => Math.abs(x.value - a.value) - Math.abs(y.value - a.value))[0];
  const isOneSided = a && new Set(rest.map(({ value }) => Math.sign(a.value - value))).size === 1;
  return (
    a !== undefined &&
    nearest !== undefined &&
    isOneSided === true &&
    isSaid(figure, sideSaid(reading, direction), a, nearest, isDifferenceSize)
  );
}

const everyOther = /(?:다른|나머지)\s[^\s]+보다|(?<![a-z])(?:every|any|all|the) others?(?![a-z])/;

/** "Beats" is to be better. */
function sideSaid({ text }: Reading, direction: Direction | undefined): Direction | undefined {
  return /(?<![a-z])beats?(?![a-z])/.test(text) ? "better" : direction;
}

/** 9월은 8월보다 542만 원 적어요, October was up 1.6% on the month before: days that are named against others. */
export function isBeforeBy({ reading, figure, direction, metric, binding, setting }: Case): boolean {
  const days = reading.mentions.filter((one): one is SpanMention => one.kind === "span");
  const other = days.find(({ against, compare }) => against || compare);
  const own = days.findLast(
    ({ against, compare, span, to }) => span && !against && !compare && to <= figure.from,
  );
  const place = placeOf(binding);
  if (!own || place === "several") return false;
  const a = levelIn(metric, place, own, setting);
  if (!a?.span) return false;
  // 9월에 4.8% 줄었어요: against the step before it in the same series
  if (!other) {
    const step =
      seriesOf(metric, place, setting).includes(a) && levelIn(metric, place, { before: a.span }, setting);
    return step
      ? isSaid(figure, direction, a, step, isDifferenceSize) ||
          isSaid(figure, direction, a, step, isRatioSize)
      : false;
  }
  const isRelative = /전|작|before|previous|prior|last|ago|(?:week|month|day|year)[- ](?:over|on)/.test(
    reading.text.slice(other.from, other.to),
  );
  const isNamed = other.span !== undefined && !isRelative;
  if (isNamed && other.span?.from === own.span?.from) return false;
  const b = levelIn(metric, place, isNamed ? other : { before: a.span }, setting);
  if (!b) return false;
  return isSaid(figure, direction, a, b, isDifferenceSize) || isSaid(figure, direction, a, b, isRatioSize);
}

/** 메타와 네이버의 차이는 420원, the gap between the cheapest and the priciest: of no direction. */
export function isApart(one: Case): boolean {
  const { reading, figure, direction, metric, binding, setting } = one;
  if (!derived.apart.test(reading.text) || (direction !== undefined && direction !== "none")) return false;
  const ends = endsIn(one);
  if (ends) return isDifferenceSize(figure, ends[0], ends[1]);
  const named = distinct(reading.mentions.filter((mention) => mention.kind === "value"));
  if (named.length !== 2 || named[0]?.dim !== named[1]?.dim) return false;
  const [a, b] = named.map((place) => levelOf(metric, place, "now", binding, setting));
  return a !== undefined && b !== undefined && isDifferenceSize(figure, a, b);
}

/** The highest and the lowest, where both are said and none is named. */
function endsIn({
  reading: { text, mentions },
  metric,
  setting: { evidence },
}: Case): [Fact, Fact] | undefined {
  const isOfEnds = text.search(most) >= 0 && text.search(least) >= 0;
  if ((!isOfEnds && placesIn(text).length !== 2) || mentions.some(({ kind }) => kind === "value"))
    return undefined;
  const listed = evidence.facts.filter(
    (fact) => !fact.moving && fact.quantity.metric === metric && fact.lists.size > 0,
  );
  const lists = new Set(listed.flatMap(({ lists: all }) => [...all]));
  const [list] = lists;
  const peers = listed
    .filter((fact) => list !== undefined && fact.lists.has(list))
    .toSorted((a, b) => a.value - b.value);
  const placed = placesIn(text).map(({ place }) => place);
  if (placed.length === 2) return atPlaces(peers, placed, metric);
  const [low, high] = [peers[0], peers.at(-1)];
  return low && high ? [high, low] : undefined;
}

/** 1위와 5위, counted from the better end. @param peers the smallest first */
function atPlaces(
  peers: readonly Fact[],
  placed: readonly number[],
  metric: Metric,
): [Fact, Fact] | undefined {
  const order = metrics[metric].better === "down" ? peers : peers.toReversed();
  const [a, b] = placed.map((place) => order[place - 1]);
  return a && b ? [a, b] : undefined;
}

/** What is measured against: 네이버보다, than Naver, 카카오의 1.29배, 5.8 times Kakao's. */
function otherOf({ text, mentions }: Reading, figure: Figure): Mention | undefined {
  const against = mentions.filter((one) => one.against && (one.kind === "value" || one.kind === "whole"));
  if (against.length > 0)
    return new Set(against.map((one) => (one.kind === "value" ? one.value : ""))).size === 1
      ? against[0]
      : undefined;
  if (figure.unit.kind !== "times" && figure.unit.kind !== "fraction") return undefined;
  return mentions.find(
    (one) =>
      one.kind === "value" &&
      (/^의\s(?:약|거의|대략|무려)?\s?$/.test(text.slice(one.to, figure.from)) ||
        /^\s(?:as (?:much|many|high|large|big|expensive) as |that of |the \w+ of )?$/.test(
          text.slice(figure.to, one.from),
        )),
  );
}

function subjectOf({ mentions }: Reading, figure: Figure, other: Mention): Value | undefined {
  const named = mentions.filter(
    (one): one is Value =>
      one.kind === "value" &&
      !one.against &&
      one !== other &&
      (other.kind !== "value" || (one.dim === other.dim && one.value !== other.value)),
  );
  return named.findLast(({ to }) => to <= figure.from) ?? named[0];
}

type Sized = (figure: Figure, a: Fact, b: Fact) => boolean;

/** The size holds, and the direction that is said is that from `b` to `a`. */
function isSaid(figure: Figure, direction: Direction | undefined, a: Fact, b: Fact, isSized: Sized): boolean {
  const move = Math.sign(a.value - b.value);
  const said = figure.sign !== 0 ? figure.sign : signOf(direction, a.quantity.metric);
  return move !== 0 && said === move && isSized(figure, a, b);
}

function isNotAgainst(direction: Direction | undefined, metric: Metric, a: Fact, b: Fact): boolean {
  const said = signOf(direction, metric);
  return said === undefined || said === 0 || said === Math.sign(a.value - b.value);
}

function distinct(named: readonly Value[]): Value[] {
  return [...new Map(named.map((one) => [`${one.dim} ${one.value}`, one])).values()];
}
