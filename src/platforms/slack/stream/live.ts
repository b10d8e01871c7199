// A message of ours that grows while its answer is made. An answer that is there at once is posted whole; where Slack does not let a message
// grow, or lets no more of them, the answer is posted as ever. Once one was begun, nothing is posted beside it: the delivery finishes it.

import type { Asked, Live, OpenLive, Shown } from "../../../chat/chat.ts";
import { isRefusal, SlackError, type WebApi } from "../post/web-api.ts";
import type { Budget } from "./budget.ts";
import { buildTasks, type Chunk, spoken } from "./chunks.ts";

/** What comes sooner is not worth a message that changes under the eyes of its reader. */
const BEGIN_MS = 700;
/** Between two changes of one message. */
const SPACING_MS = 1_200;
/** A delivery waits so long for a call that is under way; what became of it is not known then. */
const PATIENCE_MS = 2_000;
/** Slack's for what grows; what is beyond comes with the end. */
const MOST_BLOCKS = 40;
/** Where Slack names no pause. */
const PAUSE_S = 30;
/** After a refusal that is about the app or the workspace, nothing is begun for so long. */
const REFUSED_MS = 600_000;
const everywhere: ReadonlySet<string> = new Set([
  "unknown_method",
  "missing_scope",
  "not_allowed_token_type",
  "team_not_allowed",
  "feature_not_enabled",
  "access_denied",
  "not_supported",
]);

type Parts = { api: WebApi; budget: Budget; pace?: { beginMs: number; spacingMs: number } };

/** @param parts.pace for tests */
export function buildLive(parts: Parts): OpenLive {
  return (asked) => {
    if (asked.threadRef === "") return undefined;
    return asked.again ? maybeShown : grow(parts, asked);
  };
}

/** Whoever tried before may have begun one. */
const maybeShown: Live = { tell: () => {}, end: () => Promise.resolve({}) };

type State = {
  waiting: Chunk[];
  /** Letters of the words that wait, and of those that stand in the message. */
  letters: number;
  told: number | undefined;
  blocks: number;
  message: string | undefined;
  /** No more words fit. */
  full: boolean;
  /** It is not known whether Slack did what it was asked. */
  unsure: boolean;
  calling: boolean;
  ended: boolean;
};

function grow(
  { api, budget, pace = { beginMs: BEGIN_MS, spacingMs: SPACING_MS } }: Parts,
  asked: Asked,
): Live {
  const tasks = buildTasks(asked.id, asked.lang);
  const state: State = {
    waiting: tasks.begin(),
    letters: 0,
    told: 0,
    blocks: 0,
    message: undefined,
    full: false,
    unsure: false,
    calling: false,
    ended: false,
  };
  let timer: NodeJS.Timeout | undefined = setTimeout(go, pace.beginMs);
  let busy: Promise<void> = Promise.resolve();

  function go(): void {
    timer = undefined;
    busy = touch();
  }

  function later(ms: number): void {
    if (!state.ended) timer = setTimeout(go, ms);
  }

  async function touch(): Promise<void> {
    const what = state.message === undefined ? "begin" : "append";
    const waitMs = budget.take(what);
    if (waitMs > 0) return what === "append" ? later(waitMs) : undefined;
    const chunks = state.waiting.splice(0);
    const letters = state.letters;
    state.letters = 0;
    state.calling = true;
    try {
      if (what === "begin") state.message = await begin(api, asked, chunks);
      else await append(api, state.message ?? "", chunks);
      if (state.told !== undefined) state.told += letters;
    } catch (error) {
      state.waiting.unshift(...chunks);
      state.letters += letters;
      return refused(what, error);
    } finally {
      state.calling = false;
    }
    wake();
  }

  function refused(what: "begin" | "append", error: unknown): void {
    const pauseMs = pauseOf(error) * 1_000;
    if (pauseMs > 0) budget.rest(what, pauseMs);
    if (pauseMs > 0 && what === "append") return later(pauseMs);
    if (pauseMs > 0) return;
    if (error instanceof SlackError && everywhere.has(error.code)) budget.rest("begin", REFUSED_MS);
    if (isRefusal(error)) {
      if (what === "append") state.ended = true;
      return;
    }
    if (what === "begin") state.unsure = true;
    else state.told = undefined;
    state.ended = true;
  }

  function wake(): void {
    const { waiting, calling, ended, message } = state;
    if (timer || calling || ended || message === undefined || waiting.length === 0) return;
    later(pace.spacingMs);
  }

  async function end(): Promise<Shown | undefined> {
    state.ended = true;
    clearTimeout(timer);
    const late = Symbol();
    if ((await Promise.race([busy, after(PATIENCE_MS, late)])) === late) {
      if (state.message === undefined) state.unsure = true;
      state.told = undefined;
    }
    const { message, told, unsure } = state;
    if (message === undefined) return unsure ? {} : undefined;
    return { message, ...(told !== undefined && { told }) };
  }

  let ending: Promise<Shown | undefined> | undefined;
  return {
    tell(event) {
      if (state.ended) return;
      if (event.kind === "words") {
        const chunks = spoken(event.text);
        const blocks = chunks.reduce((sum, one) => sum + (one.type === "blocks" ? one.blocks.length : 0), 0);
        state.full ||= state.blocks + blocks > MOST_BLOCKS;
        if (state.full) return;
        state.blocks += blocks;
        state.waiting.push(...chunks);
        state.letters += event.text.length;
      } else state.waiting.push(...tasks.step(event));
      wake();
    },
    end: () => (ending ??= end()),
  };
}

/** Seconds that Slack names; 0 where it names none. */
function pauseOf(error: unknown): number {
  if (!(error instanceof SlackError)) return 0;
  return error.retryAfterS ?? (error.code === "ratelimited" ? PAUSE_S : 0);
}

function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => setTimeout(() => resolve(value), ms).unref());
}

const never = new AbortController().signal;

/** In rooms Slack wants to know for whom a message grows. */
async function begin(api: WebApi, { origin, threadRef }: Asked, chunks: Chunk[]): Promise<string> {
  const channel = origin.message.split(":")[0] ?? "";
  const [team, user] = origin.person.split("/");
  const { ts } = await api.call(
    "chat.startStream",
    {
      channel,
      thread_ts: threadRef,
      task_display_mode: "plan",
      chunks,
      ...(!channel.startsWith("D") && { recipient_team_id: team, recipient_user_id: user }),
    },
    never,
  );
  return `${channel}:${ts as string}`;
}

async function append(api: WebApi, message: string, chunks: Chunk[]): Promise<void> {
  const [channel, ts] = message.split(":");
  await api.call("chat.appendStream", { channel, ts, chunks }, never);
}
