// What stands beside a number and says what it counts: currency, percent, points, multiples, counters, days.

import { currencyWords } from "../../language/number-words.ts";

export type Unit =
  | { kind: "money"; currency: string }
  | { kind: "percent" | "points" | "times" | "fraction" | "count" | "plain" }
  /** A length of time in days, at least and at most. */
  | { kind: "days"; least: number; most: number };

const points =
  /^\s?(?:%\s?p(?![a-z])|%?\s?포인트|퍼센트\s?포인트|p\.?p\.?(?![a-z])|ppts?(?![a-z])|-?(?:percentage|percent|%)?[- ]?points?(?![a-z])|pts?(?![a-z])|points?(?![a-z]))/;
const basisPoints = /^\s?(?:bps?(?![a-z])|basis points?|베이시스 ?포인트)/;
const percent = /^\s?(?:%|퍼센트|프로(?![모그필젝])|percent|per cent|pct)/;
const times = /^\s?(?:배(?![너송경달포정열])|x(?![a-z0-9])|×|times(?![a-z]))|^-?fold/;
const counter = /^\s?(?:개(?!월|선|인|요)|가지|건|회|번|명|곳|군데|종|줄|행|사람|위)/;
const lengths: readonly (readonly [RegExp, number, number])[] = [
  [/^\s?-?(?:일(?:간|치)?(?![가-힣]*보고)|days?(?![a-z]))/, 1, 1],
  [/^\s?-?(?:주(?:간|일|치)?(?![가-힣]*[문력로])|weeks?(?![a-z]))/, 7, 7],
  [/^\s?-?(?:개월(?:간|치)?|달(?!러|성)|months?(?![a-z]))/, 28, 31],
  [/^\s?-?(?:분기|quarters?(?![a-z]))/, 90, 92],
  [/^\s?-?(?:년|years?(?![a-z]))/, 365, 366],
];
const currencyBehind = new RegExp(`^\\s?(?:(${Object.keys(currencyWords).map(escaped).join("|")}))(?![a-z])`);
const currencyBefore = new RegExp(
  `(?<![a-z])(${Object.keys(currencyWords).map(escaped).join("|")})\\s?([+-]?)$`,
);

/** `factor` turns the number into the unit: 100 basis points are one point. */
export type Behind = { unit: Unit; length: number; factor?: number };

export function unitBehind(text: string): Behind {
  const basis = basisPoints.exec(text);
  if (basis) return { unit: { kind: "points" }, length: basis[0].length, factor: 0.01 };
  for (const [kind, pattern] of [
    ["points", points],
    ["percent", percent],
    ["times", times],
  ] as const) {
    const match = pattern.exec(text);
    if (match) return { unit: { kind }, length: match[0].length };
  }
  const money = currencyBehind.exec(text);
  if (money)
    return {
      unit: { kind: "money", currency: currencyWords[money[1] ?? ""] ?? "" },
      length: money[0].length,
    };
  for (const [pattern, least, most] of lengths) {
    const match = pattern.exec(text);
    if (match) return { unit: { kind: "days", least, most }, length: match[0].length };
  }
  const count = counter.exec(text);
  return count
    ? { unit: { kind: "count" }, length: count[0].length }
    : { unit: { kind: "plain" }, length: 0 };
}

export function unitBefore(text: string): { unit: Unit | undefined; length: number; sign: -1 | 0 | 1 } {
  const match = currencyBefore.exec(text);
  if (!match) return { unit: undefined, length: 0, sign: 0 };
  const sign = match[2] === "-" ? -1 : match[2] === "+" ? 1 : 0;
  return {
    unit: { kind: "money", currency: currencyWords[match[1] ?? ""] ?? "" },
    length: match[0].length,
    sign,
  };
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
