// GET /api/find: where a text stands above what a page has drawn, as the page would find it there itself.

import type { Chat } from "../../chat/chat.ts";
import type { Place } from "../../chat/inbox.ts";
import type { TurnId } from "../../core/ids.ts";
import type { DrawnCard } from "./drawn.ts";
import { drawAnswer, type DrawnAnswer } from "./events.ts";

/** Answers read in one step: short ones, so that nobody else waits behind a search. */
const STEP = 20;
/** A search is given back after so long; the page asks on from `older`. */
const ENOUGH_MS = 400;

/** `id` is the message that holds it, the nearest one above; `older` where a search that is not at its end goes on. */
export type FoundAbove = { id?: string; older?: string };

export async function findAbove(
  chat: Chat,
  place: Place,
  { text, before }: { text: string; before: TurnId },
): Promise<FoundAbove> {
  const wanted = plainText(text.trim());
  const began = performance.now();
  for (let at: TurnId | undefined = before; at !== undefined;) {
    if (performance.now() - began > ENOUGH_MS) return { older: at };
    const { answers, older }: Awaited<ReturnType<Chat["page"]>> = await chat.page(place, {
      before: at,
      count: STEP,
    });
    const found = answers.map(drawAnswer).findLast((answer) => holds(answer, wanted));
    if (found) return { id: found.id };
    at = older;
  }
  return {};
}

function holds({ said, files, cards }: DrawnAnswer, wanted: string): boolean {
  const texts = [said, ...files, ...cards.flatMap(({ card }) => textsOf(card))];
  return texts.some((text) => plainText(text).includes(wanted));
}

/** What a reader sees of a card, piece by piece; not the names of its kinds, its tokens, the figures of its files. */
function textsOf({ parts }: DrawnCard): string[] {
  const unseen = new Set(["kind", "tone", "align", "unit", "plain", "plains", "style", "token", "shape"]);
  const texts: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value === "string") texts.push(value);
    else if (typeof value === "object" && value !== null)
      for (const [key, inner] of Object.entries(value)) if (!unseen.has(key)) look(inner);
  };
  look(parts);
  return texts;
}

/** Letters alike in any case and Hangul in one normal form, as on the page. */
function plainText(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
