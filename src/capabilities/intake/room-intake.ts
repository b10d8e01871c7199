// Rooms whose files are all imported: set by an admin, kept until another press.

import { and, eq } from "drizzle-orm";
import { PersonId, type WorkspaceId } from "../../core/ids.ts";
import { type Db, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { roomIntake } from "./tables.ts";

export type IntakeRoom = { platform: string; roomRef: string };

/** @returns who set it so, in whose name the files of other apps are taken; `undefined` where files wait to be given to us */
export async function takesFiles(
  here: { db: Db; workspaceId: WorkspaceId },
  room: IntakeRoom,
): Promise<PersonId | undefined> {
  const [row] = await withTx(
    here,
    (tx) => tx.select({ by: roomIntake.setBy }).from(roomIntake).where(at(here, room)),
    {
      single: true,
    },
  );
  return row && PersonId.parse(row.by);
}

export async function setRoomIntake(ctx: Ctx, room: IntakeRoom, on: boolean): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "person") throw new Error("a press without a person");
  await write(ctx, "room.intake", "write", async (tx) => {
    const gone = await tx.delete(roomIntake).where(at(ctx, room)).returning();
    const { platform, roomRef } = room;
    if (on)
      await tx.insert(roomIntake).values({
        workspaceId: ctx.workspaceId,
        platform,
        roomRef,
        setBy: actor.personId,
        setAt: ctx.now,
      });
    return {
      result: undefined,
      subject: `${platform}:${roomRef}`,
      before: { on: gone.length > 0 },
      after: { on },
    };
  });
}

export async function intakeRooms(ctx: Ctx): Promise<IntakeRoom[]> {
  return withTx(ctx, (tx) =>
    tx
      .select({ platform: roomIntake.platform, roomRef: roomIntake.roomRef })
      .from(roomIntake)
      .where(eq(roomIntake.workspaceId, ctx.workspaceId)),
  );
}

function at({ workspaceId }: { workspaceId: WorkspaceId }, { platform, roomRef }: IntakeRoom) {
  return and(
    eq(roomIntake.workspaceId, workspaceId),
    eq(roomIntake.platform, platform),
    eq(roomIntake.roomRef, roomRef),
  );
}
