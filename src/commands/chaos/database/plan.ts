// The plan of a run of `database`, all of it from one seed: what each worker writes, and what becomes of the database meanwhile.

import { unit } from "../../../media/market/noise.ts";
import type { PlannedMessage } from "../plan.ts";

export type Size = {
  seed: number;
  restarts: number;
  /** Seconds in which nothing gets through to the database; 0 for none. */
  hole: number;
  /** People who write at the same time, each in a conversation of their own. */
  workers: number;
  replicas: number;
};

/** What happens to the database, so long after the fault before it was over. */
export type Fault = { afterMs: number } & (
  | { kind: "restart" }
  /** Every connection is reset. */
  | { kind: "reset" }
  /** Every connection is reset after so many more bytes of answers. */
  | { kind: "cut"; bytes: number }
  | { kind: "slow"; delayMs: number; forMs: number }
  /** `hold` passes on afterwards what was sent meanwhile, `hole` loses it. */
  | { kind: "hold" | "hole"; forMs: number }
);

const LEAST_MS = 1_500;
const SLOW_MS = 3_000;
const CUT_BYTES = 4_000;

/** Restarts with the lesser faults between them, and the long silence in the end. */
export function planFaults({ seed, restarts, hole }: Size): Fault[] {
  const faults: Fault[] = Array.from({ length: restarts }, (_, at) => ({
    kind: "restart",
    afterMs: LEAST_MS + Math.round(1_500 * draw(seed, at, 0)),
  }));
  faults.splice(1, 0, { kind: "reset", afterMs: LEAST_MS });
  faults.splice(3, 0, {
    kind: "slow",
    afterMs: LEAST_MS,
    delayMs: 10 + 40 * draw(seed, 0, 1),
    forMs: SLOW_MS,
  });
  faults.splice(5, 0, { kind: "cut", afterMs: LEAST_MS, bytes: Math.round(CUT_BYTES * draw(seed, 0, 2)) });
  if (hole > 0) {
    // A short one of the kind that the long one is not.
    const holds = draw(seed, 0, 3) < 0.5;
    faults.push({ kind: holds ? "hold" : "hole", afterMs: LEAST_MS, forMs: Math.min(hole, 8) * 1_000 });
    faults.push({ kind: holds ? "hole" : "hold", afterMs: LEAST_MS, forMs: hole * 1_000 });
  }
  return faults;
}

const questions = [
  "지난주 캠페인 어땠어?",
  "compare Meta and Naver CPA this month",
  "어제 광고비 얼마야?",
  "top 5 campaigns by spend last week",
  "안녕하세요",
];

/** The name that a message gives to the brand, if it does: no two messages give the same. */
export function brandIn(text: string): string | undefined {
  return /초록가게\d+호/.exec(text)?.[0];
}

/**
 * What worker `worker` writes as the `at`th, and how long it waits before. The first workers, as many as replicas, are admins: each of
 * their messages changes something, and no figures come between, beside which changes would only be proposed.
 */
export function planLine(
  { seed, replicas, workers }: Size,
  worker: number,
  at: number,
): PlannedMessage & { pauseMs: number } {
  const number = at * workers + worker;
  const question = questions[Math.floor(draw(seed, number, 4) * questions.length)] ?? "";
  return {
    key: `chaos-${seed}-${number}`,
    conversation: worker,
    text: worker < replicas ? `브랜드 이름은 초록가게${number}호로 해줘` : `${question} (질문 ${number})`,
    atMs: 0,
    replica: Math.floor(draw(seed, number, 6) * replicas),
    pauseMs: 1_000 + Math.round(2_000 * draw(seed, number, 7)),
  };
}

function draw(seed: number, index: number, purpose: number): number {
  return unit(seed, index, purpose, 7);
}
