// What was said before: for the agent (the last turns with their tool calls) and for a surface (messages and stored cards).

import { and, asc, desc, eq, gte, isNull, ne, type SQL, sql } from "drizzle-orm";
import type { PastTurn } from "../agent/turn.ts";
import {
  type ConversationId,
  type DeliveryId,
  type InboundId,
  type PersonId,
  TurnId,
  type WorkspaceId,
} from "../core/ids.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";
import type { Answered } from "./events.ts";
import { conversation, delivery, inbound, turn } from "./tables.ts";
import { callsOf, readTurns, withCards } from "./turns.ts";

/** Turns the agent is told of. */
const REMEMBERED = 8;
/** Answers a surface gets at once. */
export const ANSWERS_AT_ONCE = 100;

/** The handles every read of a workspace's conversations needs. */
export type Shelf = { db: Db; workspaceId: WorkspaceId };

type StoredTurn = Pick<typeof turn.$inferSelect, "personId" | "said" | "calls" | "answer" | "tainted">;

/** The last turns of a conversation that still count, the newest first. */
export async function lastTurns(
  tx: Tx,
  workspaceId: WorkspaceId,
  conversationId: ConversationId | SQL,
): Promise<StoredTurn[]> {
  const { personId, said, calls, answer, tainted } = turn;
  const here = and(eq(turn.workspaceId, workspaceId), eq(turn.conversationId, conversationId));
  return tx
    .select({ personId, said, calls, answer, tainted })
    .from(turn)
    .leftJoin(inbound, eq(inbound.id, turn.inboundId))
    .where(and(here, isNull(inbound.replacedBy)))
    .orderBy(desc(turn.createdAt))
    .limit(REMEMBERED);
}

/** The last turns of a talk in a room where each speaks in a line of their own: what everybody read there is remembered for all. */
export async function lastTurnsOfTalk(
  tx: Tx,
  { workspaceId, platform, roomRef, threadRef }: Talk,
): Promise<StoredTurn[]> {
  const { personId, said, calls, answer, tainted } = turn;
  return tx
    .select({ personId, said, calls, answer, tainted })
    .from(turn)
    .innerJoin(
      conversation,
      and(eq(conversation.workspaceId, turn.workspaceId), eq(conversation.id, turn.conversationId)),
    )
    .leftJoin(inbound, eq(inbound.id, turn.inboundId))
    .where(
      and(
        eq(turn.workspaceId, workspaceId),
        eq(conversation.platform, platform),
        eq(conversation.roomRef, roomRef),
        sql`split_part(${conversation.threadRef}, '/', 1) = split_part(${threadRef}, '/', 1)`,
        isNull(inbound.replacedBy),
      ),
    )
    .orderBy(desc(turn.createdAt))
    .limit(REMEMBERED);
}

type Talk = { workspaceId: WorkspaceId; platform: string; roomRef: string; threadRef: string };

/** The same as the agent is told of them, oldest first; those of others than `asker` say so. */
export function pastTurns(turns: readonly StoredTurn[], asker: PersonId): PastTurn[] {
  return turns.toReversed().map(({ personId, said, calls, answer, tainted }) => ({
    said,
    calls: callsOf(calls),
    answer,
    byOther: personId !== asker,
    tainted,
  }));
}

/** Part of a conversation in order; `older` is where the part before it ends, and is missing at the beginning. */
export type AnswerPage = { answers: Answered[]; older?: TurnId };

/** The last `count` answers, or the last of those before the turn `before`. */
export async function answerPage(
  shelf: Shelf,
  conversationId: ConversationId,
  { before, count }: { before?: TurnId | undefined; count: number },
): Promise<AnswerPage> {
  const here = inConversation(shelf, conversationId);
  const where = before ? and(here, earlierThan(shelf, before)) : here;
  return withTx(shelf, async (tx) => {
    const rows = await readTurns(tx, where, desc, count + 1);
    const shown = rows.slice(0, count).toReversed();
    const older = rows.length > count ? shown[0]?.id : undefined;
    return { answers: await withCards(tx, shown), ...(older && { older: TurnId.parse(older) }) };
  });
}

/** Answers in order: the last ones, or the first of those stored after a delivery, at most `ANSWERS_AT_ONCE`. */
export async function answersOf(
  shelf: Shelf,
  conversationId: ConversationId,
  after?: DeliveryId,
): Promise<Answered[]> {
  const here = inConversation(shelf, conversationId);
  return withTx(shelf, async (tx) => {
    const seen = after && (await turnOf(tx, shelf, conversationId, after));
    if (!seen) return withCards(tx, (await readTurns(tx, here, desc, ANSWERS_AT_ONCE)).toReversed());
    // One stored in the same millisecond is given again rather than missed.
    const later = and(here, gte(turn.createdAt, seen.createdAt), ne(turn.id, seen.id));
    return withCards(tx, await readTurns(tx, later, asc, ANSWERS_AT_ONCE));
  });
}

/** The stored answer to one message, with its tool calls. */
export async function answerTo(
  shelf: Shelf,
  conversationId: ConversationId,
  id: InboundId,
): Promise<Answered | undefined> {
  const here = and(inConversation(shelf, conversationId), eq(turn.inboundId, id));
  const [found] = await withTx(shelf, async (tx) => withCards(tx, await readTurns(tx, here, desc, 1)));
  return found;
}

function inConversation({ workspaceId }: Shelf, conversationId: ConversationId): SQL | undefined {
  return and(eq(turn.workspaceId, workspaceId), eq(turn.conversationId, conversationId));
}

function earlierThan({ workspaceId }: Shelf, before: TurnId): SQL {
  return sql`(turn.created_at, turn.id) < (select t.created_at, t.id from turn t
    where t.workspace_id = ${workspaceId} and t.id = ${before})`;
}

/** The turn whose card a delivery of this conversation is. */
async function turnOf(
  tx: Tx,
  { workspaceId }: Shelf,
  conversationId: ConversationId,
  id: DeliveryId,
): Promise<{ id: string; createdAt: Temporal.Instant } | undefined> {
  const here = and(
    eq(delivery.id, id),
    eq(delivery.workspaceId, workspaceId),
    eq(delivery.conversationId, conversationId),
  );
  const [found] = await tx
    .select({ id: turn.id, createdAt: turn.createdAt })
    .from(delivery)
    .innerJoin(turn, and(eq(turn.workspaceId, delivery.workspaceId), eq(turn.id, delivery.turnId)))
    .where(here);
  return found;
}
