// The inbox: a message, a file or a click becomes one row before anyone is answered; the same event twice stays one row.

import { and, eq, sql } from "drizzle-orm";
import { ConversationId, InboundId, newId, type PersonId, WorkspaceId } from "../core/ids.ts";
import { notifyWork } from "../db/claim.ts";
import { type Db, type Tx, withSystemTx, withTx } from "../db/db.ts";
import type { InboundBody } from "./body.ts";
import { conversation, inbound } from "./tables.ts";

/** The claim loop's name of the table of inbound rows. */
export const INBOX = "inbound";

/** Where a person speaks: a thread of a room on a platform, in one workspace. */
export type Place = {
  workspaceId: WorkspaceId;
  personId: PersonId;
  platform: string;
  roomRef: string;
  threadRef: string;
};

/** One text for a place, for telling listeners apart. */
export function placeKey({ workspaceId, platform, roomRef, threadRef }: Omit<Place, "personId">): string {
  return JSON.stringify([workspaceId, platform, roomRef, threadRef]);
}

export type Kept = {
  inboundId: InboundId;
  workspaceId: WorkspaceId;
  conversationId: ConversationId;
  /** False when this event was kept before. */
  fresh: boolean;
};

/** The row kept for an event before, if any; it may lie in another workspace than the person is in now. */
export async function findKept(db: Db, platform: string, dedupeKey: string): Promise<Kept | undefined> {
  const [row] = await withSystemTx(db, "inbound.find", (tx) =>
    tx
      .select({ id: inbound.id, workspaceId: inbound.workspaceId, conversationId: inbound.conversationId })
      .from(inbound)
      .where(and(eq(inbound.platform, platform), eq(inbound.dedupeKey, dedupeKey))),
  );
  return (
    row && {
      inboundId: InboundId.parse(row.id),
      workspaceId: WorkspaceId.parse(row.workspaceId),
      conversationId: ConversationId.parse(row.conversationId),
      fresh: false,
    }
  );
}

/** Keeps one event, its conversation made when it is the first; returns once both are committed. */
export async function keep(
  db: Db,
  place: Place & { conversationId?: ConversationId },
  event: { dedupeKey: string; body: InboundBody },
): Promise<Kept> {
  const { workspaceId, personId, platform } = place;
  const { kind, ...body } = event.body;
  const id = newId(InboundId);
  const kept = await withTx({ db, workspaceId }, async (tx) => {
    const conversationId = place.conversationId ?? (await openConversation(tx, place));
    const added = await tx
      .insert(inbound)
      .values({
        id,
        workspaceId,
        conversationId,
        personId,
        platform,
        dedupeKey: event.dedupeKey,
        kind,
        body,
        createdAt: sql`clock_timestamp()`,
      })
      .onConflictDoNothing({ target: [inbound.platform, inbound.dedupeKey] })
      .returning({ id: inbound.id });
    if (added.length === 0) return undefined;
    await notifyWork(tx, INBOX);
    return conversationId;
  });
  if (kept !== undefined) return { inboundId: id, workspaceId, conversationId: kept, fresh: true };
  const twin = await findKept(db, platform, event.dedupeKey);
  if (!twin) throw new Error("an event that was kept before is gone");
  return twin;
}

async function openConversation(tx: Tx, place: Place): Promise<ConversationId> {
  const known = await conversationAt(tx, place);
  if (known) return known;
  const { workspaceId, personId, platform, roomRef, threadRef } = place;
  await tx
    .insert(conversation)
    .values({
      workspaceId,
      id: newId(ConversationId),
      personId,
      platform,
      roomRef,
      threadRef,
      createdAt: sql`now()`,
    })
    .onConflictDoNothing();
  // Its first two messages may come at once: the later one waits for the other's insert and finds its row here.
  const made = await conversationAt(tx, place);
  if (!made) throw new Error("a conversation that was just made is gone");
  return made;
}

export async function conversationAt(
  tx: Tx,
  { workspaceId, platform, roomRef, threadRef }: Omit<Place, "personId">,
): Promise<ConversationId | undefined> {
  const [row] = await tx
    .select({ id: conversation.id })
    .from(conversation)
    .where(
      and(
        eq(conversation.workspaceId, workspaceId),
        eq(conversation.platform, platform),
        eq(conversation.roomRef, roomRef),
        eq(conversation.threadRef, threadRef),
      ),
    );
  return row && ConversationId.parse(row.id);
}
