// A line for one person, about something that was not kept: a press that came to nothing, a question in a room that is not answered in.

import { and, desc, eq, sql } from "drizzle-orm";
import { findPerson, findWorkspace } from "../capabilities/workspace/workspace.ts";
import type { Card } from "../core/card/card.ts";
import { failureCard } from "../core/card/failure-card.ts";
import type { Failure } from "../core/failure.ts";
import { ConversationId, DeliveryId, newId, type WorkspaceId } from "../core/ids.ts";
import type { Lang } from "../core/locale.ts";
import { notifyWork } from "../db/claim.ts";
import { type Db, type Tx, withTx } from "../db/db.ts";
import type { Origin } from "./body.ts";
import { OUTBOX } from "./outbox.ts";
import type { Place } from "./inbox.ts";
import { conversation, delivery, turn } from "./tables.ts";
import { type Only, onlyAsker } from "./target.ts";

/**
 * Puts a card on its way within the caller's transaction. It belongs to no conversation: nobody has to be met for it.
 * @param id of its delivery, where it is to be said once however often this is called
 */
export async function whisper(
  tx: Tx,
  { workspaceId, platform }: { workspaceId: WorkspaceId; platform: string },
  only: Only,
  card: Card,
  id = newId(DeliveryId),
): Promise<void> {
  await tx
    .insert(delivery)
    .values({
      id,
      workspaceId,
      conversationId: newId(ConversationId),
      platform,
      kind: "push",
      target: { only },
      content: { card },
      createdAt: sql`clock_timestamp()`,
    })
    .onConflictDoNothing();
  await notifyWork(tx, OUTBOX);
}

/** Tells a person what came of something that was not kept, and what to do next. */
export async function whisperFailure(db: Db, place: Place, origin: Origin, failure: Failure): Promise<void> {
  const { roomRef, threadRef } = place;
  const only = onlyAsker(place, origin) ?? { roomRef, threadRef, person: origin.person };
  const card = failureCard(failure, await languageSpoken(db, place, origin.person));
  await withTx({ db, ...place }, (tx) => whisper(tx, place, only, card));
}

/**
 * The language a person chose, else the one they were last answered in, else the workspace's.
 * @param shown the one their platform is shown in, before the workspace's
 */
export async function languageSpoken(
  db: Db,
  place: Omit<Place, "roomRef" | "threadRef">,
  platformId: string,
  shown?: Lang,
): Promise<Lang> {
  const chosen = (await findPerson(db, { platform: place.platform, platformId }))?.lang;
  return (
    chosen ??
    (await lastSpoken(db, place)) ??
    shown ??
    (await findWorkspace(db, place.workspaceId))?.lang ??
    "ko"
  );
}

async function lastSpoken(
  db: Db,
  { workspaceId, personId, platform }: Omit<Place, "roomRef" | "threadRef">,
): Promise<Lang | undefined> {
  const [row] = await withTx({ db, workspaceId }, (tx) =>
    tx
      .select({ lang: turn.lang })
      .from(conversation)
      .innerJoin(
        turn,
        and(eq(turn.workspaceId, conversation.workspaceId), eq(turn.conversationId, conversation.id)),
      )
      .where(
        and(
          eq(conversation.workspaceId, workspaceId),
          eq(conversation.personId, personId),
          eq(conversation.platform, platform),
        ),
      )
      .orderBy(desc(conversation.createdAt), desc(turn.createdAt))
      .limit(1),
  );
  return row?.lang;
}
