// One table's part of the claim loop: takes rows while there is room for them and runs each to its end.

import type { Logger } from "pino";
import {
  type Claim,
  claimEnded,
  finish,
  giveBack,
  isEnded,
  type Job,
  markAlone,
  maxAttempts,
  pauseOf,
  retryLater,
  suspectFrom,
  type Work,
} from "./claim.ts";
import { claimRows, markCompany } from "./claim-take.ts";
import { type Db, withSystemTx } from "./db.ts";
import { codeOf } from "./faults.ts";
import type { InWork, RunningJob } from "./in-work.ts";

export type Line = {
  /** Looks for due rows now, or once more when a look is under way. */
  look: () => void;
  /** The same, and for one suspect. */
  sweep: () => void;
  /** Takes no more rows; resolves when a look that is under way has ended. */
  shut: () => Promise<void>;
};

/** Times two for each crash: what others wait for a row that is to run alone, at the most, and as long again while it runs. */
const PATIENCE_MS = 250;

/** @param inWork shared by all lines of the process */
export function openLine(db: Db, work: Work, leaseMs: number, log: Logger, inWork: InWork): Line {
  const { running } = inWork;
  const atOnce = work.atOnce ?? 8;
  let looking: Promise<void> | undefined;
  let again = false;
  let suspectsToo = false;
  let shut = false;
  let failing = false;

  async function fill(): Promise<void> {
    const room = atOnce - [...running].filter(({ job }) => job.table === work.table).length;
    await takeAndStart(room, false);
    if (!suspectsToo) return;
    suspectsToo = false;
    await takeAndStart(Math.min(room, 1), true);
  }

  async function takeAndStart(limit: number, suspects: boolean): Promise<void> {
    if (shut || inWork.held || limit <= 0) return;
    const beside = [...running].map(({ job }) => job);
    const claims = await claimRows(db, work, leaseMs, limit, { beside, suspects });
    if (shut || inWork.held) return giveBack(db, claims);
    const newcomers = [...running].map(({ job }) => job).filter((job) => !beside.includes(job));
    if (claims.length > 0 && newcomers.length > 0) await markCompany(db, [...newcomers, ...claims]);
    claims.forEach(start);
  }

  function start(claim: Claim): void {
    const stop = new AbortController();
    const job: Job = { ...claim, signal: stop.signal };
    const entry: RunningJob = { job, stop, startedMs: performance.now(), done: Promise.resolve() };
    running.add(entry);
    entry.done = (isSuspect(job) ? runAlone(job) : runToEnd(db, work, job, log)).finally(() => {
      running.delete(entry);
      look();
    });
  }

  /** Nobody waits for it longer than its patience; that doubles with each crash, so that what kills late is found out, too. */
  async function runAlone(job: Job): Promise<void> {
    const patienceMs = PATIENCE_MS * 2 ** job.crashes;
    let holding = true;
    function letOthersIn(): void {
      if (holding) inWork.release();
      holding = false;
      suspectsToo = true;
      look();
    }
    if (await inWork.clear(job, patienceMs)) await markAlone(db, job).catch(() => {}); // the try will not count
    const patience = setTimeout(letOthersIn, patienceMs);
    await runToEnd(db, work, job, log);
    clearTimeout(patience);
    letOthersIn();
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
    look,
    sweep: () => {
      suspectsToo = true;
      look();
    },
    shut: async () => {
      shut = true;
      await looking;
    },
  };
}

/** One that is given up needs no company kept from it: it is not run any more. */
function isSuspect({ crashes, attempts }: Claim): boolean {
  return crashes >= suspectFrom && attempts <= maxAttempts;
}

async function runToEnd(db: Db, work: Work, job: Job, log: Logger): Promise<void> {
  const { table, id, attempts, signal } = job;
  try {
    signal.throwIfAborted();
    await (attempts > maxAttempts ? work.onDead(job) : work.run(job));
    if (!isEnded(job)) await withSystemTx(db, `${table}.finish`, (tx) => finish(tx, job));
  } catch (error) {
    const code = codeOf(error);
    if (code === claimEnded) return log.info({ table, id }, "work given back");
    const pauseMs = pauseOf(error);
    if (pauseMs !== undefined) return putOff(db, job, pauseMs, log);
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

async function putOff(db: Db, job: Job, pauseMs: number, log: Logger): Promise<void> {
  const { table, id } = job;
  log.info({ table, id, pauseMs }, "work put off");
  await giveBack(db, [job], pauseMs).catch((failure: unknown) =>
    log.warn({ table, id, code: codeOf(failure) }, "a row that was put off waits for its lease to run out"),
  );
}
