// Messages that one person of a room sees and nobody else. Slack keeps them nowhere: they can be neither edited nor looked up.

import type { SlackMessage } from "../blocks/message.ts";
import { inPlainWords, renderSlack } from "../render/render.ts";
import type { Spot } from "./posted.ts";
import type { TeamParcel } from "./natives.ts";
import type { WebApi } from "./web-api.ts";

type Ear = Spot & { user: string };

/** What Slack calls such a message is of no use. */
export async function postWhisper(api: WebApi, ear: Ear, parcel: TeamParcel): Promise<{ ref: string }> {
  const { card, signal, team, natives } = parcel;
  const rendered = renderSlack(card);
  for (const message of rendered.messages) {
    const form = { message, of: rendered };
    const inBlocks = await natives.send(team, form, (one) => call(api, ear, one, signal));
    if (inBlocks) continue;
    for (const plain of inPlainWords(message)) await call(api, ear, plain, signal);
  }
  return { ref: "" };
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
