// Messages that one person of a room sees and nobody else. Slack keeps them nowhere: they can be neither edited nor looked up.

import type { Parcel } from "../../../chat/chat.ts";
import type { SlackMessage } from "../blocks/message.ts";
import { inPlainWords, renderSlack } from "../render/render.ts";
import type { Spot } from "./posted.ts";
import { isPayloadRefusal, type WebApi } from "./web-api.ts";

type Ear = Spot & { user: string };

/** What Slack calls such a message is of no use. */
export async function postWhisper(api: WebApi, ear: Ear, { card, signal }: Parcel): Promise<{ ref: string }> {
  for (const message of renderSlack(card).messages) await say(api, ear, message, signal);
  return { ref: "" };
}

async function say(api: WebApi, ear: Ear, message: SlackMessage, signal: AbortSignal): Promise<void> {
  try {
    await call(api, ear, message, signal);
  } catch (error) {
    if (message.blocks === undefined || !isPayloadRefusal(error)) throw error;
    for (const plain of inPlainWords(message)) await call(api, ear, plain, signal);
  }
}

async function call(
  api: WebApi,
  { channel, threadTs, user }: Ear,
  { text, blocks }: SlackMessage,
  signal: AbortSignal,
): Promise<void> {
  const args = { channel, user, ...(threadTs && { thread_ts: threadTs }), text, ...(blocks && { blocks }) };
  await api.call("chat.postEphemeral", args, signal);
}
