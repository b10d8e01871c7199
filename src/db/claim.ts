// Rows that wait for work, claimed by one worker at a time. A claim is a lease by the database's clock with a fencing
// number: whoever lost it in the meantime cannot finish the row any more. The same columns in every table that is served.

import { sql, type SQL } from "drizzle-orm";
import { WorkspaceId } from "../core/ids.ts";
import { type Db, rowsOf, type Tx, withSystemTx } from "./db.ts";
import { fault } from "./faults.ts";

/** A table of the loop. It has id, workspace_id, created_at, state, lease_until, fence, attempts and next_at. */
export type Queue = {
  table: string;
  /** Rows with the same value in this column go one after another, by created_at and id. */
  serialBy?: string;
  /** The only rows to take, where a process serves itself and nobody else; it may grow. */
  only?: ReadonlySet<string>;
};

export type Claim = {
  table: string;
  id: string;
  workspaceId: WorkspaceId;
  fence: number;
  /** 1 at the first try. */
  attempts: number;
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

/** A row is tried this often; then it is given to `onDead`. */
export const maxAttempts = 5;

/** Matches the predicate of the tables' claim indexes. */
const open = sql.raw("state in ('waiting', 'working')");
const longestPauseMs = 60_000;

/** The channel on which commits of new rows are told; its payload is the table. */
export const workChannel = "co9ma_work";

/** Wakes the loops of every process once this transaction is committed; a hint, the sweep finds the row anyway. */
export async function notifyWork(tx: Tx, table: string): Promise<void> {
  await tx.execute(sql`select pg_notify(${workChannel}, ${table})`);
}

/**
 * Ends a claimed row in the transaction of its work: both are committed, or neither. A row given to `onDead` ends dead.
 * @throws an error with code `CLAIM_LOST` when the lease ran out and somebody else took the row
 */
export async function finish(tx: Tx, claim: Claim): Promise<void> {
  const state = claim.attempts > maxAttempts ? "dead" : "done";
  const [row] = await rowsOf(
    tx,
    sql`update ${sql.identifier(claim.table)} set state = ${state}, lease_until = null
        where id = ${claim.id} and fence = ${claim.fence} and state = 'working' returning id`,
  );
  if (row === undefined)
    throw fault("CLAIM_LOST", `${claim.table} ${claim.id} was taken over by another worker`);
  ended.add(claim);
}

/** Whether `finish` ran for this very claim, so that nobody has to do it afterwards. */
export function isEnded(claim: Claim): boolean {
  return ended.has(claim);
}

const ended = new WeakSet<Claim>();

/** Takes up to `limit` rows that are due: waiting ones, and working ones whose lease ran out. */
export async function claimRows(db: Db, queue: Queue, leaseMs: number, limit: number): Promise<Claim[]> {
  if (queue.only?.size === 0) return [];
  return withSystemTx(db, `${queue.table}.claim`, async (tx) => {
    if (queue.serialBy === undefined) return take(tx, queue.table, leaseMs, dueRows(queue, limit));
    const heads = headsOfLines(queue, queue.serialBy);
    const ids = await lockLines(tx, queue.table, queue.serialBy, heads, limit);
    if (ids.length === 0) return [];
    // The second look, now under the lock of each line: another worker may have taken from it since the first.
    return take(tx, queue.table, leaseMs, sql`select q.id ${heads} and q.id in ${ids}`);
  });
}

function dueRows({ table, only }: Queue, limit: number): SQL {
  return sql`select id from ${sql.identifier(table)} q
    where ${open} and next_at <= now() ${amongst(only)} order by next_at, id limit ${limit}`;
}

function amongst(only: Queue["only"]): SQL {
  return only === undefined ? sql`` : sql`and q.id in ${[...only]}`;
}

/** Due rows that have no row in work beside them in their line and no open one before them. */
function headsOfLines({ table, only }: Queue, serialBy: string): SQL {
  const [name, line] = [sql.identifier(table), sql.identifier(serialBy)];
  return sql`from ${name} q where q.${open} and q.next_at <= now() ${amongst(only)} and not exists (
    select from ${name} e where e.${line} = q.${line} and e.${open} and e.id <> q.id
      and (e.state = 'working' and e.next_at > now() or (e.created_at, e.id) < (q.created_at, q.id)))`;
}

async function lockLines(
  tx: Tx,
  table: string,
  serialBy: string,
  heads: SQL,
  limit: number,
): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(
    tx,
    sql`select due.id
        from (select q.id, q.${sql.identifier(serialBy)}::text as line ${heads} order by q.next_at, q.id limit ${limit}) due
        where pg_try_advisory_xact_lock(hashtextextended(${`claim ${table} `} || due.line, 0))`,
  );
  return rows.map(({ id }) => id);
}

async function take(tx: Tx, table: string, leaseMs: number, due: SQL): Promise<Claim[]> {
  const until = sql`clock_timestamp() + ${leaseMs} * interval '1 ms'`;
  const rows = await rowsOf<{ id: string; workspace_id: string; fence: number; attempts: number }>(
    tx,
    sql`update ${sql.identifier(table)}
        set state = 'working', fence = fence + 1, attempts = attempts + 1, lease_until = ${until}, next_at = ${until}
        where id in (${due} for update of q skip locked)
        returning id, workspace_id, fence, attempts`,
  );
  return rows.map(({ id, workspace_id, fence, attempts }) => ({
    table,
    id,
    workspaceId: WorkspaceId.parse(workspace_id),
    fence,
    attempts,
  }));
}

/** Lengthens the leases of running claims. @returns those that were lost */
export async function keepClaims(db: Db, claims: readonly Claim[], leaseMs: number): Promise<Claim[]> {
  const lost: Claim[] = [];
  const until = sql`clock_timestamp() + ${leaseMs} * interval '1 ms'`;
  await withSystemTx(db, "claim.keep", async (tx) => {
    for (const claim of claims) {
      const kept = await rowsOf(
        tx,
        sql`update ${sql.identifier(claim.table)} set lease_until = ${until}, next_at = ${until} where ${held(claim)} returning id`,
      );
      if (kept.length === 0) lost.push(claim);
    }
  });
  return lost;
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

/** Puts rows back that were interrupted, not failed: the try does not count. */
export async function giveBack(db: Db, claims: readonly Claim[]): Promise<void> {
  await withSystemTx(db, "claim.give_back", async (tx) => {
    for (const claim of claims)
      await tx.execute(
        sql`update ${sql.identifier(claim.table)}
            set state = 'waiting', lease_until = null, attempts = attempts - 1, next_at = clock_timestamp()
            where ${held(claim)}`,
      );
  });
}

/** Every row a former process of an embedded database left in work: nobody else can hold one. */
export async function giveBackAll(db: Db, table: string): Promise<void> {
  await withSystemTx(db, `${table}.give_back`, (tx) =>
    tx.execute(
      sql`update ${sql.identifier(table)} set state = 'waiting', lease_until = null, next_at = clock_timestamp()
          where state = 'working'`,
    ),
  );
}

function held({ id, fence }: Claim): SQL {
  return sql`id = ${id} and fence = ${fence} and state = 'working'`;
}
