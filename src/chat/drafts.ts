// Answers that somebody looks at before their room does. The deliveries of such an answer are held; one press sends them, puts other words
// in their place, or refuses: whoever presses second is told who was first. Nobody's silence sends anything.

import { and, asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Ctx } from "../capabilities/context.ts";
import { deciderName } from "../capabilities/workspace/workspace.ts";
import { write } from "../capabilities/write.ts";
import type { Card, Part } from "../core/card/card.ts";
import { cardText } from "../core/card/plain/plain.ts";
import { Failure } from "../core/failure.ts";
import {
  decidedBefore,
  draftVerbs,
  lineCard,
  looking,
  nobody,
  oldCard,
  readable,
  rejected,
  reviewCard,
} from "./draft-cards.ts";
import { DeliveryId, newId, type PersonId, TurnId, type WorkspaceId } from "../core/ids.ts";
import { type Lang, say, type Words, words } from "../core/locale.ts";
import { notifyWork } from "../db/claim.ts";
import { type Tx, withTx } from "../db/db.ts";
import type { Origin } from "./body.ts";
import type { Draft } from "./draft.ts";
import { type Lead, placeOf, shownOf } from "./draft-leads.ts";
import type { Item } from "./item.ts";
import { OUTBOX } from "./outbox.ts";
import { pushCard } from "./push.ts";
import { delivery, draftAnswer } from "./tables.ts";
import { onlyAsker } from "./target.ts";
import { whisper } from "./whisper.ts";

/** As a button holds it: a card of an earlier wording decides nothing. */
const Pressed = z.object({
  turn: TurnId,
  version: z.number().int(),
  values: z.object({ text: z.string().trim().min(1).max(3_000) }).optional(),
});

export type DraftRow = typeof draftAnswer.$inferSelect;
/** In the transaction that stores the answer: keeps it as a draft, shows it to the leads, and tells the asker that it is looked at. */
export async function keepDraft(
  tx: Tx,
  ctx: Ctx,
  { item, said, leads }: { item: Item; said: string; leads: readonly Lead[] },
  draft: Draft,
): Promise<void> {
  const { workspaceId, lang } = ctx;
  const { conversationId, platform, roomRef, threadRef } = item;
  const origin = item.body.origin ?? { person: "" };
  await tx.insert(draftAnswer).values({
    workspaceId,
    turnId: draft.turnId,
    conversationId,
    platform,
    roomRef,
    threadRef,
    origin,
    lang,
    state: "waiting",
    createdAt: sql`now()`,
  });
  const card = reviewCard({ turnId: draft.turnId, version: 1, lang }, said, shownOf(draft));
  for (const lead of leads) await pushCard(tx, placeOf(workspaceId, platform, lead), card);
  await tellAsker(
    tx,
    { workspaceId, platform, roomRef, threadRef, origin },
    lang,
    leads.length > 0 ? looking : nobody,
  );
}

type Asked = Pick<DraftRow, "platform" | "roomRef" | "threadRef"> & {
  workspaceId: WorkspaceId;
  origin: unknown;
};

async function tellAsker(tx: Tx, asked: Asked, lang: Lang, what: Words): Promise<void> {
  const origin = asked.origin as Origin;
  const only = onlyAsker(asked, origin);
  if (!only || only.person === "") return;
  const card: Card = { lang, parts: [{ kind: "text", tone: "plain", runs: [say(lang, what)] }] };
  await whisper(tx, asked, only, card);
}

/**
 * What a press on a draft's card does.
 * @returns the card for whoever pressed; `decided` where it is settled by that
 * @throws Failure "conflict" with who decided, or where the card shows an earlier wording
 */
export async function decideDraft(
  ctx: Ctx,
  action: string,
  given: unknown,
): Promise<{ card: Card; decided: boolean }> {
  const { turn, version, values } = Pressed.parse(given);
  switch (action) {
    case draftVerbs.send:
      await decide(ctx, { turn, version, state: "sent" });
      return { card: lineCard(ctx.lang, words("방에 보냈어요.", "Sent to the room.")), decided: true };
    case draftVerbs.reject:
      await decide(ctx, { turn, version, state: "rejected" });
      return {
        card: lineCard(
          ctx.lang,
          words("보내지 않고, 물어본 분께 정중히 알렸어요.", "Not sent; whoever asked was told politely."),
        ),
        decided: true,
      };
    default:
      return values
        ? { card: await reworded(ctx, { turn, version, text: values.text }), decided: true }
        : { card: await editCard(ctx, { turn, version }), decided: false };
  }
}

type Decision = { turn: TurnId; version: number; state: "sent" | "rejected" };

async function decide(ctx: Ctx, { turn, version, state }: Decision): Promise<void> {
  await write(ctx, `draft.${state === "sent" ? "send" : "reject"}`, "write", async (tx) => {
    const row = await lockDraft(tx, ctx, { turn, version });
    await tx
      .update(draftAnswer)
      .set({ state, decidedBy: actorOf(ctx), decidedAt: sql`now()` })
      .where(isDraft(ctx, turn));
    if (state === "sent") await release(tx, ctx, row);
    else await closeDraft(tx, ctx, row, rejected);
    return { result: undefined, subject: turn, before: { state: "waiting" }, after: { state } };
  });
}

/** The held cards go out as they are; other words of the lead's go in their place. */
async function release(tx: Tx, { workspaceId }: Ctx, row: DraftRow): Promise<void> {
  const held = heldOf(workspaceId, row);
  if (row.edited === null) {
    await tx
      .update(delivery)
      .set({ state: "waiting", nextAt: sql`now()` })
      .where(held);
  } else {
    await tx.update(delivery).set({ state: "done" }).where(held);
    const content = {
      card: { lang: row.lang, parts: [{ kind: "text", tone: "plain", runs: [row.edited] }] },
    };
    await tx.insert(delivery).values({
      id: newId(DeliveryId),
      workspaceId,
      conversationId: row.conversationId,
      turnId: row.turnId,
      platform: row.platform,
      kind: "reply_now",
      target: { conversation: row.conversationId },
      content,
      createdAt: sql`clock_timestamp()`,
    });
  }
  await notifyWork(tx, OUTBOX);
}

export async function closeDraft(
  tx: Tx,
  { workspaceId }: Pick<Ctx, "workspaceId">,
  row: DraftRow,
  what: Words,
): Promise<void> {
  await tx.update(delivery).set({ state: "done" }).where(heldOf(workspaceId, row));
  await tellAsker(tx, { ...row, workspaceId }, row.lang, what);
}

function heldOf(workspaceId: WorkspaceId, { turnId }: DraftRow) {
  return and(eq(delivery.workspaceId, workspaceId), eq(delivery.turnId, turnId), eq(delivery.state, "held"));
}

/** The form that asks for other words, with those that stand now. */
async function editCard(ctx: Ctx, { turn, version }: { turn: TurnId; version: number }): Promise<Card> {
  const { row, text } = await withTx(ctx, async (tx) => {
    const found = await lockDraft(tx, ctx, { turn, version });
    return { row: found, text: found.edited ?? (await textOf(tx, ctx, found)) };
  });
  const { lang } = ctx;
  return {
    lang,
    parts: [
      {
        kind: "form",
        slot: "draft",
        question: [
          say(
            lang,
            words(
              "방에 보낼 글을 고쳐 주세요. 고친 초안을 한 번 더 보여 드려요.",
              "Change the words for the room. You see the draft once more before it goes.",
            ),
          ),
        ],
        fields: [
          {
            name: "text",
            label: say(lang, words("보낼 글", "Words to send")),
            kind: "text",
            long: true,
            value: text.slice(0, 2_900),
          },
        ],
        choices: [
          {
            label: say(lang, words("고친 초안 보기", "See the draft")),
            style: "primary",
            press: { action: draftVerbs.edit, input: { turn: row.turnId, version } },
          },
        ],
      },
    ],
  };
}

async function textOf(tx: Tx, { workspaceId }: Ctx, row: DraftRow): Promise<string> {
  const cards = await tx
    .select({ content: delivery.content })
    .from(delivery)
    .where(heldOf(workspaceId, row))
    .orderBy(asc(delivery.createdAt));
  return cards
    .map(({ content }) => (content as { card: Card }).card)
    .map((card) =>
      cardText({
        ...card,
        parts: card.parts.filter(({ kind }) => readable.has(kind) || kind === "proposal"),
      }),
    )
    .join("\n\n");
}

/** Other words are looked at again: they make the draft's next version, and earlier cards decide nothing. */
async function reworded(
  ctx: Ctx,
  { turn, version, text }: { turn: TurnId; version: number; text: string },
): Promise<Card> {
  const next = version + 1;
  await write(ctx, "draft.edit", "write", async (tx) => {
    await lockDraft(tx, ctx, { turn, version });
    await tx.update(draftAnswer).set({ edited: text, version: next }).where(isDraft(ctx, turn));
    return { result: undefined, subject: turn, before: { version }, after: { version: next } };
  });
  const parts: Part[] = [{ kind: "text", tone: "plain", runs: [text] }];
  return reviewCard({ turnId: turn, version: next, lang: ctx.lang }, "", parts);
}

/** @throws Failure "conflict" for one that is decided, or that says something else by now */
async function lockDraft(
  tx: Tx,
  ctx: Ctx,
  { turn, version }: { turn: TurnId; version: number },
): Promise<DraftRow> {
  const [row] = await tx.select().from(draftAnswer).where(isDraft(ctx, turn)).for("update");
  if (!row) throw new Failure("not_found", "no such draft");
  if (row.state !== "waiting") throw decidedBefore(row.state, await deciderName(tx, row.decidedBy));
  if (row.version !== version) throw oldCard();
  return row;
}

export function isDraft({ workspaceId }: Pick<Ctx, "workspaceId">, turn: string) {
  return and(eq(draftAnswer.workspaceId, workspaceId), eq(draftAnswer.turnId, turn));
}

function actorOf({ actor }: Ctx): PersonId | null {
  return actor.kind === "person" ? actor.personId : null;
}
