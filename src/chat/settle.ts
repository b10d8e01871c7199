// A card whose button was pressed says so in the place of its buttons: what was chosen, by whom and when. Copies of it that other people
// got say the same. The edits go the way of every card, through the outbox, in the transaction of the press's own answer.

import { and, eq, isNull, ne, or, sql } from "drizzle-orm";
import type { Ctx } from "../capabilities/context.ts";
import { personName } from "../capabilities/workspace/workspace.ts";
import { momentIn } from "../core/card/plain/sources.ts";
import { type Failure, failureText } from "../core/failure.ts";
import { DeliveryId, newId, type PersonId } from "../core/ids.ts";
import { say, words } from "../core/locale.ts";
import { notifyWork } from "../db/claim.ts";
import type { Tx } from "../db/db.ts";
import { isPosted, OUTBOX } from "./deliver.ts";
import type { Item } from "./item.ts";
import { button, delivery } from "./tables.ts";

/** @param refused why nothing was done, where the button is used up all the same */
export async function settledLine(
  ctx: Ctx,
  { personId, label }: { personId: PersonId; label: string },
  refused?: Failure,
): Promise<string> {
  const at = momentIn(ctx.zone, ctx.now.toString());
  if (refused) return `${failureText(refused, ctx.lang).say} · ${at}`;
  const name = await personName(ctx.db, personId);
  return say(ctx.lang, words(`✔ ‘${label}’ · ${name} 님 · ${at}`, `✔ “${label}” · ${name} · ${at}`));
}

/** Puts the edits of a pressed card and of its copies on their way. */
export async function settleCards(
  tx: Tx,
  { workspaceId }: Ctx,
  item: Item,
  { token, line }: { token: string; line: string },
): Promise<void> {
  const [pressed] = await tx
    .select()
    .from(button)
    .where(and(eq(button.workspaceId, workspaceId), eq(button.token, token)));
  if (!pressed?.deliveryId) return;
  const { message } = item.body.origin ?? {};
  const cards = [
    { token, delivery: pressed.deliveryId, message, ...(await cardAt(tx, pressed.deliveryId)) },
    ...(await copiesOf(tx, pressed)),
  ];
  const rows = cards.flatMap(({ token: at, delivery: id, message: post, conversationId, platform }) => {
    if (!conversationId || !platform || !isPosted(platform)) return [];
    return {
      id: newId(DeliveryId),
      workspaceId,
      conversationId,
      platform,
      kind: "edit" as const,
      target: { conversation: conversationId, edits: { delivery: id, message: post } },
      content: { token: at, line },
      createdAt: sql`clock_timestamp()`,
    };
  });
  if (rows.length === 0) return;
  await tx.insert(delivery).values(rows);
  await notifyWork(tx, OUTBOX);
}

type Card = { conversationId?: string; platform?: string };

async function cardAt(tx: Tx, id: string): Promise<Card> {
  const [row] = await tx
    .select({ conversationId: delivery.conversationId, platform: delivery.platform })
    .from(delivery)
    .where(eq(delivery.id, id));
  return row ?? {};
}

type Copy = Card & { token: string; delivery: string; message?: string };

/** The same choice on a card that somebody else was sent, and that nobody pressed yet. */
async function copiesOf(tx: Tx, pressed: typeof button.$inferSelect): Promise<Copy[]> {
  const { workspaceId, action, input, deliveryId } = pressed;
  if (!deliveryId) return [];
  return tx
    .select({
      token: button.token,
      delivery: delivery.id,
      conversationId: delivery.conversationId,
      platform: delivery.platform,
    })
    .from(button)
    .innerJoin(
      delivery,
      and(eq(delivery.workspaceId, button.workspaceId), eq(delivery.id, button.deliveryId)),
    )
    .where(
      and(
        eq(button.workspaceId, workspaceId),
        eq(button.action, action),
        sql`${button.input} = ${JSON.stringify(input)}::jsonb`,
        isNull(button.usedAt),
        // A choice that is anybody's stands on every card that shows it; what is one person's own, on copies sent to others.
        or(eq(delivery.kind, "push"), isNull(button.personId)),
        ne(delivery.id, deliveryId),
      ),
    );
}
