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
  type NewRow,
  pauseOf,
  retryLater,
  suspectFrom,
  type Work,
} from "./claim.ts";
import { claimRows, markCompany } from "./claim-take.ts";
import { type Db, withSystemTx } from "./db.ts";
import { codeOf, mayPass } from "./faults.ts";
import type { InWork, RunningJob } from "./in-work.ts";

export type Line = {
  /** Looks for due rows now, or once more when a look is under way. A new row whose line is busy here is looked for at that one's end. */
  wake: (row?: NewRow) => void;
  /** Looks for due rows, and for one suspect. */
  sweep: () => void;
  /** Takes no more rows; resolves when a look that is under way has ended. */
  shut: () => Promise<void>;
};

/** Times two for each crash: what others wait for a row that is to run alone, at the most, and as long again while it runs. */
const PATIENCE_MS = 250;

/** Tries of giving a row up; then it ends without anybody being told. */
const GIVE_UP_TRIES = 3;

/** @param inWork shared by all lines of the process */
export function openLine(db: Db, work: Work, leaseMs: number, log: Logger, inWork: InWork): Line {
  const { running } = inWork;
  const atOnce = work.atOnce ?? 8;
  let looking: Promise<void> | undefined;
  let again = false;
  /** New rows told of during the look that is under way: it may have come too early for them. */
  let told: NewRow[] = [];
  /** The last look may have left free rows lying, for want of room. */
  let full = false;
  let suspectsToo = false;
  let shut = false;
  let failing = false;

  async function fill(): Promise<void> {
    const room = atOnce - ours().length;
    await takeAndStart(room, false);
    if (!suspectsToo) return;
    suspectsToo = false;
    await takeAndStart(Math.min(room, 1), true);
  }

  async function takeAndStart(limit: number, suspects: boolean): Promise<void> {
    full ||= inWork.held || limit <= 0;
    if (shut || inWork.held || limit <= 0) return;
    const beside = [...running].map(({ job }) => job);
    const claims = await claimRows(db, work, leaseMs, limit, { beside, suspects });
    if (shut || inWork.held) return giveBack(db, claims);
    full ||= claims.length === limit;
    const newcomers = [...running].map(({ job }) => job).filter((job) => !beside.includes(job));
    if (claims.length > 0 && newcomers.length > 0) await markCompany(db, [...newcomers, ...claims]);
    claims.forEach(start);
  }

  function start(claim: Claim): void {
    const stop = new AbortController();
    const job: Job = { ...claim, signal: stop.signal };
    const more = claim.line?.more ?? true;
    const entry: RunningJob = { job, stop, startedMs: performance.now(), done: Promise.resolve(), more };
    running.add(entry);
    entry.done = (isSuspect(job) ? runAlone(job) : runToEnd(db, work, job, log)).finally(() => {
      running.delete(entry);
      if (entry.more || full) look();
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
        full = false;
        await fill();
        if (again) for (const entry of ours()) entry.more = true;
        again ||= told.splice(0).some((row) => !isInHand(row));
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

  function wake(row?: NewRow): void {
    if (row === undefined) {
      for (const entry of ours()) entry.more = true;
      look();
    } else if (looking !== undefined) told.push(row);
    else if (!isInHand(row)) look();
  }

  /** It is in work here, or stands behind one that is, whose end will look for it. */
  function isInHand({ id, line }: NewRow): boolean {
    const ahead = ours().find(({ job }) => job.line?.name === line);
    if (ahead && ahead.job.id !== id) ahead.more = true;
    return ahead !== undefined;
  }

  function ours(): RunningJob[] {
    return [...running].filter(({ job }) => job.table === work.table);
  }

  return {
    wake,
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
      { table, id, attempt: attempts, code, reason: error instanceof Error ? error.name : "unknown" },
      "work failed",
    );
    if (code !== "CLAIM_LOST")
      await (isHopeless(job, error) ? bury(db, job, log) : retryLater(db, job)).catch((failure: unknown) =>
        log.warn({ table, id, code: codeOf(failure) }, "a failed row waits for its lease to run out"),
      );
  }
}

/** Giving it up fails as well, through its own fault: it would hold up those behind it for good. */
function isHopeless({ attempts }: Job, error: unknown): boolean {
  return attempts >= maxAttempts + GIVE_UP_TRIES && !mayPass(error);
}

async function bury(db: Db, job: Job, log: Logger): Promise<void> {
  const { table, id } = job;
  await withSystemTx(db, `${table}.finish`, (tx) => finish(tx, job));
  log.error({ table, id }, "a row ended that could not even be given up");
}

async function putOff(db: Db, job: Job, pauseMs: number, log: Logger): Promise<void> {
  const { table, id } = job;
  log.info({ table, id, ms: pauseMs }, "work put off");
  await giveBack(db, [job], pauseMs).catch((failure: unknown) =>
    log.warn({ table, id, code: codeOf(failure) }, "a row that was put off waits for its lease to run out"),
  );
}
