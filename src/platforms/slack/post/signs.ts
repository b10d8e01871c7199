// The first thing a person sees: that their message is being answered. Slack shows it itself where we are an agent of the team; elsewhere
// eyes stand under the message. It is a courtesy: whatever goes wrong with it costs a line of the log and nothing else. The process that
// took the message shows it; whichever posts the answer takes it off.

import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { Asked, Ended, Session } from "../sessions/session.ts";
import { SlackError, type WebApi } from "./web-api.ts";

export type { Asked } from "../sessions/session.ts";

/**
 * Shows that a message is being answered.
 * @param isOpen whether it still waits for its answer: whoever stored that meanwhile may have found no sign to take off
 */
export type ShowSign = (asked: Asked, isOpen: () => Promise<boolean>) => void;

export type Signs = {
  show: ShowSign;
  /** Takes the sign off; never throws, and keeps nobody waiting for long. */
  clear: (asked: Asked, how: Ended) => Promise<void>;
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

type Shown = { asked: Asked; isOpen: () => Promise<boolean> };

/** How many messages are remembered as shown by Slack itself. */
const MOST_KNOWN = 10_000;

/** @param session Slack's own way to show it; eyes only where it is left out */
export function buildSigns(api: WebApi, log: Logger, session?: Session): Signs {
  const waiting = new Map<string, Shown>();
  const showing = new Map<string, Promise<void>>();
  /** Under these are no eyes of this process. */
  const bySlack = new Set<string>();
  const shown: Shown[] = [];
  let checking = 0;
  let silentUntilMs = Number.NEGATIVE_INFINITY;

  function next(): void {
    for (const [message, one] of waiting) {
      if (showing.size >= AT_ONCE) return;
      waiting.delete(message);
      const sign = showOne(one).finally(() => {
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
      if (!(await isStillOpen(sign))) await takeOff(sign.asked, { posted: false });
    checking -= 1;
  }

  async function isStillOpen({ isOpen }: Shown): Promise<boolean> {
    try {
      return await isOpen();
    } catch {
      return true; // its answer takes it off
    }
  }

  async function showOne(one: Shown): Promise<void> {
    const { asked } = one;
    try {
      if (await begin(asked)) remember(asked.message);
      else await react(api, "reactions.add", asked.message);
      shown.push(one);
      void check();
    } catch (error) {
      const pauseS = pauseOf(error);
      if (pauseS > 0) silentUntilMs = performance.now() + pauseS * 1_000;
      if (pauseS > 0) waiting.clear();
      log.warn({ code: codeOf(error), ms: pauseS * 1_000 }, "a sign was not shown");
    }
  }

  async function begin(asked: Asked): Promise<boolean> {
    try {
      return (await session?.begin(asked)) === true;
    } catch {
      return false;
    }
  }

  function remember(message: string): void {
    bySlack.add(message);
    for (const oldest of bySlack) {
      if (bySlack.size <= MOST_KNOWN) break;
      bySlack.delete(oldest);
    }
  }

  async function takeOff(asked: Asked, how: Ended): Promise<void> {
    const noEyes = bySlack.has(asked.message);
    for (let tries = 1; ; tries += 1) {
      try {
        await session?.end(asked, how);
        if (!noEyes) await react(api, "reactions.remove", asked.message);
        return;
      } catch (error) {
        const pauseS = pauseOf(error) || 1;
        if (tries === TRIES || pauseS === NO_RIGHT_S)
          return log.warn({ code: codeOf(error) }, "a sign was not taken off");
        await pause(pauseS * 1_000, undefined, { ref: false });
      }
    }
  }

  return {
    show(asked, isOpen) {
      const { message } = asked;
      if (performance.now() < silentUntilMs || waiting.size >= MOST_WAITING || showing.has(message)) return;
      waiting.set(message, { asked, isOpen });
      next();
    },
    async clear(asked, how) {
      if (waiting.delete(asked.message)) return;
      const off = (showing.get(asked.message) ?? Promise.resolve()).then(() => takeOff(asked, how));
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
