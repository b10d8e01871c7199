// The gate over Postgres: a lent connection for each transaction, and a second try when the first found it gone.

import { randomInt } from "node:crypto";
import type { Logger } from "pino";
import { type Connection, openConnection } from "./connection.ts";
import type { Db, Tx, TxOptions, TxRole } from "./db.ts";
import { codeOf, gateError, isConnectionLoss, txUndone } from "./faults.ts";
import { type Lender, openLender } from "./lender.ts";
import { firstStatement, limitsOf, type TxLimits } from "./limits.ts";
import { listenOn, RETURN_MS } from "./listen.ts";

/** Before any other statement, in the same message. */
const snapshotStatement = "set transaction isolation level repeatable read; ";

export type PoolDb = Db & { /** Connections lost since the start. */ lostCount: () => number };

/** @param options.max connections at once, those for LISTEN aside */
export function openPool(url: string, options: { max: number; log: Logger }): PoolDb {
  const lender = openLender(() => openConnection(url), options.max);
  const holder = randomInt(1, 2 ** 31);
  let steadyFromMs = 0;
  const onLost = (): void => void (steadyFromMs = performance.now() + RETURN_MS);
  return {
    kind: "postgres",
    holder: { id: holder, isSteady: () => performance.now() >= steadyFromMs },
    run: async (as, body, txOptions) => {
      try {
        return await run(lender, as, body, txOptions);
      } catch (error) {
        throw gateError(error, as, options.log);
      }
    },
    learn: async () => {}, // the server's autovacuum does it
    listen: (channel, onNotice) => listenOn(url, { channel, holder }, { onNotice, onLost }, options.log),
    close: lender.close,
    lostCount: lender.lostCount,
  };
}

async function run<T>(
  lender: Lender,
  as: TxRole,
  body: (tx: Tx) => Promise<T>,
  options: TxOptions,
): Promise<T> {
  const limits = limitsOf(options);
  const first = `${limits.snapshot ? snapshotStatement : ""}${firstStatement(as, limits)}`;
  for (;;) {
    const connection = await lender.take(limits.urgent);
    try {
      const answer = await runOn(connection, first, body, limits);
      if (answer !== undefined) return answer.value;
    } finally {
      lender.giveBack(connection);
    }
    lender.forgetIdle();
  }
}

/**
 * @returns nothing when it is to be run again, on another connection: the server had closed this one while it lay idle, so nothing of
 *   ours has run, or undid a single statement that was prepared before a change of its tables
 */
async function runOn<T>(
  connection: Connection,
  first: string,
  body: (tx: Tx) => Promise<T>,
  limits: TxLimits,
): Promise<{ value: T } | undefined> {
  const { used } = connection;
  let begun = false;
  const onBegun = (): void => void (begun = true);
  try {
    return { value: await connection.transact({ first, limits, onBegun }, body) };
  } catch (error) {
    if (used && !begun && isConnectionLoss(error)) return undefined;
    if (limits.single && codeOf(error) === txUndone) return undefined;
    throw error;
  }
}
