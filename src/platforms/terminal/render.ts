// A card for a terminal: its plain text in the width of the screen; progress is one line that is written over.

import type { Card } from "../../core/card/card.ts";
import { cardText } from "../../core/card/plain/plain.ts";

/** @param columns of the screen; 80 when it is not a screen */
export function renderTerminal(card: Card, columns: number | undefined): string {
  return cardText(card, { width: Math.min(columns ?? 80, 120) });
}
