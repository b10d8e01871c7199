// Lends connections to one transaction at a time. A lost one is never lent again; its place is taken by a new one when needed.

import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "../core/failure.ts";
import type { Connection } from "./connection.ts";
import { fault } from "./faults.ts";

export type Lender = {
  /**
   * @param urgent goes before all waiters that are not
   * @throws an error with code `TX_QUEUE` when none becomes free in time
   */
  take: (urgent?: boolean) => Promise<Connection>;
  giveBack: (connection: Connection) => void;
  /** One that lay idle turned out to be useless: the others beside it are not tried one after another. */
  forgetIdle: () => void;
  /** Connections lost since the start. */
  lostCount: () => number;
  close: () => Promise<void>;
};

/** How long a transaction waits for a free connection. */
const queueTimeoutMs = 5_000;

/** A connection is not lent again after this age, so that changes of the server's address get through. */
const maxAgeMs = 45 * 60_000;

/** How long `close` lets running transactions finish. */
const closeTimeoutMs = 5_000;

type Waiter = {
  urgent: boolean;
  give: (connection: Connection) => void;
  refuse: (error: Error) => void;
};

export function openLender(open: () => Connection, max: number): Lender {
  const idle: Connection[] = [];
  const busy = new Set<Connection>();
  const waiters: Waiter[] = [];
  let lost = 0;
  let closing = false;

  function lend(connection: Connection): Connection {
    busy.add(connection);
    return connection;
  }

  async function take(urgent = false): Promise<Connection> {
    if (closing) throw new Failure("unavailable", "the database is closed");
    for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
      if (!connection.lost) return lend(connection);
      lost += 1;
    }
    return busy.size < max ? lend(open()) : waitIn(waiters, urgent);
  }

  function giveBack(connection: Connection): void {
    busy.delete(connection);
    if (connection.lost) lost += 1;
    const reusable = !connection.lost && !closing && performance.now() - connection.bornMs < maxAgeMs;
    if (!reusable) void connection.end();
    const waiter = waiters.shift();
    if (waiter !== undefined) waiter.give(lend(reusable ? connection : open()));
    else if (reusable) idle.push(connection);
  }

  function forgetIdle(): void {
    for (const connection of idle.splice(0)) void connection.end();
  }

  async function close(): Promise<void> {
    closing = true;
    for (const { refuse } of waiters.splice(0)) refuse(fault("CONNECTION_ENDED", "the database is closing"));
    const until = performance.now() + closeTimeoutMs;
    while (busy.size > 0 && performance.now() < until) await sleep(10);
    await Promise.all([...idle.splice(0), ...busy].map((connection) => connection.end()));
  }

  return { take, giveBack, forgetIdle, lostCount: () => lost, close };
}

function waitIn(waiters: Waiter[], urgent: boolean): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      waiters.splice(waiters.indexOf(waiter), 1);
      reject(fault("TX_QUEUE", `no free database connection for ${queueTimeoutMs} ms`));
    }, queueTimeoutMs);
    const waiter: Waiter = {
      urgent,
      give: (connection) => {
        clearTimeout(timer);
        resolve(connection);
      },
      refuse: (error) => {
        clearTimeout(timer);
        reject(error);
      },
    };
    const behind = urgent ? waiters.findIndex((other) => !other.urgent) : -1;
    waiters.splice(behind < 0 ? waiters.length : behind, 0, waiter);
  });
}
