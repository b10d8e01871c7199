// Whether an answer helped, asked below it: below what was looked up, reviewed or planned for somebody's words, once an answer. Anybody of the
// room may say so, and change it. In a terminal it is typed, about the answer that stands above.

import { and, eq } from "drizzle-orm";
import type { Card, Part } from "../core/card/card.ts";
import { feedbackLabels } from "../core/card/feedback.ts";
import { Failure } from "../core/failure.ts";
import type { InboundId } from "../core/ids.ts";
import { words } from "../core/locale.ts";
import { type Db, withTx } from "../db/db.ts";
import type { InboundBody } from "./body.ts";
import { seal } from "./buttons.ts";
import type { Draft } from "./draft.ts";
import type { Place } from "./inbox.ts";
import { conversation, turn } from "./tables.ts";

/** The verb of the two buttons. */
export const FEEDBACK = "give_feedback";

/** Of the question that goes along. */
const MOST_ASKED = 200;

/** A terminal numbers its choices: below every answer they would be in the way. */
const without: ReadonlySet<string> = new Set(["terminal", "local"]);

const helpful: ReadonlySet<Part["kind"]> = new Set(["sources", "findings", "kpis", "chart"]);

export function offerFeedback(
  draft: Draft,
  { body, platform, said }: { body: InboundBody; platform: string; said: string },
): void {
  if (body.kind !== "message" || draft.outcome !== "answered" || without.has(platform)) return;
  const last = draft.cards.findLastIndex((card) => card.parts.some(({ kind }) => helpful.has(kind)));
  const card = draft.cards[last];
  if (!card || card.parts.some(({ kind }) => kind === "feedback")) return;
  const sealed = seal({ ...card, parts: [...card.parts, partOf(card, draft.turnId, said)] });
  draft.cards[last] = sealed.card;
  draft.buttons.push(...sealed.buttons);
}

/**
 * What the verb gets for a word that was typed about the answer to one message, as its press would.
 * @throws Failure "not_found" where this place has no such answer
 */
export async function typedFeedback(
  db: Db,
  { workspaceId, platform, roomRef, threadRef }: Place,
  { id, verdict, reason }: { id: InboundId; verdict: "good" | "bad"; reason: string },
): Promise<Record<string, unknown>> {
  const here = and(
    eq(turn.workspaceId, workspaceId),
    eq(turn.inboundId, id),
    eq(conversation.platform, platform),
    eq(conversation.roomRef, roomRef),
    eq(conversation.threadRef, threadRef),
  );
  const [found] = await withTx({ db, workspaceId }, (tx) =>
    tx
      .select({ turnId: turn.id, said: turn.said })
      .from(turn)
      .innerJoin(
        conversation,
        and(eq(conversation.workspaceId, turn.workspaceId), eq(conversation.id, turn.conversationId)),
      )
      .where(here),
  );
  if (!found) throw noAnswer;
  const asked = found.said.slice(0, MOST_ASKED).toWellFormed();
  return { turnId: found.turnId, verdict, asked, values: { template: "none", reason } };
}

const noAnswer = new Failure("not_found", "no such answer at this place", {
  say: words("평가할 답변을 찾지 못했어요.", "There is no such answer to judge."),
  next: words("먼저 물어본 뒤에 답변을 평가해 주세요.", "Ask something first, then say whether it helped."),
});

function partOf({ lang }: Card, turnId: string, said: string): Part {
  const asked = said.slice(0, MOST_ASKED).toWellFormed();
  const choice = (verdict: "good" | "bad") => ({
    label: feedbackLabels[verdict][lang],
    style: "plain" as const,
    press: { action: FEEDBACK, input: { turnId, verdict, asked } },
    anyone: true,
    ...(verdict === "bad" && { opens: true }),
  });
  return { kind: "feedback", good: choice("good"), bad: choice("bad") };
}
