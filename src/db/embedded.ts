// The embedded database (PGlite): one session in this process, so transactions go one after another.

import { setImmediate } from "node:timers/promises";
import type { PGlite, Transaction } from "@electric-sql/pglite";
import { PgDialect } from "drizzle-orm/pg-core";
import { PgliteSession, PgliteTransaction } from "drizzle-orm/pglite";
import { Failure } from "../core/failure.ts";
import type { Logger } from "pino";
import type { Db, Tx, TxOptions, TxRole } from "./db.ts";
import { codeOf, fault, gateError, txDead } from "./faults.ts";
import { firstStatement, limitsOf } from "./limits.ts";

/** One transaction: `dead` once it is over; `refused` is its first refused statement. */
type Life = { dead: boolean; refused?: unknown };

const dialect = new PgDialect({ casing: "snake_case" });

/** A tenth of the default sample tells enough: a million rows take 35 ms of the one thread instead of 480. */
const sampling = 10;

/** The longest that statements in a row keep timers and sockets waiting, the last one aside. */
const breathMs = 10;
let breathedMs = 0;

/** The engine answers without ever leaving the queue of promises: a loop of statements would starve everything else. */
async function breathe(): Promise<void> {
  if (performance.now() - breathedMs < breathMs) return;
  await setImmediate();
  breathedMs = performance.now();
}

/** @param options.release called once the database is closed */
export function buildEmbedded(
  pglite: PGlite,
  options: { log?: Logger; release?: () => void; checkDisk?: () => Promise<void> } = {},
): Db {
  let closing = false;
  return {
    kind: "embedded",
    run: async (as, body, txOptions) => {
      if (closing) throw new Failure("unavailable", "the database is closed");
      try {
        await options.checkDisk?.();
        return await run(pglite, as, body, txOptions);
      } catch (error) {
        throw gateError(error, as, options.log);
      }
    },
    listen: async (channel, onNotice) => {
      const end = await pglite.listen(channel, onNotice);
      return () => end();
    },
    learn: async (tables) => {
      for (const table of tables) {
        await breathe();
        await pglite.exec(
          `set default_statistics_target = ${sampling}; analyze ${table}; reset default_statistics_target`,
        );
      }
    },
    close: async () => {
      if (closing) return;
      closing = true;
      await pglite.transaction(async () => {}).catch(() => {}); // after those that are under way
      await pglite.close();
      options.release?.();
    },
  };
}

async function run<T>(
  pglite: PGlite,
  as: TxRole,
  body: (tx: Tx) => Promise<T>,
  options: TxOptions,
): Promise<T> {
  const limits = limitsOf(options);
  const first = firstStatement(as, limits);
  const life: Life = { dead: false };
  await breathe();
  try {
    return await pglite.transaction(async (handle) => {
      await handle.query(first);
      try {
        return await beforeDeadline(body(txOn(handle, life)), limits.deadlineMs);
      } finally {
        life.dead = true;
      }
    });
  } catch (error) {
    // A body that swallowed a refused statement learns only here that all was rolled back: say why.
    throw codeOf(error) === "25P02" ? (life.refused ?? error) : error;
  }
}

/**
 * Settles in any case, by throwing when `deadlineMs` passes: a transaction callback that never settles would keep the
 * one session open, and the database frozen, for good.
 */
async function beforeDeadline<T>(work: Promise<T>, deadlineMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(fault("TX_DEADLINE", `transaction not finished after ${deadlineMs} ms`)),
      deadlineMs,
    );
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** drizzle on the handle of one transaction; it asks a handle for nothing but `query`. */
function txOn(handle: Transaction, life: Life): Tx {
  const guarded: Pick<Transaction, "query"> = {
    query: async (...call) => {
      await breathe();
      if (life.dead) throw fault(txDead, "the transaction is over");
      try {
        return await handle.query(...call);
      } catch (error) {
        life.refused ??= error;
        throw error;
      }
    },
  };
  return new PgliteTransaction(
    dialect,
    new PgliteSession(guarded as Transaction, dialect, undefined),
    undefined,
  );
}
