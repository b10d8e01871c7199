// What a run of approvals tells: each breach in words, how it went, and at the very end one line of figures.

import type { Ran } from "./approvals.ts";
import type { Size } from "./plan.ts";

export function approvalsReport(
  { scenario, seed }: Size & { scenario: string },
  ran: Ran & { seconds: number },
): string {
  const { approvals, effects, double, stuck, parked, lost, rejected, kills, crashes, clicks } = ran;
  return [
    ...ran.words,
    ...ran.parkedFor.map((text) => `left to a person: ${text}`),
    ...(crashes > 0 ? [`CRASHED: a replica ended ${crashes} times although nobody killed it`] : []),
    ...(ran.cut ? ["CUT: ended before its plan was done"] : []),
    `clicks=${clicks} rejected=${rejected} kills=${kills} seconds=${ran.seconds.toFixed(0)}`,
    `scenario=${scenario} seed=${seed} approvals=${approvals} effects=${effects} double=${double} stuck=${stuck} parked=${parked} lost=${lost}`,
  ].join("\n");
}

/** 0 only for a whole run in which everything that was approved is there once, or waits for a person. */
export function approvalsExitCode({ words, double, stuck, lost, crashes, cut }: Ran): number {
  return words.length === 0 && double + stuck + lost + crashes === 0 && !cut ? 0 : 1;
}
