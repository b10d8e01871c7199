// A person's conversations: where they are, what each began with, what in them still waits for an answer.

import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { type ConversationId, InboundId, type PersonId } from "../core/ids.ts";
import { withTx } from "../db/db.ts";
import { bodyOf, type Said, saidOf } from "./body.ts";
import type { Shelf } from "./history.ts";
import { conversation, inbound } from "./tables.ts";

const LISTED = 50;
/** Longest name of a conversation. */
export const TITLE_LETTERS = 80;

export type Waiting = { id: InboundId } & Said;

export type Thread = { thread: string; title: string };

/** Messages that wait for their answer, in order. */
export async function waitingIn(shelf: Shelf, conversationId: ConversationId): Promise<Waiting[]> {
  const open = and(
    eq(inbound.workspaceId, shelf.workspaceId),
    eq(inbound.conversationId, conversationId),
    inArray(inbound.state, ["waiting", "working"]),
  );
  const rows = await withTx(shelf, (tx) =>
    tx
      .select({ id: inbound.id, kind: inbound.kind, body: inbound.body })
      .from(inbound)
      .where(open)
      .orderBy(asc(inbound.createdAt)),
  );
  return rows.map(({ id, kind, body }) => ({ id: InboundId.parse(id), ...saidOf(bodyOf(kind, body)) }));
}

/** The person's conversations on a platform, the last one first, each with its name or what it began with. */
export async function threadsOf(
  shelf: Shelf,
  { platform, personId }: { platform: string; personId: PersonId },
): Promise<Thread[]> {
  const began = sql<string | null>`(select left(t.said, ${TITLE_LETTERS}) from turn t
    left join inbound i on i.id = t.inbound_id
    where t.workspace_id = conversation.workspace_id and t.conversation_id = conversation.id
      and i.replaced_by is null
    order by t.created_at limit 1)`;
  const begins = sql<string | null>`(select left(i.body->>'text', ${TITLE_LETTERS}) from inbound i
    where i.workspace_id = conversation.workspace_id and i.conversation_id = conversation.id
      and i.state in ('waiting', 'working')
    order by i.created_at limit 1)`;
  const title = sql<string | null>`coalesce(${conversation.title}, ${began}, ${begins})`;
  const theirs = and(
    eq(conversation.workspaceId, shelf.workspaceId),
    eq(conversation.platform, platform),
    eq(conversation.personId, personId),
  );
  const rows = await withTx(shelf, (tx) =>
    tx
      .select({ thread: conversation.threadRef, title })
      .from(conversation)
      .where(theirs)
      .orderBy(desc(conversation.createdAt))
      .limit(LISTED),
  );
  return rows.map(({ thread, title }) => ({ thread, title: title ?? "…" }));
}
