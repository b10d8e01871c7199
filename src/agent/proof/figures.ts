// The figures of a sentence: what each counts, its sign, and how near to the true value it claims to be.

import { findNumerals, type Numeral } from "../../language/numerals.ts";
import {
  type Bound,
  bounds,
  nouns,
  orderBefore,
  orderBehind,
  specials,
  vagueBefore,
  vagueEnglish,
} from "../../language/statements.ts";
import type { Masked, Place } from "./masked.ts";
import { type Unit, unitBefore, unitBehind } from "./units.ts";

export type Figure = Place & {
  /** Without its sign; NaN when it cannot be read. */
  value: number;
  step: number;
  zeros: number;
  scaled: boolean;
  unit: Unit;
  sign: -1 | 0 | 1;
  bound: Bound;
  /** What is counted: 캠페인 of 3개 캠페인. */
  noun: string | undefined;
  /** Twice, doubled, half: near enough when within a fortieth of it. */
  special: boolean;
  /** The direction in the word itself: doubled, 반토막. */
  move: "up" | "down" | undefined;
  /** 상위 3개, top 3: a choice from a list. */
  top: boolean;
  /** Where something got to, not by how much: 3분의 1로, to a third of. */
  reached: boolean;
};

/** 3분의 1, 2/3: read before the dates, which are written alike. */
export function findFractions(masked: Masked): Figure[] {
  const found = fractionsIn(masked.text());
  for (const place of found) masked.blank(place);
  return found;
}

/** @param masked without dates, names and words of metrics; the figures are blanked */
export function findFigures(masked: Masked): Figure[] {
  const read = specialsIn(masked.text());
  for (const place of read) masked.blank(place);
  const text = masked.text();
  const numerals = findNumerals(text);
  const figures = numerals
    .filter((numeral) => !isOrder(text, numeral))
    .map((numeral) => figureOf(text, numeral));
  const found = joinRanges(
    text,
    [...read, ...figures].toSorted((a, b) => a.from - b.from),
  );
  for (const place of [...numerals, ...found]) masked.blank(place);
  return found.filter((one) => !isArticle(text, one));
}

/** 1위, 두 번째, 3rd, No. 1: a place in an order. */
function isOrder(text: string, { from, to }: Numeral): boolean {
  return (
    orderBehind.test(text.slice(to, to + 8)) || orderBefore.test(text.slice(Math.max(0, from - 10), from))
  );
}

function figureOf(text: string, numeral: Numeral): Figure {
  const behind = unitBehind(text.slice(numeral.to));
  const ahead = unitBefore(text.slice(0, numeral.from));
  const to = numeral.to + behind.length;
  const from = numeral.from - ahead.length;
  const isOften = behind.unit.kind === "times" && numeral.value >= OFTEN;
  const told = isOften ? { kind: "count" as const } : behind.unit;
  const unit = told.kind === "plain" && ahead.unit ? ahead.unit : told;
  const vague = vagueBefore.test(text.slice(0, from)) || text[numeral.from - 1] === "수";
  return {
    ...numeral,
    value: numeral.value * (behind.factor ?? 1),
    step: numeral.step * (behind.factor ?? 1),
    zeros: numeral.zeros * (behind.factor ?? 1),
    from,
    to,
    unit,
    sign: signBefore(text.slice(0, from), ahead.sign),
    bound: vague ? "vague" : boundAt(text, from, to),
    noun: nounAt(text, numeral.to, to, from),
    special: false,
    move: undefined,
    reached: isReached(text, from, to),
    top:
      /(?:상위|하위|탑|톱|top|bottom|best|worst)\s?$/.test(text.slice(0, from)) ||
      /^\s(?:largest|biggest|best|worst|smallest)\s[a-z]+,/.test(text.slice(to)),
  };
}

/** "Converted 2,087 times" counts. */
const OFTEN = 50;

function isReached(text: string, from: number, to: number): boolean {
  return (
    /^\s?(?:으로|로|까지|수준)/.test(text.slice(to)) ||
    /\sto\s(?:\w+\s)?$/.test(text.slice(0, from)) ||
    /^ (?:of (?:last|the (?:week|month|previous)|its|what)|as)\s/.test(text.slice(to))
  );
}

/** 3개 캠페인, 캠페인 3개, three campaigns. */
function nounAt(text: string, number: number, to: number, from: number): string | undefined {
  const behind = nouns.find(
    (row) => row.behind.test(text.slice(to, to + 16)) || row.behind.test(text.slice(number, number + 16)),
  );
  if (behind && behind.noun !== "other") return behind.noun;
  // The highest of the four.
  if (/of (?:the|all) $/.test(text.slice(0, from)) && /^\s?(?:[,.;)]|$)/.test(text.slice(to))) return "other";
  return (nouns.find((row) => row.before.test(text.slice(Math.max(0, from - 16), from))) ?? behind)?.noun;
}

/** Words in front of a figure and behind it; the first bound of the list that stands there. */
function boundAt(text: string, from: number, to: number): Bound {
  const before = text
    .slice(Math.max(0, from - 24), from)
    .replace(/\s(?:a|an|the)\s$/, " ")
    .replace(/[(\s]*(?:a|an|the|of|by|at|to|from)?\s?$/, (gap) => (/[a-z]/.test(gap) ? gap : " "));
  const after = text.slice(to, to + 14);
  const isMeasured = amountBeyond.test(text.slice(0, from));
  for (const row of bounds) {
    if (
      (!isMeasured && row.before.some((pattern) => pattern.test(before))) ||
      row.after.some((pattern) => pattern.test(after))
    )
      return row.bound;
  }
  return "exact";
}

/** "₩608 above the ₩16,267 average" measures against a figure, it is no limit. */
const amountBeyond =
  /(?:\d[kmb]?|%|points?|percent)\s(?:above|below|over|under|more than|less than)\s(?:the\s|its\s|our\s)?$/;

function signBefore(before: string, found: -1 | 0 | 1): -1 | 0 | 1 {
  if (found !== 0) return found;
  if (/(?:^|[\s([/:,₩$€£])-$|▼\s?$|▽\s?$|↓\s?$|(?:마이너스|minus)\s$/.test(before)) return -1;
  return /\+$|▲\s?$|△\s?$|↑\s?$|(?:플러스|plus)\s$/.test(before) ? 1 : 0;
}

/** 3분의 1, 2/3, 3할. */
const fraction =
  /(?<below>\d+|[이삼사오육칠팔구십])\s?분의\s?(?<above>\d+|[일이삼사오육칠팔구])|(?<![\d/.,])(?<a>[1-9])\/(?<b>[2-9]|10)(?![\d/])(?=\s?(?:of|로|으로|을|를|이|가|수준|정도|이상|이하|넘))|(?<tenths>[1-9])할(?!인)/g;
const sinoDigits = "영일이삼사오육칠팔구십";

function fractionsIn(text: string): Figure[] {
  return [...text.matchAll(fraction)].map((match) => {
    const g = match.groups ?? {};
    const value = g["tenths"]
      ? Number(g["tenths"]) / 10
      : digitOf(g["above"] ?? g["a"]) / digitOf(g["below"] ?? g["b"]);
    return special(text, { from: match.index, to: match.index + match[0].length }, "fraction", value);
  });
}

function digitOf(written: string | undefined): number {
  return /^\d+$/.test(written ?? "") ? Number(written) : sinoDigits.indexOf(written ?? "?");
}

function specialsIn(text: string): Figure[] {
  const found = specials.flatMap(({ kind, value, move, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({
      ...special(text, { from: match.index, to: match.index + match[0].length }, kind, value),
      move,
    })),
  );
  const vague = vagueEnglish.exec(text);
  const size =
    vague && { dozens: 12, hundreds: 100, thousands: 1000, millions: 1e6, billions: 1e9 }[vague[0]];
  if (!vague || !size) return found;
  const place = { from: vague.index, to: vague.index + vague[0].length };
  return [...found, { ...special(text, place, "plain", size), bound: "vague" }];
}

function special(text: string, place: Place, kind: "times" | "fraction" | "plain", value: number): Figure {
  const bound = boundAt(text, place.from, place.to);
  const shape = { value, step: value / 20, zeros: value / 2, scaled: false, special: true };
  return {
    ...place,
    ...shape,
    unit: { kind },
    sign: 0,
    bound,
    noun: undefined,
    move: undefined,
    top: false,
    reached: isReached(text, place.from, place.to),
  };
}

/** 3~5%, between 3 and 5%: the first end has the unit and scale of the second. */
function joinRanges(text: string, figures: readonly Figure[]): Figure[] {
  return figures.map((figure, at) => {
    const next = figures[at + 1];
    if (!next || figure.unit.kind !== "plain" || next.unit.kind === "plain") return figure;
    const between = text.slice(figure.to, next.from);
    const joined =
      /^\s?(?:~|-|to)\s?$/.test(between) ||
      (["points", "percent"].includes(next.unit.kind) && /^\sof\s[+-]?$/.test(between)) ||
      (next.unit.kind === "days" && /^\s(?:and|or)\s$/.test(between)) ||
      (/^\s(?:and|or|에서|to)\s$/.test(between) && /(?:between|from)\s$/.test(text.slice(0, figure.from)));
    if (!joined) return figure;
    const scale = next.scaled && !figure.scaled ? 10 ** Math.floor(Math.log10(next.step) + 1e-9) : 1;
    return {
      ...figure,
      unit: next.unit,
      value: figure.value * scale,
      step: figure.step * scale,
      zeros: figure.zeros * scale,
      scaled: next.scaled,
    };
  });
}

/** One and 한 stand for "a": 한 번, one of them. With a unit of what is measured they count. */
function isArticle(text: string, { from, to, value, unit, special: isSpecial }: Figure): boolean {
  if (isSpecial || value > 2 || !/^(?:한|하나|둘|one|two)/.test(text.slice(from, to))) return false;
  if (value === 2) return /^(?:둘)/.test(text.slice(from, to));
  return unit.kind === "plain" || (unit.kind === "count" && !/^\s?(?:건|회|명)/.test(text.slice(from + 1)));
}
