// Fields of requests as Kakao may send them: missing, null, of another type, or beside others that nobody knows. None of that throws.

import { z } from "zod";

/** No id or address of Kakao's comes near; what is longer is nothing of Kakao's. */
const LONGEST = 2_000;

export const Text = z.string().max(LONGEST).nullish().catch(undefined);

/** What a person wrote, however long. */
export const Utterance = z.string().nullish().catch(undefined);

/** An object of which these fields are of interest. */
export function fields<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).nullish().catch(undefined);
}
