// Whether we already speak in a thread: only there is a message answered that does not name us.

import { findRoomWorkspace, openDemo } from "../capabilities/workspace/workspace.ts";
import type { WorkspaceId } from "../core/ids.ts";
import type { Db } from "../db/db.ts";
import { withTx } from "../db/db.ts";
import { conversationAt } from "./inbox.ts";
import { teamOf, threadRoom } from "./rooms.ts";

/**
 * Looked at before anyone is met: who talks among others leaves no trace.
 * @param bound rooms that are bound, where that was looked up before
 */
export async function isEngaged(
  { db, now, zone }: { db: Db; now: () => Temporal.Instant; zone: string },
  { platform, roomRef, threadRef }: { platform: string; roomRef: string; threadRef: string },
  bound?: ReadonlyMap<string, WorkspaceId>,
): Promise<boolean> {
  const refs = { threadRoom: threadRoom(roomRef, threadRef), roomRef, teamRef: teamOf(roomRef) };
  const known = bound
    ? Object.values(refs)
        .map((ref) => bound.get(ref ?? ""))
        .find((id) => id !== undefined)
    : await findRoomWorkspace(db, { platform, ...refs });
  const workspaceId = known ?? (await openDemo(db, { now: now(), zone })).workspaceId;
  const place = { workspaceId, platform, roomRef, threadRef };
  const here = await withTx({ db, workspaceId }, (tx) => conversationAt(tx, place), {
    single: true,
    urgent: true,
  });
  return here !== undefined;
}
