// A card for a terminal: its plain text in the width of the screen.

import type { Card } from "../../core/card/card.ts";
import { cardText } from "../../core/card/plain/plain.ts";

/** Wider lines are hard to read, and a pipe has no width of its own. */
const WIDEST = 120;

/** @param columns of the screen; `undefined` when it is none */
export function renderTerminal(card: Card, columns: number | undefined): string {
  return cardText(card, { width: Math.min(columns ?? WIDEST, WIDEST) });
}
