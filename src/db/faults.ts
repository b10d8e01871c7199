// What goes wrong between us and a database, sorted: a lost connection, a limit passed, a refused statement.

import { Failure } from "../core/failure.ts";
import { words } from "../core/locale.ts";

/** A transaction that is over: any further call on its handle is refused with this code. */
export const txDead = "TX_DEAD";

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
  return undefined;
}

/** The connection is gone or the server is shutting down: nothing that was asked there will be answered. */
export function isConnectionLoss(error: unknown): boolean {
  return /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|57P|25P03|08|TX_UNANSWERED)/.test(
    codeOf(error) ?? "",
  );
}

const limitCodes = new Set(["57014", "55P03", "40P01", "TX_DEADLINE", "TX_QUEUE"]);

/** The one uncaught error the driver is known to throw from a timer after a lost connection (its `nextWrite`). */
export function isDriverWriteFault(error: unknown): boolean {
  return (
    error instanceof TypeError && /nextWrite/.test(error.stack ?? "") && /postgres/.test(error.stack ?? "")
  );
}

/**
 * What a caller of the gate sees: a `Failure` where a person can be told, else the error without the statement's
 * parameters, which drizzle puts into its message and which are other people's data.
 */
export function gateError(error: unknown): unknown {
  if (error instanceof Failure) return error;
  if (isConnectionLoss(error)) return unavailable(error);
  const code = codeOf(error);
  if (code !== undefined && limitCodes.has(code)) return tooSlow(code, error);
  if (error instanceof Error && error.message.startsWith("Failed query:")) {
    return fault(code ?? "UNKNOWN", `the database refused a statement (${code ?? "no code"})`, error.cause);
  }
  return error;
}

function unavailable(cause: unknown): Failure {
  return new Failure("unavailable", `database connection lost (${codeOf(cause)})`, {
    say: words("데이터베이스와 연결이 끊겼어요.", "The connection to the database was lost."),
    next: words("잠시 뒤 다시 시도해 주세요.", "Please try again in a moment."),
    cause,
  });
}

function tooSlow(code: string, cause: unknown): Failure {
  return new Failure("unavailable", `database limit passed (${code})`, {
    say: words("데이터베이스가 제때 답하지 못했어요.", "The database did not answer in time."),
    next: words(
      "잠시 뒤 다시 시도하거나 기간을 줄여 주세요.",
      "Please try again in a moment, or ask for a shorter period.",
    ),
    cause,
  });
}
