// Cards nobody asked for, to one person or room: stored with their buttons and posted like any answer.

import { sql } from "drizzle-orm";
import type { Card } from "../core/card/card.ts";
import { DeliveryId, newId, type PersonId } from "../core/ids.ts";
import { notifyWork } from "../db/claim.ts";
import type { Tx } from "../db/db.ts";
import { seal, storeButtons } from "./buttons.ts";
import { isPosted, OUTBOX } from "./outbox.ts";
import { openConversation, type Place } from "./inbox.ts";
import { delivery } from "./tables.ts";

/** Puts a card on its way within the caller's transaction; a platform that takes no posts shows it with the next answer. Its buttons are for `place.personId` alone. */
export async function pushCard(tx: Tx, place: Place, card: Card): Promise<void> {
  const { workspaceId, platform } = place;
  const personId: PersonId = place.personId;
  const conversationId = await openConversation(tx, place);
  const sealed = seal(card);
  const id = newId(DeliveryId);
  const cards = [{ id, card: sealed.card }];
  await storeButtons(tx, { workspaceId, conversationId, personId }, sealed.buttons, cards);
  await tx.insert(delivery).values({
    id,
    workspaceId,
    conversationId,
    platform,
    kind: "push",
    target: { conversation: conversationId },
    content: { card: sealed.card },
    createdAt: sql`clock_timestamp()`,
    // Where nothing is posted it heads the next answer.
    ...(!isPosted(platform) && { state: "held" as const }),
  });
  await notifyWork(tx, OUTBOX);
}
