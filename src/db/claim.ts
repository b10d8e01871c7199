// Rows that wait for work, claimed by one worker at a time. A claim is a lease by the database's clock with a fencing
// number: whoever lost it in the meantime cannot finish the row any more. The same columns in every table that is served.

import { sql, type SQL } from "drizzle-orm";
import type { WorkspaceId } from "../core/ids.ts";
import { type Db, rowsOf, type Tx, withSystemTx } from "./db.ts";
import { codeOf, fault } from "./faults.ts";
import { isGone, RETURN_MS } from "./listen.ts";

/** A table of the loop. It has id, workspace_id, created_at, state, lease_until, fence, attempts, crashes, alone, holder and next_at. */
export type Queue = {
  table: string;
  /** Rows with the same value in this column go one after another, by created_at and id. */
  serialBy?: string;
  /** The only rows to take, where a process serves itself and nobody else; it may grow. */
  only?: ReadonlySet<string>;
  /**
   * `false`: a server that loses power may forget that a row was taken (true). It is then done twice and ended once, which is for work
   * that leaves no trace before its end.
   */
  durableClaims?: boolean;
  /** A condition on `q`, for a process that can serve some kinds of rows and not others. */
  where?: SQL;
};

export type Claim = {
  table: string;
  id: string;
  workspaceId: WorkspaceId;
  fence: number;
  /** 1 at the first try. Tries that say nothing of the row do not count: it was given back, or its process died while it was not alone. */
  attempts: number;
  /** Times that a process died, or lost it, with this row in work. */
  crashes: number;
  /** Nothing else is in work beside it, as the database knows: if the process dies now, this row did it. */
  alone: boolean;
  /** Of a table with lines: the one it stands in, and whether more rows stood behind it there as it was taken. */
  line?: { name: string; more: boolean };
};

/** One claimed row in work; `signal` aborts when the claim is lost, takes too long, or the process ends. */
export type Job = Claim & { signal: AbortSignal };

/** What is done with the rows of a table. */
export type Work = Queue & {
  /** Rows of this table in work at once, in this process (8). */
  atOnce?: number;
  /** Does the work and ends the row by `finish(tx, job)` in its own transaction; else the loop ends it afterwards. */
  run: (job: Job) => Promise<void>;
  /** Called instead of `run` for a row that failed five times: tells people, and ends the row the same way. */
  onDead: (job: Job) => Promise<void>;
};

/** Code of the reason a signal aborts with when the process ends: the loop gives the row back, the try does not count. */
export const claimEnded = "CLAIM_ENDED";

const claimNotYet = "CLAIM_NOT_YET";

/** Thrown by a run whose row may not be done before `afterMs`, as whoever it goes to says: it is put back, and the try does not count. */
export function notYet(afterMs: number, cause?: unknown): Error {
  return Object.assign(fault(claimNotYet, `to be tried again after ${afterMs} ms`, cause), { afterMs });
}

/** The pause asked for by `notYet`; `undefined` for any other error. */
export function pauseOf(error: unknown): number | undefined {
  return codeOf(error) === claimNotYet ? (error as { afterMs: number }).afterMs : undefined;
}

/** A row is tried this often; then it is given to `onDead`. */
export const maxAttempts = 5;

/** The first crash may be chance. A row in work at so many of them is run alone, so that the one that kills is told from its neighbours. */
export const suspectFrom = 2;

const longestPauseMs = 60_000;

/** A new row and the line it stands in: whoever has a row of that line in work looks for this one at its end, not before. */
export type NewRow = { id: string; line: string };

/** The channel on which commits of new rows are told; its payload is the table, and the row's line and id where they are known. */
export const workChannel = "co9ma_work";

/** Wakes the loops of every process once this transaction is committed; a hint, the sweep finds the row anyway. */
export async function notifyWork(tx: Tx, table: string, row?: NewRow): Promise<void> {
  const payload = row ? `${table} ${row.line} ${row.id}` : table;
  await tx.execute(sql`select pg_notify(${workChannel}, ${payload})`);
}

/** The same as a part of the statement that adds the row, to be selected with it; `line` is its expression there. */
export function notifyingWork(table: string, { id, line }: { id: string; line: SQL }): SQL {
  return sql`pg_notify(${workChannel}, ${`${table} `} || ${line}::text || ${` ${id}`})`;
}

/**
 * Ends a claimed row in the transaction of its work: both are committed, or neither. A row given to `onDead` ends dead, as does one
 * that its work gives up.
 * @throws an error with code `CLAIM_LOST` when the lease ran out and somebody else took the row
 */
export async function finish(tx: Tx, claim: Claim, { givenUp = false } = {}): Promise<void> {
  const state = givenUp || claim.attempts > maxAttempts ? "dead" : "done";
  const [row] = await rowsOf(
    tx,
    sql`update ${sql.identifier(claim.table)} set state = ${state}, lease_until = null
        where id = ${claim.id} and fence = ${claim.fence} and state = 'working' returning id`,
  );
  if (row === undefined) throw lost(claim);
  ended.add(claim);
}

/**
 * Holds the row until the transaction ends: what is written about a claim in work is written by whoever has it.
 * @throws an error with code `CLAIM_LOST` when somebody else took the row
 */
export async function mustHold(tx: Tx, claim: Claim): Promise<void> {
  const [row] = await rowsOf(
    tx,
    sql`select id from ${sql.identifier(claim.table)} where ${held(claim)} for update`,
  );
  if (row === undefined) throw lost(claim);
}

function lost({ table, id }: Claim): Error {
  return fault("CLAIM_LOST", `${table} ${id} was taken over by another worker`);
}

/** Whether `finish` ran for this very claim, so that nobody has to do it afterwards. */
export function isEnded(claim: Claim): boolean {
  return ended.has(claim);
}

const ended = new WeakSet<Claim>();

/** Lengthens the leases of running claims; a row that is locked is about to be ended, and nobody waits for it. @returns those that were lost */
export async function keepClaims(db: Db, claims: readonly Claim[], leaseMs: number): Promise<Claim[]> {
  // Urgent: a lease that ends while its lengthening waits behind answers makes more of them.
  return withSystemTx(db, "claim.keep", (tx) => lengthened(tx, claims, leaseMs), { urgent: true });
}

async function lengthened(tx: Tx, claims: readonly Claim[], leaseMs: number): Promise<Claim[]> {
  const until = sql`clock_timestamp() + ${leaseMs} * interval '1 ms'`;
  const lost: Claim[] = [];
  for (const [table, ours] of Map.groupBy(claims, (claim) => claim.table)) {
    const [name, these] = [sql.identifier(table), heldAmong(ours)];
    await tx.execute(
      sql`update ${name} set lease_until = ${until}, next_at = ${until}
          where id in (select id from ${name} where ${these} for update skip locked)`,
    );
    const kept = await rowsOf<{ id: string; fence: number }>(
      tx,
      sql`select id, fence from ${name} where ${these}`,
    );
    lost.push(...ours.filter((one) => !kept.some(({ id, fence }) => id === one.id && fence === one.fence)));
  }
  return lost;
}

/** Nothing runs beside this row from now on, and nothing will be taken until `claimRows` is told of it. */
export async function markAlone(db: Db, claim: Claim): Promise<void> {
  await withSystemTx(db, `${claim.table}.alone`, (tx) =>
    tx.execute(sql`update ${sql.identifier(claim.table)} set alone = true where ${held(claim)}`),
  );
  claim.alone = true;
}

/** Puts a row back after a failed try: longer pauses each time, spread so that rows that failed together do not return together. */
export async function retryLater(db: Db, claim: Claim): Promise<void> {
  const pauseMs = Math.min(1_000 * 2 ** (claim.attempts - 1), longestPauseMs);
  await withSystemTx(db, `${claim.table}.retry`, (tx) =>
    tx.execute(
      sql`update ${sql.identifier(claim.table)} set state = 'waiting', lease_until = null,
            next_at = clock_timestamp() + ${pauseMs} * (0.5 + random() / 2) * interval '1 ms'
          where ${held(claim)}`,
    ),
  );
}

/** Puts rows back that were interrupted or came too early, not failed: the try does not count. */
export async function giveBack(db: Db, claims: readonly Claim[], afterMs = 0): Promise<void> {
  await withSystemTx(db, "claim.give_back", async (tx) => {
    for (const claim of claims)
      await tx.execute(
        sql`update ${sql.identifier(claim.table)}
            set state = 'waiting', lease_until = null, attempts = attempts - 1,
              next_at = clock_timestamp() + ${afterMs} * interval '1 ms'
            where ${held(claim)}`,
      );
    // Whoever works next does not wait for its sweep.
    if (afterMs === 0)
      for (const table of new Set(claims.map((claim) => claim.table))) await notifyWork(tx, table);
  });
}

/**
 * Ends the leases of rows whose process is gone, so that they are taken over now. Gone is who listens no more and has let its leases be
 * for `silentMs`: one that lost only its listening connection lengthens them, one that is only slow listens. After a start of the
 * server, or a loss of our own listening connection, nobody is taken for dead until all had time to come back.
 * @returns whether there were any
 */
export async function endDeadLeases(
  db: Db,
  table: string,
  { leaseMs, silentMs }: { leaseMs: number; silentMs: number },
): Promise<boolean> {
  const { holder } = db;
  if (!holder?.isSteady()) return false;
  const name = sql.identifier(table);
  const rows = await withSystemTx(
    db,
    `${table}.orphans`,
    (tx) =>
      rowsOf(
        tx,
        sql`update ${name} set lease_until = clock_timestamp(), next_at = clock_timestamp()
            where id in (select id from ${name} q
              where state in ('waiting', 'working') and state = 'working' and holder <> ${holder.id}::int
                and next_at > now() and next_at < clock_timestamp() + ${leaseMs - silentMs} * interval '1 ms'
                and pg_postmaster_start_time() < now() - ${RETURN_MS} * interval '1 ms'
                and ${isGone(sql`q.holder`)}
              for update skip locked)
            returning id`,
      ),
    { single: true },
  );
  return rows.length > 0;
}

/** Every row a former process of an embedded database left in work as it died: nobody else can hold one. */
export async function giveBackAll(db: Db, table: string): Promise<void> {
  await withSystemTx(db, `${table}.give_back`, (tx) =>
    tx.execute(
      sql`update ${sql.identifier(table)}
          set state = 'waiting', lease_until = null, crashes = crashes + 1, next_at = clock_timestamp(),
            attempts = attempts - case when alone then 0 else 1 end
          where state = 'working'`,
    ),
  );
}

function heldAmong(claims: readonly Claim[]): SQL {
  const pairs = claims.map(({ id, fence }) => sql`(${id}::uuid, ${fence}::int)`);
  return sql`state = 'working' and (id, fence) in (${sql.join(pairs, sql`, `)})`;
}

function held({ id, fence }: Claim): SQL {
  return sql`id = ${id} and fence = ${fence} and state = 'working'`;
}
