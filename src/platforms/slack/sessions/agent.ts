// What a team gets where our app is an agent there: threads of their own for what is said to us alone, Slack's Stop, a Home, prompts.

import type { Logger } from "pino";
import type { Chat } from "../../../chat/chat.ts";
import { isEngaged } from "../../../chat/engaged.ts";
import { askStopHere } from "../../../chat/stops.ts";
import type { Openings } from "../home/opened.ts";
import { keepHomePress } from "../home/press.ts";
import type { HeardHome, HeardMessage, HeardOpened, HeardStopped } from "../inbound/heard.ts";
import type { FindSelf } from "../self.ts";
import { SlackError, type WebApi } from "../post/web-api.ts";

export type AgentParts = { chat: Chat; zone: string; log: Logger };

export type Agent = {
  /** What is said to us alone goes on in a thread of its own, as a session; elsewhere it stays in the main line. */
  threaded: (heard: HeardMessage) => Promise<HeardMessage>;
  stopped: (parts: AgentParts, heard: HeardStopped) => Promise<void>;
  opened: (parts: AgentParts, heard: HeardOpened) => Promise<void>;
  /** @returns whether a row was kept */
  pressed: (parts: AgentParts, heard: HeardHome) => Promise<boolean>;
};

const SCOPE = "assistant:write";

/** Whether our app is an agent in a team, as its token says; not, while Slack does not say. */
export function buildIsAgent(findSelf: FindSelf): () => Promise<boolean> {
  return async () => {
    try {
      return (await findSelf()).scopes?.includes(SCOPE) === true;
    } catch {
      return false;
    }
  };
}

export function buildAgent(parts: {
  api: WebApi;
  isAgent: () => Promise<boolean>;
  openings: Openings;
}): Agent {
  const { api, isAgent, openings } = parts;
  return {
    async threaded(heard) {
      const alone = heard.addressed === "dm" && heard.channel.startsWith("D");
      if (!alone || heard.thread !== undefined || !(await isAgent())) return heard;
      return { ...heard, thread: heard.ts };
    },
    stopped: (door, heard) => stopSession(door, api, heard),
    opened: (door, heard) =>
      heard.tab === "home" ? openings.showHome(door, heard) : openings.showPrompts(door, heard),
    pressed: (door, heard) => keepHomePress(door, heard, () => openings.showHome(door, heard)),
  };
}

const PLATFORM = "slack";

/** Whoever may write in the thread may end what is being answered there; Slack leaves it to us to say that it ended. */
async function stopSession(
  { chat, zone, log }: AgentParts,
  api: WebApi,
  { team, user, channel, thread, atS }: HeardStopped,
): Promise<void> {
  const roomRef = channel.startsWith("D") ? `@${team}/${user}` : `${team}/${channel}`;
  const place = { platform: PLATFORM, roomRef, threadRef: thread };
  const isOurs = channel.startsWith("D") || (await isEngaged({ db: chat.db, now: chat.now, zone }, place));
  const count = isOurs ? await askStopHere(chat.db, place, atS) : 0;
  log.info({ count }, "answers were stopped in Slack");
  const args = { channel_id: channel, thread_ts: thread, status: "active" };
  // Slack waits for our answer to the event, not for this.
  void api
    .call("agents.sessions.setStatus", args, new AbortController().signal)
    .catch((error: unknown) => log.warn({ code: codeOf(error) }, "a session was not ended"));
}

function codeOf(error: unknown): string {
  return error instanceof SlackError ? error.code : "no answer";
}
