// Who waits at the door, for an admin who looks: their cards may have gone to nobody, where no admin is on that platform.

import { and, asc, eq, isNull } from "drizzle-orm";
import { PersonId } from "../../core/ids.ts";
import { withSystemTx, withTx } from "../../db/db.ts";
import type { Ctx } from "../context.ts";
import { isMember } from "./directory.ts";
import { admission, outsideRoom, person } from "./tables.ts";

/** More than these are looked at once the first are decided. */
const LISTED = 5;
const NAME_LETTERS = 60;

export async function listAsking(ctx: Ctx): Promise<{ personId: PersonId; name: string }[]> {
  const open = and(eq(admission.workspaceId, ctx.workspaceId), isNull(admission.decidedAt));
  const rows = await withTx(ctx, (tx) =>
    tx
      .select({ id: admission.personId })
      .from(admission)
      .where(open)
      .orderBy(asc(admission.askedAt))
      .limit(LISTED),
  );
  // A workspace sees the names of its members only, and these are none yet.
  return withSystemTx(ctx.db, "admission.names", async (tx) => {
    const found: { personId: PersonId; name: string }[] = [];
    for (const { id } of rows) {
      const personId = PersonId.parse(id);
      if (await isMember(tx, ctx.workspaceId, personId)) continue;
      const [known] = await tx.select({ name: person.name }).from(person).where(eq(person.id, id));
      if (known) found.push({ personId, name: known.name.slice(0, NAME_LETTERS).toWellFormed() });
    }
    return found;
  });
}

export async function listAskingRooms(ctx: Ctx): Promise<{ platform: string; roomRef: string }[]> {
  const { platform, roomRef } = outsideRoom;
  const open = and(eq(outsideRoom.workspaceId, ctx.workspaceId), eq(outsideRoom.state, "asked"));
  return withTx(ctx, (tx) =>
    tx
      .select({ platform, roomRef })
      .from(outsideRoom)
      .where(open)
      .orderBy(asc(outsideRoom.askedAt))
      .limit(LISTED),
  );
}
