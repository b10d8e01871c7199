// Whether we already speak in a thread: only there is a message answered that does not name us.

import { findRoomWorkspace, openDemo } from "../capabilities/workspace/workspace.ts";
import type { Db } from "../db/db.ts";
import { withTx } from "../db/db.ts";
import { conversationAt } from "./inbox.ts";
import { teamOf, threadRoom } from "./rooms.ts";

/** Looked at before anyone is met: who talks among others leaves no trace. */
export async function isEngaged(
  { db, now, zone }: { db: Db; now: () => Temporal.Instant; zone: string },
  { platform, roomRef, threadRef }: { platform: string; roomRef: string; threadRef: string },
): Promise<boolean> {
  const workspaceId =
    (await findRoomWorkspace(db, {
      platform,
      threadRoom: threadRoom(roomRef, threadRef),
      roomRef,
      teamRef: teamOf(roomRef),
    })) ?? (await openDemo(db, { now: now(), zone })).workspaceId;
  const place = { workspaceId, platform, roomRef, threadRef };
  const here = await withTx({ db, workspaceId }, (tx) => conversationAt(tx, place), {
    single: true,
    urgent: true,
  });
  return here !== undefined;
}
