// Who speaks on a platform with rooms of its own, and the workspace their words belong to.

import type { SQL } from "drizzle-orm";
import { type Arrived, findArrival, meetPerson, openDemo } from "../capabilities/workspace/workspace.ts";
import type { WorkspaceId } from "../core/ids.ts";
import type { Lang } from "../core/locale.ts";
import type { Db } from "../db/db.ts";
import type { Place } from "./inbox.ts";
import { directRoom, threadRoom } from "./rooms.ts";

export type { Arrived };

export type Visit = {
  platform: string;
  /** The person's id on the platform, unique across its teams. */
  platformId: string;
  /** As the platform shows it; kept at the first visit. */
  name: string;
  lang?: Lang;
  /** The room they speak in; left out where they are alone with us. */
  roomRef?: string;
  /** The thread in it, which may have gone on in another workspace. */
  threadRef?: string;
  /** Stands for the whole team: its binding is the default of its rooms. */
  teamRef: string;
};

type Handles = { db: Db; now: () => Temporal.Instant; zone: string };

/** @param also something else that is to be looked up in the same breath */
export function lookAround(db: Db, visit: Visit, also?: (personId: SQL) => SQL): Promise<Arrived> {
  const { platform, platformId, roomRef } = visit;
  const alone = roomRef === undefined;
  return findArrival(db, { platform, platformId, roomRefs: refsOf(visit), alone, ...(also && { also }) });
}

/** The nearest first: the first of them that is bound counts. */
function refsOf({ roomRef, threadRef, teamRef }: Visit): string[] {
  const thread = roomRef !== undefined && threadRef !== undefined ? [threadRoom(roomRef, threadRef)] : [];
  return [...thread, ...(roomRef === undefined ? [] : [roomRef]), teamRef];
}

/**
 * Finds the speaker and the room's workspace: the thread's, the room's own binding, else its team's, else the demo. Alone with us, it
 * is the workspace the person was in last. Being met is not being let in: what a stranger may see is decided when they are answered.
 * Of somebody who was met before the database is asked once, or not at all where it was before.
 */
export async function enter(
  { db, now, zone }: Handles,
  visit: Visit,
  around?: Arrived,
): Promise<Omit<Place, "threadRef">> {
  const { platform, platformId, name, lang, roomRef } = visit;
  const found = around ?? (await lookAround(db, visit));
  const met = { platform, platformId, name, ...(lang && { lang }), now: now() };
  const personId = found.personId ?? (await meetPerson(db, met)).id;
  const workspaceId =
    found.lastId ?? nearest(visit, found) ?? (await openDemo(db, { now: now(), zone })).workspaceId;
  return { platform, personId, workspaceId, roomRef: roomRef ?? directRoom(platformId) };
}

function nearest(visit: Visit, { bound }: Arrived): WorkspaceId | undefined {
  return refsOf(visit)
    .map((ref) => bound.get(ref))
    .find((id) => id !== undefined);
}
