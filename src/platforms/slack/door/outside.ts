// Whether what was heard in a room may be answered there: always where nobody from outside is known to be, else once an admin approved it.

import type { Logger } from "pino";
import type { Origin } from "../../../chat/body.ts";
import type { Chat } from "../../../chat/chat.ts";
import { askForRoom, roomStanding } from "../../../chat/outside.ts";
import type { HeardMessage, HeardPress } from "../inbound/heard.ts";
import type { Directory } from "./people.ts";

export type Doorkeeper = {
  chat: Pick<Chat, "db" | "now">;
  zone: string;
  log: Logger;
  /** Guests are not known where it is left out. */
  directory?: Directory | undefined;
};

type Room = { platform: string; roomRef: string; threadRef: string };

/**
 * `approved`: people from outside hear what is answered. `outside`: the same, and whoever speaks is one of them and a viewer at most.
 */
export type Entry = "open" | "approved" | "outside" | "closed";

export async function entryTo(
  keeper: Doorkeeper,
  heard: HeardMessage | HeardPress,
  room: Room,
  origin: Origin,
): Promise<Entry> {
  const { chat, zone, log, directory } = keeper;
  const guest = heard.guest || (!heard.outsider && (await directory?.isGuest(heard.user)) === true);
  const foreign = heard.outsider || guest;
  const handles = { db: chat.db, now: chat.now, zone };
  const { workspaceId, state, known } = await roomStanding(handles, room);
  if (state === "approved") return foreign ? "outside" : "approved";
  const seen = foreign || known || (heard.kind === "message" && heard.shared);
  if (!seen) return "open";
  if (heard.kind === "press" || heard.addressed === "mention") {
    const [roomName, personName] = await Promise.all([
      directory?.roomName(heard.channel),
      heard.name === heard.user ? directory?.nameOf(heard.user) : heard.name,
    ]);
    await askForRoom(handles, workspaceId, {
      ...room,
      origin,
      personName: personName ?? heard.name,
      roomName: roomName === undefined ? heard.channel : `#${roomName} (${heard.channel})`,
      text: heard.kind === "message" ? heard.text : "",
      insider: !foreign,
    });
  }
  log.info("what was said in a room with people from outside is not answered");
  return "closed";
}
