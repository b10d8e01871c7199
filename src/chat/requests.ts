// Requests on stored cards: one that was decided since shows its outcome in the place of its buttons, whoever decided and wherever: read
// anew, on a page that is open, on a card that was posted.

import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
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
import type { Delivered } from "./events.ts";
import { notifyRedrawn, notifyRequests } from "./notices.ts";
import { isPosted, OUTBOX } from "./outbox.ts";
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
  await notifyRequests(tx, ctx.workspaceId);
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

/** What stands in the place of the buttons that hold `token`. */
export const Settled = z.object({ token: z.string(), line: z.string() });

/** A posted card as it stands by now: with the outcomes of its requests, and the line that took the place of a pressed button. */
export async function asItStands(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { id, card }: { id: string; card: Card },
): Promise<{ card: Card; settled: z.output<typeof Settled> | undefined }> {
  const delivered = { id: DeliveryId.parse(id), card };
  const fresh =
    (await withOutcomes(tx, workspaceId, new Map([[id, [delivered]]]))).get(id)?.[0]?.card ?? card;
  const edits = await tx
    .select({ content: delivery.content })
    .from(delivery)
    .where(
      and(
        eq(delivery.workspaceId, workspaceId),
        eq(delivery.kind, "edit"),
        sql`${delivery.conversationId} = (select conversation_id from delivery where id = ${id})`,
        sql`${delivery.target}->'edits'->>'delivery' = ${id}`,
      ),
    )
    .orderBy(desc(delivery.createdAt));
  const lines = edits.flatMap(({ content }) => Settled.safeParse(content).data ?? []);
  const shown = JSON.stringify(fresh);
  return { card: fresh, settled: lines.find(({ token }) => shown.includes(token)) };
}
