// One answer in the making: it tells listeners as it grows, and holds what will be stored when it is done.

import type { ModelCallRecord, ToolCallRecord } from "../agent/turn.ts";
import type { Card } from "../core/card/card.ts";
import { type SealedButton, seal } from "./buttons.ts";
import type { ChatEvent } from "./events.ts";

export type Draft = {
  cards: Card[];
  buttons: SealedButton[];
  words: string;
  calls: ToolCallRecord[];
  modelCalls: ModelCallRecord[];
  outcome: "answered" | "failed";
  /** The button of this press may be pressed again: nothing came of it. */
  freed: string | undefined;
  progress: (card: Card) => void;
  card: (card: Card) => void;
  say: (text: string) => void;
};

type Growth = Extract<ChatEvent, { kind: "progress" | "card" | "words" }>;
type Untied<T> = T extends unknown ? Omit<T, "id"> : never;

/** @param tell hears every step as it happens */
export function makeDraft(tell: (event: Untied<Growth>) => void): Draft {
  const draft: Draft = {
    cards: [],
    buttons: [],
    words: "",
    calls: [],
    modelCalls: [],
    outcome: "answered",
    freed: undefined,
    progress: (card) => tell({ kind: "progress", card }),
    card(card) {
      const sealed = seal(card);
      draft.cards.push(sealed.card);
      draft.buttons.push(...sealed.buttons);
      tell({ kind: "card", card: sealed.card });
    },
    say(text) {
      draft.words += text;
      tell({ kind: "words", text });
    },
  };
  return draft;
}
