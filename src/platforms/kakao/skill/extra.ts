// What comes back with a pressed button or quick reply, as `action.clientExtra`: a button's token, a form, or the next page of a reply.
// Words that are typed carry none of them, so nothing is pressed by typing its label.

import { z } from "zod";

export const Extra = z.union([
  z.object({ token: z.string().min(1).max(200) }),
  /** The button that sends a form, which is to be filled in first. */
  z.object({ form: z.string().min(1).max(200) }),
  /** `rest` is the caller's own name of the reply, `page` the one that is asked for, counted from 0. */
  z.object({ rest: z.string().min(1).max(200), page: z.coerce.number().int().nonnegative().max(1_000) }),
]);
export type Extra = z.output<typeof Extra>;
