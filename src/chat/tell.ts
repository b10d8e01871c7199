// Tells people of something in a conversation they had before: one more inbound row there, which is answered like any other.

import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { noteConversation } from "../capabilities/approvals/approvals.ts";
import type { Ctx } from "../capabilities/context.ts";
import type { Tell } from "../capabilities/tool.ts";
import type { Card } from "../core/card/card.ts";
import { InboundId, newId } from "../core/ids.ts";
import { notifyWork } from "../db/claim.ts";
import type { Tx } from "../db/db.ts";
import { INBOX } from "./inbox.ts";
import { notifyRequests } from "./notices.ts";
import { conversation, inbound } from "./tables.ts";

/** The verb of the buttons that decide about a request. */
export const DECIDE = "decide_approval";

/** The verb of the button that shows a request whole. */
export const LOOK = "show_request";

/** The verb of a button that stands for its person's next message. */
export const SAY = "say";
export const Said = z.object({ text: z.string().min(1).max(2_000) });

/** In the caller's transaction: told once it is committed, and once for each key. */
export async function tellThere(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { conversationId, action, input, key, personId, lang }: Tell,
): Promise<void> {
  const [place] = await tx
    .select({ platform: conversation.platform, personId: conversation.personId })
    .from(conversation)
    .where(and(eq(conversation.workspaceId, workspaceId), eq(conversation.id, conversationId)));
  if (!place) return;
  const id = newId(InboundId);
  await tx
    .insert(inbound)
    .values({
      id,
      workspaceId,
      conversationId,
      personId: personId ?? place.personId,
      platform: place.platform,
      dedupeKey: key,
      kind: "action",
      body: { action, input, said: "", ...(lang && { lang }) },
      createdAt: sql`clock_timestamp()`,
    })
    .onConflictDoNothing({ target: [inbound.platform, inbound.dedupeKey] });
  await notifyWork(tx, INBOX, { line: conversationId, id });
}

/** What came of a request, told once wherever it is told. */
export function outcomeOf(id: string, conversationId: string): Tell {
  return { conversationId, action: "tell_outcome", input: { id }, key: `outcome:${id}` };
}

/** That a request ran out, told where it was asked for. */
export function endOf(id: string, conversationId: string): Tell {
  return { conversationId, action: "tell_expired", input: { id }, key: `expired:${id}` };
}

/** That a request still waits for somebody's decision, told to them. */
export function reminderOf(id: string, conversationId: string, key: string): Tell {
  return { conversationId, action: "remind_decider", input: { id }, key };
}

/** What reviews by night found otherwise, told to one owner. */
export function changesOf(id: string, conversationId: string, personId: string): Tell {
  return { conversationId, action: "tell_review_changes", input: { id }, key: `review:${id}:${personId}` };
}

/** The conversation in which a request is shown first is where its requester hears of it. */
export async function noteAsked(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId">,
  conversationId: string,
  cards: readonly Card[],
): Promise<void> {
  const ids = approvalsOn(cards);
  if (ids.length === 0) return;
  await notifyRequests(tx, ctx.workspaceId);
  for (const id of await noteConversation(tx, ctx, { ids, conversationId }))
    await tellThere(tx, ctx, outcomeOf(id, conversationId));
}

/** Requests that stand on these cards. */
export function approvalsOn(cards: readonly Card[]): string[] {
  return cards.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "proposal" && part.approval ? [part.approval.id] : [])),
  );
}
