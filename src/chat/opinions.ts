// Cards on which the opinion of a language model is still to come: noted as they are stored, and drawn anew when it is there, in the place
// where they stand. A post is edited, an open page hears of it, and whoever reads later reads the card as it is by then.

import { and, eq, sql } from "drizzle-orm";
import type { Ctx } from "../capabilities/context.ts";
import { awaitedOn, type OpinionAsked, storeOpinionCall } from "../capabilities/compliance/compliance.ts";
import { Card } from "../core/card/card.ts";
import { DeliveryId, newId, PersonId, TurnId } from "../core/ids.ts";
import { notifyWork } from "../db/claim.ts";
import type { Tx } from "../db/db.ts";
import { isPosted } from "./deliver.ts";
import type { Delivered } from "./events.ts";
import { notifyRedrawn } from "./notices.ts";
import { OUTBOX } from "./outbox.ts";
import { conversation, delivery, turn } from "./tables.ts";
import { Target } from "./target.ts";

/** Within the transaction that stores the cards: each that awaits an opinion is a row of work from then on. */
export async function noteAwaited(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId">,
  opinions: readonly OpinionAsked[],
  cards: readonly Delivered[],
): Promise<void> {
  for (const { id: deliveryId, card } of opinions.length > 0 ? cards : [])
    for (const reviewId of new Set(awaitedOn(card))) {
      const asked = opinions.find((one) => one.reviewId === reviewId);
      if (asked) await storeOpinionCall(tx, ctx, { asked, deliveryId });
    }
}

/**
 * Draws a stored card anew where it awaits the opinion on `reviewId`; a card that awaits it no more is left as it is.
 * @returns the turn the card belongs to
 */
export async function redrawCard(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { deliveryId, reviewId }: { deliveryId: string; reviewId: string },
  redraw: (card: Card) => Card,
): Promise<TurnId | undefined> {
  const [row] = await tx
    .select({ delivery, conversation, inboundId: turn.inboundId })
    .from(delivery)
    .innerJoin(
      conversation,
      and(eq(conversation.workspaceId, delivery.workspaceId), eq(conversation.id, delivery.conversationId)),
    )
    .leftJoin(turn, and(eq(turn.workspaceId, delivery.workspaceId), eq(turn.id, delivery.turnId)))
    .where(and(eq(delivery.workspaceId, workspaceId), eq(delivery.id, deliveryId)))
    .for("update", { of: delivery });
  if (!row) return undefined;
  const stored = Card.parse((row.delivery.content as { card: unknown }).card);
  const turnId = row.delivery.turnId === null ? undefined : TurnId.parse(row.delivery.turnId);
  if (!awaitedOn(stored).includes(reviewId)) return turnId;
  await tx
    .update(delivery)
    .set({ content: { card: redraw(stored) } })
    .where(and(eq(delivery.workspaceId, workspaceId), eq(delivery.id, deliveryId)));
  const lines = stored.parts.filter((part) => part.kind === "text" && part.awaits === reviewId);
  if (isPosted(row.delivery.platform)) await editPost(tx, row.delivery, redraw({ ...stored, parts: lines }));
  else if (row.inboundId !== null) {
    const { personId, platform, roomRef, threadRef } = row.conversation;
    const place = { workspaceId, personId: PersonId.parse(personId), platform, roomRef, threadRef };
    await notifyRedrawn(tx, { ...place, id: row.inboundId });
  }
  return turnId;
}

/** What one person alone was shown cannot be edited: it stands as it was. @param alone what is new, to be posted where the post cannot hold it */
async function editPost(tx: Tx, posted: typeof delivery.$inferSelect, alone: Card): Promise<void> {
  if (Target.parse(posted.target).only) return;
  const { workspaceId, conversationId, platform } = posted;
  await tx.insert(delivery).values({
    id: newId(DeliveryId),
    workspaceId,
    conversationId,
    platform,
    kind: "edit",
    target: { conversation: conversationId, edits: { delivery: posted.id } },
    content: { anew: true, alone },
    createdAt: sql`clock_timestamp()`,
  });
  await notifyWork(tx, OUTBOX);
}
