// The inbox: a message, a file or a click becomes one row before anyone is answered; the same event twice stays one row.

import { and, eq, sql } from "drizzle-orm";
import { ConversationId, InboundId, newId, type PersonId, WorkspaceId } from "../core/ids.ts";
import { Failure } from "../core/failure.ts";
import { words } from "../core/locale.ts";
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
  /** As what it was kept. */
  kind: InboundBody["kind"];
  /** False when this event was kept before. */
  fresh: boolean;
};

/** The row kept for an event before, if any; it may lie in another workspace than the person is in now. */
export async function findKept(db: Db, platform: string, dedupeKey: string): Promise<Kept | undefined> {
  const [row] = await withSystemTx(db, "inbound.find", (tx) =>
    tx
      .select({
        id: inbound.id,
        workspaceId: inbound.workspaceId,
        conversationId: inbound.conversationId,
        kind: inbound.kind,
      })
      .from(inbound)
      .where(and(eq(inbound.platform, platform), eq(inbound.dedupeKey, dedupeKey))),
  );
  return (
    row && {
      inboundId: InboundId.parse(row.id),
      workspaceId: WorkspaceId.parse(row.workspaceId),
      conversationId: ConversationId.parse(row.conversationId),
      kind: row.kind,
      fresh: false,
    }
  );
}

/** Whether the answer to a kept event is not stored yet. */
export async function isOpen(db: Db, inboundId: InboundId): Promise<boolean> {
  const [row] = await withSystemTx(
    db,
    "inbound.open",
    (tx) => tx.select({ state: inbound.state }).from(inbound).where(eq(inbound.id, inboundId)),
    { single: true },
  );
  return row?.state === "waiting" || row?.state === "working";
}

/**
 * Keeps one event, its conversation made when it is the first; returns once both are committed.
 * @param event.replaces an earlier message of this person, which no longer counts from now on
 * @throws Failure "not_found" when there is no such message; nothing is kept then
 */
export async function keep(
  db: Db,
  place: Place & { conversationId?: ConversationId },
  event: { dedupeKey: string; body: InboundBody; replaces?: InboundId | undefined },
): Promise<Kept> {
  const { workspaceId, personId, platform } = place;
  const { kind, ...body } = event.body;
  const id = newId(InboundId);
  const kept = await withTx({ db, workspaceId }, async (tx) => {
    const conversationId = place.conversationId ?? (await openConversation(tx, place));
    const [added] = await Promise.all([
      tx
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
        .returning({ id: inbound.id }),
      notifyWork(tx, INBOX, { line: conversationId, id }),
    ]);
    if (added.length === 0) return undefined;
    if (event.replaces) await replace(tx, { workspaceId, conversationId, personId }, event.replaces, id);
    return conversationId;
  });
  if (kept !== undefined) return { inboundId: id, workspaceId, conversationId: kept, kind, fresh: true };
  const twin = await findKept(db, platform, event.dedupeKey);
  if (!twin) throw new Error("an event that was kept before is gone");
  return twin;
}

async function replace(
  tx: Tx,
  writer: { workspaceId: WorkspaceId; conversationId: ConversationId; personId: PersonId },
  before: InboundId,
  by: InboundId,
): Promise<void> {
  const theirs = and(
    eq(inbound.workspaceId, writer.workspaceId),
    eq(inbound.conversationId, writer.conversationId),
    eq(inbound.personId, writer.personId),
    eq(inbound.kind, "message"),
    eq(inbound.id, before),
  );
  const replaced = await tx
    .update(inbound)
    .set({ replacedBy: by })
    .where(theirs)
    .returning({ id: inbound.id });
  if (replaced.length === 0) throw noSuchMessage;
}

const noSuchMessage = new Failure("not_found", "no such message of this person to replace", {
  say: words("고칠 메시지를 찾지 못했어요.", "The message to edit was not found."),
  next: words("새 질문으로 보내 주세요.", "Send it as a new question."),
});

/** The conversation at a place, made when nobody spoke there yet. */
export async function openConversation(tx: Tx, place: Place): Promise<ConversationId> {
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
