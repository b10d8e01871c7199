// What Slack itself shows of an agent at work: a line under the message with what it is doing, and the thread as a session with a title and a
// Stop. Where a workspace, or our rights in it, have none of it, the caller shows eyes instead.
// Source: docs.slack.dev, agents.sessions.setStatus, agents.sessions.rename, assistant.threads.setStatus, read 2026-11.

import { withoutContacts } from "../../../chat/said.ts";
import { languageOf, say, words } from "../../../core/locale.ts";
import { SlackError, type WebApi } from "../post/web-api.ts";
import { shortened } from "../render/words.ts";

/** A message that is being answered: `channel:ts`, its thread, who wrote it (`team/user`), and what. */
export type Asked = { message: string; thread?: string | undefined; person?: string; text?: string };

/** How it ended: with a post, which takes the line away by itself, or with a stream, which ended the session, too. */
export type Ended = { posted: boolean; streamed?: boolean };

export type Session = {
  /** @returns whether people see by now that it is being answered */
  begin: (asked: Asked) => Promise<boolean>;
  /** @throws what the Web API throws, where it may be done later */
  end: (asked: Asked, how: Ended) => Promise<void>;
};

const MOST_TITLE = 200;
/** Where Slack names no pause. */
const PAUSE_S = 30;
/** A right, or a method, that is not there comes by a person's hand. */
const ABSENT_S = 600;

const doing = words("답을 준비하고 있어요", "is preparing an answer");
const steps = [
  words("질문을 읽고 있어요…", "Reading the question…"),
  words("데이터를 찾고 있어요…", "Looking for the data…"),
  words("숫자를 확인하고 있어요…", "Checking the figures…"),
];

/** @param isAgent whether our app is an agent in this team */
export function buildSession(
  api: WebApi,
  isAgent: () => Promise<boolean>,
  nowMs: () => number = () => performance.now(),
): Session {
  const offUntil = new Map<string, number>();

  function isOff(method: string): boolean {
    return (offUntil.get(method) ?? Number.NEGATIVE_INFINITY) > nowMs();
  }

  /** @returns the answer; nothing where the method is resting, or rests from now on */
  async function call(
    method: string,
    args: Record<string, unknown>,
  ): Promise<Record<string, unknown> | undefined> {
    if (isOff(method)) return undefined;
    try {
      return await api.call(method, args, new AbortController().signal);
    } catch (error) {
      if (!(error instanceof SlackError)) throw error;
      const restS = error.code === "ratelimited" ? (error.retryAfterS ?? PAUSE_S) : ABSENT_S;
      if (!ofThisThread.has(error.code)) offUntil.set(method, nowMs() + restS * 1_000);
      if (error.code === "ratelimited") throw error;
      return undefined;
    }
  }

  return {
    async begin(asked) {
      if (!asked.thread || !(await isAgent())) return false;
      const at = { channel_id: channelOf(asked), thread_ts: asked.thread };
      const [shown] = await Promise.allSettled([
        call("assistant.threads.setStatus", { ...at, ...statusIn(asked) }),
        beginSession(at, asked),
      ]);
      return shown.status === "fulfilled" && shown.value !== undefined;
    },
    async end(asked, { posted, streamed = false }) {
      if (!asked.thread || !(await isAgent())) return;
      const at = { channel_id: channelOf(asked), thread_ts: asked.thread };
      if (!posted) await call("assistant.threads.setStatus", { ...at, status: "" });
      if (!streamed) await call("agents.sessions.setStatus", { ...at, status: "active" });
    },
  };

  /** The first question of a thread is its title; Slack may have made the session before us, under another. */
  async function beginSession(at: { channel_id: string; thread_ts: string }, asked: Asked): Promise<void> {
    const first = asked.message.endsWith(`:${asked.thread}`);
    const title = first ? titleOf(asked) : "";
    const user = asked.person?.split("/")[1];
    const made = await call("agents.sessions.setStatus", {
      ...at,
      status: "processing",
      ...(title !== "" && { title }),
      ...(user !== undefined && { initiator_user_id: user }),
    });
    if (title === "" || typeof made?.["title"] !== "string" || made["title"] === title) return;
    await call("agents.sessions.rename", { ...at, title });
  }
}

/** Refusals that say nothing of other threads. */
const ofThisThread: ReadonlySet<string> = new Set([
  "channel_not_found",
  "thread_not_found",
  "invalid_thread_ts",
  "not_in_channel",
  "is_archived",
  "message_not_found",
  "user_not_in_channel",
]);

function channelOf({ message }: Asked): string {
  return message.split(":")[0] ?? "";
}

function statusIn({ text = "" }: Asked): { status: string; loading_messages: string[] } {
  const lang = languageOf(text, "ko");
  return { status: say(lang, doing), loading_messages: steps.map((step) => say(lang, step)) };
}

/** Seen in lists of sessions: no contact stands in it. */
function titleOf({ text = "" }: Asked): string {
  return shortened(withoutContacts(text).replace(/[<>]/g, ""), MOST_TITLE);
}
