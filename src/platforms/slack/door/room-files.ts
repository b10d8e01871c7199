// A post with files that is not meant for us, in a room whose files are all imported: people's, and those of other apps.

import type { Origin } from "../../../chat/body.ts";
import type { Place, SharedFile } from "../../../chat/chat.ts";
import { placeInRoom, roomIntakeOf } from "../../../chat/room-intake.ts";
import { sharedFiles } from "../files/shared.ts";
import type { HeardMessage } from "../inbound/heard.ts";
import { type Doorkeeper, entryTo } from "./outside.ts";
import { isDirect, originOf, placeOf } from "./place.ts";

export type RoomPost = {
  place: Place;
  files: SharedFile[];
  origin: Origin & { message: string };
};

/**
 * @param room where it was posted
 * @returns what is to be kept of it; `undefined` for talk among others, and where people from outside read along
 */
export async function roomPostOf(
  keeper: Doorkeeper,
  heard: HeardMessage,
  room: { platform: string; roomRef: string; threadRef: string },
): Promise<RoomPost | undefined> {
  const { files, channel, outsider, shared, team } = heard;
  if (files.length === 0 || isDirect(channel) || outsider || shared) return undefined;
  const { db } = keeper.chat;
  const intake = await roomIntakeOf(db, room);
  if (!intake) return undefined;
  const origin = originOf(heard, heard.ts);
  if ((await entryTo(keeper, { ...heard, addressed: "room" }, room, origin)) !== "open") return undefined;
  const place =
    heard.machine === true
      ? { ...room, workspaceId: intake.workspaceId, personId: intake.by }
      : await placeInRoom(db, intake, await placeOf(keeper, heard, room.threadRef));
  return { place, files: sharedFiles(files, { team, outside: false }), origin: { ...origin, intake: true } };
}
