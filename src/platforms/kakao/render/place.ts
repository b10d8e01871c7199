// Where a part of a card stands, and what can be drawn there.

import { type Lang, words } from "../../../core/locale.ts";
import type { RoomFeatures } from "../../../core/room-features.ts";
import { type LinkAddresses, linkKey, type LinkWanted } from "./links.ts";
import { shortened } from "./words.ts";

export type PartPlace = {
  lang: Lang;
  features: RoomFeatures;
  links: LinkAddresses;
  /** The figures are simulated: each bubble says so, as each may be passed on alone. */
  demo: boolean;
  /** Both count from 0 in what is rendered. */
  card: number;
  part: number;
};

/** Of the head of a card, which is one line: our estimate. */
export const LONGEST_HEAD = 26;

const demoTag = words("[데모]", "[Demo]");

/** A card's title of at most `most` letters, with the mark of simulated figures in front. */
export function titleOf(text: string, most: number, { demo, lang }: PartPlace): string {
  const tag = demo ? `${demoTag[lang]} ` : "";
  return `${tag}${shortened(text, most - tag.length)}`.trim();
}

export function addressOf(
  purpose: LinkWanted["purpose"],
  { links, card, part }: PartPlace,
): string | undefined {
  return links.get(linkKey(purpose, card, part));
}
