// The end of a turn: one transaction that stores it, its model calls, its buttons and its cards, and closes the inbound row.

import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "../capabilities/context.ts";
import { storableJson } from "../core/canonical.ts";
import type { Lang } from "../core/locale.ts";
import { type ConversationId, DeliveryId, InboundId, newId, TurnId } from "../core/ids.ts";
import { finish, notifyWork } from "../db/claim.ts";
import { type Tx, withTx } from "../db/db.ts";
import { endLines, messagesOf } from "./burst.ts";
import { freeButton, storeButtons } from "./buttons.ts";
import { wakeCallback } from "./callbacks/callbacks.ts";
import { isPosted, OUTBOX } from "./deliver.ts";
import type { Draft } from "./draft.ts";
import type { Lead } from "./draft-leads.ts";
import { keepDraft } from "./drafts.ts";
import type { Delivered } from "./events.ts";
import { offerFeedback } from "./feedback.ts";
import { offerHow } from "./how.ts";
import type { Item } from "./item.ts";
import { knockFor } from "./knocks/knocks.ts";
import { behindWords, type Shown } from "./live.ts";
import { forgetContacts } from "./masked-body.ts";
import { noteAwaited } from "./opinions.ts";
import { answerCard } from "./replies.ts";
import { requestCards } from "./request-cards.ts";
import { settleLate } from "./requests.ts";
import { forgetSealed } from "./sealed-buttons.ts";
import { settleCards } from "./settle.ts";
import { noteAsked, tellThere } from "./tell.ts";
import { notifyStored } from "./notices.ts";
import { hasCallbacks } from "./outbox.ts";
import { delivery, modelCall, turn } from "./tables.ts";
import { type Only, onlyAsker } from "./target.ts";

/** `before` is the message answered before this one in its conversation. */
export type Committed = { cards: Delivered[]; before: InboundId | null };

export type Answering = {
  item: Item;
  said: string;
  tookMs: number;
  /** What people may have seen of it already. */
  shown?: Shown | undefined;
  /** Set where somebody looks at it before its room does: who. */
  leads?: readonly Lead[] | undefined;
  /** Who alone sees it; everybody at its place where it is left out. */
  alone?: Only | undefined;
};

/**
 * Stores the answer, once.
 * @returns the cards as stored
 * @throws an error with code `CLAIM_LOST` when somebody else has the row by now: nothing is stored then
 */
export async function commitAnswer(ctx: Ctx, answering: Answering, draft: Draft): Promise<Committed> {
  const { workspaceId, lang } = ctx;
  const { item, said, tookMs, shown, leads, alone } = answering;
  const { conversationId, personId } = item;
  const { turnId } = draft;
  if (isPosted(item.platform)) offerHow(draft);
  offerFeedback(draft, { ...item, said });
  const cards = deliveredOf(draft, lang, shown);
  const askDeciders = await requestCards(ctx, item, draft.cards);
  return withTx(
    ctx,
    async (tx) => {
      const [[stored]] = await Promise.all([
        tx
          .insert(turn)
          .values({
            workspaceId,
            id: turnId,
            conversationId,
            inboundId: item.id,
            personId,
            lang,
            said,
            calls: storableJson(draft.calls),
            cards: draft.cards,
            answer: draft.words,
            outcome: draft.outcome,
            tainted: sql`${draft.tainted} or coalesce(${turnBefore(ctx, conversationId, "tainted")}, false)`,
            createdAt: sql`clock_timestamp()`,
            tookMs: Math.round(tookMs),
          })
          .returning({ before: sql<string | null>`${turnBefore(ctx, conversationId, "inbound_id")}` }),
        finish(tx, item.claim),
        endLines(tx, item),
        forgetContacts(tx, item),
        storeModelCalls(tx, ctx, turnId, draft),
        draft.freed !== undefined && freeButton(tx, { workspaceId, token: draft.freed, inboundId: item.id }),
        storeButtons(tx, { workspaceId, conversationId, personId }, draft.buttons, cards),
        notifyStored(tx, item),
      ]);
      if (draft.settled && draft.freed === undefined) await settleCards(tx, ctx, item, draft.settled);
      await forgetSealed(tx, ctx, draft);
      for (const tell of draft.tells) await tellThere(tx, ctx, tell);
      await askDeciders(tx);
      await noteAsked(tx, ctx, conversationId, draft.cards);
      await storeCards(tx, ctx, turnId, { item, shown, leads, alone }, cards);
      if (leads) await keepDraft(tx, ctx, { item, said, leads }, draft);
      await noteAwaited(tx, ctx, draft.opinions, cards);
      await settleLate(tx, ctx, draft.cards);
      if (hasCallbacks(item.platform)) await wakeCallback(tx, item);
      if (hasCallbacks(item.platform) && cards.length > 0) await knockIfTold(tx, item);
      return { cards, before: stored?.before ? InboundId.parse(stored.before) : null };
    },
    { plans: "kept" },
  );
}

/** Nobody waits for what they did not ask for: the platform is asked to fetch it. */
async function knockIfTold(tx: Tx, item: Item): Promise<void> {
  if (item.body.kind !== "action") return;
  const { action, input } = item.body;
  await knockFor(tx, item, { ...item, told: { inboundId: item.id, action, input } });
}

/**
 * Of the turn before in the same conversation. What entered a conversation stays in it (`tainted`): later answers may repeat
 * it, however long ago it was.
 */
function turnBefore(
  { workspaceId }: Ctx,
  conversationId: ConversationId,
  column: "tainted" | "inbound_id",
): SQL {
  return sql`(select ${sql.identifier(column)} from turn t
    where t.workspace_id = ${workspaceId} and t.conversation_id = ${conversationId}
    order by t.created_at desc limit 1)`;
}

/** Of the turn itself, and what was asked behind its cards. */
export async function storeModelCalls(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  turnId: TurnId,
  { modelCalls }: Pick<Draft, "modelCalls">,
): Promise<void> {
  if (modelCalls.length === 0) return;
  const rows = modelCalls.map((call, index) => ({
    ...call,
    workspaceId,
    id: newId(TurnId),
    turnId,
    createdAt: later(index),
  }));
  await tx.insert(modelCall).values(rows);
}

/** Rows of one turn keep their order by their times. */
function later(index: number): SQL {
  return sql`clock_timestamp() + make_interval(secs => ${index / 1_000})`;
}

/** The words stand in a card of their own behind the others; where people saw them come, they begin the first. */
function deliveredOf({ cards, words }: Draft, lang: Lang, shown: Shown | undefined): Delivered[] {
  const [first, ...others] = cards;
  const spoken = words.trim() === "" ? undefined : answerCard(words, lang);
  const all =
    spoken && shown?.told ? [behindWords(spoken, first), ...others] : [...cards, ...(spoken ? [spoken] : [])];
  return all.map((card) => ({ id: newId(DeliveryId), card }));
}

async function storeCards(
  tx: Tx,
  { workspaceId }: Ctx,
  turnId: TurnId,
  { item, shown, leads, alone }: Pick<Answering, "item" | "shown" | "leads" | "alone">,
  delivered: readonly Delivered[],
): Promise<void> {
  const { conversationId, platform } = item;
  const posted = isPosted(platform);
  const { origin } = item.body;
  const only = origin?.beside && posted ? onlyAsker(origin.beside, origin) : alone;
  const rows = delivered.map(({ id, card }, index) => ({
    id,
    workspaceId,
    conversationId,
    turnId,
    platform,
    kind: posted ? ("reply_now" as const) : ("hold" as const),
    target: {
      conversation: conversationId,
      ...(only && { only }),
      ...(item.lines && index === delivered.length - 1 && { also: messagesOf(item.lines) }),
      ...(shown && index === 0 && { live: { ...shown, words: shown.told ? 1 : 0 } }),
    },
    content: { card },
    createdAt: later(index),
    state: posted && !leads ? ("waiting" as const) : ("held" as const),
    nextAt: sql`now()`,
  }));
  if (rows.length > 0) await tx.insert(delivery).values(rows);
  if (rows.length > 0 && posted) await notifyWork(tx, OUTBOX);
}
