// Whether what was heard in a room may be answered there: always where nobody from outside is known to be, else once an admin approved it.

import type { Logger } from "pino";
import type { Origin } from "../../../chat/body.ts";
import type { Chat } from "../../../chat/chat.ts";
import { askForRoom, type Knock, roomStanding, tellHidden } from "../../../chat/outside.ts";
import { Failure } from "../../../core/failure.ts";
import type { WorkspaceId } from "../../../core/ids.ts";
import type { HeardMessage, HeardPress } from "../inbound/heard.ts";
import type { Directory, Standing } from "./people.ts";

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

/**
 * @param bound rooms that are bound, where that was looked up before
 * @throws Failure "unavailable" while Slack does not say who somebody is: nothing was kept, and Slack is to come again
 */
export async function entryTo(
  keeper: Doorkeeper,
  heard: HeardMessage | HeardPress,
  room: Room,
  origin: Origin,
  bound?: ReadonlyMap<string, WorkspaceId>,
): Promise<Entry> {
  const { chat, zone, log, directory } = keeper;
  const standing = await standingOf(directory, heard);
  const handles = { db: chat.db, now: chat.now, zone };
  const { workspaceId, state, known } = await roomStanding(handles, room, bound);
  const foreign = heard.outsider || standing !== "colleague";
  const shared = known || (heard.kind === "message" && heard.shared);
  const isAnswered = state === "approved" || !shared;
  if (standing === "unknown" && isAnswered)
    throw new Failure("unavailable", "Slack does not say yet who somebody is");
  if (state === "approved") return foreign ? "outside" : "approved";
  if (!foreign && !shared) return "open";
  if (heard.kind === "press" || heard.addressed === "mention") {
    const knock = await knockOf(keeper, heard, { room, origin, insider: !foreign });
    if (standing === "hidden" && !shared) await tellHidden(handles, workspaceId, knock);
    else await askForRoom(handles, workspaceId, knock);
  }
  log.info("what was said in a room with people from outside is not answered");
  return "closed";
}

async function standingOf(
  directory: Directory | undefined,
  heard: HeardMessage | HeardPress,
): Promise<Standing> {
  if (heard.guest || heard.outsider) return "guest";
  return (await directory?.standing(heard.user)) ?? "colleague";
}

async function knockOf(
  { directory }: Doorkeeper,
  heard: HeardMessage | HeardPress,
  { room, ...told }: { room: Room; origin: Origin; insider: boolean },
): Promise<Knock> {
  const [roomName, personName] = await Promise.all([
    directory?.roomName(heard.channel),
    heard.name === heard.user ? directory?.nameOf(heard.user) : heard.name,
  ]);
  return {
    ...room,
    ...told,
    personName: personName ?? heard.name,
    roomName: roomName === undefined ? heard.channel : `#${roomName} (${heard.channel})`,
    text: heard.kind === "message" ? heard.text : "",
  };
}
