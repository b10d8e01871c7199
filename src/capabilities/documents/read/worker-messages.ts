// What passes between the reader's worker and its caller: plain JSON and bigints only.

import { Failure, type FailureCode } from "../../../core/failure.ts";
import type { Words } from "../../../core/locale.ts";
import type { ReadOptions } from "./read.ts";
import type { ReadEvent } from "./report.ts";

export type WorkerInput = { path: string; options: ReadOptions };

export type FromWorker =
  | { kind: "event"; event: ReadEvent }
  | { kind: "done" }
  | { kind: "failure"; code: FailureCode; message: string; say: Words | undefined; next: Words | undefined }
  | { kind: "bug"; message: string; stack: string | undefined };

/** Each one lets the worker send one more event. */
export type ToWorker = { kind: "credit" };

export function messageOf(error: unknown): FromWorker {
  if (error instanceof Failure) {
    const { say, next } = error.texts;
    return { kind: "failure", code: error.code, message: error.message, say, next };
  }
  if (error instanceof Error) return { kind: "bug", message: error.message, stack: error.stack };
  return { kind: "bug", message: String(error), stack: undefined };
}

export function errorOf(message: Extract<FromWorker, { kind: "failure" | "bug" }>): Error {
  if (message.kind === "failure") {
    const { say, next } = message;
    return new Failure(message.code, message.message, { ...(say && { say }), ...(next && { next }) });
  }
  const error = new Error(`reading a report failed: ${message.message}`);
  if (message.stack !== undefined) error.stack = message.stack;
  return error;
}
