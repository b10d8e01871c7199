// A whole text through the release at once.

import { openRelease } from "../../src/agent/proof/release.ts";
import type { Card } from "../../src/core/card/card.ts";

export type Proved = { released: string; dropped: boolean };

/** A whole text at once. */
export function proveWords(
  text: string,
  cards: readonly Card[],
  said: string,
  today: Temporal.PlainDate,
): Proved {
  const release = openRelease({ cards: () => cards, said, today, lang: "ko" });
  const released = release.add(text) + release.end();
  return { released, dropped: release.dropped };
}
