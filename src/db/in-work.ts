// The rows in work in this process. One that was in work at several crashes waits for the others to end and then runs alone:
// if the process dies with nothing else in work, nothing else can have killed it.

import type { Job } from "./claim.ts";

export type RunningJob = {
  job: Job;
  stop: AbortController;
  startedMs: number;
  done: Promise<void>;
  /** Something may wait for its end. */
  more: boolean;
};

export type InWork = {
  running: Set<RunningJob>;
  /** Something runs alone, or is about to: nothing is to be started. */
  readonly held: boolean;
  /** Resolves when everything but this job has ended, at the latest after `limitMs` or when the process ends. @returns whether it has */
  clear: (job: Job, limitMs: number) => Promise<boolean>;
  /** Lets others start again, once for each that was cleared for: another may still be alone. */
  release: () => void;
  /** The process ends: nobody waits any more. */
  end: () => void;
};

export function openInWork(): InWork {
  const running = new Set<RunningJob>();
  const ending = Promise.withResolvers<void>();
  let holding = 0;
  return {
    running,
    get held() {
      return holding > 0;
    },
    async clear(job, limitMs) {
      holding += 1;
      const others = [...running].filter((entry) => entry.job !== job);
      await Promise.race([settledWithin(limitMs, others), ending.promise]);
      return [...running].every((entry) => entry.job === job);
    },
    release: () => {
      holding -= 1;
    },
    end: ending.resolve,
  };
}

/** Resolves when all of them have ended, at the latest after `limitMs`. */
export async function settledWithin(limitMs: number, jobs: readonly RunningJob[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([Promise.all(jobs.map(({ done }) => done)), limit]);
  clearTimeout(timer);
}
