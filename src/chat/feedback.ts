// Whether an answer helped, asked below it: below what was looked up, reviewed or planned for somebody's words, once an answer. Anybody of the
// room may say so, and change it.

import type { Card, Part } from "../core/card/card.ts";
import { feedbackLabels } from "../core/card/feedback.ts";
import type { InboundBody } from "./body.ts";
import { seal } from "./buttons.ts";
import type { Draft } from "./draft.ts";

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
