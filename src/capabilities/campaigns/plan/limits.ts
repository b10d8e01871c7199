// Bounds of a plan as data.

import { z } from "zod";
import data from "./limits.json" with { type: "json" };

export const planLimits = z
  .object({
    /** Main units: less is taken for a slip of 만 or 천, more for a digit too many. */
    budget: z.record(z.string(), z.object({ least: z.number(), most: z.number() })),
    /** What each medium needs in all, main units, before a third one makes sense: below it none of them learns. */
    mediumBeyondTwo: z.record(z.string(), z.number()),
    flight: z.object({ mostDays: z.number().int(), startsInDays: z.number().int() }),
    history: z.object({
      weeks: z.number().int(),
      leastWeeks: z.number().int(),
      leastConversions: z.number(),
    }),
  })
  .parse(data);
