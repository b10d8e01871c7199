// Which accounts a change may be taken over: those with figures on like days of both sides. A medium that only one side knows
// would pass for growth or loss.

import { lengthDays } from "../../core/time.ts";
import type { Chosen } from "./choose-view.ts";
import type { Periods, Side } from "./coverage.ts";

/** Why an account is left out of a comparison. */
export type Unlike = { chosen: Chosen; why: "no_before" | "no_now" | "days" };

/**
 * `like`: accounts a change is taken over; `unlike`: the others, with their reason. Where no account has like days, but all
 * have both sides in the same way (one report that starts in the middle), they stay `like` for ratios: sums are not.
 */
export type Likeness = { like: Chosen[]; unlike: Unlike[]; sums: boolean };

/** A share of days with figures below this, against the other side's, makes sums unlike. */
const LIKE_RATIO = 0.9;

/** @param chosen accounts with rows in the answer */
export function likenessOf(chosen: readonly Chosen[], periods: Periods): Likeness {
  if (!periods.before) return { like: [...chosen], unlike: [], sums: true };
  const like = chosen.filter((one) => hasLikeDays(one, periods));
  if (like.length > 0)
    return { like, unlike: chosen.filter((one) => !like.includes(one)).map(reasonOf), sums: true };
  return thinAlike(chosen)
    ? { like: [...chosen], unlike: [], sums: false }
    : { like: [], unlike: chosen.map(reasonOf), sums: false };
}

function hasLikeDays(one: Chosen, { now, before = now }: Periods): boolean {
  const [here, there] = [daysOf(one, "now") / lengthDays(now), daysOf(one, "before") / lengthDays(before)];
  return there > 0 && Math.min(here, there) / Math.max(here, there) >= LIKE_RATIO;
}

/** Every account has both sides, and the same number of days on each. */
function thinAlike(chosen: readonly Chosen[]): boolean {
  const spans = new Set(chosen.map((one) => `${daysOf(one, "now")} ${daysOf(one, "before")}`));
  return spans.size === 1 && chosen.every((one) => daysOf(one, "now") > 0 && daysOf(one, "before") > 0);
}

function reasonOf(chosen: Chosen): Unlike {
  if (daysOf(chosen, "before") === 0) return { chosen, why: "no_before" };
  return { chosen, why: daysOf(chosen, "now") === 0 ? "no_now" : "days" };
}

/** Days of the side with figures of this account. */
export function daysOf({ sides }: Chosen, side: Side): number {
  return sides[side]?.days ?? 0;
}
