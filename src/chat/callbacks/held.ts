// Answers on platforms that take no posts and give one slot a message: what is stored lies held until a slot takes it, in order. Who
// takes cards to show them holds them for a moment; a process that dies with them in hand leaves open whether they were seen, and whoever
// takes them next says so.

import { and, asc, desc, eq, sql } from "drizzle-orm";
import { Card } from "../../core/card/card.ts";
import { type Lang, say, words } from "../../core/locale.ts";
import { DeliveryId, type WorkspaceId } from "../../core/ids.ts";
import { type Db, type Tx, withTx } from "../../db/db.ts";
import { asItStands } from "../requests.ts";
import { conversation, delivery, turn } from "../tables.ts";
import { callback } from "./tables.ts";

/** One person's line in a room: `line` is empty where they are alone with us. */
export type Ear = { workspaceId: WorkspaceId; platform: string; roomRef: string; line: string };

/** What a slot shows: a stored card, or words around it that are stored nowhere. */
export type ShownCard = { id?: string; card: Card };

/** Cards in the hand of one slot, in order. */
export type Taken = {
  workspaceId: WorkspaceId;
  cards: { id: DeliveryId; fence: number }[];
  shown: ShownCard[];
  /** More lies there that another slot has in hand just now, or that a callback is to show. */
  onItsWay: boolean;
};

/** Longer than any slot needs to show what it took. */
const IN_HAND_MS = 8_000;
/** Cards of one slot; what is behind them waits for the next. */
const MOST = 20;

/** Behind the name of its talk a thread names the line. */
const lineIn = sql`case when strpos(${conversation.threadRef}, '/') = 0 then ''
  else substr(${conversation.threadRef}, strpos(${conversation.threadRef}, '/') + 1) end`;

/**
 * Takes what is held for this ear, the oldest first, what nobody asked for at the head. Behind a card that is in another's hand, or whose
 * own callback is still open, nothing is taken: the order stays.
 * @param own the message whose callback takes them
 */
export async function takeHeld(tx: Tx, ear: Ear, own?: { inboundId: string }): Promise<Taken> {
  const rows = await heldFor(tx, ear);
  const free = rows.findIndex((row) => row.inHand || (row.awaited && row.inboundId !== own?.inboundId));
  const mine = rows.slice(0, free === -1 ? MOST : Math.min(free, MOST));
  const shown: ShownCard[] = [];
  const cards: Taken["cards"] = [];
  for (const [index, row] of mine.entries()) {
    const { card } = await asItStands(tx, ear, { id: row.id, card: Card.parse(row.card) });
    if (row.open && mine[index - 1]?.open !== true) shown.push({ card: seenBefore(card.lang) });
    shown.push({ id: row.id, card });
    cards.push({ id: DeliveryId.parse(row.id), fence: row.fence + 1 });
  }
  for (const { id, fence } of cards)
    await tx
      .update(delivery)
      .set({ fence, leaseUntil: sql`clock_timestamp() + ${IN_HAND_MS} * interval '1 ms'` })
      .where(and(eq(delivery.workspaceId, ear.workspaceId), eq(delivery.id, id)));
  return { workspaceId: ear.workspaceId, cards, shown, onItsWay: free !== -1 };
}

async function heldFor(tx: Tx, { workspaceId, platform, roomRef, line }: Ear) {
  return tx
    .select({
      id: delivery.id,
      card: sql<unknown>`${delivery.content}->'card'`,
      fence: delivery.fence,
      inboundId: turn.inboundId,
      inHand: sql<boolean>`coalesce(${delivery.leaseUntil} > clock_timestamp(), false)`,
      /** It was in a hand that died with it. */
      open: sql<boolean>`coalesce(${delivery.leaseUntil} <= clock_timestamp(), false)`,
      awaited: sql<boolean>`exists (select from ${callback} k where k.workspace_id = ${delivery.workspaceId}
        and k.inbound_id = ${turn.inboundId} and k.state in ('waiting', 'working') and k.shut_at > clock_timestamp())`,
    })
    .from(delivery)
    .innerJoin(
      conversation,
      and(eq(conversation.workspaceId, delivery.workspaceId), eq(conversation.id, delivery.conversationId)),
    )
    .leftJoin(turn, and(eq(turn.workspaceId, delivery.workspaceId), eq(turn.id, delivery.turnId)))
    .where(
      and(
        eq(delivery.workspaceId, workspaceId),
        eq(delivery.platform, platform),
        eq(delivery.state, "held"),
        eq(conversation.platform, platform),
        eq(conversation.roomRef, roomRef),
        sql`${lineIn} = ${line}`,
      ),
    )
    .orderBy(desc(sql`${delivery.kind} = 'push'`), asc(delivery.createdAt), asc(delivery.id))
    .limit(MOST + 1)
    .for("update", { of: delivery });
}

/** They were shown. */
export async function endHeld(tx: Tx, taken: Taken): Promise<void> {
  await settle(tx, taken, { state: "done", leaseUntil: null });
}

/** Nobody saw them, as far as can be known: the next slot takes them. */
export async function putBack(tx: Tx, taken: Taken): Promise<void> {
  await settle(tx, taken, { leaseUntil: null });
}

/** Nobody knows whether they were seen: the next slot takes them and says so. */
export async function leaveOpen(tx: Tx, taken: Taken): Promise<void> {
  await settle(tx, taken, { leaseUntil: sql`clock_timestamp()` });
}

type Change = Partial<Record<"leaseUntil", unknown>> & { state?: "done" };

/** Only what is still in this very hand. */
async function settle(tx: Tx, { workspaceId, cards }: Taken, change: Change): Promise<void> {
  for (const { id, fence } of cards)
    await tx
      .update(delivery)
      .set(change as object)
      .where(
        and(
          eq(delivery.workspaceId, workspaceId),
          eq(delivery.id, id),
          eq(delivery.fence, fence),
          eq(delivery.state, "held"),
        ),
      );
}

/** The same in transactions of their own, for a slot. */
export const slotHands = {
  take: (db: Db, ear: Ear): Promise<Taken> => withTx({ db, ...ear }, (tx) => takeHeld(tx, ear)),
  shown: (db: Db, taken: Taken): Promise<void> => inOwn(db, taken, endHeld),
  notShown: (db: Db, taken: Taken): Promise<void> => inOwn(db, taken, putBack),
  unsure: (db: Db, taken: Taken): Promise<void> => inOwn(db, taken, leaveOpen),
};

async function inOwn(db: Db, taken: Taken, settled: typeof endHeld): Promise<void> {
  if (taken.cards.length > 0) await withTx({ db, ...taken }, (tx) => settled(tx, taken));
}

const maybeSeen = words(
  "보내는 중에 연결이 끊겨서, 아래는 이미 보셨을 수도 있는 답이에요.",
  "The connection broke while I was sending, so you may have seen the following already.",
);

function seenBefore(lang: Lang): Card {
  return { lang, parts: [{ kind: "text", tone: "note", runs: [say(lang, maybeSeen)] }] };
}
