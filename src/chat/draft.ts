// One answer in the making: it tells listeners as it grows, and holds what will be stored when it is done.

import type { ModelCallRecord, ToolCallRecord } from "../agent/turn.ts";
import type { OpinionAsked } from "../capabilities/compliance/compliance.ts";
import { storableJson } from "../core/canonical.ts";
import type { Card } from "../core/card/card.ts";
import { newId, TurnId } from "../core/ids.ts";
import { type SealedButton, seal } from "./buttons.ts";
import type { Tell } from "../capabilities/tool.ts";
import type { ChatEvent } from "./events.ts";

export type Draft = {
  /** Of the turn it will be stored as; log lines carry it. */
  turnId: TurnId;
  cards: Card[];
  buttons: SealedButton[];
  words: string;
  calls: ToolCallRecord[];
  modelCalls: ModelCallRecord[];
  /** Reviews that a language model is to look at once the cards are stored. */
  opinions: OpinionAsked[];
  outcome: "answered" | "failed";
  /** Text from outside is part of it. */
  tainted: boolean;
  /** What the button of this press holds. */
  pressed: { token: string; action: string; input: unknown } | undefined;
  /** The button of this press may be pressed again: nothing came of it. */
  freed: string | undefined;
  /** What the card of this press says in the place of its buttons from now on. */
  settled: { token: string; line: string } | undefined;
  /** What others hear of it in their own conversations, once it is stored. */
  tells: Tell[];
  /** For whoever asked alone, where others could read along. */
  aside: boolean;
  /** It shows what was made before its turn was broken off: which tools that came from is not known. */
  brokenOff: boolean;
  /** It is answered in another workspace: nothing is said here. */
  handedOver: boolean;
  progress: (card: Card) => void;
  card: (card: Card) => void;
  say: (text: string) => void;
};

type Untied<T> = T extends unknown ? Omit<T, "id"> : never;
/** A step of an answer that is being made. */
export type Growth = Untied<Extract<ChatEvent, { kind: "progress" | "card" | "words" }>>;

/** @param tell hears every step as it happens */
export function makeDraft(tell: (event: Growth) => void): Draft {
  const draft: Draft = {
    turnId: newId(TurnId),
    cards: [],
    buttons: [],
    words: "",
    calls: [],
    modelCalls: [],
    opinions: [],
    outcome: "answered",
    tainted: false,
    pressed: undefined,
    freed: undefined,
    settled: undefined,
    tells: [],
    aside: false,
    brokenOff: false,
    handedOver: false,
    progress: (card) => tell({ kind: "progress", card }),
    card(card) {
      const sealed = seal(storable(card));
      draft.cards.push(sealed.card);
      draft.buttons.push(...sealed.buttons);
      tell({ kind: "card", card: sealed.card });
    },
    say(text) {
      const kept = storable(text);
      draft.words += kept;
      tell({ kind: "words", text: kept });
    },
  };
  return draft;
}

/** What people see is what will be stored: a letter that the database refuses would cost them the whole answer. */
function storable<T extends Card | string>(shown: T): T {
  return storableJson(shown) as T;
}
