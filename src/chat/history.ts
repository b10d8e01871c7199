// What was said before: for the agent (the last turns with their tool calls) and for a surface (messages and stored cards).

import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { PastTurn, ToolCallRecord } from "../agent/turn.ts";
import { Card } from "../core/card/card.ts";
import { type ConversationId, DeliveryId, InboundId, type WorkspaceId } from "../core/ids.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";
import { bodyOf, saidOf } from "./body.ts";
import type { Answered, Delivered } from "./events.ts";
import { delivery, inbound, turn } from "./tables.ts";

/** Turns the agent is told of. */
const REMEMBERED = 8;
/** Messages a surface gets at once. */
const SHOWN = 100;

/** The handles every read of a workspace's conversations needs. */
export type Shelf = { db: Db; workspaceId: WorkspaceId };

/** The last turns of a conversation, oldest first. */
export async function pastTurns(shelf: Shelf, conversationId: ConversationId): Promise<PastTurn[]> {
  const rows = await withTx(shelf, (tx) =>
    tx
      .select({ said: turn.said, calls: turn.calls, answer: turn.answer })
      .from(turn)
      .where(inConversation(shelf, conversationId))
      .orderBy(desc(turn.createdAt))
      .limit(REMEMBERED),
  );
  return rows.toReversed().map(({ said, calls, answer }) => ({ said, calls: callsOf(calls), answer }));
}

/** Answered messages of a conversation in order, with their stored cards: all recent ones, or those after a delivery. */
export async function answersOf(
  shelf: Shelf,
  conversationId: ConversationId,
  after?: DeliveryId,
): Promise<Answered[]> {
  const here = inConversation(shelf, conversationId);
  return withTx(shelf, (tx) => readAnswers(tx, after ? and(here, laterThan(after)) : here));
}

/** The stored answer to one message, with its tool calls. */
export async function answerTo(
  shelf: Shelf,
  conversationId: ConversationId,
  id: InboundId,
): Promise<Answered | undefined> {
  const here = and(inConversation(shelf, conversationId), eq(turn.inboundId, id));
  const [found] = await withTx(shelf, (tx) => readAnswers(tx, here));
  return found;
}

async function readAnswers(tx: Tx, where: SQL | undefined): Promise<Answered[]> {
  const rows = await tx
    .select({ turn, kind: inbound.kind, body: inbound.body })
    .from(turn)
    .leftJoin(inbound, eq(inbound.id, turn.inboundId))
    .where(where)
    .orderBy(desc(turn.createdAt))
    .limit(SHOWN);
  const cards = await readCards(
    tx,
    rows.map((row) => row.turn),
  );
  return rows.toReversed().map(({ turn: { id, inboundId, said, outcome, calls }, kind, body }) => ({
    kind: "end",
    id: InboundId.parse(inboundId),
    ...(kind && body ? saidOf(bodyOf(kind, body)) : { said, files: [] }),
    outcome,
    cards: cards.get(id) ?? [],
    calls: callsOf(calls),
  }));
}

/** Cards of turns of one conversation, each turn's in the order they were said. */
async function readCards(
  tx: Tx,
  turns: readonly { id: string; workspaceId: string; conversationId: string }[],
): Promise<Map<string | null, Delivered[]>> {
  const [one] = turns;
  if (!one) return new Map();
  const here = and(
    eq(delivery.workspaceId, one.workspaceId),
    eq(delivery.conversationId, one.conversationId),
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

function inConversation({ workspaceId }: Shelf, conversationId: ConversationId): SQL | undefined {
  return and(eq(turn.workspaceId, workspaceId), eq(turn.conversationId, conversationId));
}

/** Turns stored after the turn of a delivery, all of them where this conversation has no such one; one stored in the same millisecond is given again rather than missed. */
function laterThan(after: DeliveryId): SQL {
  const seen = sql`(select d.turn_id from delivery d
    where d.workspace_id = turn.workspace_id and d.conversation_id = turn.conversation_id and d.id = ${after})`;
  const stored = sql`(select t.created_at from turn t where t.workspace_id = turn.workspace_id and t.id = ${seen})`;
  return sql`(${stored} is null or turn.created_at >= ${stored} and turn.id <> ${seen})`;
}

/** They were written by us, as the agent gave them. */
function callsOf(stored: unknown): ToolCallRecord[] {
  return stored as ToolCallRecord[];
}
