// Where a person is told of something nobody there asked for: alone with us, where they saw it before, else where they can be reached.

import { and, desc, eq, inArray, like, or, sql } from "drizzle-orm";
import type { Ctx } from "../capabilities/context.ts";
import { ConversationId, type PersonId } from "../core/ids.ts";
import { type Lang, say, type Words, words } from "../core/locale.ts";
import type { Tx } from "../db/db.ts";
import { openConversation } from "./inbox.ts";
import { directRoom } from "./rooms.ts";
import { button, conversation } from "./tables.ts";
import { DECIDE, LOOK } from "./tell.ts";

type Reached = { personId: PersonId; lang: Lang; slackId: string | undefined };

/** A conversation of its own on the page, and what it is called there. */
export type Line = { ref: string; title: Words };

/** For what waits for somebody's decision. */
const approvals: Line = { ref: "approvals", title: words("승인 요청", "Approval requests") };

/** For what reviews made of texts by themselves. */
export const reviewLine: Line = { ref: "reviews", title: words("심의 알림", "Review notices") };

/** Where a decider hears of a request. @returns nothing for who was never here and is known on no platform */
export async function placeToRemind(
  tx: Tx,
  ctx: Pick<Ctx, "workspaceId">,
  { approvalId, ...reached }: Reached & { approvalId: string },
): Promise<ConversationId | undefined> {
  const seen = await seenAt(tx, { workspaceId: ctx.workspaceId, personId: reached.personId }, approvalId);
  return seen ?? placeToTell(tx, ctx, reached, approvals);
}

/** Where one person hears of what they never asked for. @returns nothing for who was never here and is known on no platform */
export async function placeToTell(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { personId, lang, slackId }: Reached,
  line: Line,
): Promise<ConversationId | undefined> {
  const place = { workspaceId, personId };
  if (slackId !== undefined)
    return openConversation(tx, {
      ...place,
      platform: "slack",
      roomRef: directRoom(slackId),
      threadRef: "",
    });
  if (!(await wasOnPage(tx, place))) return undefined;
  const id = await openConversation(tx, {
    ...place,
    platform: "web",
    roomRef: personId,
    threadRef: line.ref,
  });
  const title = say(lang, line.title);
  await tx
    .update(conversation)
    .set({ title: sql`coalesce(${conversation.title}, ${title})` })
    .where(and(eq(conversation.workspaceId, workspaceId), eq(conversation.id, id)));
  return id;
}

type Alone = { workspaceId: Ctx["workspaceId"]; personId: PersonId };

/** The last place where they had the request before them and nobody reads along. */
async function seenAt(
  tx: Tx,
  { workspaceId, personId }: Alone,
  approvalId: string,
): Promise<ConversationId | undefined> {
  const [row] = await tx
    .select({ id: conversation.id })
    .from(button)
    .innerJoin(
      conversation,
      and(eq(conversation.workspaceId, button.workspaceId), eq(conversation.id, button.conversationId)),
    )
    .where(
      and(
        eq(button.workspaceId, workspaceId),
        inArray(button.action, [DECIDE, LOOK]),
        sql`${button.input}->>'id' = ${approvalId}`,
        eq(conversation.personId, personId),
        or(eq(conversation.platform, "web"), like(conversation.roomRef, "@%")),
      ),
    )
    .orderBy(desc(button.createdAt))
    .limit(1);
  return row && ConversationId.parse(row.id);
}

async function wasOnPage(tx: Tx, { workspaceId, personId }: Alone): Promise<boolean> {
  const rows = await tx
    .select({ id: conversation.id })
    .from(conversation)
    .where(
      and(
        eq(conversation.workspaceId, workspaceId),
        eq(conversation.personId, personId),
        eq(conversation.platform, "web"),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
