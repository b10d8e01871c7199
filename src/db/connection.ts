// One Postgres connection and the guard around its driver.
//
// The driver lets the handle of a transaction outlive its connection: a body that goes on would write inside whatever
// transaction runs there next. So a connection that is lost is never used again (`client.ts`), the handle is dead from the
// moment of the loss, and nothing of a body that goes on after it is sent.
//
// BEGIN and COMMIT are sent here, not by the driver, which would wait for the answer to each: on a connection that has been
// used BEGIN travels with the body's first statement, and COMMIT right behind the only one of a body that has one.

import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle, PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type { Sql, TransactionSql } from "postgres";
import { watchAnswers } from "./answers.ts";
import { openClient } from "./client.ts";
import type { Tx } from "./db.ts";
import { codeOf, fault, isConnectionLoss, txUndone } from "./faults.ts";
import { connectTimeoutMs, sessionSettings, silenceMs, type TxLimits } from "./limits.ts";
import { type Answer, type Handle, type Life, type Line, openLine } from "./statements.ts";

export type Connection = {
  /** Never to be used again. */
  readonly lost: boolean;
  /** It has carried a transaction, so a failing BEGIN may only mean that the server closed it since. */
  readonly used: boolean;
  readonly bornMs: number;
  transact: <T>(opening: Opening, body: (tx: Tx) => Promise<T>) => Promise<T>;
  end: () => Promise<void>;
};

type Opening = {
  /** Sent with BEGIN. */
  first: string;
  limits: TxLimits;
  /** Called when BEGIN is answered: before that nothing of the body has run on the server. */
  onBegun: () => void;
};

const dialect = new PgDialect({ casing: "snake_case" });

/** Connects with the first transaction. */
export function openConnection(url: string): Connection {
  let life: Life | undefined;
  const state = { lost: false, used: false };
  const client = openClient(url, "co9ma", sessionSettings, {
    onClose: () => {
      state.lost = true;
      if (life?.dead === false) life.kill(fault("CONNECTION_CLOSED", "the connection is gone"));
    },
  });
  drizzle({ client: client.sql }); // sets the parsers drizzle counts on: dates and times stay text

  return {
    get lost() {
      return state.lost;
    },
    get used() {
      return state.used;
    },
    bornMs: performance.now(),
    end: () => client.sql.end({ timeout: 1 }),
    transact: (opening, body) =>
      new Promise((resolve, reject) => {
        life = openLife((cause) => {
          state.lost = true;
          reject(cause);
          client.drop();
        });
        run(client.sql, life, { ...opening, used: state.used }, body).then((value) => {
          state.used = true;
          resolve(value);
        }, reject);
      }),
  };
}

function openLife(onKill: (cause: unknown) => void): Life {
  const life: Life = {
    dead: false,
    kill: (cause) => {
      life.dead = true;
      onKill(cause);
    },
  };
  return life;
}

async function run<T>(
  client: Sql,
  life: Life,
  { first, limits, onBegun, used }: Opening & { used: boolean },
  body: (tx: Tx) => Promise<T>,
): Promise<T> {
  const answers = watchAnswers(() =>
    life.kill(fault("TX_UNANSWERED", "the database server does not answer")),
  );
  let deadline: NodeJS.Timeout | undefined;
  try {
    const line = openLine(client, life, answers, limits);
    const begun = line.send(`begin; ${first}`, connectTimeoutMs + silenceMs);
    begun.then(onBegun, () => {});
    if (!used) await opened(begun, life);
    deadline = setTimeout(
      () => life.kill(fault("TX_DEADLINE", `transaction not finished after ${limits.deadlineMs} ms`)),
      limits.deadlineMs,
    );
    return await toItsEnd(line, life, begun, body);
  } catch (error) {
    if (isConnectionLoss(error)) life.kill(error);
    throw codeOf(error) === "25P02" ? (life.refused ?? error) : error;
  } finally {
    life.dead = true;
    answers.stop();
    clearTimeout(deadline);
  }
}

/** A new connection that refuses its first BEGIN is no use: the server has closed it, or left it in a failed transaction. */
async function opened(begun: Answer, life: Life): Promise<void> {
  try {
    await begun;
  } catch (error) {
    life.kill(error);
    throw error;
  }
}

/** @throws what the body threw, or its first refused statement even if the body made nothing of it; all is rolled back then */
async function toItsEnd<T>(line: Line, life: Life, begun: Answer, body: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    const value = await body(txOn(line.handle));
    await begun;
    if (life.refused !== undefined) throw life.refused;
    if (!(await line.commit())) throw fault(txUndone, "the server undid the transaction");
    return value;
  } catch (error) {
    if (!life.dead) await line.rollBack();
    throw error;
  }
}

/** drizzle's transaction on our handle. Its types want the driver's whole client, of which it calls these two. */
function txOn(handle: Handle): Tx {
  const session = new PostgresJsSession(handle as unknown as TransactionSql & Sql, dialect, undefined);
  return new PostgresJsTransaction(dialect, session, undefined) as unknown as Tx;
}
