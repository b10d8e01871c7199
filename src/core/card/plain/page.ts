// What every part needs to know about the page it is written on.

import type { Lang } from "../../locale.ts";

export type Page = {
  lang: Lang;
  width: number;
  maxRows: number;
  /** Nothing is left out: every row, and behind a sparkline the table of its points. */
  whole: boolean;
  /** The number of the next choice: choices are counted through the whole card, so one number means one thing. */
  nextChoice: () => number;
};

const least = 30;

export type PageOptions = {
  /** Columns of the screen; 80 when left out, never taken below 30. */
  width?: number;
  /** Rows of a table that are written out before "… 외 n건". */
  maxRows?: number;
  whole?: boolean;
  /** The number of the first choice; 1 when left out. */
  firstChoice?: number;
};

export function pageOf(lang: Lang, options: PageOptions): Page {
  const { width = 80, maxRows = 20, whole = false, firstChoice = 1 } = options;
  let choice = firstChoice;
  return {
    lang,
    width: Math.max(least, width),
    maxRows: whole ? Number.POSITIVE_INFINITY : maxRows,
    whole,
    nextChoice: () => choice++,
  };
}
