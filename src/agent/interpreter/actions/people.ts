// Who a campaign, text or segment is for: ages, genders, regions, interests and groups.

import { z } from "zod";
import type { Filter } from "../../../core/query.ts";
import type { AgeRange, Targeting } from "../../../core/slots.ts";
import { loadYaml } from "../../../language/data.ts";
import type { Found } from "../look.ts";
import type { Scan } from "../scan.ts";
import { type LeftOut, placesLeftOut, withoutPeople } from "./left-out.ts";
import { lettersOf, type Span } from "./request.ts";

const words = loadYaml(
  "audiences",
  z.object({ groups: z.array(z.string()), interests: z.array(z.string()), no_interest: z.array(z.string()) }),
);
const groups = new RegExp(words.groups.join("|"), "g");
const interests = words.interests.map((pattern) => new RegExp(pattern, "g"));
const noInterest = new RegExp(`^(?:${words.no_interest.join("|")})$`);

/** Fields of a limit that say who is meant when something is made for people. */
export const peopleFields: readonly Filter["field"][] = ["age", "gender", "region", "country"];

/** `undefined` when nobody was named; those left out are told as the ones who stay. */
export function targetingOf(found: Found): Targeting | undefined {
  const meant = namedPeople(found, "in");
  const out = leftOutOf(found);
  const people = hasPeople(out) ? withoutPeople(meant, out) : meant;
  const targeting: Targeting = {
    ...people,
    audience: [...audiencesOf(found.scan).map(({ words: said }) => said), ...placesLeftOut(out)],
  };
  return Object.values(targeting).some((values) => values.length > 0) ? targeting : undefined;
}

/** Ages, genders and regions behind "except". */
export function leftOutOf(found: Found): LeftOut {
  return namedPeople(found, "not_in");
}

export function hasPeople({ age, gender, region }: LeftOut): boolean {
  return age.length + gender.length + region.length > 0;
}

function namedPeople({ limits, scan }: Found, op: Filter["op"]): LeftOut {
  const valuesOf = (field: Filter["field"]): string[] =>
    limits.filters
      .filter((filter) => filter.field === field && filter.op === op)
      .flatMap(({ values }) => values);
  const places = [...valuesOf("region"), ...valuesOf("country")];
  const onlyOut = limits.filters.some((one) => one.field === "age" && one.op === "not_in");
  const ages = valuesOf("age");
  return {
    // Bounds beside an age stand for the side that the age is on: 60대 이상 빼고.
    age: ages.length > 0 || (op === "in" && !onlyOut) ? agesOf(scan, ages) : [],
    gender: valuesOf("gender").filter((value) => value === "female" || value === "male"),
    region: op === "in" ? places.map((value) => asWritten(scan, value)) : places,
  };
}

/** Seoul stays Seoul in an English message. */
function asWritten({ lexemes, text }: Scan, value: string): string {
  const said = lexemes.find(
    (lexeme) =>
      lexeme.kind === "word" &&
      lexeme.meanings.some((one) => one.kind === "value" && one.word.value === value),
  );
  const words = said ? text.slice(said.from, said.to) : value;
  return /^[A-Za-z][A-Za-z -]*$/.test(words)
    ? words.replace(/^[a-z]/, (letter) => letter.toUpperCase())
    : value;
}

const oldest = 120;
const bounds: readonly (readonly [RegExp, (years: number) => AgeRange])[] = [
  [/[1-9]0\s?대에서\s?([1-9]0)\s?대로/, (years) => ({ min: years, max: years + 9 })],
  [/(?<!\d)([1-9]0)\s?대\s?(?:이상|부터(?!\s?\d)|\+)/, (years) => ({ min: years })],
  [/(?<!\d)([1-9]0)\s?대\s?(?:이하|까지)/, (years) => ({ min: 0, max: years + 9 })],
  [/(?<!\d)(\d\d)\s?(?:세|살)\s?(?:이상|부터(?!\s?\d)|\+)/, (years) => ({ min: years })],
  [/(?<!\d)(\d\d)\s?(?:세|살)\s?이하/, (years) => ({ min: 0, max: years })],
  [/(?<!\d)(\d\d)\s?(?:세|살)\s?미만/, (years) => ({ min: 0, max: years - 1 })],
  [/(?<!\d)(\d\d)\s?(?:세|살)\s?초과/, (years) => ({ min: years + 1 })],
  [
    /(?:under|below|younger than|less than)[ -](?:the age of )?(\d\d)(?:s|'s)?(?![\d,.%]|\s?(?:k|m|won|krw|usd|dollars|%))/,
    (years) => ({ min: 0, max: years - 1 }),
  ],
  [
    /(?:over|above|older than)[ -](?:the age of )?(\d\d)(?:s|'s)?(?![\d,.%]|\s?(?:k|m|won|krw|usd|dollars|%))/,
    (years) => ({ min: years }),
  ],
  [/(?<!\d)(\d\d)(?:\+| and (?:over|up|older|above)| or (?:over|older)| plus)/, (years) => ({ min: years })],
  [/(?<!\d)(\d\d) (?:and|or) (?:under|younger|below)/, (years) => ({ min: 0, max: years })],
];

/** Bounds said beside an age win over the decade alone: 30대 이상. */
function agesOf(scan: Scan, values: readonly string[]): AgeRange[] {
  const letters = lettersOf(scan);
  const bounded = bounds.flatMap(([pattern, range]) => {
    const years = Number(pattern.exec(letters)?.[1]);
    return years && range(years).min <= oldest ? [range(years)] : [];
  });
  if (bounded.length > 0) return bounded.slice(0, 1);
  return values.length > 0 ? values.map(ageRange) : spelledAges(letters);
}

/** women, 40 to 59: a bare range beside people. */
function spelledAges(letters: string): AgeRange[] {
  const range =
    /(?:women|men|people|ages?|aged|adults|users|shoppers|parents|여성|남성|연령|나이)\D{0,14}?(?<!\d)([1-7]\d) (?:to|through|thru|until) ([1-8]\d)(?!\d|[,.]\d|%)/.exec(
      letters,
    );
  const [min, max] = [Number(range?.[1]), Number(range?.[2])];
  return min < max ? [{ min, max }] : [];
}

/** `20-29`, `60+`. */
function ageRange(text: string): AgeRange {
  const [min, max] = text.split(/[-+]/).map(Number);
  return { min: min ?? 0, ...(max ? { max } : {}) };
}

export type Audience = Span & { words: string };

/** Groups of people and what they are keen on, in the person's words. */
export function audiencesOf(scan: Scan): Audience[] {
  const letters = lettersOf(scan, quotes(scan));
  const found: Audience[] = [];
  for (const pattern of [...interests, groups])
    for (const match of letters.matchAll(pattern)) {
      const said = match.groups?.["what"] ?? match[0];
      const from = match.index + match[0].indexOf(said);
      const one = {
        from: match.index,
        to: match.index + match[0].length,
        words: scan.text.slice(from, from + said.length).trim(),
      };
      const taken = found.some((other) => one.from < other.to && other.from < one.to);
      if (!taken && !noInterest.test(one.words.toLowerCase())) found.push(one);
    }
  return found;
}

function quotes({ lexemes }: Scan): Span[] {
  return lexemes.filter(({ kind }) => kind === "quote");
}
