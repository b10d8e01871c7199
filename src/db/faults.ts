// What goes wrong between us and a database, sorted by its code: a lost connection, a limit passed, a refused statement.

import type { Logger } from "pino";
import { Failure } from "../core/failure.ts";
import { type Words, words } from "../core/locale.ts";
import type { TxRole } from "./db.ts";

/** A transaction that is over: any further call on its handle is refused with this code. */
export const txDead = "TX_DEAD";

/** The server undid a transaction although it refused none of our statements: the driver had sent one anew behind its end. */
export const txUndone = "TX_UNDONE";

/** An error of the database gate with a code, as drivers make them. */
export function fault(code: string, message: string, cause?: unknown): Error & { code: string } {
  return Object.assign(new Error(message, cause === undefined ? undefined : { cause }), { code });
}

/** The error's own code, else its cause's: drizzle and `Failure` wrap what the driver said. */
export function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === "string" && !(at instanceof Failure)) return code;
  }
  return isAbort(error) ? "EMBEDDED_ABORTED" : undefined;
}

const lossCodes =
  /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|57P|25P03|08|TX_UNANSWERED)/;

/** The connection is gone or the server is shutting down: nothing that was asked there will be answered. */
export function isConnectionLoss(error: unknown): boolean {
  return lossCodes.test(codeOf(error) ?? "");
}

const typesAsked = /^\s*select b\.oid, b\.typarray\s+from pg_catalog\.pg_type a/;

/**
 * The two uncaught errors the driver is known to throw after a lost connection, dealt with by then: from a timer (its `nextWrite`), and
 * from its own question for the types of arrays as a connection begins, whose loss nobody hears of.
 */
export function isDriverWriteFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isConnectionLoss(error) && "query" in error && typesAsked.test(String(error.query))) return true;
  return (
    error instanceof TypeError && /nextWrite/.test(error.stack ?? "") && /postgres/.test(error.stack ?? "")
  );
}

/** The embedded database's engine stopped (a damaged folder, a full disk); nothing in this process revives it. */
function isAbort(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1)
    if (at.name === "RuntimeError" && /abort|unreachable/i.test(at.message)) return true;
  return false;
}

/** `passes`: in a moment the same may go well. */
type Telling = { when: RegExp; what: string; passes?: boolean; say: Words; next: Words };

/** What a person is told when a transaction fails through no fault of the code; the first match counts. */
const tellings: readonly Telling[] = [
  {
    when: lossCodes,
    what: "database connection lost",
    passes: true,
    say: words("데이터베이스와 연결이 끊겼어요.", "The connection to the database was lost."),
    next: words("잠시 뒤 다시 시도해 주세요.", "Please try again in a moment."),
  },
  {
    when: /^(57014|55P03|40P01|TX_DEADLINE|TX_QUEUE|53300)$/,
    what: "database limit passed",
    passes: true,
    say: words("데이터베이스가 제때 답하지 못했어요.", "The database did not answer in time."),
    next: words(
      "잠시 뒤 다시 시도하거나 기간을 줄여 주세요.",
      "Please try again in a moment, or ask for a shorter period.",
    ),
  },
  {
    when: /^(53100|ENOSPC)$/,
    what: "disk full",
    say: words("데이터베이스의 디스크가 가득 찼어요.", "The database's disk is full."),
    next: words(
      "디스크 공간을 비운 뒤 다시 시도해 주세요. 바뀐 내용은 없어요.",
      "Free some disk space, then try again. Nothing was changed.",
    ),
  },
  {
    when: /^EMBEDDED_ABORTED$/,
    what: "the embedded database stopped",
    say: words("내장 데이터베이스가 멈췄어요.", "The embedded database stopped."),
    next: words(
      "CO9MA를 다시 시작해 주세요. 저장된 내용은 그대로예요.",
      "Please start CO9MA again. What was saved is kept.",
    ),
  },
];

const passing = new WeakSet<Error>();

/** Our own database was away, or had no time: what failed of it, however wrapped, may go well in a moment. */
export function mayPass(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1)
    if (passing.has(at)) return true;
  return false;
}

const sqlState = /^[0-9A-Z]{5}$/;

/** What the driver threw, below drizzle's wrapping. */
function driverError(error: unknown): unknown {
  return error instanceof Error && error.message.startsWith("Failed query:") ? error.cause : error;
}

/**
 * What a caller of the gate sees: a `Failure` where a person can be told (and a line in the log), else the error without
 * the statement's parameters, which drizzle puts into its message and which are other people's data.
 */
export function gateError(error: unknown, as: TxRole, log?: Logger): unknown {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  const telling = tellings.find(({ when }) => when.test(code ?? ""));
  if (telling !== undefined) {
    const { what, passes, say, next } = telling;
    log?.warn({ code, job: as.role === "co9ma_system" ? as.job : as.role }, what);
    const failure = new Failure("unavailable", `${what} (${code})`, { say, next, cause: error });
    if (passes) passing.add(failure);
    return failure;
  }
  if (code !== undefined && sqlState.test(code))
    return fault(code, `the database refused a statement (${code})`, driverError(error));
  return error;
}
