// Postgres connections, lent to one transaction at a time. A lost one is replaced by a new one when it is needed next.

import type { Logger } from "pino";
import { Failure } from "../core/failure.ts";
import { openConnection, type Connection } from "./connection.ts";
import type { Db, Tx, TxOptions, TxRole } from "./db.ts";
import { codeOf, fault, gateError, isConnectionLoss } from "./faults.ts";
import { firstStatement, limitsOf } from "./limits.ts";
import { listenOn } from "./listen.ts";

/** How long a transaction waits for a free connection. */
const queueTimeoutMs = 5_000;

/** A connection is not lent again after this age, so that address changes and memory of old sessions pass. */
const maxAgeMs = 45 * 60_000;

/** How long `close` lets running transactions finish. */
const closeTimeoutMs = 5_000;

type Waiter = { give: (connection: Connection) => void; refuse: (error: Error) => void };

export type PoolDb = Db & { /** Connections lost since the start. */ lostCount: () => number };

export function openPool(url: string, options: { max: number; log: Logger }): PoolDb {
  const idle: Connection[] = [];
  const busy = new Set<Connection>();
  const waiters: Waiter[] = [];
  let lost = 0;
  let closing = false;

  function take(): Promise<Connection> | Connection {
    if (closing) throw new Failure("unavailable", "the database is closed");
    for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
      if (!connection.lost) return lend(connection);
      lost += 1;
    }
    if (busy.size < options.max) return lend(openConnection(url));
    return new Promise((give, refuse) => queue(waiters, { give, refuse }));
  }

  function lend(connection: Connection): Connection {
    busy.add(connection);
    return connection;
  }

  function giveBack(connection: Connection): void {
    busy.delete(connection);
    if (connection.lost) lost += 1;
    const reusable = !connection.lost && !closing && performance.now() - connection.bornMs < maxAgeMs;
    if (!reusable) void connection.end();
    const waiter = waiters.shift();
    if (waiter !== undefined) waiter.give(lend(reusable ? connection : openConnection(url)));
    else if (reusable) idle.push(connection);
  }

  async function run<T>(as: TxRole, body: (tx: Tx) => Promise<T>, txOptions: TxOptions): Promise<T> {
    const limits = limitsOf(txOptions);
    const first = firstStatement(as, limits);
    for (;;) {
      const connection = await take();
      const { used } = connection;
      let started = false;
      try {
        return await connection.transact(
          first,
          (tx) => {
            started = true;
            return body(tx);
          },
          limits,
        );
      } catch (error) {
        // A connection that the server closed while it lay idle shows only now; nothing of ours has run on it.
        if (used && !started && isConnectionLoss(error)) continue;
        if (connection.lost) options.log.warn({ code: codeOf(error) }, "database connection lost");
        throw gateError(error);
      } finally {
        giveBack(connection);
      }
    }
  }

  async function close(): Promise<void> {
    closing = true;
    for (const waiter of waiters.splice(0))
      waiter.refuse(fault("CONNECTION_ENDED", "the database is closing"));
    await Promise.all(idle.splice(0).map((connection) => connection.end()));
    for (const until = performance.now() + closeTimeoutMs; busy.size > 0 && performance.now() < until;)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await Promise.all([...busy].map((connection) => connection.end()));
  }

  return {
    kind: "postgres",
    run,
    listen: (channel, onNotice) => listenOn(url, channel, onNotice, options.log),
    close,
    lostCount: () => lost,
  };
}

function queue(waiters: Waiter[], waiter: Waiter): void {
  const timer = setTimeout(() => {
    waiters.splice(waiters.indexOf(entry), 1);
    waiter.refuse(fault("TX_QUEUE", `no free database connection for ${queueTimeoutMs} ms`));
  }, queueTimeoutMs);
  const entry: Waiter = {
    give: (connection) => {
      clearTimeout(timer);
      waiter.give(connection);
    },
    refuse: (error) => {
      clearTimeout(timer);
      waiter.refuse(error);
    },
  };
  waiters.push(entry);
}
