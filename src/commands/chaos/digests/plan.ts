// The plan of a run, all of it from one seed: how many schedules are due how often, which replica dies when, when all of them are away.

import { unit } from "../../../media/market/noise.ts";

export type Size = { seed: number; kills: number; slots: number; replicas: number };

export type DigestPlan = {
  schedules: number;
  /** Moments of each schedule. */
  rounds: number;
  /** Clock minutes that pass in one of the machine's. */
  factor: number;
  /** Milliseconds of the machine's clock from the begin of the run, ascending. */
  kills: { atMs: number; replica: number }[];
  /** All replicas are away for so long. */
  outage: { atMs: number; lengthMs: number };
};

/** Minutes between two moments of a schedule, on the run's clock. */
export const EVERY_MINUTES = 15;
const OUTAGE_MINUTES = 10;
/** What a small machine sends beside its kills without falling behind its clock. */
const SLOTS_A_SECOND = 20;
const FEWEST_ROUNDS = 10;
const MOST_SCHEDULES = 100;

export function planDigests({ seed, kills, slots, replicas }: Size): DigestPlan {
  const schedules = Math.max(1, Math.min(MOST_SCHEDULES, Math.floor(slots / FEWEST_ROUNDS)));
  const rounds = Math.ceil(slots / schedules);
  const lengthMs = (slots / SLOTS_A_SECOND) * 1_000;
  const factor = (rounds * EVERY_MINUTES * 60_000) / lengthMs;
  return {
    schedules,
    rounds,
    factor,
    kills: Array.from({ length: kills }, (_, index) => ({
      atMs: lengthMs * unit(seed, index, 0, 0),
      replica: Math.floor(unit(seed, index, 0, 1) * replicas),
    })).toSorted((a, b) => a.atMs - b.atMs),
    outage: {
      atMs: lengthMs * (0.4 + 0.2 * unit(seed, 0, 1, 0)),
      lengthMs: (OUTAGE_MINUTES * 60_000) / factor,
    },
  };
}
