// How a room stands for a person: the workspace it speaks of and why, how fresh its data are, what is being answered to them.

import { figuresUntil } from "../capabilities/imports/imports.ts";
import { findRoomWorkspace, policyLabels, roomPolicyOf } from "../capabilities/workspace/workspace.ts";
import type { Lang, Words } from "../core/locale.ts";
import type { Db } from "../db/db.ts";
import { findVisitor, type Visitor } from "./people.ts";
import type { Place } from "./inbox.ts";
import { runningFor } from "./running.ts";

export type RoomStatus = {
  visitor: Visitor;
  /** What made the room speak of this workspace; `none`: nobody has bound it yet. */
  bound: "direct" | "room" | "team" | "none";
  /** What may be said in it. */
  policy: Words;
  data: Awaited<ReturnType<typeof figuresUntil>>;
  /** What they wrote here or alone with us, and was not answered yet. */
  running: string[];
};

/**
 * @param at.roomRefs the room and the one where the person is alone with us
 * @throws Failure "forbidden" for somebody who is no member of the workspace
 */
export async function roomStatus(
  db: Db,
  place: Omit<Place, "threadRef">,
  at: { teamRef: string; roomRefs: readonly string[]; lang: Lang },
): Promise<RoomStatus> {
  const { platform, roomRef, personId, workspaceId } = place;
  const visitor = await findVisitor(db, { personId, workspaceId, lang: at.lang });
  return {
    visitor,
    bound: await boundBy(db, place, at.teamRef),
    policy: policyLabels[(await roomPolicyOf({ db, workspaceId }, { platform, roomRef })).policy],
    data: await figuresUntil({ db, workspaceId }),
    running: await runningFor(db, { platform, personId, roomRefs: at.roomRefs }),
  };
}

async function boundBy(
  db: Db,
  { platform, roomRef }: Pick<Place, "platform" | "roomRef">,
  teamRef: string,
): Promise<RoomStatus["bound"]> {
  if (roomRef.startsWith("@")) return "direct";
  if (await findRoomWorkspace(db, { platform, roomRef })) return "room";
  return (await findRoomWorkspace(db, { platform, roomRef: teamRef })) ? "team" : "none";
}
