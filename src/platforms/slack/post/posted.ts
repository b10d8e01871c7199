// What of a card stands in its thread already: found by the keys our posts carry, not by what they say.

import type { Parcel } from "../../../chat/chat.ts";
import type { WebApi } from "./web-api.ts";

/** Where a conversation is, as Slack addresses it. */
export type Spot = { channel: string; threadTs: string | undefined };

export const METADATA_TYPE = "co9ma_delivery";

export type Posted = {
  /** Slack's `ts` by key. */
  messages: ReadonlyMap<string, string>;
  /** Names of uploaded files. */
  files: ReadonlySet<string>;
};

export const nothingPosted: Posted = { messages: new Map(), files: new Set() };

/** Pages of a thread that are read; what is older than the card is not asked for. */
const MOST_PAGES = 10;
const PAGE = 200;
/** Slack's clock and ours may differ by so much. */
const SKEW_S = 300;

/** @throws what the Web API throws: not knowing is no reason to post again */
export async function findPosted(api: WebApi, spot: Spot, { id, at, signal }: Parcel): Promise<Posted> {
  const messages = new Map<string, string>();
  const uploads: { name: string; ts: string }[] = [];
  const oldest = String(at.epochMilliseconds / 1_000 - SKEW_S);
  let cursor = "";
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await api.call(...lookUp(spot, oldest, cursor), signal);
    for (const message of (answer["messages"] as Message[] | undefined) ?? []) {
      const { ts, metadata } = message;
      const key = metadata?.event_type === METADATA_TYPE ? metadata.event_payload?.key : undefined;
      if (ts !== undefined && key !== undefined) messages.set(key, ts);
      if (ts === undefined || message.bot_id === undefined) continue;
      for (const { name } of message.files ?? []) if (name) uploads.push({ name, ts });
    }
    cursor = (answer["response_metadata"] as { next_cursor?: string } | undefined)?.next_cursor ?? "";
    if (cursor === "") break;
  }
  return { messages, files: filesOf(id, messages, uploads) };
}

/** A card's files follow its messages; one of the same name before them is an earlier card's. */
function filesOf(
  id: string,
  messages: ReadonlyMap<string, string>,
  uploads: readonly { name: string; ts: string }[],
): Set<string> {
  const own = [...messages].flatMap(([key, ts]) => (key.startsWith(`${id}:`) ? [Number(ts)] : []));
  const last = Math.max(...own, Number.NEGATIVE_INFINITY);
  return new Set(uploads.filter(({ ts }) => own.length > 0 && Number(ts) > last).map(({ name }) => name));
}

type Message = {
  ts?: string;
  bot_id?: string;
  metadata?: { event_type?: string; event_payload?: { key?: string } };
  files?: { name?: string }[];
};

function lookUp(
  { channel, threadTs }: Spot,
  oldest: string,
  cursor: string,
): [string, Record<string, unknown>] {
  const shared = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor && { cursor }) };
  return threadTs
    ? ["conversations.replies", { ...shared, ts: threadTs }]
    : ["conversations.history", shared];
}
