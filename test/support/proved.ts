// Every figure on a card is a quantity: what is typed into its words is listed.

import { expect } from "vitest";
import { unprovedInCard, type UnprovedWords } from "../../src/agent/proof/card-words.ts";
import type { Card } from "../../src/core/card/card.ts";
import { fixedNow } from "./workspace.ts";

const today = fixedNow.toZonedDateTimeISO("Asia/Seoul").toPlainDate();

function unprovedInCards(
  cards: readonly Card[],
  said: string,
  names: readonly string[] = [],
): UnprovedWords[] {
  return cards.flatMap((card) => unprovedInCard(card, said, today, names));
}

/** @param said the person's own words, whose figures may be repeated; @param names with digits, such as those of files */
export function expectProved(cards: readonly Card[], said: string, names: readonly string[] = []): void {
  expect(unprovedInCards(cards, said, names)).toEqual([]);
}
