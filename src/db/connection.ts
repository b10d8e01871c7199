// One Postgres connection and the guard around its driver.
//
// The driver lets the handle of a transaction outlive its connection: a body that goes on would write inside whatever
// transaction runs there next. So a connection that is lost is never used again (`client.ts`), the handle is dead from the
// moment of the loss, and a body that ends after it never settles for the driver, which would otherwise send its COMMIT or
// ROLLBACK.

import { PgDialect } from "drizzle-orm/pg-core";
import { drizzle, PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type { Sql, TransactionSql } from "postgres";
import { watchAnswers, type AnswerWatch } from "./answers.ts";
import { openClient } from "./client.ts";
import type { Tx } from "./db.ts";
import { codeOf, fault, isConnectionLoss, txDead } from "./faults.ts";
import { connectTimeoutMs, sessionSettings, silenceMs, type TxLimits } from "./limits.ts";

export type Connection = {
  /** Never to be used again. */
  readonly lost: boolean;
  /** It has carried a transaction, so a failing BEGIN may only mean that the server closed it since. */
  readonly used: boolean;
  readonly bornMs: number;
  transact: <T>(first: string, body: (tx: Tx) => Promise<T>, limits: TxLimits) => Promise<T>;
  end: () => Promise<void>;
};

/** One transaction: `dead` once it is over, for whatever reason; `refused` is its first refused statement. */
type Life = { dead: boolean; refused?: unknown; kill: (cause: unknown) => void };

/** What drizzle asks of a handle. */
type Handle = Pick<TransactionSql, "unsafe" | "savepoint">;

const dialect = new PgDialect({ casing: "snake_case" });

/** More parameters than this and a statement is not kept prepared: it would fill the server's memory for one use. */
const maxPreparedParameters = 100;

/** Connects with the first transaction. */
export function openConnection(url: string): Connection {
  let life: Life | undefined;
  const state = { lost: false, used: false };
  const client = openClient(url, "co9ma", sessionSettings, {
    onClose: () => {
      state.lost = true;
      if (life !== undefined) life.dead = true;
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
    transact: (first, body, limits) =>
      new Promise((resolve, reject) => {
        life = openLife((cause) => {
          state.lost = true;
          reject(cause);
          client.drop();
        });
        begin(client.sql, life, first, body, limits).then((value) => {
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

async function begin<T>(
  client: Sql,
  life: Life,
  first: string,
  body: (tx: Tx) => Promise<T>,
  limits: TxLimits,
): Promise<T> {
  const answers = watchAnswers(() =>
    life.kill(fault("TX_UNANSWERED", "the database server does not answer")),
  );
  const answerMs = limits.statementTimeoutMs + silenceMs;
  let deadline: NodeJS.Timeout | undefined;
  try {
    answers.sent(connectTimeoutMs + silenceMs);
    return (await client.begin((driverHandle) => {
      answers.answered();
      deadline = setTimeout(
        () => life.kill(fault("TX_DEADLINE", `transaction not finished after ${limits.deadlineMs} ms`)),
        limits.deadlineMs,
      );
      const handle = guardHandle(driverHandle, life, answers, answerMs);
      // Not awaited: it travels with the body's first statement, and when it fails the server refuses all that follow.
      handle.unsafe(first).catch(() => {});
      return settleWhileAlive(life, body(txOn(handle)), () => answers.sent(answerMs));
    })) as T;
  } catch (error) {
    if (isConnectionLoss(error)) life.kill(error);
    throw codeOf(error) === "25P02" ? (life.refused ?? error) : error;
  } finally {
    life.dead = true;
    answers.stop();
    clearTimeout(deadline);
  }
}

/** Settles like `work`, or never, when the transaction died before: then there is nothing left to commit or to roll back. */
function settleWhileAlive<T>(life: Life, work: Promise<T>, onEnd: () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    work.then(
      (value) => {
        if (life.dead) return;
        onEnd();
        resolve(value);
      },
      (error: unknown) => {
        if (life.dead) return;
        onEnd();
        reject(error);
      },
    );
  });
}

function guardHandle(handle: TransactionSql, life: Life, answers: AnswerWatch, answerMs: number): Handle {
  function refuseWhenDead(): void {
    if (life.dead) throw fault(txDead, "the transaction is over");
  }
  const guarded: Pick<TransactionSql, "unsafe"> & {
    savepoint: (fn: (inner: Handle) => Promise<unknown>) => unknown;
  } = {
    unsafe: (text, parameters = []) => {
      refuseWhenDead();
      const query = handle.unsafe(text, parameters, {
        prepare: parameters.length > 0 && parameters.length <= maxPreparedParameters,
      });
      answers.sent(answerMs);
      // Registered before anybody else waits for this query, so that a loss is known before the body goes on.
      query.then(answers.answered, (error: unknown) => {
        answers.answered();
        life.refused ??= error;
        if (isConnectionLoss(error)) life.kill(error);
      });
      return query as never;
    },
    savepoint: (fn) => {
      refuseWhenDead();
      return handle.savepoint((inner) =>
        settleWhileAlive(life, fn(guardHandle(inner, life, answers, answerMs)), () => {}),
      );
    },
  };
  return guarded as Handle;
}

/** drizzle's transaction on our handle. Its types want the driver's whole client, of which it calls these two. */
function txOn(handle: Handle): Tx {
  const session = new PostgresJsSession(handle as unknown as TransactionSql & Sql, dialect, undefined);
  return new PostgresJsTransaction(dialect, session, undefined) as unknown as Tx;
}
