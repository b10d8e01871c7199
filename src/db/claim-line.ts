// One table's part of the claim loop: takes rows while there is room for them and runs each to its end.

import type { Logger } from "pino";
import {
  type Claim,
  claimEnded,
  claimRows,
  finish,
  giveBack,
  isEnded,
  type Job,
  maxAttempts,
  retryLater,
  type Work,
} from "./claim.ts";
import { type Db, withSystemTx } from "./db.ts";
import { codeOf } from "./faults.ts";

export type RunningJob = { job: Job; stop: AbortController; startedMs: number; done: Promise<void> };

export type Line = {
  running: ReadonlySet<RunningJob>;
  /** Looks for due rows now, or once more when a look is under way. */
  look: () => void;
  /** Takes no more rows; resolves when a look that is under way has ended. */
  shut: () => Promise<void>;
};

export function openLine(db: Db, work: Work, leaseMs: number, log: Logger): Line {
  const running = new Set<RunningJob>();
  const atOnce = work.atOnce ?? 8;
  let looking: Promise<void> | undefined;
  let again = false;
  let shut = false;
  let failing = false;

  async function fill(): Promise<void> {
    const room = atOnce - running.size;
    if (shut || room <= 0) return;
    const claims = await claimRows(db, work, leaseMs, room);
    if (shut) await giveBack(db, claims);
    else claims.forEach(start);
  }

  function start(claim: Claim): void {
    const stop = new AbortController();
    const job: Job = { ...claim, signal: stop.signal };
    const done = runToEnd(db, work, job, log).finally(() => {
      running.delete(entry);
      look();
    });
    const entry: RunningJob = { job, stop, startedMs: performance.now(), done };
    running.add(entry);
  }

  async function lookOn(): Promise<void> {
    try {
      do {
        again = false;
        await fill();
      } while (again);
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ table: work.table, code: codeOf(error) }, "rows cannot be claimed");
      failing = true;
    }
    looking = undefined;
  }

  function look(): void {
    if (looking !== undefined) again = true;
    else looking = lookOn();
  }

  return {
    running,
    look,
    shut: async () => {
      shut = true;
      await looking;
    },
  };
}

async function runToEnd(db: Db, work: Work, job: Job, log: Logger): Promise<void> {
  const { table, id, attempts } = job;
  try {
    await (attempts > maxAttempts ? work.onDead(job) : work.run(job));
    if (!isEnded(job)) await withSystemTx(db, `${table}.finish`, (tx) => finish(tx, job));
  } catch (error) {
    const code = codeOf(error);
    if (code === claimEnded) return log.info({ table, id }, "work given back");
    log.warn(
      { table, id, attempts, code, error: error instanceof Error ? error.name : "unknown" },
      "work failed",
    );
    if (code !== "CLAIM_LOST")
      await retryLater(db, job).catch((failure: unknown) =>
        log.warn({ table, id, code: codeOf(failure) }, "a failed row waits for its lease to run out"),
      );
  }
}
