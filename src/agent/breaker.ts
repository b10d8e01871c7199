// Leaves a failing model alone for a while, so that not everybody waits for it in vain; then one turn tries it again.

import type { ModelTrouble, TroubleKind } from "./trouble.ts";

/** How many of a kind in a row open it. A kind that is not here says nothing about the next turn. */
const opensAfter: Partial<Readonly<Record<TroubleKind, number>>> = {
  refused: 1,
  limited: 1,
  unreachable: 1,
  late: 2,
  broken: 2,
  rejected: 2,
  cut: 3,
  failed: 3,
};

/** What was wrong with one request, not with the model: the next may be fine. */
const ofOneRequest: readonly (number | undefined)[] = [400, 413, 422];

const FIRST_REST_MS = 60_000;
const LONGEST_REST_MS = 15 * 60_000;
/** So long the others wait for the one turn that tries the model again; where its tools take longer, another tries too. */
const TRIAL_MS = 20_000;

export type Breaker = {
  /** Why the model is left alone now; `undefined` when a turn may use it. */
  resting: () => TroubleKind | undefined;
  nowMs: () => number;
  /** What a turn that began before the current rest still tells is the news that led to it: it changes nothing. */
  succeeded: (turn: Begun) => void;
  failed: (trouble: ModelTrouble, turn: Begun) => void;
};
type Begun = { begunMs: number };

/**
 * @param nowMs a clock that never goes back
 * @param rests told of every rest and its length
 */
export function openBreaker({
  nowMs = () => performance.now(),
  rests = () => undefined,
}: {
  nowMs?: () => number;
  rests?: (kind: TroubleKind, ms: number) => void;
} = {}): Breaker {
  let inARow = 0;
  let rested = 0;
  let restedMs = -Infinity;
  let until = 0;
  let why: TroubleKind | undefined;
  return {
    resting() {
      if (why === undefined) return undefined;
      if (nowMs() < until) return why;
      until = nowMs() + TRIAL_MS;
      return undefined;
    },
    nowMs,
    succeeded({ begunMs }) {
      if (begunMs <= restedMs) return;
      inARow = 0;
      rested = 0;
      why = undefined;
    },
    failed({ kind, status, retryAfterMs = 0 }, { begunMs }) {
      const needed = opensAfter[kind];
      if (needed === undefined || begunMs <= restedMs || ofOneRequest.includes(status)) return;
      inARow += 1;
      if (rested === 0 && inARow < needed) return;
      const growing = FIRST_REST_MS * 2 ** Math.min(rested, 10);
      const restMs = Math.min(LONGEST_REST_MS, Math.max(growing, retryAfterMs));
      rested += 1;
      why = kind;
      restedMs = nowMs();
      until = restedMs + restMs;
      rests(kind, restMs);
    },
  };
}
