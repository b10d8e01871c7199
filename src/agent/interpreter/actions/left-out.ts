// Who is left out of a brief or a plan: 남성 빼고, except teens, 제주 제외. What is left out turns into who is meant, as media take only that.

import { z } from "zod";
import type { AgeRange, Targeting } from "../../../core/slots.ts";
import { loadYaml } from "../../../language/data.ts";

/** Every region that media know, in the order of the data. */
const regions = loadYaml("values", z.array(z.looseObject({ field: z.string(), value: z.string() })))
  .filter(({ field }) => field === "region")
  .map(({ value }) => value);
/** Cities and districts are smaller than what a list of all others could spell out: they are said beside who is meant. */
export function placesLeftOut({ region }: LeftOut): string[] {
  return region
    .filter((place) => !regions.includes(place))
    .map((place) => (/[가-힣]/.test(place) ? `${place} 제외` : `except ${place}`));
}

const genders = ["female", "male"] as const;
const OLDEST = 120;
/** Nobody younger is advertised to. */
const YOUNGEST = 14;

export type LeftOut = Pick<Targeting, "age" | "gender" | "region">;

/** Of those who are meant, or of everybody, all but these. */
export function withoutPeople(meant: LeftOut, out: LeftOut): LeftOut {
  return {
    age: out.age.length > 0 ? agesWithout(meant.age, out.age) : meant.age,
    gender: out.gender.length > 0 ? rest(meant.gender, out.gender, genders) : meant.gender,
    region: out.region.length > 0 ? rest(meant.region, out.region, regions) : meant.region,
  };
}

/** Those meant without the others; where nobody or only the others were meant, all there are without them. */
function rest<T extends string>(meant: readonly T[], out: readonly T[], all: readonly T[]): T[] {
  const kept = meant.filter((one) => !out.includes(one));
  if (kept.length > 0) return kept;
  const others = all.filter((one) => !out.includes(one));
  return others.length === all.length ? [...meant] : others;
}

function agesWithout(meant: readonly AgeRange[], out: readonly AgeRange[]): AgeRange[] {
  const kept = out.reduce(cut, meant);
  const left = kept.length > 0 ? kept : out.reduce(cut, [{ min: 0 }]);
  return left.filter(({ max }) => (max ?? OLDEST) >= YOUNGEST);
}

function cut(ranges: readonly AgeRange[], out: AgeRange): AgeRange[] {
  const last = out.max ?? OLDEST;
  return ranges.flatMap(({ min, max }) => {
    const end = max ?? OLDEST;
    const young = min < out.min ? [{ min, max: Math.min(end, out.min - 1) }] : [];
    const old = end > last ? [{ min: Math.max(min, last + 1), ...(max !== undefined && { max }) }] : [];
    return [...young, ...old];
  });
}
