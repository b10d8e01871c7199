// What may be said in a room: everything, figures to the asker alone, or nothing before somebody has looked at it. Set by an admin.

import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { PersonId, type WorkspaceId } from "../../core/ids.ts";
import { type Words, words } from "../../core/locale.ts";
import { type Db, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { write } from "../write.ts";
import { type Room, subjectOf } from "./rooms.ts";
import { roomPolicy } from "./tables.ts";

/** `links_only`: figures go to whoever asked, alone. `draft_first`: answers wait for somebody's press. */
export const Policy = z.enum(["open", "links_only", "draft_first"]);
export type Policy = z.output<typeof Policy>;

export const policyLabels: Readonly<Record<Policy, Words>> = {
  open: words("바로 답하기", "answered at once"),
  links_only: words("수치는 물어본 사람에게만", "figures to the asker alone"),
  draft_first: words("초안 먼저", "draft first"),
};

export type RoomPolicy = {
  policy: Policy;
  /** Who looks at drafts; the admins where it is `undefined`. */
  leadId: PersonId | undefined;
};

/** Of a room about which nobody decided: open. */
export async function roomPolicyOf(
  handles: { db: Db; workspaceId: WorkspaceId },
  room: Room,
): Promise<RoomPolicy> {
  const [row] = await withTx(handles, (tx) => tx.select().from(roomPolicy).where(at(handles, room)), {
    single: true,
  });
  return { policy: row?.policy ?? "open", leadId: row?.leadId ? PersonId.parse(row.leadId) : undefined };
}

export async function setRoomPolicy(ctx: Ctx, room: Room, { policy, leadId }: RoomPolicy): Promise<void> {
  await write(ctx, "room.policy", "write", async (tx) => {
    const [before] = await tx.select().from(roomPolicy).where(at(ctx, room)).for("update");
    const set = {
      policy,
      leadId: leadId ?? null,
      setBy: ctx.actor.kind === "person" ? ctx.actor.personId : null,
      setAt: ctx.now,
    };
    const { platform, roomRef } = room;
    await tx
      .insert(roomPolicy)
      .values({ workspaceId: ctx.workspaceId, platform, roomRef, ...set })
      .onConflictDoUpdate({
        target: [roomPolicy.workspaceId, roomPolicy.platform, roomPolicy.roomRef],
        set,
      });
    return {
      result: undefined,
      subject: subjectOf(room),
      before: { policy: before?.policy ?? "open", leadId: before?.leadId ?? null },
      after: { policy, leadId: leadId ?? null },
    };
  });
}

function at({ workspaceId }: { workspaceId: WorkspaceId }, { platform, roomRef }: Room) {
  return and(
    eq(roomPolicy.workspaceId, workspaceId),
    eq(roomPolicy.platform, platform),
    eq(roomPolicy.roomRef, roomRef),
  );
}
