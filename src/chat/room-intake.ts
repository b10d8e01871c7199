// Files posted in a room that an admin opened for all of them: taken without a mention, in the room's name.

import { takesFiles } from "../capabilities/intake/intake.ts";
import { adminsOf, findRoomWorkspace, memberIn } from "../capabilities/workspace/workspace.ts";
import type { PersonId, WorkspaceId } from "../core/ids.ts";
import { type Db, withTx } from "../db/db.ts";
import type { Place } from "./inbox.ts";
import { teamOf, threadRoom } from "./rooms.ts";

type RoomIntake = { workspaceId: WorkspaceId; by: PersonId };

/** @returns the workspace that takes every file here and an admin of it; `undefined` where files wait to be given to us */
export async function roomIntakeOf(
  db: Db,
  { platform, roomRef, threadRef }: Pick<Place, "platform" | "roomRef" | "threadRef">,
): Promise<RoomIntake | undefined> {
  const workspaceId = await findRoomWorkspace(db, {
    platform,
    threadRoom: threadRoom(roomRef, threadRef),
    roomRef,
    teamRef: teamOf(roomRef),
  });
  const setBy = workspaceId && (await takesFiles({ db, workspaceId }, { platform, roomRef }));
  if (!workspaceId || !setBy) return undefined;
  const admins = await withTx({ db, workspaceId }, (tx) => adminsOf(tx, workspaceId));
  const by = admins.includes(setBy) ? setBy : admins[0];
  return by && { workspaceId, by };
}

/** Who posted is who may press on the card, if they belong here; else the admin who opened the room. */
export async function placeInRoom(db: Db, { workspaceId, by }: RoomIntake, from: Place): Promise<Place> {
  const member = await withTx({ db, workspaceId }, (tx) => memberIn(tx, workspaceId, from.personId));
  return { ...from, workspaceId, personId: member ? from.personId : by };
}
