// The one claim loop: serves every table of waiting rows. Tables are the truth and wake-ups are hints: whoever commits a
// row wakes it, LISTEN wakes the other processes, and a sweep each second finds what both have missed.

import type { Logger } from "pino";
import {
  claimEnded,
  endDeadLeases,
  giveBack,
  giveBackAll,
  keepClaims,
  type NewRow,
  type Work,
  workChannel,
} from "./claim.ts";
import { type Line, openLine } from "./claim-line.ts";
import type { Db } from "./db.ts";
import { codeOf, fault } from "./faults.ts";
import { openInWork, type RunningJob, settledWithin } from "./in-work.ts";

export type ClaimLoopOptions = {
  log: Logger;
  /** Rows of a process nobody hears of are taken over after this time (15,000), of one that is known to be dead after a sixth of it. */
  leaseMs?: number;
  sweepMs?: number;
  /** A row in work for longer is given up, so that it can be taken over (150,000). */
  maxRunMs?: number;
};

export type ClaimLoop = {
  /** Looks for rows of this table now, or for this new one as soon as its line is free. */
  wake: (table: string, row?: NewRow) => void;
  /**
   * Takes no more rows, waits `graceMs` (2,000) for those in work, gives back what is not done by then and stops it.
   * What heeds its signal has ended when this resolves; what does not is left behind after two seconds more.
   */
  close: (graceMs?: number) => Promise<void>;
};

/** Time for interrupted work to leave the database before it is closed. */
const UNWIND_MS = 2_000;

export async function openClaimLoop(
  db: Db,
  works: readonly Work[],
  { log, leaseMs = 15_000, sweepMs = 1_000, maxRunMs = 150_000 }: ClaimLoopOptions,
): Promise<ClaimLoop> {
  const inWork = openInWork();
  const lines = new Map(works.map((work) => [work.table, openLine(db, work, leaseMs, log, inWork)]));
  for (const { table } of works) await giveBackLeftovers(db, table);

  const wake = (table: string, row?: NewRow) => lines.get(table)?.wake(row);
  const wakeAll = () => lines.forEach((line) => line.sweep());
  const running = () => [...inWork.running];
  const unlisten = await db.listen(workChannel, (payload) => {
    const [table = "", line, id] = payload.split(" ");
    wake(table, line !== undefined && id !== undefined ? { line, id } : undefined);
  });
  const sweep = setInterval(wakeAll, sweepMs);
  const orphans = everyMs(sweepMs, () => takeFromDead(db, lines, leaseMs), log, "nobody can look who died");
  const heartbeat = everyMs(
    leaseMs / 10,
    () => keepAlive(db, running(), leaseMs, maxRunMs),
    log,
    "leases could not be lengthened",
  );
  wakeAll();

  return {
    wake,
    close: async (graceMs = 2_000) => {
      clearInterval(sweep);
      clearInterval(orphans);
      inWork.end();
      await Promise.all([...lines.values()].map((line) => line.shut()));
      await unlisten();
      await settledWithin(graceMs, running());
      clearInterval(heartbeat);
      const late = running();
      await interrupt(db, late, log);
      await settledWithin(UNWIND_MS, late);
    },
  };
}

/** Not begun again while it runs; a failure is logged once until it works again. */
function everyMs(ms: number, task: () => Promise<void>, log: Logger, trouble: string): NodeJS.Timeout {
  let busy = false;
  let failing = false;
  async function run(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      await task();
      failing = false;
    } catch (error) {
      if (!failing) log.warn({ code: codeOf(error) }, trouble);
      failing = true;
    }
    busy = false;
  }
  return setInterval(() => void run(), ms);
}

async function takeFromDead(db: Db, lines: ReadonlyMap<string, Line>, leaseMs: number): Promise<void> {
  for (const [table, line] of lines)
    if (await endDeadLeases(db, table, { leaseMs, silentMs: leaseMs / 6 })) line.sweep();
}

const recovered = new WeakMap<Db, Set<string>>();

/** An embedded database has one process: what is in work as it opens was left by one that is gone. */
async function giveBackLeftovers(db: Db, table: string): Promise<void> {
  const tables = recovered.get(db) ?? new Set();
  if (db.kind === "postgres" || tables.has(table)) return;
  recovered.set(db, tables.add(table));
  await giveBackAll(db, table);
}

async function keepAlive(db: Db, jobs: RunningJob[], leaseMs: number, maxRunMs: number): Promise<void> {
  const oldest = performance.now() - maxRunMs;
  for (const { stop } of jobs.filter(({ startedMs }) => startedMs < oldest))
    stop.abort(fault("CLAIM_LATE", "took too long"));
  const young = jobs.filter(({ startedMs }) => startedMs >= oldest);
  if (young.length === 0) return;
  const lost = new Set(
    await keepClaims(
      db,
      young.map(({ job }) => job),
      leaseMs,
    ),
  );
  for (const { job, stop } of young) if (lost.has(job)) stop.abort(fault("CLAIM_LOST", "claim lost"));
}

/** What is still in work goes back at once, so that the next process goes on without waiting for the lease. */
async function interrupt(db: Db, jobs: RunningJob[], log: Logger): Promise<void> {
  if (jobs.length === 0) return;
  for (const { stop } of jobs) stop.abort(fault(claimEnded, "the process ends"));
  // Each by itself: one that is locked by its own end keeps none of the others here.
  const back = await Promise.allSettled(jobs.map(({ job }) => giveBack(db, [job])));
  const failed = back.filter(({ status }) => status === "rejected");
  if (failed.length > 0) log.warn({ rows: failed.length }, "rows in work were not given back");
}
