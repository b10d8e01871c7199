// What a reply shows by an address of ours: whoever posts it makes the addresses beforehand, and hands them to the renderer by their keys.
// One that could not be made is said in words.

import type { Card } from "../../../core/card/card.ts";
import type { DocumentId } from "../../../core/ids.ts";
import { isDrawable } from "../../../drawing/manner.ts";

/** `card` and `part` count from 0 in what is rendered. */
export type LinkWanted = { key: string; card: number; part: number } & (
  | { purpose: "picture" | "form" }
  /** A stored picture, for the bubble itself. */
  | { purpose: "picture"; documentId: DocumentId }
  | { purpose: "file"; documentId: DocumentId }
  /** The whole card as a page to read. */
  | { purpose: "card" }
);

export type LinkAddresses = ReadonlyMap<string, string>;

export function linkKey(purpose: LinkWanted["purpose"], card: number, part: number): string {
  return `${purpose}:${card}:${part}`;
}

/** What takes several pages here is easier to read on one. */
const MANY_ROWS = 10;
const MANY_PARTS = 5;

function isLong({ parts }: Card): boolean {
  const tables = parts.filter((part) => part.kind === "table");
  return parts.length >= MANY_PARTS || tables.some(({ rows }) => rows.length > MANY_ROWS);
}

export function linksWanted(cards: readonly Card[]): LinkWanted[] {
  return cards.flatMap((one, card) => [
    ...(isLong(one) ? [{ card, part: 0, purpose: "card" as const, key: linkKey("card", card, 0) }] : []),
    ...one.parts.flatMap((held, part): LinkWanted[] => {
      const at = { card, part };
      switch (held.kind) {
        case "chart":
          return isDrawable(held) ? [{ ...at, purpose: "picture", key: linkKey("picture", card, part) }] : [];
        case "file": {
          const { documentId } = held;
          return [
            ...(held.picture
              ? [{ ...at, purpose: "picture" as const, documentId, key: linkKey("picture", card, part) }]
              : []),
            { ...at, purpose: "file", documentId, key: linkKey("file", card, part) },
          ];
        }
        case "form":
          return held.fields ? [{ ...at, purpose: "form", key: linkKey("form", card, part) }] : [];
        case "text":
        case "kpis":
        case "table":
        case "proposal":
        case "findings":
        case "progress":
        case "sources":
        case "suggestions":
        case "feedback":
          return [];
      }
    }),
  ]);
}
