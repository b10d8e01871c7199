// Posts a card in its thread, once: every post carries its key, and after a try with an unknown outcome the thread is read before
// anything is posted again. What Slack refuses in blocks goes out in plain words.

import type { Messenger, Parcel } from "../../../chat/chat.ts";
import type { SlackMessage } from "../blocks/message.ts";
import { inPlainWords, renderSlack } from "../render/render.ts";
import type { Picture } from "../render/chart-picture.ts";
import { editCard } from "./edit.ts";
import { buildNatives, type TeamParcel } from "./natives.ts";
import { type DrawPictures, noPictures } from "./pictures.ts";
import { findPosted, METADATA_TYPE, nothingPosted, type Posted, type Spot } from "./posted.ts";
import { forDelivery, isRefusal, isShut, type Upload, type WebApi } from "./web-api.ts";
import { dropGrown, finishGrown, type Grown, grownOf } from "../stream/finish.ts";
import { findGrown } from "../stream/find.ts";
import type { Ended } from "../sessions/session.ts";
import type { Asked, Signs } from "./signs.ts";
import { postWhisper } from "./whisper.ts";

/**
 * @param apiOf the Web API with the token of a team
 * @param clearSign takes the sign off a message whose answer stands
 * @param draw begins the pictures of a card; they are put up behind its words
 */
export function buildMessenger(
  apiOf: (team: string) => WebApi,
  clearSign: Signs["clear"] = async () => {},
  draw: DrawPictures = noPictures,
): Messenger {
  const natives = buildNatives();
  return async (parcel) => {
    const { team, room, direct } = readRoom(parcel.roomRef);
    const api = apiOf(team);
    if (parcel.dropped) return dropped(api, parcel, clearSign);
    try {
      const { threadRef, only, signal } = parcel;
      const own = { team, natives };
      const threadTs = threadRef || undefined;
      const refused = parcel.edit && (await editCard(api, { ...parcel, ...own }, parcel.edit));
      if (parcel.edit && !refused) return { ref: parcel.edit.message };
      const post =
        only !== undefined && !direct && !isAlone(room)
          ? await whisperCard(api, { channel: room, threadTs }, { ...parcel, ...own, only })
          : await postCard(
              api,
              { channel: direct ? await openDirect(api, room, signal) : room, threadTs },
              { ...parcel, ...own, ...(refused && { card: refused }) },
              draw,
            );
      for (const asked of askedOf(parcel)) await clearSign(asked, post);
      return { ref: post.ref };
    } catch (error) {
      parcel.signal.throwIfAborted();
      throw forDelivery(error);
    }
  };
}

async function dropped(api: WebApi, parcel: Parcel, clearSign: Signs["clear"]): Promise<{ ref: string }> {
  const { live, signal, asked = "", threadRef } = parcel;
  // Where it was begun, if it was: in the room of the message it answers.
  const spot = { channel: asked.split(":")[0] ?? "", threadTs: threadRef || undefined };
  const message = live && (live.message ?? (await findGrown(api, spot, live.id, signal)));
  if (message !== undefined) await dropGrown({ api, signal }, { message });
  for (const asked of askedOf(parcel)) await clearSign(asked, { posted: false });
  return { ref: "" };
}

/** The messages it ends the answer to. */
function askedOf({ asked, also = [], threadRef }: Parcel): Asked[] {
  const thread = threadRef || undefined;
  return asked === undefined ? [] : [asked, ...also].map((message) => ({ message, thread }));
}

/** A post, and how people saw it come. */
type Post = Ended & { ref: string };

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
async function whisperCard(api: WebApi, spot: Spot, parcel: TeamParcel & { only: string }): Promise<Post> {
  const user = parcel.only.split("/")[1] ?? "";
  const grown = await grownOf(api, spot, parcel);
  if (grown) await dropGrown({ api, signal: parcel.signal }, grown.grown);
  const whisper = async (): Promise<Post> => ({
    ...(await postWhisper(api, { ...spot, user }, parcel)),
    posted: false,
  });
  try {
    return await (parcel.tried && !parcel.paused ? tellDirect(api, user, parcel) : whisper());
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (parcel.tried && !parcel.paused) return whisper();
    if (isShut(error)) return tellDirect(api, user, parcel);
    throw error;
  }
}

/** Elsewhere than where it was asked. */
async function tellDirect(api: WebApi, user: string, parcel: TeamParcel): Promise<Post> {
  const channel = await openDirect(api, user, parcel.signal);
  const post = await postCard(api, { channel, threadTs: undefined }, { ...parcel, live: undefined });
  return { ...post, posted: false };
}

async function openDirect(api: WebApi, user: string, signal: AbortSignal): Promise<string> {
  const { channel } = await api.call("conversations.open", { users: user }, signal);
  return (channel as { id: string }).id;
}

async function postCard(api: WebApi, spot: Spot, parcel: TeamParcel, draw = noPictures): Promise<Post> {
  const { id, card, tried, signal, fileOf, team, natives } = parcel;
  const posted = tried ? await findPosted(api, spot, parcel) : nothingPosted;
  const isBegun = posted.messages.has(`${id}:0`) || posted.messages.has(plainKey(`${id}:0`, 0));
  const found = isBegun ? undefined : await grownOf(api, spot, parcel);
  const rendered = renderSlack(found?.rest ?? card);
  const { messages, files, pictures, stored } = rendered;
  const desk: Desk = { api, spot, posted, signal, grown: found?.grown };
  const begin = (ones: readonly Picture[]) => draw(ones.filter(({ name }) => !posted.files.has(name)));
  const putUps = [begin(pictures)];
  let ref = "";
  for (const [index, message] of messages.entries()) {
    const key = `${id}:${index}`;
    const inBlocks = posted.messages.has(plainKey(key, 0))
      ? undefined
      : await natives.send(team, { message, of: rendered }, (one) => postOnce(desk, one, key));
    const ts = inBlocks?.sent ?? (await postPlain(desk, message, key));
    const instead = inBlocks?.pictures ?? rendered.simpler.get(message)?.at(-1)?.pictures ?? [];
    if (instead.length > 0) putUps.push(begin(instead));
    ref ||= `${spot.channel}:${ts}`;
  }
  if (desk.grown) await dropGrown(desk, desk.grown);
  const streamed = found !== undefined && desk.grown === undefined && ref === found.grown.message;
  for (const { name, text } of files)
    if (!posted.files.has(name)) await api.upload({ ...spot, name, content: text }, signal);
  for (const putUp of putUps) await putUp(desk);
  for (const { documentId, ...told } of stored) {
    const content = posted.files.has(told.name) ? undefined : await fileOf?.(documentId);
    if (content) await upload(desk, { ...told, content });
  }
  return { ref, posted: true, streamed };
}

/** The messages name the file already: one that Slack does not take is left out. */
async function upload({ api, spot, signal }: Desk, file: Omit<Upload, keyof Spot>): Promise<void> {
  try {
    await api.upload({ ...spot, ...file }, signal);
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
}

type Desk = {
  api: WebApi;
  spot: Spot;
  posted: Posted;
  signal: AbortSignal;
  /** What is said next ends this message. */
  grown?: Grown | undefined;
};

/** @returns Slack's `ts` of the first message that stands for it in plain words */
async function postPlain(desk: Desk, message: SlackMessage, key: string): Promise<string> {
  let first = "";
  for (const [index, plain] of inPlainWords(message).entries()) {
    const ts = await postOnce(desk, plain, plainKey(key, index));
    first ||= ts;
  }
  return first;
}

function plainKey(key: string, index: number): string {
  return `${key}:plain:${index}`;
}

async function postOnce(desk: Desk, message: SlackMessage, key: string): Promise<string> {
  const { api, spot, posted, signal, grown } = desk;
  const there = posted.messages.get(key);
  if (there !== undefined) return there;
  const ended = grown && (await finishGrown(desk, grown, message, key));
  desk.grown = undefined;
  if (ended !== undefined) return ended;
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
