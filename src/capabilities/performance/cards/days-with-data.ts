// How many days of each side of a comparison have figures.

import type { Answer } from "../answer.ts";
import type { Side } from "../coverage.ts";
import { daysOf } from "../like-accounts.ts";

/** The most days any account has on the side. */
export function daysWithData({ choice }: Pick<Answer, "choice">, side: Side): number {
  return Math.max(0, ...choice.chosen.map((one) => daysOf(one, side)));
}
