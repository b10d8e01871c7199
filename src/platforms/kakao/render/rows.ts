// Rows of an itemCard: a label of six letters, and what stands beside it on two lines.

import { widthOf } from "../../../core/card/plain/width.ts";
import type { Lang } from "../../../core/locale.ts";
import { shortLabel } from "../../../core/short-labels.ts";
import { limits } from "../skill/limits.ts";
import { harmless, isLonger, shortened } from "./words.ts";

export type Row = { title: string; description: string };

const most = limits.itemCard.rowTitle;

/** A label without a short form is cut, and said whole beside it. */
export function rowOf(label: string, value: string, lang: Lang): Row {
  const short = shortLabel(label, lang);
  const said = harmless(value).replaceAll("\n", " ").trim() || "–";
  const whole = isLonger(short, most) ? `${harmless(label).replaceAll("\n", " ").trim()} ${said}` : said;
  return { title: shortened(short, most) || "–", description: whole };
}

export function fits({ description }: Row): boolean {
  return widthOf(description) <= limits.itemCard.rowColumns;
}
