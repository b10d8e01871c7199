// What a run of digests tells: each finding in words, and at the very end one line of figures.

import type { Ran } from "./digests.ts";
import type { Size } from "./plan.ts";

const MOST_WORDS = 40;

export function digestsReport({ seed }: Size, ran: Ran & { seconds: number }): string {
  const { words, due, sent, late, skipped, missed, double, kills, crashes, cut, seconds } = ran;
  return [
    ...words.slice(0, MOST_WORDS),
    ...(words.length > MOST_WORDS ? [`${words.length - MOST_WORDS} more findings`] : []),
    ...(crashes > 0 ? [`CRASHED: a replica ended ${crashes} times although nobody killed it`] : []),
    ...(cut ? ["CUT: ended before the plan was done"] : []),
    `on_time=${sent} late=${late} skipped=${skipped} seconds=${seconds.toFixed(0)}`,
    `scenario=digests seed=${seed} kills=${kills} slots=${due} missed=${missed} double=${double}`,
  ].join("\n");
}

/** 0 only for a whole run in which every moment was seen once, or is marked as skipped and told. */
export function digestsExitCode({ words, crashes, cut }: Ran): number {
  return words.length === 0 && crashes === 0 && !cut ? 0 : 1;
}
