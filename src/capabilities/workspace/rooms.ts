// Rooms: a place on a platform belongs to one workspace, set by an admin.

import { and, eq, inArray } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import { WorkspaceId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { type Db, withSystemTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { room } from "./tables.ts";

export type Room = { platform: string; roomRef: string };

/**
 * The workspace a thread went on in, else the one its room speaks of, else the one the whole team is bound to; `undefined` while there
 * is none of them.
 */
export async function findRoomWorkspace(
  db: Db,
  place: Room & { threadRoom?: string | undefined; teamRef?: string | undefined },
): Promise<WorkspaceId | undefined> {
  const { platform, threadRoom, roomRef, teamRef } = place;
  const refs = [threadRoom, roomRef, teamRef].filter((ref) => ref !== undefined);
  const bound = await boundRooms(db, platform, refs);
  return refs.map((ref) => bound.get(ref)).find((workspaceId) => workspaceId !== undefined);
}

/** The workspaces of those of these rooms that are bound, by their names. */
export async function boundRooms(
  db: Db,
  platform: string,
  refs: readonly string[],
): Promise<ReadonlyMap<string, WorkspaceId>> {
  const these = and(eq(room.platform, platform), inArray(room.roomRef, [...refs]));
  const rows = await withSystemTx(db, "room.find", async (tx) => tx.select().from(room).where(these), {
    single: true,
    urgent: true,
  });
  return new Map(rows.map(({ roomRef, workspaceId }) => [roomRef, WorkspaceId.parse(workspaceId)]));
}

/**
 * Binds a room to the workspace of `ctx`.
 * @throws Failure "conflict" when it is bound already, here or elsewhere; elsewhere is not named
 */
export async function bindRoom(ctx: Ctx, place: Room): Promise<void> {
  await write(ctx, "room.bind", "write", async (tx) => {
    const bound = await tx
      .insert(room)
      .values({
        platform: place.platform,
        roomRef: place.roomRef,
        workspaceId: ctx.workspaceId,
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning();
    if (bound.length === 0) throw taken(place);
    return { result: undefined, subject: subjectOf(place), after: { workspaceId: ctx.workspaceId } };
  });
}

/** Frees a room of this workspace, so that another one may be bound to it. */
export async function unbindRoom(ctx: Ctx, place: Room): Promise<void> {
  await write(ctx, "room.unbind", "write", async (tx) => {
    const freed = await tx
      .delete(room)
      .where(and(at(place), eq(room.workspaceId, ctx.workspaceId)))
      .returning();
    if (freed.length === 0)
      throw new Failure("not_found", `${subjectOf(place)} is not a room of this workspace`);
    return { result: undefined, subject: subjectOf(place), before: { workspaceId: ctx.workspaceId } };
  });
}

function at({ platform, roomRef }: Room) {
  return and(eq(room.platform, platform), eq(room.roomRef, roomRef));
}

export function subjectOf({ platform, roomRef }: Room): string {
  return `${platform}:${roomRef}`;
}

function taken(place: Room): Failure {
  return new Failure("conflict", `${subjectOf(place)} is bound already`, {
    say: words("이 방은 이미 워크스페이스에 연결되어 있어요.", "This room is bound to a workspace already."),
    next: words(
      "그 워크스페이스의 관리자가 먼저 연결을 해제해야 해요.",
      "An admin of that workspace has to unbind it first.",
    ),
  });
}
