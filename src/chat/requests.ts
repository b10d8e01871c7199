// Requests on stored cards: one that was decided since shows its outcome in the place of its buttons, whoever decided and wherever: read
// anew, on a page that is open, on a card that was posted.

import { and, eq, inArray, sql } from "drizzle-orm";
import {
  approvalStates,
  noticeSettled,
  settledPart,
  settlement,
} from "../capabilities/approvals/approvals.ts";
import type { Ctx } from "../capabilities/context.ts";
import type { Card } from "../core/card/card.ts";
import { ConversationId, DeliveryId, newId, PersonId } from "../core/ids.ts";
import { notifyWork } from "../db/claim.ts";
import type { Tx } from "../db/db.ts";
import { isPosted, OUTBOX } from "./deliver.ts";
import type { Delivered } from "./events.ts";
import { notifyRedrawn } from "./notices.ts";
import { button, conversation, delivery, turn } from "./tables.ts";
import { approvalsOn, DECIDE, LOOK } from "./tell.ts";

/** @param byTurn cards as they were stored */
export async function withOutcomes<Key>(
  tx: Tx,
  workspaceId: string | undefined,
  byTurn: Map<Key, Delivered[]>,
): Promise<Map<Key, Delivered[]>> {
  const ids = approvalsOn([...byTurn.values()].flat().map(({ card }) => card));
  if (workspaceId === undefined || ids.length === 0) return byTurn;
  const states = await approvalStates(tx, workspaceId, ids);
  const fresh = (card: Card): Card => ({
    ...card,
    parts: card.parts.map((part) => {
      const state = part.kind === "proposal" && part.approval && states.get(part.approval.id);
      return part.kind !== "proposal" || !state ? part : settledPart(part, state, card.lang);
    }),
  });
  const entries = [...byTurn].map(
    ([key, cards]) => [key, cards.map((one) => ({ ...one, card: fresh(one.card) }))] as const,
  );
  return new Map(entries);
}

type Standing = Pick<Ctx, "workspaceId" | "zone">;

/** Takes the buttons of a decided request off every card that shows it: posts are edited, open pages hear of it. */
export async function settleRequest(tx: Tx, ctx: Standing, approvalId: string): Promise<void> {
  const lineIn = await settlement(tx, ctx, approvalId);
  if (!lineIn) return;
  const shown = await cardsShowing(tx, ctx, approvalId);
  const edits = shown
    .filter(({ platform }) => isPosted(platform))
    .map(({ token, lang, delivery: id, conversationId, platform }) => ({
      id: newId(DeliveryId),
      workspaceId: ctx.workspaceId,
      conversationId,
      platform,
      kind: "edit" as const,
      target: { conversation: conversationId, edits: { delivery: id } },
      content: { token, line: lineIn(lang) },
      createdAt: sql`clock_timestamp()`,
    }));
  if (edits.length > 0) {
    await tx.insert(delivery).values(edits);
    await notifyWork(tx, OUTBOX);
  }
  for (const { inboundId, place } of shown)
    if (inboundId !== null && !isPosted(place.platform)) await notifyRedrawn(tx, { ...place, id: inboundId });
}

/** Every card with the request's buttons, once, with one of these buttons. */
async function cardsShowing(tx: Tx, { workspaceId }: Standing, approvalId: string) {
  const rows = await tx
    .select({ button, conversation, inboundId: turn.inboundId })
    .from(button)
    .innerJoin(
      delivery,
      and(eq(delivery.workspaceId, button.workspaceId), eq(delivery.id, button.deliveryId)),
    )
    .innerJoin(
      conversation,
      and(eq(conversation.workspaceId, button.workspaceId), eq(conversation.id, button.conversationId)),
    )
    .leftJoin(turn, and(eq(turn.workspaceId, delivery.workspaceId), eq(turn.id, delivery.turnId)))
    .where(
      and(
        eq(button.workspaceId, workspaceId),
        inArray(button.action, [DECIDE, LOOK]),
        sql`${button.input}->>'id' = ${approvalId}`,
      ),
    );
  const cards = new Map(rows.map((row) => [row.button.deliveryId, row]));
  return [...cards].map(([id, { button: one, conversation: at, inboundId }]) => ({
    token: one.token,
    lang: one.lang,
    delivery: id ?? "",
    inboundId,
    conversationId: ConversationId.parse(at.id),
    platform: at.platform,
    place: {
      workspaceId,
      personId: PersonId.parse(at.personId),
      platform: at.platform,
      roomRef: at.roomRef,
      threadRef: at.threadRef,
    },
  }));
}

/** A card that is stored only now may show a request as waiting that was decided while it was made: it is settled like the others. */
export async function settleLate(tx: Tx, ctx: Standing, cards: readonly Card[]): Promise<void> {
  const ids = approvalsOn(cards);
  if (ids.length === 0) return;
  const states = await approvalStates(tx, ctx.workspaceId, ids, { held: true });
  for (const [id, state] of states) if (state !== "waiting") await noticeSettled(tx, ctx.workspaceId, id);
}
