// The only way to data: `withTx` for a workspace's rows, `withSystemTx` for the directory and the machinery columns.
// Inside a body use `tx` and nothing else, and await nothing but queries: a call to the network belongs before or after.

import type { SQL } from "drizzle-orm";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { WorkspaceId } from "../core/ids.ts";

/** A transaction. It carries no schema type, so nobody needs all tables to name one. */
export type Tx = PgDatabase<PgQueryResultHKT>;

/** Limits of one transaction; imports and migrations ask for longer ones. */
export type TxOptions = {
  /** From the first statement to the commit (5,000). */
  deadlineMs?: number;
  /** One statement (1,500). Postgres only: the embedded database has no clock of its own inside a statement. */
  statementTimeoutMs?: number;
  /** All statements see the data as of the first one (repeatable read); the embedded database has no second transaction. */
  snapshot?: boolean;
  /**
   * The body sends one statement and no other, so that the commit need not wait for its answer: one way there and back in
   * all. For reads, and for writes that change nothing when they run twice: a connection that goes leaves open whether it ran.
   */
  single?: boolean;
  /**
   * `false`: the commit does not wait for the disk. A server that loses power may forget it, with everything after it, so
   * it is for what is worth nothing without a later durable commit, or may be lost.
   */
  durable?: boolean;
  /**
   * `"kept"`: the server may plan a statement once for all its runs. For statements that reach a few rows through an index, whatever
   * the workspace; `"each"` plans for the values of each run, which costs as much as such a statement itself.
   */
  plans?: "each" | "kept";
  /**
   * Somebody outside waits for an acknowledgement: it is lent a connection before all that wait for one already, most of which are
   * answers. Postgres only: the embedded database has one connection.
   */
  urgent?: boolean;
  /** Waiting for one lock (1,000). Postgres only: the embedded database has no second transaction. */
  lockTimeoutMs?: number;
};

/** Whose eyes a transaction sees with. `job` names the caller in the logs. */
export type TxRole = { role: "co9ma_app"; workspaceId: WorkspaceId } | { role: "co9ma_system"; job: string };

export type Db = {
  kind: "embedded" | "postgres";
  /** 32 bytes that seal what must not be read off the disk, such as contacts; absent where nobody set any. */
  secret?: Uint8Array;
  /**
   * What this process is known by in the rows it works on: `id` is locked on the server while it listens, so that others see when it is
   * gone. It is steady while it may tell by their locks who else is: when its own were cut, so were theirs perhaps.
   */
  holder?: { id: number; isSteady: () => boolean };
  run: <T>(as: TxRole, body: (tx: Tx) => Promise<T>, options: TxOptions) => Promise<T>;
  /** Calls `onNotice` when a committed transaction notified `channel`: a hint, it may be lost. Resolves to its end. */
  listen: (channel: string, onNotice: (payload: string) => void) => Promise<() => Promise<void>>;
  /** Refreshes the planner's statistics after a large load: the embedded database has nobody who does it by itself. */
  learn: (tables: readonly string[]) => Promise<void>;
  close: () => Promise<void>;
};

/**
 * Runs `body` in one transaction that sees the rows of one workspace and no others.
 * A body is begun again when its connection turns out to be gone before its first statement was answered.
 * @throws Failure "unavailable" when the database is gone or too slow; what was written before is rolled back,
 *   but an error at the commit itself leaves open whether it happened: callers look before they repeat
 */
export function withTx<T>(
  ctx: { db: Db; workspaceId: WorkspaceId },
  body: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> {
  return ctx.db.run({ role: "co9ma_app", workspaceId: ctx.workspaceId }, body, options);
}

/**
 * Runs `body` in one transaction that sees the directory whole and the machinery columns of every workspace's rows.
 * @param job what it is for (`inbound.claim`, `sign_in`), named in the logs
 */
export function withSystemTx<T>(
  db: Db,
  job: string,
  body: (tx: Tx) => Promise<T>,
  options: TxOptions = {},
): Promise<T> {
  return db.run({ role: "co9ma_system", job }, body, options);
}

/**
 * Rows of a query written as SQL, alike on both drivers: bigint, numeric, dates and times arrive as text,
 * so cast what should be a number (`count(*)::int`).
 */
export async function rowsOf<T>(tx: Tx, query: SQL): Promise<T[]> {
  const result: unknown = await tx.execute(query);
  return (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as T[];
}
