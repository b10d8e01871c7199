// A sentence as its proof sees it: figures, what is named around them, which way things are said to move.

import { codes } from "../../language/statements.ts";
import { normalise } from "../../language/text.ts";
import { type Figure, findFigures, findFractions } from "./figures.ts";
import { openMasked } from "./masked.ts";
import { findMentions, type Mention } from "./mentions.ts";
import type { Span } from "./facts.ts";
import { findMoves, type Move } from "./moves.ts";
import type { Name } from "./names.ts";
import { hasDateAsLevel, hasImpossibleDate, isUnread } from "./unread.ts";

export type Reading = {
  /** Normalised, in lower case. */
  text: string;
  /** The same with names and figures blanked. */
  bare: string;
  figures: Figure[];
  mentions: Mention[];
  moves: Move[];
  /** Something counts here that cannot be read: 三百, ½, 1.2e6, 스물다섯 퍼센트. */
  unread: boolean;
};

const listNumber = /^\s*(?:[-•·]\s*)?\(?\d{1,2}[.)](?=\s)/g;

/** @param spans periods of the cards, of which a bare "10일" or "the 10th" is a day */
export function readSentence(
  sentence: string,
  names: readonly Name[],
  today: Temporal.PlainDate,
  spans: readonly Span[] = [],
): Reading {
  const text = lowerCase(normalise(sentence.replace(/[*`_|]/g, " ")));
  const masked = openMasked(text);
  masked.blankAll(listNumber);
  const fractions = findFractions(masked);
  const mentions = findMentions(masked, text, names, today, spans);
  masked.blankAll(codes);
  const figures = [...fractions, ...findFigures(masked)].toSorted((a, b) => a.from - b.from);
  const bare = masked.text();
  const unread =
    isUnread(sentence, bare) ||
    hasImpossibleDate(text, today) ||
    hasDateAsLevel(text, bare, mentions, figures) ||
    figures.some(({ value }) => Number.isNaN(value));
  return { text, bare, figures, mentions, moves: findMoves(bare, figures), unread };
}

/** Lower case of the same length. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
