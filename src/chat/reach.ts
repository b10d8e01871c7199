// Where a person is told of something nobody there asked for: alone with us, where they saw it before, else where they can be reached.

import { and, desc, eq, inArray, like, or, type SQL, sql } from "drizzle-orm";
import type { Reachable } from "../capabilities/approvals/approvals.ts";
import type { Ctx } from "../capabilities/context.ts";
import { orderOf, pushesOn, type ReachPath } from "../capabilities/digests/digests.ts";
import { ConversationId, type PersonId } from "../core/ids.ts";
import { type Lang, say, type Words, words } from "../core/locale.ts";
import type { Tx } from "../db/db.ts";
import { openConversation } from "./inbox.ts";
import { directRoom } from "./rooms.ts";
import { button, conversation } from "./tables.ts";
import { DECIDE, LOOK } from "./tell.ts";

type Reached = Omit<Reachable, "kakaoId"> & Partial<Pick<Reachable, "kakaoId">> & { lang: Lang };

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

/**
 * Where one person hears of what they never asked for: the first way of their order that is there for them.
 * @returns nothing for who was never here and is known on no platform
 */
export async function placeToTell(
  tx: Tx,
  here: Pick<Ctx, "workspaceId">,
  reached: Reached,
  line: Line,
): Promise<ConversationId | undefined> {
  const { paths } = await orderOf(tx, here, reached.personId);
  const first = await firstOf(tx, here, reached, { paths, line });
  if (first || reached.kakaoId === undefined) return first?.conversationId;
  // It lies held in KakaoTalk for their next message.
  return alone(tx, here, reached, { platform: "kakao", platformId: reached.kakaoId, threadRef: line.ref });
}

/** The way behind `passed` in their order; of one that knocks only its name. */
export async function elsewhere(
  tx: Tx,
  here: Pick<Ctx, "workspaceId">,
  reached: Reached,
  passed: ReachPath,
): Promise<{ path: ReachPath; conversationId: ConversationId } | undefined> {
  const { paths } = await orderOf(tx, here, reached.personId);
  const behind = paths.slice(paths.indexOf(passed) + 1);
  return firstOf(tx, here, reached, { paths: behind, line: notices });
}

const notices: Line = { ref: "notices", title: words("알림", "Notices") };

type Ways = { paths: readonly ReachPath[]; line: Line };

async function firstOf(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  reached: Reached,
  { paths, line }: Ways,
): Promise<{ path: ReachPath; conversationId: ConversationId } | undefined> {
  const here = { workspaceId };
  const { personId, slackId, kakaoId } = reached;
  const on = await pushesOn(tx, here);
  const { hasPhone } = await orderOf(tx, here, personId);
  const ways: Record<ReachPath, () => Promise<ConversationId | undefined> | undefined> = {
    slack: () =>
      slackId === undefined
        ? undefined
        : alone(tx, here, reached, { platform: "slack", platformId: slackId, threadRef: "" }),
    kakao: () =>
      kakaoId === undefined || !on.has("kakao")
        ? undefined
        : alone(tx, here, reached, { platform: "kakao", platformId: kakaoId, threadRef: line.ref }),
    alimtalk: () =>
      kakaoId === undefined || !on.has("alimtalk") || !hasPhone
        ? undefined
        : alone(tx, here, reached, { platform: "kakao", platformId: kakaoId, threadRef: line.ref }),
    page: () => onPage(tx, { workspaceId, personId }, reached.lang, line),
  };
  for (const path of paths) {
    const conversationId = await ways[path]();
    if (conversationId) return { path, conversationId };
  }
  return undefined;
}

function alone(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  { personId }: Reached,
  { platform, platformId, threadRef }: { platform: string; platformId: string; threadRef: string },
): Promise<ConversationId> {
  return openConversation(tx, {
    workspaceId,
    personId,
    platform,
    roomRef: directRoom(platformId),
    threadRef,
  });
}

/** Nobody who was never there looks there. */
async function onPage(tx: Tx, place: Alone, lang: Lang, line: Line): Promise<ConversationId | undefined> {
  if (!(await wasOnPage(tx, place))) return undefined;
  const { workspaceId, personId } = place;
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
  const alone = or(eq(conversation.platform, "web"), like(conversation.roomRef, "@%"));
  return shownAt(tx, { workspaceId }, approvalId, and(eq(conversation.personId, personId), alone));
}

/** The last conversation of these in which buttons of a request were shown. */
export async function shownAt(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  approvalId: string,
  where: SQL | undefined,
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
        where,
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
