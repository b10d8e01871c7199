// What was heard becomes a row of the inbox: who speaks, in which room and thread, and in which of its forms. Nothing is answered here.

import type { Logger } from "pino";
import type { Origin } from "../../../chat/body.ts";
import type { Chat, Place, SharedFile } from "../../../chat/chat.ts";
import { threadGoingOn } from "../../../chat/burst.ts";
import { isEngaged } from "../../../chat/engaged.ts";
import { lookAround } from "../../../chat/enter.ts";
import { isKept, isOpen } from "../../../chat/inbox.ts";
import { tellAlone } from "../../../chat/outside.ts";
import { directRoom } from "../../../chat/rooms.ts";
import { hasLetters } from "../../../chat/said.ts";
import { spokenCodeIn } from "../../../chat/sign-in.ts";
import { languageSpoken, whisperFailure } from "../../../chat/whisper.ts";
import { Failure } from "../../../core/failure.ts";
import { type Lang, languageOf, words } from "../../../core/locale.ts";
import { sharedFiles } from "../files/shared.ts";
import type { Heard, HeardCommand, HeardMessage, HeardPress } from "../inbound/heard.ts";
import type { ShowSign } from "../post/signs.ts";
import type { Agent } from "../sessions/agent.ts";
import type { WebApi } from "../post/web-api.ts";
import type { Keep } from "./bolt.ts";
import { answerCommand, type CommandPlace, commandWord, toldInTime } from "./command.ts";
import { keepOpening, keepShortcut, keepSubmit } from "./modals.ts";
import { buildOnce } from "./once.ts";
import { entryTo } from "./outside.ts";
import type { Directory } from "./people.ts";
import { roomPostOf } from "./room-files.ts";
import { handles, isDirect, originOf, placeOf, PLATFORM, roomRef, visitOf } from "./place.ts";

const privately = words("DM으로 답할게요.", "I will answer in our direct messages.");

export type KeepParts = {
  chat: Chat;
  /** IANA zone for a workspace that has none of its own yet. */
  zone: string;
  log: Logger;
  /** Shows that a message is being answered; nobody sees that where it is left out. */
  sign?: ShowSign | undefined;
  /** What we are to a team beside a bot; nothing of it where it is left out. */
  agent?: Agent | undefined;
  /** Who is a guest, what a room is called; nothing of it is known where it is left out. */
  directory?: Directory | undefined;
  /** The Web API of the team; without it no modal opens, and what asks something first is pressed as it is. */
  api?: WebApi | undefined;
};

/** @throws what the database throws: then nothing was kept, and Slack is to come again */
export function buildKeep(parts: KeepParts): Keep {
  const once = buildOnce();
  return async (heard: Heard, acked: Promise<void>) => {
    switch (heard.kind) {
      case "message":
        await once(onceKey(heard), () => keepMessage(parts, heard, acked));
        return undefined;
      case "press":
        await once(heard.key, () => keepPress(parts, heard, acked));
        return undefined;
      case "opening":
        await keepOpening(parts, heard, {
          asIs: (press) => once(press.key, () => keepPress(parts, press, acked)),
        });
        return undefined;
      case "submit":
        return keepSubmit(parts, heard, once);
      case "shortcut":
        await keepShortcut(parts, heard, once);
        return undefined;
      case "command": {
        const word = commandWord(heard.text);
        if (word) return answerCommand(parts, () => commandPlace(parts, heard), { word, text: heard.text });
        const lang = languageOf(heard.text, "ko");
        const kept = once(heard.key, () => keepCommand(parts, heard)).then(() => privately[lang]);
        return toldInTime(kept, parts.log, () => lang);
      }
      case "stopped":
        await parts.agent?.stopped(parts, heard);
        return undefined;
      case "home":
        await once(heard.key, async () => (await parts.agent?.pressed(parts, heard)) === true);
        return undefined;
      case "opened":
        void acked.then(() => parts.agent?.opened(parts, heard));
        return undefined;
      case "foreign":
      case "ignored":
        return undefined;
    }
  };
}

/** A mention may come without the files that its twin brings. */
function onceKey({ key, files }: HeardMessage): string {
  return files.length === 0 ? key : `${key}:files`;
}

/** @returns whether there is a row now */
async function keepMessage(parts: KeepParts, event: HeardMessage, acked: Promise<void>): Promise<boolean> {
  const { log, agent } = parts;
  const heard = (await agent?.threaded(event)) ?? event;
  if (heard.addressed === "room") return keepRoomFiles(parts, heard, acked);
  if (isDirect(heard.channel) && (heard.outsider || heard.shared)) {
    log.info("a direct message of another team's person is not answered");
    await tellAlone(handles(parts), {
      ...placeIn(heard),
      text: heard.text,
      origin: originOf(heard, heard.ts),
    });
    return false;
  }
  const place = placeIn(heard);
  const visit = visitOf(heard, place.threadRef);
  const around = await lookAround(parts.chat.db, visit, isKept(PLATFORM, heard.key));
  // A twin may bring files that the first of them came without.
  if (around.also && heard.files.length === 0) return true;
  if (heard.addressed === "thread" && !(await isEngaged(handles(parts), place, around.bound)))
    return keepRoomFiles(parts, heard, acked);
  const origin = originOf(heard, heard.ts);
  const entry = isDirect(heard.channel) ? "open" : await entryTo(parts, heard, place, origin, around.bound);
  if (entry === "closed") return false;
  const at = await inItsThread(parts, heard, await placeOf(parts, heard, place.threadRef, around));
  await send(parts, at, {
    key: heard.key,
    text: heard.text,
    lang: await langWithout(parts, at, heard),
    files: sharedFiles(heard.files, { team: heard.team, outside: entry !== "open" }),
    origin: { ...origin, ...(entry === "outside" && { outside: true }) },
    acked,
  });
  return true;
}

/** The words beside the files are meant for others. */
async function keepRoomFiles(parts: KeepParts, heard: HeardMessage, acked: Promise<void>): Promise<boolean> {
  const post = await roomPostOf(parts, heard, placeIn(heard));
  if (!post) return false;
  const { place, files, origin } = post;
  const lang = await langWithout(parts, place, { ...heard, text: "" });
  await send(parts, place, { key: heard.key, text: "", lang, files, origin, acked });
  return true;
}

/** A line that goes on what its writer has just begun alone with us stays in that thread. */
async function inItsThread(
  { chat }: KeepParts,
  { channel, thread, ts }: HeardMessage,
  at: Place,
): Promise<Place> {
  if (!isDirect(channel) || thread !== ts) return at;
  const threadRef = await threadGoingOn(chat.db, at);
  return threadRef === undefined ? at : { ...at, threadRef };
}

type Said = {
  key: string;
  text: string;
  lang?: Lang | undefined;
  files?: SharedFile[];
  origin: Origin & { message: string };
  acked: Promise<void>;
};

/** Stored first, acknowledged next: then its writer sees that somebody is at it. */
async function send({ chat, sign }: KeepParts, place: Place, { acked, ...said }: Said): Promise<void> {
  const { inboundId, fresh } = await chat.send(place, said);
  if (!sign || !fresh) return;
  const { message, person } = said.origin;
  const asked = { message, person, thread: place.threadRef || undefined, text: said.text };
  void acked.then(() => sign(asked, () => isOpen(chat.db, inboundId)));
}

/** Of what has none of its own: a code, a file alone. */
async function langWithout(
  { chat, directory }: KeepParts,
  place: Place,
  { team, user, text }: HeardMessage,
): Promise<Lang | undefined> {
  if (hasLetters(text) && spokenCodeIn(text) === undefined) return undefined;
  return languageSpoken(chat.db, place, `${team}/${user}`, await directory?.langOf(user));
}

async function keepPress(parts: KeepParts, heard: HeardPress, acked: Promise<void>): Promise<boolean> {
  const { chat, log } = parts;
  const { key, press } = heard;
  const direct = isDirect(heard.channel);
  // Nothing with a button is ever posted there: whoever presses one has carried it over.
  if (direct && heard.outsider) {
    log.info("a press of another team's person alone with us is not answered");
    return false;
  }
  const thread = heard.thread ?? (direct ? "" : heard.message);
  const from = originOf(heard, heard.message);
  const room = { platform: PLATFORM, roomRef: roomRef(heard), threadRef: thread };
  const entry = direct ? "open" : await entryTo(parts, heard, room, from);
  if (entry === "closed") return false;
  const origin = { ...from, ...(entry === "outside" && { outside: true }) };
  const place = await placeOf(parts, heard, thread);
  if ("ask" in press) {
    await send(parts, place, { key, text: press.ask, origin, acked });
    return true;
  }
  try {
    await chat.press(place, { key, token: press.token, origin });
    return true;
  } catch (error) {
    if (!(error instanceof Failure) || error.code === "unavailable") throw error;
    log.info({ code: error.code }, "a press came to nothing");
    await whisperFailure(chat.db, place, origin, error);
    return true;
  }
}

/** Typed in any room, and seen by its writer alone: so is the answer. */
async function keepCommand(parts: KeepParts, heard: HeardCommand): Promise<boolean> {
  const place = await placeOf(parts, { ...heard, channel: "D" }, "");
  await parts.chat.send(place, { key: heard.key, text: heard.text });
  return true;
}

async function commandPlace(parts: KeepParts, heard: HeardCommand): Promise<CommandPlace> {
  const { team, user } = heard;
  const { threadRef: _, ...place } = await placeOf(parts, heard, "");
  const platformId = `${team}/${user}`;
  return { ...place, teamRef: team, aloneRef: directRoom(platformId), platformId };
}

function placeIn(heard: HeardMessage): { platform: string; roomRef: string; threadRef: string } {
  return { platform: PLATFORM, roomRef: roomRef(heard), threadRef: heard.thread ?? "" };
}
