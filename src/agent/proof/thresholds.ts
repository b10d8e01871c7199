// Limits that a list keeps: 세 캠페인이 ROAS 400% 이상, 카카오만 1만 5천 원 아래, the other three sit between … and ….

import { each, nouns } from "../../language/statements.ts";
import type { Setting } from "./attribution.ts";
import { bindingOf } from "./binding.ts";
import type { Fact } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { metricSaid } from "./levels.ts";
import type { Mention } from "./mentions.ts";
import { others } from "./ranks.ts";
import type { Reading } from "./reading.ts";
import { equals } from "./rounding.ts";

type Value = Extract<Mention, { kind: "value" }>;
/** The figures that bound it, one or two. */
type Limit = { figures: readonly Figure[]; keeps: (fact: Fact) => boolean };

/** "ROAS가 200% 미만인 캠페인은 A와 B예요": true where others keep the limit too, or one that is named does not. */
export function isListFalse(reading: Reading, setting: Setting): boolean {
  const limit = limitIn(reading);
  const [first, second] = limit?.figures ?? [];
  if (!limit || !first) return false;
  if (second) return isEachOutside(reading, first, second, setting);
  const only = reading.mentions.filter(
    (one): one is Value => one.kind === "value" && isOnly(reading.text, one),
  );
  const listed = listedBehind(reading, first);
  const named = listed.length > 0 ? listed : only;
  if (named.length === 0) return false;
  const kept = keptIn(reading, limit, first, setting);
  const counts = reading.figures.filter(
    ({ noun, unit, top }) => noun !== undefined && unit.kind !== "money" && !top,
  );
  return !isExactly(kept, named) || counts.some(({ value }) => value !== named.length);
}

/** "네 매체 모두 1~2%대": a change of them lies outside. */
function isEachOutside(
  { text, ...reading }: Reading,
  low: Figure,
  high: Figure,
  { evidence }: Setting,
): boolean {
  if (low.unit.kind !== "percent" || !each.test(text) || !nouns.some(({ within }) => within.test(text)))
    return false;
  const metric = only(reading.mentions.flatMap((one) => (one.kind === "metric" ? [one.metric] : [])));
  const changes = evidence.facts.filter(
    ({ quantity, about, lists }) => quantity.metric === "change" && lists.size > 0 && about === metric,
  );
  const top = high.value + (high.bound === "band" ? high.zeros : high.step / 2);
  return changes.some(
    ({ value }) => Math.abs(value) * 100 < low.value - low.step / 2 || Math.abs(value) * 100 > top,
  );
}

function only<T>(values: readonly T[]): T | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

function keptIn(reading: Reading, limit: Limit, first: Figure, setting: Setting): Fact[] {
  const metric = metricSaid(reading, bindingOf(reading, first), setting, []);
  return peersOf(reading, setting, metric, first, clauseOf(reading, first)).list.filter(limit.keeps);
}

function isExactly(kept: readonly Fact[], named: readonly Value[]): boolean {
  return (
    kept.length === named.length &&
    named.every(({ dim, value }) => kept.some(({ dims }) => dims[dim]?.[0] === value))
  );
}

/** The names that a sentence gives as those that keep its limit. */
function listedBehind({ text, mentions }: Reading, { to }: Figure): Value[] {
  const isListed =
    /^[가-힣 ]{0,10}(?:캠페인|매체|그룹|소재|키워드|광고|곳|것)(?:은|는|으로는|이)\s|^[a-z ]{0,24}:/.test(
      text.slice(to),
    );
  if (!isListed) return [];
  const named = mentions.filter((one): one is Value => one.kind === "value" && one.from >= to);
  return named.filter(
    (one, at) => one.dim === named[0]?.dim && named.findIndex(({ value }) => value === one.value) === at,
  );
}

/** True for a limit, its count and the size of its list, where exactly those that the sentence says keep it. */
export function isThreshold(reading: Reading, figure: Figure, setting: Setting): boolean {
  const limit = limitIn(reading, figure);
  const first = limit?.figures[0];
  if (
    !limit ||
    !first ||
    limit.figures.some(({ unit }) => !["money", "percent", "count"].includes(unit.kind))
  )
    return false;
  const counts = reading.figures.filter(
    (one) => isCount(one) && one.to <= first.from && one.from >= clauseOf(reading, first),
  );
  const named = listedBehind(reading, first);
  const isCountBehind = named.length > 0 && isCount(figure) && figure.from > first.to;
  if (isCountBehind) return figure.value === named.length && !isListFalse(reading, setting);
  if (!limit.figures.includes(figure) && !counts.includes(figure)) return false;
  const metric = metricSaid(reading, bindingOf(reading, first), setting, []);
  const peers = peersOf(reading, setting, metric, first, clauseOf(reading, first));
  const kept = peers.list.filter(limit.keeps);
  if (kept.length === 0) return false;
  const isSaid = kept.every((fact) =>
    reading.figures.some((one) => one !== first && equals(one, sizeOf(fact))),
  );
  if (limit.figures.length === 2 ? !isTight(limit.figures, kept) : !isSaid && !isClose(first, kept))
    return false;
  if (named.length > 0) return isExactly(kept, named) && counts.every(({ value }) => value === named.length);
  return isAsSaid(reading, counts, peers, kept, clauseOf(reading, first));
}

type Peers = { list: readonly Fact[]; whole: number; rest: boolean };

/** As many, all of them, or only the named ones keep the limit. */
function isAsSaid(
  { text, mentions }: Reading,
  counts: readonly Figure[],
  { list, whole, rest }: Peers,
  kept: readonly Fact[],
  from: number,
): boolean {
  const [count, of] = counts;
  const only = mentions.filter(
    (one): one is Value => one.kind === "value" && one.from >= from && isOnly(text, one),
  );
  if (only.length > 0)
    return (
      kept.length === only.length &&
      only.every(({ dim, value }) => kept.some(({ dims }) => dims[dim]?.includes(value)))
    );
  if (counts.length > 2 || (of && of.value !== whole)) return false;
  const isEach = each.test(text.slice(from)) && nouns.some(({ within }) => within.test(text.slice(from)));
  if (isEach || rest)
    return kept.length === list.length && (count === undefined || count.value === list.length);
  return count !== undefined && count.value === kept.length;
}

function isOnly(text: string, { from, to }: Value): boolean {
  return (
    /^만(?:이)?\s/.test(text.slice(to)) ||
    /(?<![a-z])only (?:the |(?:one|two|three) )?(?:\w+, )?$/.test(text.slice(0, from))
  );
}

/** The levels of one list of the card, without the named ones where the rest of them is spoken of. */
function peersOf(
  { text, mentions }: Reading,
  { evidence }: Setting,
  metric: string | undefined,
  { unit }: Figure,
  from: number,
): Peers {
  const isNow = ({ span }: Fact): boolean =>
    evidence.periods.some((one) => one.from === span?.from && one.to === span.to);
  const listed = evidence.facts.filter(
    (fact) =>
      !fact.moving &&
      fact.quantity.metric === metric &&
      fact.lists.size > 0 &&
      isNow(fact) &&
      isOfCurrency(fact, unit),
  );
  const [list] = new Set(listed.flatMap(({ lists }) => [...lists]));
  const all = listed.filter(({ lists }) => list !== undefined && lists.has(list));
  if (!others.test(text.slice(from))) return { list: all, whole: all.length, rest: false };
  const named = mentions.filter((one): one is Value => one.kind === "value");
  const isNamed = ({ dims }: Fact): boolean => named.some(({ dim, value }) => dims[dim]?.[0] === value);
  return { list: all.filter((fact) => !isNamed(fact)), whole: all.length, rest: true };
}

/** "Ranged from 1.4% to 2.1%": the ends are those of their list. */
export function isRangeFalse(
  { text, figures }: Reading,
  found: readonly (readonly Fact[])[],
  { evidence: { facts } }: Setting,
): boolean {
  if (!/(?<![a-z])rang(?:e|es|ed|ing)(?![a-z])|범위|분포/.test(text)) return false;
  const at = figures.findIndex(
    (low, index) => index + 1 < figures.length && low.unit.kind === figures[index + 1]?.unit.kind,
  );
  const [lows, highs] = [found[at] ?? [], found[at + 1] ?? []];
  return (
    lows.length > 0 &&
    highs.length > 0 &&
    !lows.some((low) => highs.some((high) => areEnds(low, high, facts)))
  );
}

function areEnds(low: Fact, high: Fact, facts: readonly Fact[]): boolean {
  const shared = [...low.lists].filter((list) => high.lists.has(list));
  if (shared.length === 0) return low.lists.size === 0;
  return shared.some((list) => {
    const sizes = facts
      .filter(
        (one) =>
          one.lists.has(list) && one.quantity.metric === low.quantity.metric && one.moving === low.moving,
      )
      .map(({ value }) => value);
    return Math.min(...sizes) === low.value && Math.max(...sizes) === high.value;
  });
}

function isOfCurrency({ quantity }: Fact, unit: Figure["unit"]): boolean {
  return quantity.unit === "currency"
    ? unit.kind === "money" && unit.currency === quantity.currency
    : quantity.unit === "ratio"
      ? unit.kind === "percent"
      : unit.kind === "count";
}

/** @param own the figure asked about: its own limit before others of the sentence */
function limitIn({ text, figures }: Reading, own?: Figure): Limit | undefined {
  const at = figures.findIndex((one, index) => isRange(text, one, figures[index + 1]));
  const [low, high] = [figures[at], figures[at + 1]];
  const isLimit = ({ bound, unit }: Figure): boolean =>
    ["over", "under", "band"].includes(bound) && unit.kind !== "days" && unit.kind !== "plain";
  const single = own && isLimit(own) ? own : figures.find(isLimit);
  if (single && (at < 0 || !high))
    return { figures: [single], keeps: (fact) => isWithin(single, sizeOf(fact)) };
  if (at < 0 || !low || !high) return undefined;
  const keeps = (fact: Fact): boolean =>
    sizeOf(fact) >= low.value - low.step / 2 && sizeOf(fact) <= high.value + high.step / 2;
  return { figures: [low, high], keeps };
}

function isRange(text: string, low: Figure, high: Figure | undefined): boolean {
  if (!high || isCount(low) || high.value < low.value || !isSameUnit(low, high)) return false;
  const between = text.slice(low.to, high.from);
  return (
    /^\s?[~–-]\s?$/.test(between) ||
    (/^(?:에서|부터|과|와)\s$/.test(between) && /^\s?(?:사이|까지|범위)/.test(text.slice(high.to))) ||
    (/^ (?:and|to) $/.test(between) && /(?:between|from) $/.test(text.slice(0, low.from)))
  );
}

function isSameUnit({ unit: a }: Figure, { unit: b }: Figure): boolean {
  return a.kind === "money" && b.kind === "money" ? a.currency === b.currency : a.kind === b.kind;
}

function isWithin(figure: Figure, size: number): boolean {
  if (figure.bound === "over") return size >= figure.value;
  if (figure.bound === "under") return size <= figure.value;
  return equals(figure, size);
}

/** A limit far from all that keep it is true and says something else. */
const FURTHEST_RATIO = 0.3;

function isClose({ value }: Figure, kept: readonly Fact[]): boolean {
  return kept.some((fact) => Math.abs(sizeOf(fact) - value) <= FURTHEST_RATIO * value);
}

/** The two ends are those of the list. */
function isTight([low, high]: readonly Figure[], kept: readonly Fact[]): boolean {
  const sizes = kept.map(sizeOf);
  return (
    low !== undefined &&
    high !== undefined &&
    equals(low, Math.min(...sizes)) &&
    equals(high, Math.max(...sizes))
  );
}

function sizeOf({ quantity, value }: Fact): number {
  return quantity.unit === "ratio" ? value * 100 : value;
}

function isCount({ unit, noun, top }: Figure): boolean {
  return !top && (unit.kind === "plain" || (noun !== undefined && unit.kind === "count"));
}

/** Where the clause of a figure starts. */
function clauseOf({ text }: Reading, { from }: Figure): number {
  const ends = [
    ...text
      .slice(0, from)
      .matchAll(/(?:고|며|지만|는데|은데),?\s|;\s|,?\s(?:while|but|and)\s(?=the|only|all)/g),
  ];
  const last = ends.at(-1);
  return last ? last.index + last[0].length : 0;
}
