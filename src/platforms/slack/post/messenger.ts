// Posts a card in its thread, once: every post carries its key, and after a try with an unknown outcome the thread is read before
// anything is posted again. What Slack refuses in blocks goes out in plain words.

import type { Messenger, Parcel } from "../../../chat/chat.ts";
import type { SlackMessage } from "../blocks/message.ts";
import { inPlainWords, renderSlack } from "../render/render.ts";
import { editCard } from "./edit.ts";
import { type DrawPictures, noPictures } from "./pictures.ts";
import { findPosted, METADATA_TYPE, nothingPosted, type Posted, type Spot } from "./posted.ts";
import { forDelivery, isPayloadRefusal, isRefusal, isShut, type Upload, type WebApi } from "./web-api.ts";
import { postWhisper } from "./whisper.ts";

/**
 * @param apiOf the Web API with the token of a team
 * @param clearSign takes the sign off a message whose answer stands
 * @param draw begins the pictures of a card; they are put up behind its words
 */
export function buildMessenger(
  apiOf: (team: string) => WebApi,
  clearSign: (message: string) => Promise<void> = async () => {},
  draw: DrawPictures = noPictures,
): Messenger {
  return async (parcel) => {
    const { team, room, direct } = readRoom(parcel.roomRef);
    if (parcel.dropped) return dropped(parcel, clearSign);
    const api = apiOf(team);
    try {
      const { threadRef, only, signal } = parcel;
      const threadTs = threadRef || undefined;
      const refused = parcel.edit && (await editCard(api, parcel, parcel.edit));
      if (parcel.edit && !refused) return { ref: parcel.edit.message };
      const post =
        only !== undefined && !direct && !isAlone(room)
          ? await whisperCard(api, { channel: room, threadTs }, { ...parcel, only })
          : await postCard(
              api,
              { channel: direct ? await openDirect(api, room, signal) : room, threadTs },
              refused ? { ...parcel, card: refused } : parcel,
              draw,
            );
      if (parcel.asked !== undefined) await clearSign(parcel.asked);
      return post;
    } catch (error) {
      parcel.signal.throwIfAborted();
      throw forDelivery(error);
    }
  };
}

async function dropped(
  { asked }: Parcel,
  clearSign: (message: string) => Promise<void>,
): Promise<{ ref: string }> {
  if (asked !== undefined) await clearSign(asked);
  return { ref: "" };
}

/** `T1/C1` is a channel of a team, `@T1/U1` the direct messages with one of its people. */
function readRoom(roomRef: string): { team: string; room: string; direct: boolean } {
  const direct = roomRef.startsWith("@");
  const [team = "", room = ""] = (direct ? roomRef.slice(1) : roomRef).split("/");
  return { team, room, direct };
}

/** Where two are alone a post is for one already, and Slack takes no other kind there. */
function isAlone(channel: string): boolean {
  return channel.startsWith("D");
}

/**
 * Where Slack lets nobody see it in the room, it comes as a direct message. So it does after a try with an unknown outcome: what one person
 * alone saw can be looked up nowhere, a direct message can, so the line comes twice at the most, however long Slack is out of order.
 */
async function whisperCard(
  api: WebApi,
  spot: Spot,
  parcel: Parcel & { only: string },
): Promise<{ ref: string }> {
  const user = parcel.only.split("/")[1] ?? "";
  const whisper = (): Promise<{ ref: string }> => postWhisper(api, { ...spot, user }, parcel);
  try {
    return await (parcel.tried && !parcel.paused ? tellDirect(api, user, parcel) : whisper());
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (parcel.tried && !parcel.paused) return whisper();
    if (isShut(error)) return tellDirect(api, user, parcel);
    throw error;
  }
}

async function tellDirect(api: WebApi, user: string, parcel: Parcel): Promise<{ ref: string }> {
  const channel = await openDirect(api, user, parcel.signal);
  return postCard(api, { channel, threadTs: undefined }, parcel);
}

async function openDirect(api: WebApi, user: string, signal: AbortSignal): Promise<string> {
  const { channel } = await api.call("conversations.open", { users: user }, signal);
  return (channel as { id: string }).id;
}

async function postCard(
  api: WebApi,
  spot: Spot,
  parcel: Parcel,
  draw = noPictures,
): Promise<{ ref: string }> {
  const { id, card, tried, signal, fileOf } = parcel;
  const { messages, files, pictures, stored } = renderSlack(card);
  const posted = tried ? await findPosted(api, spot, parcel) : nothingPosted;
  const desk: Desk = { api, spot, posted, signal };
  const putUp = draw(pictures.filter(({ name }) => !posted.files.has(name)));
  let ref = "";
  for (const [index, message] of messages.entries()) {
    const ts = await postMessage(desk, message, `${id}:${index}`);
    ref ||= `${spot.channel}:${ts}`;
  }
  for (const { name, text } of files)
    if (!posted.files.has(name)) await api.upload({ ...spot, name, content: text }, signal);
  await putUp(desk);
  for (const { documentId, ...told } of stored) {
    const content = posted.files.has(told.name) ? undefined : await fileOf?.(documentId);
    if (content) await upload(desk, { ...told, content });
  }
  return { ref };
}

/** The messages name the file already: one that Slack does not take is left out. */
async function upload({ api, spot, signal }: Desk, file: Omit<Upload, keyof Spot>): Promise<void> {
  try {
    await api.upload({ ...spot, ...file }, signal);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

type Desk = { api: WebApi; spot: Spot; posted: Posted; signal: AbortSignal };

/** @returns Slack's `ts` of the message, or of the first that stands for it in plain words */
async function postMessage(desk: Desk, message: SlackMessage, key: string): Promise<string> {
  if (!desk.posted.messages.has(plainKey(key, 0))) {
    try {
      return await postOnce(desk, message, key);
    } catch (error) {
      if (message.blocks === undefined || !isPayloadRefusal(error)) throw error;
    }
  }
  let first = "";
  for (const [index, plain] of inPlainWords(message).entries())
    first ||= await postOnce(desk, plain, plainKey(key, index));
  return first;
}

function plainKey(key: string, index: number): string {
  return `${key}:plain:${index}`;
}

async function postOnce(
  { api, spot, posted, signal }: Desk,
  message: SlackMessage,
  key: string,
): Promise<string> {
  const there = posted.messages.get(key);
  if (there !== undefined) return there;
  const { channel, threadTs } = spot;
  const { ts } = await api.call(
    "chat.postMessage",
    {
      channel,
      ...(threadTs && { thread_ts: threadTs }),
      ...message,
      metadata: { event_type: METADATA_TYPE, event_payload: { key } },
    },
    signal,
  );
  return String(ts);
}
