// A message that grew and that nobody finished: the process that began it is gone, or Slack's answer to its beginning was lost. It is found in
// its thread by the id of the message it answers, which its tasks bear.

import type { Spot } from "../post/posted.ts";
import type { WebApi } from "../post/web-api.ts";

const PAGE = 200;
const MOST_PAGES = 5;

/** @returns `channel:ts`. @throws what the Web API throws: not knowing is no reason to post beside it */
export async function findGrown(
  api: WebApi,
  { channel, threadTs }: Spot,
  id: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (threadTs === undefined) return undefined;
  let cursor = "";
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const asked = { channel, ts: threadTs, limit: PAGE, ...(cursor && { cursor }) };
    const answer = await api.call("conversations.replies", asked, signal);
    for (const message of (answer["messages"] as Message[] | undefined) ?? [])
      if (message.ts !== undefined && bears(message, id)) return `${channel}:${message.ts}`;
    cursor = (answer["response_metadata"] as { next_cursor?: string } | undefined)?.next_cursor ?? "";
    if (cursor === "") break;
  }
  return undefined;
}

type Message = { ts?: string; bot_id?: string; blocks?: unknown };

function bears({ bot_id, blocks }: Message, id: string): boolean {
  return bot_id !== undefined && JSON.stringify(blocks ?? []).includes(`"${id}:`);
}
