// The inbox: a message, a file or a click becomes one row before anyone is answered; the same event twice stays one row.

import { and, eq, type SQL, sql } from "drizzle-orm";
import { ConversationId, InboundId, newId, type PersonId, WorkspaceId } from "../core/ids.ts";
import { Failure } from "../core/failure.ts";
import { words } from "../core/locale.ts";
import { notifyingWork, notifyWork } from "../db/claim.ts";
import { type Db, rowsOf, type Tx, type TxOptions, withSystemTx, withTx } from "../db/db.ts";
import type { InboundBody } from "./body.ts";
import { bodyToKeep } from "./masked-body.ts";
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
  const shown = {
    id: inbound.id,
    workspaceId: inbound.workspaceId,
    conversationId: inbound.conversationId,
    kind: inbound.kind,
  };
  const same = and(eq(inbound.platform, platform), eq(inbound.dedupeKey, dedupeKey));
  const [row] = await withSystemTx(
    db,
    "inbound.find",
    async (tx) => tx.select(shown).from(inbound).where(same),
    atOnce,
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

/** Whether a row was kept for a message of this person's, within a look-up of somebody else's. `key` is the surface's own id of it. */
export function isKept(platform: string, key: string): (personId: SQL) => SQL {
  return (personId) => sql`exists (select from inbound
    where platform = ${platform} and dedupe_key = ${personId}::text || ${`:${key}`})`;
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
  const id = newId(InboundId);
  const { workspaceId, platform } = place;
  const { kind } = event.body;
  const adding = { id, place, event: { ...event, body: bodyToKeep({ db, workspaceId }, event.body) } };
  const added = (conversationId: ConversationId): Kept => ({
    inboundId: id,
    workspaceId,
    conversationId,
    kind,
    fresh: true,
  });
  if (!event.replaces) {
    const at = await withTx({ db, workspaceId }, (tx) => addAtOnce(tx, adding), atOnce);
    if (at !== undefined) return added(at);
    const twin = await findKept(db, platform, event.dedupeKey);
    if (twin) return { ...twin, fresh: twin.inboundId === id };
  }
  const at = await withTx({ db, workspaceId }, (tx) => addInSteps(tx, adding), { urgent: true });
  if (at !== undefined) return added(at);
  const twin = await findKept(db, platform, event.dedupeKey);
  if (!twin) throw new Error("an event that was kept before is gone");
  return twin;
}

const atOnce: TxOptions = { single: true, urgent: true, plans: "kept" };

type Adding = {
  id: InboundId;
  place: Place & { conversationId?: ConversationId };
  event: { dedupeKey: string; body: InboundBody; replaces?: InboundId | undefined };
};

/**
 * Row, conversation and notice in one statement: a platform waits for them. Run twice, it adds nothing more.
 * @returns nothing when the row is there already, or its conversation is being made by somebody else
 */
async function addAtOnce(tx: Tx, { id, place, event }: Adding): Promise<ConversationId | undefined> {
  const { workspaceId, personId, platform, roomRef, threadRef } = place;
  const { kind, ...body } = event.body;
  const known = place.conversationId
    ? sql`select ${place.conversationId}::uuid as id`
    : sql`select id from conversation where workspace_id = ${workspaceId}::uuid and platform = ${platform}
        and room_ref = ${roomRef} and thread_ref = ${threadRef}`;
  const [row] = await rowsOf<{ conversation_id: string }>(
    tx,
    sql`with known as (${known}),
      made as (
        insert into conversation (workspace_id, id, person_id, platform, room_ref, thread_ref, created_at)
        select ${workspaceId}::uuid, ${newId(ConversationId)}::uuid, ${personId}::uuid, ${platform}, ${roomRef}, ${threadRef}, now()
        where not exists (select from known)
        on conflict do nothing returning id),
      added as (
        insert into inbound (id, workspace_id, conversation_id, person_id, platform, dedupe_key, kind, body, created_at)
        select ${id}::uuid, ${workspaceId}::uuid, place.id, ${personId}::uuid, ${platform}, ${event.dedupeKey}, ${kind},
          ${JSON.stringify(body)}::jsonb, clock_timestamp()
        from (select id from known union all select id from made) place
        on conflict (platform, dedupe_key) do nothing returning conversation_id)
      select conversation_id, ${notifyingWork(INBOX, { id, line: sql`conversation_id` })} from added`,
  );
  return row && ConversationId.parse(row.conversation_id);
}

/** The same, where the conversation may be made by somebody else just now, or an earlier message is replaced. */
async function addInSteps(tx: Tx, { id, place, event }: Adding): Promise<ConversationId | undefined> {
  const { workspaceId, personId, platform } = place;
  const { kind, ...body } = event.body;
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
