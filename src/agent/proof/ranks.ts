// "The highest", "두 번째로 많아요", "all above 300%": what a sentence says of a figure among its like.

import { best, each, least, most, nouns, sides } from "../../language/statements.ts";
import type { Evidence } from "./evidence.ts";
import type { Fact } from "./facts.ts";
import type { Figure } from "./figures.ts";
import { sameClause } from "./moves.ts";
import type { Reading } from "./reading.ts";
import { BLANK, type Place } from "./masked.ts";
import { metrics as registry } from "../../core/metric.ts";
import { order } from "./pairs.ts";
import { equals } from "./rounding.ts";

/** `end` is `good` for "best", `bad` for "worst", `open` for "1위", which counts costs from either end. */
export type Rank = Place & { end: "high" | "low" | "good" | "bad" | "open"; place: number };

/** In one of its tables or charts the fact has the rank that is said of it. */
export function isRanked(reading: Reading, at: number, fact: Fact, { facts }: Evidence): boolean {
  const said = ranksIn(reading).filter((rank) => isOfFigure(reading, at, rank, fact));
  const lists = [...fact.lists];
  if (said.length === 0 || lists.length === 0) return true;
  return said.every((rank) => isAtPlace(fact, rank, facts));
}

/** In one of its lists. */
export function isAtPlace(fact: Fact, rank: Rank, facts: readonly Fact[]): boolean {
  return [...fact.lists].some((list) =>
    endsOf(rank, fact).some((high) => placeOf(fact, peersIn(facts, list, fact), high) === rank.place),
  );
}

/** "모두 300% 이상": every figure of the list keeps the bound. */
export function isOfAll(
  { text, figures, mentions }: Reading,
  at: number,
  fact: Fact,
  { facts }: Evidence,
): boolean {
  const figure = figures[at];
  const named = mentions.filter((one) => one.kind === "value");
  if (named.length > 0 && !others.test(text)) return true;
  const isNamed = ({ dims }: Fact): boolean => named.some(({ dim, value }) => dims[dim]?.[0] === value);
  if (!figure || figure.bound === "exact" || !each.test(text)) return true;
  const lists = [...fact.lists];
  if (lists.length === 0) return !nouns.some(({ within }) => within.test(text));
  return lists.some((list) =>
    peersIn(facts, list, fact).every((one) => isNamed(one) || keeping(figure, fact)(one)),
  );
}

/** "두 캠페인만 600% 이상": as many of the list keep the bound as are said. */
export function isCounted({ text, figures }: Reading, at: number, fact: Fact, { facts }: Evidence): boolean {
  const figure = figures[at];
  const count = figures.find(
    ({ noun, to, top }) => noun !== undefined && noun in fact.dims && !top && figure && to <= figure.from,
  );
  if (!figure || !count || each.test(text) || !["over", "under"].includes(figure.bound)) return true;
  const lists = [...fact.lists];
  return (
    lists.length === 0 ||
    lists.some((list) => peersIn(facts, list, fact).filter(keeping(figure, fact)).length === count.value)
  );
}

function keeping(figure: Figure, { quantity }: Fact): (fact: Fact) => boolean {
  const factor = quantity.unit === "ratio" && figure.unit.kind === "percent" ? 100 : 1;
  switch (figure.bound) {
    case "over":
      return ({ value }) => value * factor >= figure.value;
    case "under":
      return ({ value }) => value * factor <= figure.value;
    case "exact":
    case "about":
    case "near":
    case "band":
    case "vague":
      return ({ value }) => equals(figure, value * factor);
  }
}

function peersIn(
  facts: readonly Fact[],
  list: string,
  { quantity: { metric }, moving, about }: Fact,
): Fact[] {
  return facts.filter(
    (one) =>
      one.lists.has(list) &&
      one.quantity.metric === metric &&
      one.moving === moving &&
      (!moving || one.about === about),
  );
}

/** From the highest on, from the lowest on, or either. */
function endsOf({ end }: Rank, { about }: Fact): boolean[] {
  if (end === "high" || end === "low") return [end === "high"];
  const better =
    about !== undefined && about in registry ? registry[about as keyof typeof registry].better : "up";
  if (end !== "open") return [(better === "down") === (end === "bad")];
  return better === "down" ? [true, false] : [true];
}

function placeOf({ value, quantity: { metric } }: Fact, peers: readonly Fact[], high: boolean): number {
  // The highest of falls, and of parts of a change, is the furthest one.
  const isPart = metric === "points" || metric === "effect";
  const size = (one: number): number =>
    isPart || peers.every((peer) => peer.value < 0) ? Math.abs(one) : one;
  return (
    1 + peers.filter((one) => (high ? size(one.value) > size(value) : size(one.value) < size(value))).length
  );
}

/** The rest of a list without those that are named. */
export const others =
  /나머지|그 외|이외|제외|빼고|(?<![a-z])(?:others?|remaining|the rest|excluding|except|apart from|besides)(?![a-z])/;

const ordinals: Readonly<Record<string, number>> = {
  두: 2,
  세: 3,
  네: 4,
  다섯: 5,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  "2nd": 2,
  "3rd": 3,
  "4th": 4,
  "5th": 5,
};
const ordinalBefore =
  /(두|세|네|다섯|\d+)\s?번째로\s?$|(second|third|fourth|fifth|2nd|3rd|4th|5th)[- ](?:most[- ])?$/;

const placed =
  /(?<![\d.])(?<number>\d{1,2})\s?위(?![가-힣]*\s?(?:이내|안))|(?:rank(?:s|ed|ing)?|com(?:es|ing)|came|placed|finished) (?:in )?(?<word>first|second|third|fourth|fifth)|(?:in|took|takes) (?<place>first|second|third|fourth|fifth) place|(?:rank(?:s|ed)?|no\.?|number) #?(?<no>\d{1,2})(?!\d)/g;
const words: readonly string[] = ["first", "second", "third", "fourth", "fifth"];

/** 1위, ranked second. */
export function placesIn(text: string): Rank[] {
  return [...text.matchAll(placed)].map((match) => {
    const g = match.groups ?? {};
    const place = Number(g["number"] ?? g["no"] ?? words.indexOf(g["word"] ?? g["place"] ?? "") + 1);
    return { from: match.index, to: match.index + match[0].length, end: "open", place };
  });
}

const ranksOf = new WeakMap<Reading, Rank[]>();

export function ranksIn(reading: Reading): Rank[] {
  const ranks = ranksOf.get(reading) ?? findRanks(reading);
  ranksOf.set(reading, ranks);
  return ranks;
}

function findRanks({ text, bare: whole }: Reading): Rank[] {
  const bare = whole.replace(order, (found) => BLANK.repeat(found.length));
  const of = (pattern: RegExp, end: Rank["end"], ranked: boolean): Rank[] =>
    [...bare.matchAll(pattern)].flatMap((match) => {
      const ordinal = ordinalBefore.exec(text.slice(0, match.index));
      if (!ordinal && !ranked) return [];
      const word = ordinal?.[1] ?? ordinal?.[2] ?? "";
      const place = ordinal ? (ordinals[word] ?? Number(word)) : 1;
      return [{ from: match.index, to: match.index + match[0].length, end, place }];
    });
  return [
    ...placesIn(text),
    ...of(most, "high", true),
    ...of(least, "low", true),
    ...of(best.good, "good", true),
    ...of(best.bad, "bad", true),
    ...of(sides.more, "high", false),
    ...of(sides.less, "low", false),
  ];
}

/** The word is of this figure: the one before a predicate, the one behind an attribute, and of the same metric. */
function isOfFigure(
  { text, bare, figures, mentions }: Reading,
  at: number,
  { from, to }: Place,
  fact: Fact,
): boolean {
  const isLevel = ({ noun, unit }: Figure): boolean =>
    unit.kind !== "days" && (noun === undefined || !["count", "plain"].includes(unit.kind));
  const before = figures.findLastIndex((one) => isLevel(one) && one.to <= from);
  const behind = figures.findIndex((one) => isLevel(one) && one.from >= to);
  const word = bare.slice(from, to);
  // 2위 올망살림 자사명은 665%
  const titled = text.slice(from, to).endsWith("위") && bare.slice(to).startsWith(` ${BLANK}`);
  const attribute =
    titled || /^(?:[았었]?던|은|는|인|ㄴ|:)\s/.test(text.slice(to)) || /(?:은|큰|싼|비싼)$/.test(word);
  const korean = /[가-힣]/.test(word);
  const near = behind >= 0 && sameClause(bare, to, figures[behind]?.from ?? to);
  // 클릭률이 가장 낮습니다(0.71%)
  const bracketed =
    korean && behind >= 0 && /^[가-힣]{0,5}\s?\([+-]?$/.test(text.slice(to, figures[behind]?.from));
  if (bracketed) return behind === at;
  // ₩121.9M, the highest of the four
  const apposed =
    !korean &&
    before >= 0 &&
    /^,?\s(?:(?:was|is|were|are)\s)?(?:by far\s)?(?:the\s)?$/.test(bare.slice(figures[before]?.to, from));
  const owner = (!apposed && (korean ? attribute && near : near)) || before < 0 ? behind : before;
  if (owner !== at) return false;
  const metrics = mentions.flatMap((one) => (one.kind === "metric" ? [one] : []));
  const ahead = metrics.findLast((one) => one.to <= from);
  const next = metrics.find((one) => one.from >= to && one.from - to < 12);
  const of = korean ? ahead : (next ?? ahead);
  return of === undefined || of.metric === fact.about;
}
