// Whom a simulated ad set is for: Meta's targeting read strictly, places by their names and keys.

import { z } from "zod";
import { Refused } from "./engine.ts";
import { embedded } from "./server.ts";
import type { SandboxObject } from "./state.ts";

const Age = z.number().int().min(13).max(65);
const Place = z.strictObject({ key: z.string().regex(/^\d{1,200}$/) });
export const Targeting = embedded(
  z.strictObject({
    geo_locations: z.strictObject({
      countries: z.array(z.string()).min(1).optional(),
      regions: z.array(Place).min(1).optional(),
      cities: z.array(Place).min(1).optional(),
      neighborhoods: z.array(Place).min(1).optional(),
    }),
    age_min: Age.optional(),
    age_max: Age.optional(),
    genders: z.array(z.union([z.literal(1), z.literal(2)])).optional(),
  }),
);
/** Whom it reaches, and how many of all that is. */
export function aimed(targeting: z.output<typeof Targeting>): { reach: number; targeting: unknown } {
  const { age_min: from = 18, age_max: to = 65, genders, geo_locations: places } = targeting;
  if (from > to) throw new Refused("invalid", "age_min above age_max");
  if (Object.keys(places).length === 0) throw new Refused("invalid", "a place is needed");
  const whole = places.countries === undefined ? 0.5 : 1;
  const reach = Math.min(1, (to - from + 1) / 48) * (genders?.length === 1 ? 0.5 : 1) * whole;
  return { reach, targeting };
}

/** Above every letter's number. */
const PLACE_KEYS = 2_000_003n;

/** Places of Korea by name. The key stands for the name alone, so that it can be told again. */
export function places({ q = "", type = "" }: Readonly<Record<string, string>>): unknown {
  if (type !== "adgeolocation" || !/^[\p{L}\d ]{1,20}$/u.test(q)) return { data: [] };
  const kind = /[동읍면리가]$/.test(q) ? "neighborhood" : /[시군구]$/.test(q) ? "city" : "region";
  return { data: [{ key: keyOf(q), name: q, type: kind, country_code: "KR" }] };
}

/** The name's letters as one number. */
function keyOf(name: string): string {
  let key = 1n;
  for (const letter of name) key = key * PLACE_KEYS + BigInt(letter.codePointAt(0) ?? 0);
  return key.toString();
}

function nameOf(key: string): string {
  const letters: string[] = [];
  for (let rest = BigInt(key); rest > 1n; rest /= PLACE_KEYS)
    letters.unshift(String.fromCodePoint(Number(rest % PLACE_KEYS)));
  return letters.join("");
}

/** Places are told with their names. */
export function targetingOf({ fields }: SandboxObject): unknown {
  const { geo_locations: places = { countries: ["KR"] }, ...rest } = (fields["targeting"] ?? {}) as Partial<
    z.output<typeof Targeting>
  >;
  const named = Object.entries(places).map(([kind, all]) => [
    kind,
    kind === "countries" ? all : (all as { key: string }[]).map(({ key }) => ({ key, name: nameOf(key) })),
  ]);
  return { ...rest, geo_locations: Object.fromEntries(named) };
}
