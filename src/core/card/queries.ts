// The stored queries that a reply's figures came from.

import { QueryId } from "../ids.ts";
import type { Card } from "./card.ts";

/** In the order of their first figures, each once; none where nothing was measured. */
export function queriesOf(cards: readonly Card[]): QueryId[] {
  return [...new Set(queriesIn(cards.map(({ parts }) => parts)))];
}

/** Figures and footers name their query alike, so a walk finds them in every part. */
function queriesIn(held: unknown): QueryId[] {
  if (typeof held !== "object" || held === null) return [];
  const own = "queryId" in held ? QueryId.safeParse(held.queryId) : undefined;
  return [...(own?.success ? [own.data] : []), ...Object.values(held).flatMap(queriesIn)];
}
