// Who an ad set is for, in Meta's words: ages to 65 and older, one gender or all, regions by their keys.

import { z } from "zod";
import type { Audience } from "./medium.ts";

const GENDERS = { male: 1, female: 2 } as const;
const YOUNGEST = 18;
/** Means 65 and older. */
const OLDEST = 65;
/** What a place found by its name is listed under. */
const kinds = { region: "regions", city: "cities", neighborhood: "neighborhoods" } as const;
export const MetaPlace = z.object({ key: z.string(), type: z.enum(["region", "city", "neighborhood"]) });
export type MetaPlace = z.output<typeof MetaPlace>;
const Places = z.array(z.object({ key: z.string(), name: z.string().default("") })).optional();

export const MetaTargeting = z.object({
  geo_locations: z.object({ regions: Places, cities: Places, neighborhoods: Places }).optional(),
  age_min: z.number().optional(),
  age_max: z.number().optional(),
  genders: z.array(z.number()).optional(),
});

/** @param placeOf looks a place up by its name; throws where Meta knows none */
export async function metaTargeting(
  audience: Audience,
  placeOf: (name: string) => Promise<MetaPlace>,
): Promise<string> {
  const { ages, genders, regions = [] } = audience;
  const places: Record<string, { key: string }[]> = {};
  for (const region of regions) {
    const { key, type } = await placeOf(region);
    (places[kinds[type]] ??= []).push({ key });
  }
  return JSON.stringify({
    geo_locations: regions.length > 0 ? places : { countries: ["KR"] },
    ...(ages && { age_min: Math.max(YOUNGEST, ages.from), age_max: Math.min(OLDEST, ages.to) }),
    ...(genders?.length === 1 && { genders: genders.map((one) => GENDERS[one]) }),
  });
}

export function audienceOf({
  geo_locations,
  age_min,
  age_max,
  genders,
}: z.output<typeof MetaTargeting>): Audience {
  const regions = Object.values(kinds).flatMap(
    (kind) => geo_locations?.[kind]?.map(({ name }) => name) ?? [],
  );
  const [only] = genders?.length === 1 ? genders : [];
  const bounded = (age_min ?? YOUNGEST) > YOUNGEST || (age_max ?? OLDEST) < OLDEST;
  return {
    ...(bounded && { ages: { from: age_min ?? YOUNGEST, to: age_max ?? OLDEST } }),
    ...(only !== undefined && { genders: [only === GENDERS.male ? "male" : "female"] }),
    ...(regions.length > 0 && { regions }),
  };
}
