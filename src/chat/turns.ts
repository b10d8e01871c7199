// Stored turns as a surface gets them: what was said, and the cards that answered it.

import { and, asc, type desc, eq, gte, inArray, lte, type SQL } from "drizzle-orm";
import type { ToolCallRecord } from "../agent/turn.ts";
import { Card } from "../core/card/card.ts";
import { DeliveryId, InboundId } from "../core/ids.ts";
import type { Tx } from "../db/db.ts";
import { bodyOf, saidOf } from "./body.ts";
import type { Answered, Delivered } from "./events.ts";
import { withOutcomes } from "./requests.ts";
import { delivery, inbound, turn } from "./tables.ts";

/** The cards of an answer are stored with its turn: no transaction takes longer than this. */
const CARDS_WITHIN = Temporal.Duration.from({ minutes: 10 });

/** All but the cards: a surface gets those as they were delivered. */
const shown = {
  workspaceId: turn.workspaceId,
  conversationId: turn.conversationId,
  id: turn.id,
  inboundId: turn.inboundId,
  said: turn.said,
  calls: turn.calls,
  outcome: turn.outcome,
  createdAt: turn.createdAt,
  kind: inbound.kind,
  body: inbound.body,
  replacedBy: inbound.replacedBy,
};

export type TurnRow = Pick<
  typeof turn.$inferSelect,
  "workspaceId" | "conversationId" | "id" | "inboundId" | "said" | "calls" | "outcome" | "createdAt"
> & { kind: (typeof inbound.$inferSelect)["kind"] | null; body: unknown; replacedBy: string | null };

/** Turns with the messages they answer, the newest (`desc`) or the oldest (`asc`) first. */
export async function readTurns(
  tx: Tx,
  where: SQL | undefined,
  order: typeof asc | typeof desc,
  count: number,
): Promise<TurnRow[]> {
  return tx
    .select(shown)
    .from(turn)
    .leftJoin(inbound, eq(inbound.id, turn.inboundId))
    .where(where)
    .orderBy(order(turn.createdAt), order(turn.id))
    .limit(count);
}

/** What each turn answered with, as a surface shows it; all of one conversation, in order. */
export async function withCards(tx: Tx, rows: readonly TurnRow[]): Promise<Answered[]> {
  const cards = await withOutcomes(tx, rows[0]?.workspaceId, await readCards(tx, rows));
  return rows.map(({ id, inboundId, said, outcome, calls, kind, body, replacedBy }) => ({
    kind: "end",
    id: InboundId.parse(inboundId),
    ...(kind && body ? saidOf(bodyOf(kind, body)) : { said, files: [] }),
    replaced: replacedBy !== null,
    outcome,
    cards: cards.get(id) ?? [],
    calls: callsOf(calls),
  }));
}

/** Cards of turns of one conversation in the order of the turns, each turn's in the order they were said. */
async function readCards(tx: Tx, turns: readonly TurnRow[]): Promise<Map<string | null, Delivered[]>> {
  const [first, last] = [turns[0], turns.at(-1)];
  if (!first || !last) return new Map();
  const here = and(
    eq(delivery.workspaceId, first.workspaceId),
    eq(delivery.conversationId, first.conversationId),
    // The times keep the index from walking a long conversation from its beginning.
    gte(delivery.createdAt, first.createdAt),
    lte(delivery.createdAt, last.createdAt.add(CARDS_WITHIN)),
    inArray(
      delivery.turnId,
      turns.map(({ id }) => id),
    ),
  );
  const rows = await tx
    .select()
    .from(delivery)
    .where(here)
    .orderBy(asc(delivery.createdAt), asc(delivery.id));
  const byTurn = Map.groupBy(rows, ({ turnId }) => turnId);
  return new Map([...byTurn].map(([turnId, cards]) => [turnId, cards.map(deliveredOf)]));
}

function deliveredOf({ id, content }: { id: string; content: unknown }): Delivered {
  return { id: DeliveryId.parse(id), card: Card.parse((content as { card: unknown }).card) };
}

/** They were written by us, as the agent gave them. */
export function callsOf(stored: unknown): ToolCallRecord[] {
  return stored as ToolCallRecord[];
}
