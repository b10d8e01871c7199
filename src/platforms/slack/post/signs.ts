// Eyes under a message while it is being answered. They are a courtesy: whatever goes wrong with them costs a line of the log and
// nothing else. The process that took the message shows them; whichever posts the answer takes them off.

import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import { SlackError, type WebApi } from "./web-api.ts";

/**
 * Shows that a message is being answered.
 * @param message `channel:ts`
 * @param isOpen whether it still waits for its answer: whoever stored that meanwhile may have found no sign to take off
 */
export type ShowSign = (message: string, isOpen: () => Promise<boolean>) => void;

export type Signs = {
  show: ShowSign;
  /** Takes the sign off; never throws, and keeps nobody waiting for long. */
  clear: (message: string) => Promise<void>;
};

const NAME = "eyes";
const AT_ONCE = 8;
const CHECKED_AT_ONCE = 2;
/** A sign that would come after so many others says nothing any more. */
const MOST_WAITING = 100;
/** Taking off is tried so often, and a delivery waits so long for it. */
const TRIES = 5;
const PATIENCE_MS = 2_000;
/** Where Slack names no pause. */
const PAUSE_S = 30;
/** An app without the right to react gets it by a person's hand. */
const NO_RIGHT_S = 600;
const noRight: ReadonlySet<string> = new Set([
  "missing_scope",
  "unknown_method",
  "not_allowed_token_type",
  "invalid_auth",
  "account_inactive",
  "token_revoked",
]);

/** Slack's words for a sign that is there, or gone, already. */
const done: ReadonlySet<string> = new Set(["already_reacted", "no_reaction", "message_not_found"]);

type Shown = { message: string; isOpen: () => Promise<boolean> };

export function buildSigns(api: WebApi, log: Logger): Signs {
  const waiting = new Map<string, () => Promise<boolean>>();
  const showing = new Map<string, Promise<void>>();
  const shown: Shown[] = [];
  let checking = 0;
  let silentUntilMs = Number.NEGATIVE_INFINITY;

  function next(): void {
    for (const [message, isOpen] of waiting) {
      if (showing.size >= AT_ONCE) return;
      waiting.delete(message);
      const sign = showOne(message, isOpen).finally(() => {
        showing.delete(message);
        next();
      });
      showing.set(message, sign);
    }
  }

  /** The database may be busy with answers: nobody's sign waits for the look after another's. */
  async function check(): Promise<void> {
    if (checking >= CHECKED_AT_ONCE) return;
    checking += 1;
    for (let sign = shown.shift(); sign; sign = shown.shift())
      if (!(await isStillOpen(sign))) await takeOff(sign.message);
    checking -= 1;
  }

  async function isStillOpen({ isOpen }: Shown): Promise<boolean> {
    try {
      return await isOpen();
    } catch {
      return true; // its answer takes it off
    }
  }

  async function showOne(message: string, isOpen: () => Promise<boolean>): Promise<void> {
    try {
      await react(api, "reactions.add", message);
      shown.push({ message, isOpen });
      void check();
    } catch (error) {
      const pauseS = pauseOf(error);
      if (pauseS > 0) silentUntilMs = performance.now() + pauseS * 1_000;
      if (pauseS > 0) waiting.clear();
      log.warn({ code: codeOf(error), ms: pauseS * 1_000 }, "a sign was not shown");
    }
  }

  async function takeOff(message: string): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await react(api, "reactions.remove", message);
      } catch (error) {
        const pauseS = pauseOf(error) || 1;
        if (tries === TRIES || pauseS === NO_RIGHT_S)
          return log.warn({ code: codeOf(error) }, "a sign was not taken off");
        await pause(pauseS * 1_000, undefined, { ref: false });
      }
    }
  }

  return {
    show(message, isOpen) {
      if (performance.now() < silentUntilMs || waiting.size >= MOST_WAITING || showing.has(message)) return;
      waiting.set(message, isOpen);
      next();
    },
    async clear(message) {
      if (waiting.delete(message)) return;
      const off = (showing.get(message) ?? Promise.resolve()).then(() => takeOff(message));
      await Promise.race([off, pause(PATIENCE_MS, undefined, { ref: false })]);
    },
  };
}

async function react(
  api: WebApi,
  method: "reactions.add" | "reactions.remove",
  message: string,
): Promise<void> {
  const [channel, timestamp] = message.split(":");
  try {
    await api.call(method, { channel, timestamp, name: NAME }, new AbortController().signal);
  } catch (error) {
    if (!(error instanceof SlackError) || !done.has(error.code)) throw error;
  }
}

/** Seconds for which no sign is worth trying; 0 where the next may succeed. */
function pauseOf(error: unknown): number {
  if (!(error instanceof SlackError)) return 0;
  if (noRight.has(error.code)) return NO_RIGHT_S;
  return error.code === "ratelimited" ? (error.retryAfterS ?? PAUSE_S) : 0;
}

function codeOf(error: unknown): string {
  return error instanceof SlackError ? error.code : "no answer";
}
