// The statements of one transaction on their way to the server: sent in order, each watched for its answer, none sent once
// the transaction is over. Several of a body may be under way at once.

import type { PendingQuery, Row, Sql, TransactionSql } from "postgres";
import type { AnswerWatch } from "./answers.ts";
import { fault, isConnectionLoss, txDead } from "./faults.ts";
import { silenceMs, type TxLimits } from "./limits.ts";

/** One transaction: `dead` once it is over, for whatever reason; `refused` is its first refused statement. */
export type Life = { dead: boolean; refused?: Error; kill: (cause: unknown) => void };

/** What drizzle asks of a handle. */
export type Handle = Pick<TransactionSql, "unsafe" | "savepoint">;

/** More parameters than this and a statement is not kept prepared: it would fill the server's memory for one use. */
const maxPreparedParameters = 100;

export type Answer = PendingQuery<Row[]>;

/** The statements of one transaction, in order. */
export type Line = {
  handle: Handle;
  send: (text: string, limitMs?: number) => Answer;
  /** @returns whether it was: a transaction that failed is rolled back by it, without an error */
  commit: () => Promise<boolean>;
  rollBack: () => Promise<unknown>;
};

/** @param life nothing is sent once it is over, and it is told of a lost connection before the body is */
export function openLine(client: Sql, life: Life, answers: AnswerWatch, limits: TxLimits): Line {
  const answerMs = limits.statementTimeoutMs + silenceMs;
  let ended: Answer | undefined;

  function watch(query: Answer, limitMs: number, onRefused: (error: Error) => void): Answer {
    answers.sent(limitMs);
    // Registered before anybody else waits for this query, so that a loss is known before the body goes on.
    query.then(answers.answered, (error: Error) => {
      answers.answered();
      onRefused(error);
      if (isConnectionLoss(error)) life.kill(error);
    });
    return query;
  }

  function noteRefused(error: Error): void {
    life.refused ??= error;
  }

  function send(text: string, limitMs = answerMs): Answer {
    if (life.dead) throw fault(txDead, "the transaction is over");
    return watch(client.unsafe(text), limitMs, noteRefused);
  }

  async function commit(): Promise<boolean> {
    ended ??= send("commit");
    return (await ended).command === "COMMIT";
  }

  function handleFor(onRefused: (error: Error) => void): Handle {
    const handle: Pick<TransactionSql, "unsafe"> & {
      savepoint: (fn: (inner: Handle) => Promise<unknown>) => unknown;
    } = {
      unsafe: (text, parameters = []) => {
        if (life.dead) throw fault(txDead, "the transaction is over");
        if (ended) throw fault(txDead, "the transaction has sent its last statement");
        const prepare = parameters.length > 0 && parameters.length <= maxPreparedParameters;
        const query = watch(client.unsafe(text, parameters, { prepare }), answerMs, onRefused);
        if (limits.single) commit().catch(() => {});
        return query as never;
      },
      savepoint: (fn) => inSavepoint(fn),
    };
    return handle as Handle;
  }

  /** A statement refused in it is undone with it: whoever catches its error may go on. */
  async function inSavepoint<T>(fn: (inner: Handle) => Promise<T>): Promise<T> {
    let refused: Error | undefined;
    await send("savepoint inner_part");
    try {
      const value = await fn(handleFor((error) => (refused ??= error)));
      if (refused !== undefined) throw refused;
      await send("release savepoint inner_part");
      return value;
    } catch (error) {
      // Released as well: a part around this one bears the same name, and would go back to here only.
      if (!life.dead) await send("rollback to savepoint inner_part; release savepoint inner_part");
      throw error;
    }
  }

  return {
    handle: handleFor(noteRefused),
    send,
    commit,
    rollBack: () => (ended ??= send("rollback")).catch(() => {}),
  };
}
