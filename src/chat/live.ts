// An answer while it is made, on platforms that take posts and can show one that grows. What is stored is the truth: a growing message is
// finished, or written anew as a whole, by the delivery of the answer's first card, and by whichever process has that.

import { z } from "zod";
import type { Card } from "../core/card/card.ts";
import type { InboundId } from "../core/ids.ts";
import type { Lang } from "../core/locale.ts";
import type { Growth } from "./draft.ts";
import type { Item } from "./item.ts";
import type { Origin } from "./body.ts";

/** What people may see of an answer before it is stored. */
export const Shown = z.object({
  /** As the platform calls it; left out where a message may have been begun and nobody knows: it is to be looked for. */
  message: z.string().optional(),
  /** How many letters of the answer's words stand in it; left out where that is not known. */
  told: z.number().int().min(0).optional(),
});
export type Shown = z.output<typeof Shown>;

/** Shows one answer while it grows; never throws. */
export type Live = {
  tell: (event: Growth) => void;
  /** Nothing is told any more. @returns what may be seen of it; `undefined` where nothing is */
  end: () => Promise<Shown | undefined>;
};

export type Asked = {
  /** Of the message that is answered; what is shown carries it. */
  id: InboundId;
  roomRef: string;
  threadRef: string;
  origin: Origin & { message: string };
  lang: Lang;
  /** Somebody tried before, and may have shown something. */
  again: boolean;
};

/** @returns `undefined` where answers do not grow at this place */
export type OpenLive = (asked: Asked) => Live | undefined;

/** By platform. */
export type Lives = Readonly<Record<string, OpenLive>>;

/** Answers to words only: a file has its own line of progress, a press changes the card it stands on. */
export function openLive(lives: Lives, item: Item, lang: Lang): Live | undefined {
  const { id, roomRef, threadRef, body, platform, claim, member } = item;
  const { origin } = body;
  if (body.kind !== "message" || !member || !origin?.message || origin.outside || origin.shared)
    return undefined;
  return lives[platform]?.({
    id,
    roomRef,
    threadRef,
    origin: { ...origin, message: origin.message },
    lang,
    again: claim.fence > 1,
  });
}

/** The words before the first card, as one: they are the beginning of the message that grew. */
export function behindWords(words: Card, first: Card | undefined): Card {
  return { ...words, parts: [...words.parts, ...(first?.parts ?? [])] };
}
