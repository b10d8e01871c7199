// The end of a turn: one transaction that stores it, its model calls, its buttons and its cards, and closes the inbound row.

import { and, eq, inArray, sql } from "drizzle-orm";
import type { Ctx } from "../capabilities/context.ts";
import { DeliveryId, newId, TurnId } from "../core/ids.ts";
import { finish } from "../db/claim.ts";
import { type Tx, withTx } from "../db/db.ts";
import { freeButton, storeButtons } from "./buttons.ts";
import type { Draft } from "./draft.ts";
import type { Delivered } from "./events.ts";
import type { Shelf } from "./history.ts";
import type { Item } from "./item.ts";
import { answerCard } from "./replies.ts";
import { delivery, modelCall, turn } from "./tables.ts";

export type Answering = { item: Item; said: string; tookMs: number };

/**
 * Stores the answer, once.
 * @returns the cards as stored
 * @throws an error with code `CLAIM_LOST` when somebody else has the row by now: nothing is stored then
 */
export async function commitAnswer(ctx: Ctx, answering: Answering, draft: Draft): Promise<Delivered[]> {
  const { workspaceId, lang } = ctx;
  const { item, said, tookMs } = answering;
  const { conversationId, personId } = item;
  const turnId = newId(TurnId);
  return withTx(ctx, async (tx) => {
    await finish(tx, item.claim);
    await tx.insert(turn).values({
      workspaceId,
      id: turnId,
      conversationId,
      inboundId: item.id,
      personId,
      lang,
      said,
      calls: draft.calls,
      cards: draft.cards,
      answer: draft.words,
      outcome: draft.outcome,
      createdAt: sql`clock_timestamp()`,
      tookMs: Math.round(tookMs),
    });
    await storeModelCalls(tx, ctx, turnId, draft);
    if (draft.freed !== undefined)
      await freeButton(tx, { workspaceId, token: draft.freed, inboundId: item.id });
    await storeButtons(tx, { workspaceId, conversationId, personId }, draft.buttons);
    return storeCards(tx, ctx, turnId, item, draft);
  });
}

async function storeModelCalls(
  tx: Tx,
  { workspaceId }: Ctx,
  turnId: TurnId,
  { modelCalls }: Draft,
): Promise<void> {
  if (modelCalls.length === 0) return;
  const rows = modelCalls.map((call) => ({
    ...call,
    workspaceId,
    id: newId(TurnId),
    turnId,
    createdAt: sql`now()`,
  }));
  await tx.insert(modelCall).values(rows);
}

/** Marks cards as handed to their surface. A mark that is lost costs nothing: surfaces know each card by its id. */
export async function markDelivered(shelf: Shelf, ids: readonly DeliveryId[]): Promise<void> {
  if (ids.length === 0) return;
  await withTx(shelf, (tx) =>
    tx
      .update(delivery)
      .set({ state: "done" })
      .where(
        and(
          eq(delivery.workspaceId, shelf.workspaceId),
          inArray(delivery.id, [...ids]),
          eq(delivery.state, "waiting"),
        ),
      ),
  );
}

/** The words stand in a card of their own behind the others. Cards of one turn keep their order by their times. */
async function storeCards(
  tx: Tx,
  { workspaceId, lang }: Ctx,
  turnId: TurnId,
  { conversationId, platform }: Item,
  draft: Draft,
): Promise<Delivered[]> {
  const cards = draft.words.trim() === "" ? draft.cards : [...draft.cards, answerCard(draft.words, lang)];
  const delivered = cards.map((card) => ({ id: newId(DeliveryId), card }));
  const rows = delivered.map(({ id, card }, index) => ({
    id,
    workspaceId,
    conversationId,
    turnId,
    platform,
    kind: "hold" as const,
    target: { conversation: conversationId },
    content: { card },
    createdAt: sql`clock_timestamp() + make_interval(secs => ${index / 1_000})`,
    state: "waiting" as const,
    nextAt: sql`now()`,
  }));
  if (rows.length > 0) await tx.insert(delivery).values(rows);
  return delivered;
}
