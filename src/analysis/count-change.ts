// Whether two counts, or two shares of counts, differ by more than chance: rare things vary by themselves.

import { chanceOfHitsAtMost } from "./counts.ts";

/** What a difference may have as its chance and still pass for one that came by itself. */
const CHANCE = 0.05;

/**
 * Counts of two equal spans, by the conditional test: of all of them, half are expected on each side.
 * @returns true where a difference as large comes by chance more than once in twenty; fractions are rounded against a difference
 * Source: Przyborowski and Wilenski 1940; worked by hand in test/analysis/count-change.test.ts
 */
export function isWithinChance(before: number, after: number): boolean {
  const [less, all] = [Math.ceil(Math.min(before, after)), Math.ceil(before + after)];
  return 2 * chanceOfHitsAtMost(less, all, 0.5) > CHANCE;
}

type Share = { count: number; of: number };

/**
 * Whether a share fell by more than chance, by the pooled test of two proportions.
 * @param z how many standard deviations it must have fallen: 3 where many shares are looked at every day
 */
export function hasFallen(before: Share, after: Share, z = 3): boolean {
  if (before.of === 0 || after.of === 0) return false;
  const pooled = (before.count + after.count) / (before.of + after.of);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / before.of + 1 / after.of));
  return spread > 0 && (before.count / before.of - after.count / after.of) / spread >= z;
}
