// What we call of Slack's Web API, and what its answers mean for a post that is on its way.

import { notYet } from "../../../chat/chat.ts";
import { Failure } from "../../../core/failure.ts";

/** The Web API as far as we use it; `call` throws `SlackError` for an answer that is not ok, anything else for none at all. */
export type WebApi = {
  call: (
    method: string,
    args: Record<string, unknown>,
    signal: AbortSignal,
  ) => Promise<Record<string, unknown>>;
  /** Puts a file into a thread. */
  upload: (file: Upload, signal: AbortSignal) => Promise<void>;
};

export type Upload = {
  channel: string;
  threadTs: string | undefined;
  name: string;
  content: string | Uint8Array;
  /** What a picture shows, for who cannot see it. */
  alt?: string;
};

/** An answer of Slack's that is not ok; `code` is Slack's word for it, `retryAfterS` the pause it names. */
export class SlackError extends Error {
  readonly code: string;
  readonly retryAfterS: number | undefined;

  constructor(code: string, retryAfterS?: number) {
    super(`Slack answered ${code}`);
    this.name = "SlackError";
    this.code = code;
    this.retryAfterS = retryAfterS;
  }
}

/** Slack says that the place or the right to post is what is wrong: other words would not help. */
const closed = new Set([
  "channel_not_found",
  "not_in_channel",
  "is_archived",
  "user_not_in_channel",
  "restricted_action",
  "message_not_found",
  "cant_update_message",
  "token_revoked",
  "token_expired",
  "account_inactive",
  "invalid_auth",
  "not_authed",
  "missing_scope",
  "thread_not_found",
  "not_installed",
]);

/** Nobody can be told anything in this room; in direct messages they may. */
const shut: ReadonlySet<string> = new Set([
  "channel_not_found",
  "not_in_channel",
  "is_archived",
  "user_not_in_channel",
]);

export function isShut(error: unknown): boolean {
  return error instanceof SlackError && shut.has(error.code);
}

/** We are not to post in this room, or in this team at all: `not_installed` is our own word where the app was taken out of it. */
const unwanted: ReadonlySet<string> = new Set(["restricted_action", "not_installed"]);

const outages = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "ekm_access_denied",
]);

/** Whether the same in plain words may be taken; also where Slack's word is one that we do not know. */
export function isPayloadRefusal(error: unknown): boolean {
  return isRefusal(error) && !closed.has(error.code);
}

/** Whether Slack will not take it later either. */
export function isRefusal(error: unknown): error is SlackError {
  return error instanceof SlackError && !isPause(error) && !outages.has(error.code);
}

function isPause(error: SlackError): boolean {
  return error.code === "ratelimited" || error.code === "rate_limited" || error.retryAfterS !== undefined;
}

/** Where Slack names no pause. */
const PAUSE_S = 30;

/**
 * The error as the delivery loop takes it: a pause, an outage whose outcome may be unknown, a room that is shut, or a failed try with
 * Slack's word.
 */
export function forDelivery(error: unknown): unknown {
  if (!(error instanceof SlackError))
    return new Failure("unavailable", "no answer from Slack", { cause: error });
  if (isPause(error)) return notYet((error.retryAfterS ?? PAUSE_S) * 1_000, error);
  if (outages.has(error.code))
    return new Failure("unavailable", `Slack answered ${error.code}`, { cause: error });
  if (shut.has(error.code) || unwanted.has(error.code))
    return new Failure("forbidden", `Slack answered ${error.code}`, { cause: error });
  return error;
}
