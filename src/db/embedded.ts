// The embedded database (PGlite): one session in this process, so transactions go one after another.

import type { PGlite, Transaction } from "@electric-sql/pglite";
import { PgDialect } from "drizzle-orm/pg-core";
import { PgliteSession, PgliteTransaction } from "drizzle-orm/pglite";
import { Failure } from "../core/failure.ts";
import type { Db, Tx, TxOptions, TxRole } from "./db.ts";
import { fault, gateError, txDead } from "./faults.ts";
import { firstStatement, limitsOf } from "./limits.ts";

type Life = { dead: boolean };

const dialect = new PgDialect({ casing: "snake_case" });

/** @param release called once the database is closed */
export function buildEmbedded(pglite: PGlite, release: () => void = () => {}): Db {
  return {
    kind: "embedded",
    run: (as, body, options) => run(pglite, as, body, options),
    listen: async (channel, onNotice) => {
      const end = await pglite.listen(channel, onNotice);
      return () => end();
    },
    close: async () => {
      if (!pglite.closed) await pglite.close();
      release();
    },
  };
}

async function run<T>(
  pglite: PGlite,
  as: TxRole,
  body: (tx: Tx) => Promise<T>,
  options: TxOptions,
): Promise<T> {
  if (pglite.closed) throw new Failure("unavailable", "the database is closed");
  const limits = limitsOf(options);
  const first = firstStatement(as, limits);
  try {
    return await pglite.transaction(async (handle) => {
      await handle.query(first);
      return await beforeDeadline(handle, body, limits.deadlineMs);
    });
  } catch (error) {
    throw gateError(error);
  }
}

/**
 * Settles in any case, by throwing when `deadlineMs` passes: a transaction callback that never settles would keep the
 * one session open, and the database frozen, for good.
 */
async function beforeDeadline<T>(
  handle: Transaction,
  body: (tx: Tx) => Promise<T>,
  deadlineMs: number,
): Promise<T> {
  const life: Life = { dead: false };
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(fault("TX_DEADLINE", `transaction not finished after ${deadlineMs} ms`)),
      deadlineMs,
    );
  });
  try {
    return await Promise.race([body(txOn(handle, life)), deadline]);
  } finally {
    clearTimeout(timer);
    life.dead = true;
  }
}

/** drizzle on the handle of one transaction; it asks a handle for nothing but `query`. */
function txOn(handle: Transaction, life: Life): Tx {
  const guarded: Pick<Transaction, "query"> = {
    query: async (...call) => {
      if (life.dead) throw fault(txDead, "the transaction is over");
      return handle.query(...call);
    },
  };
  return new PgliteTransaction(
    dialect,
    new PgliteSession(guarded as Transaction, dialect, undefined),
    undefined,
  );
}
