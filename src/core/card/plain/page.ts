// What every part needs to know about the page it is written on.

import type { Lang } from "../../locale.ts";

export type Page = {
  lang: Lang;
  width: number;
  maxRows: number;
  /** The number of the next choice: choices are counted through the whole card, so one number means one thing. */
  nextChoice: () => number;
};

const least = 30;

export function pageOf(lang: Lang, { width = 80, maxRows = 20 }: { width?: number; maxRows?: number }): Page {
  let choices = 0;
  return { lang, width: Math.max(least, width), maxRows, nextChoice: () => ++choices };
}
