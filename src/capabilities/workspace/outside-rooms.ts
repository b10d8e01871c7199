// Rooms with people from outside (other teams, guests): nothing is answered there until an admin of the workspace approved the room.

import { and, eq, sql } from "drizzle-orm";
import { Failure } from "../../core/failure.ts";
import type { WorkspaceId } from "../../core/ids.ts";
import { words } from "../../core/locale.ts";
import { type Db, type Tx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { deciderName } from "./people.ts";
import { type Room, subjectOf } from "./rooms.ts";
import { outsideNotice, outsideRoom } from "./tables.ts";

/** `asked`: its admins have not decided; `silent`: left so, or taken back. */
export type OutsideRoomState = "asked" | "approved" | "silent";

/** `undefined` for a room where nobody from outside was seen. */
export async function outsideRoomState(
  handles: { db: Db; workspaceId: WorkspaceId },
  room: Room,
): Promise<OutsideRoomState | undefined> {
  const [row] = await withTx(
    handles,
    (tx) => tx.select({ state: outsideRoom.state }).from(outsideRoom).where(at(handles, room)),
    { single: true, urgent: true },
  );
  return row?.state;
}

/**
 * Notes that people from outside are in a room.
 * @param noted.carded whether the admins can be sent a card
 * @returns whether they are to be sent it: once, as soon as one of them can be
 */
export async function noteOutsideRoom(
  tx: Tx,
  {
    workspaceId,
    now,
    carded,
    ...room
  }: Room & { workspaceId: WorkspaceId; now: Temporal.Instant; carded: boolean },
): Promise<boolean> {
  const { platform, roomRef } = room;
  const added = await tx
    .insert(outsideRoom)
    .values({ workspaceId, platform, roomRef, state: "asked", askedAt: now, carded })
    .onConflictDoUpdate({
      target: [outsideRoom.workspaceId, outsideRoom.platform, outsideRoom.roomRef],
      set: { carded },
      setWhere: sql`${carded} and not ${outsideRoom.carded} and ${outsideRoom.state} = 'asked'`,
    })
    .returning();
  return carded && added.length > 0;
}

/** @returns false for somebody who was told within a day that the room is not answered in; else they count as told from now on */
export async function noteTold(
  tx: Tx,
  { workspaceId, platform, roomRef, personRef }: Room & { workspaceId: WorkspaceId; personRef: string },
): Promise<boolean> {
  const toldAt = sql`now()`;
  const told = await tx
    .insert(outsideNotice)
    .values({ workspaceId, platform, roomRef, personRef, toldAt })
    .onConflictDoUpdate({
      target: [
        outsideNotice.workspaceId,
        outsideNotice.platform,
        outsideNotice.roomRef,
        outsideNotice.personRef,
      ],
      set: { toldAt },
      setWhere: sql`${outsideNotice.toldAt} <= now() - interval '1 day'`,
    })
    .returning({ at: outsideNotice.toldAt });
  return told.length > 0;
}

/**
 * Lets a room be answered in, or leaves it silent.
 * @param decision.was the state as the card showed it: what was decided meanwhile is not turned round by an old card
 * @throws Failure "not_found" for a room nobody asked about, "conflict" with who decided when its state is another by now
 */
export async function decideOutsideRoom(
  ctx: Ctx,
  room: Room,
  decision: { was: OutsideRoomState; state: "approved" | "silent" },
): Promise<void> {
  const { was, state } = decision;
  await write(ctx, state === "approved" ? "room.approve" : "room.silence", "write", async (tx) => {
    const [row] = await tx.select().from(outsideRoom).where(at(ctx, room)).for("update");
    if (!row) throw new Failure("not_found", `nobody asked about ${subjectOf(room)}`);
    if (row.state !== was) throw decidedBefore(row.state, await deciderName(tx, row.decidedBy));
    const decidedBy = ctx.actor.kind === "person" ? ctx.actor.personId : null;
    await tx.update(outsideRoom).set({ state, decidedAt: ctx.now, decidedBy }).where(at(ctx, room));
    return { result: undefined, subject: subjectOf(room), before: { state: was }, after: { state } };
  });
}

function at({ workspaceId }: { workspaceId: WorkspaceId }, { platform, roomRef }: Room) {
  return and(
    eq(outsideRoom.workspaceId, workspaceId),
    eq(outsideRoom.platform, platform),
    eq(outsideRoom.roomRef, roomRef),
  );
}

function decidedBefore(state: OutsideRoomState, by: string): Failure {
  const what =
    state === "approved"
      ? words("이 방은 이미 승인됐어요.", "This room has been approved already.")
      : words("이 방에서는 답하지 않기로 이미 결정됐어요.", "This room is left silent already.");
  return new Failure("conflict", "decided already", {
    say: words(
      by === "" ? what.ko : `${what.ko} ${by} 님이 결정했어요.`,
      by === "" ? what.en : `${what.en} ${by} decided.`,
    ),
    next: words(
      "바꾸려면 결정한 분의 카드에 있는 되돌리기 버튼을 눌러 달라고 해 주세요.",
      "To change it, ask them to take it back by the button on their card.",
    ),
  });
}
