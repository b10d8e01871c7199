// One answer as it grows on the screen: each card once, words as they are proved, and at the end what was not heard live.

import type { TalkEvent } from "../../chat/talk.ts";
import type { Card } from "../../core/card/card.ts";
import { queriesOf } from "../../core/card/queries.ts";
import { runsText } from "../../core/card/text.ts";
import type { InboundId } from "../../core/ids.ts";
import type { Lang } from "../../core/locale.ts";
import { drawCard, drawHow, type Drawn, type Numbered, type Screen as Look } from "./render.ts";
import type { Screen } from "./screen.ts";

/** What the numbers on the screen stand for, and the cards they stand on. */
export type Shown = {
  cards: Card[];
  numbered: (Numbered | undefined)[];
  /** The message that was answered, once the answer is whole; `measured` where its figures were. */
  answered?: InboundId;
  measured?: InboundId;
};

export type Answer = { take: (event: TalkEvent) => void };

/** @param onShown called with each card, so that a number works as soon as it can be read */
export function openAnswer(screen: Screen, lang: Lang, onShown: (shown: Shown) => void): Answer {
  const shown: Shown = { cards: [], numbered: [] };
  const known = new Set<string>();
  let said = "";

  function show(card: Card): void {
    known.add(JSON.stringify(card));
    const first = shown.numbered.length + 1;
    shown.cards.push(card);
    print(drawCard(card, lookFrom(first)));
  }

  /** What stands above cannot be written over: only what is new follows. */
  function showNew(cards: readonly Card[]): void {
    const before = new Set(shown.cards.flatMap(({ parts }) => parts.map((part) => JSON.stringify(part))));
    for (const { lang: spoken, parts } of cards) {
      const fresh = parts.filter((part) => !before.has(JSON.stringify(part)));
      if (fresh.length > 0) show({ lang: spoken, parts: fresh });
    }
  }

  function print({ lines, numbered }: Drawn): void {
    shown.numbered.push(...numbered);
    onShown(shown);
    screen.print(["", ...lines]);
  }

  function lookFrom(first: number): Look {
    return { columns: screen.columns(), colours: screen.colours, first };
  }

  /** Only a whole answer can be asked how it was made. */
  function offerHow(id: InboundId): void {
    const [card] = shown.cards;
    if (!card || queriesOf(shown.cards).length === 0) return;
    shown.measured = id;
    print(drawHow(id, card.lang, lookFrom(shown.numbered.length + 1)));
  }

  /** The card of the words repeats what was heard of them. */
  function wasShown(card: Card): boolean {
    return known.has(JSON.stringify(card)) || (said.trim() !== "" && wordsOf(card) === said.trim());
  }

  return {
    take(event) {
      switch (event.kind) {
        case "progress":
          return screen.status(wordsOf(event.card));
        case "card":
          return show(event.card);
        case "words":
          said += event.text;
          return show(wordsCard(event.text, lang));
        case "end":
          for (const { card } of event.cards) if (!wasShown(card)) show(card);
          if (event.outcome === "answered") shown.answered = event.id;
          return offerHow(event.id);
        case "redrawn":
          return showNew(event.cards.map(({ card }) => card));
        case "said":
        case "kept":
        case "stopped":
        case "explained":
        case "welcome":
      }
    },
  };
}

function wordsCard(text: string, lang: Lang): Card {
  return { lang, parts: [{ kind: "text", tone: "plain", runs: [text.trim()] }] };
}

/** The words of a card of words; of a progress card what goes on. */
function wordsOf({ parts, lang }: Card): string {
  return parts
    .map((part) => (part.kind === "text" || part.kind === "progress" ? runsText(part.runs, lang) : ""))
    .join(" ")
    .trim();
}
