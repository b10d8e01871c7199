// Answers that could not be delivered: kept, shown to admins with the reason's code, and sent again when one asks for it.

import { and, desc, eq, sql } from "drizzle-orm";
import { DeliveryId } from "../core/ids.ts";
import { notifyWork } from "../db/claim.ts";
import { withTx } from "../db/db.ts";
import { OUTBOX } from "./outbox.ts";
import type { Shelf } from "./history.ts";
import { conversation, delivery, turn } from "./tables.ts";

/** So many are listed; more than that is one trouble, not many. */
const LISTED = 50;

export type Undelivered = {
  id: DeliveryId;
  platform: string;
  roomRef: string;
  /** What was asked. */
  said: string;
  /** Code of the last failure, where one is known. */
  trouble: string | undefined;
  at: Temporal.Instant;
};

export async function findUndelivered(shelf: Shelf): Promise<Undelivered[]> {
  const { workspaceId } = shelf;
  const rows = await withTx(shelf, (tx) =>
    tx
      .select({
        id: delivery.id,
        platform: delivery.platform,
        roomRef: conversation.roomRef,
        said: turn.said,
        trouble: delivery.trouble,
        at: delivery.createdAt,
      })
      .from(delivery)
      .innerJoin(
        conversation,
        and(eq(conversation.workspaceId, workspaceId), eq(conversation.id, delivery.conversationId)),
      )
      .leftJoin(turn, and(eq(turn.workspaceId, workspaceId), eq(turn.id, delivery.turnId)))
      .where(and(eq(delivery.workspaceId, workspaceId), eq(delivery.state, "dead")))
      .orderBy(desc(delivery.createdAt))
      .limit(LISTED),
  );
  return rows.map(({ id, said, trouble, ...row }) => ({
    ...row,
    id: DeliveryId.parse(id),
    said: said ?? "",
    trouble: trouble ?? undefined,
  }));
}

/** It counts as new: it is tried five times again. */
export async function deliverAgain(shelf: Shelf, id: DeliveryId): Promise<boolean> {
  return withTx(shelf, async (tx) => {
    const revived = await tx
      .update(delivery)
      .set({ state: "waiting", attempts: 0, crashes: 0, nextAt: sql`clock_timestamp()` })
      .where(
        and(eq(delivery.workspaceId, shelf.workspaceId), eq(delivery.id, id), eq(delivery.state, "dead")),
      )
      .returning({ id: delivery.id });
    if (revived.length === 0) return false;
    await notifyWork(tx, OUTBOX);
    return true;
  });
}
