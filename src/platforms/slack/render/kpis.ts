// Headline figures as fields, two beside each other: the label, below it the figure and how it moved.

import type { Kpi, KpisPart } from "../../../core/card/kpis.ts";
import { comparedWords } from "../../../core/card/plain/kpis.ts";
import { formatQuantity } from "../../../core/format.ts";
import type { Lang } from "../../../core/locale.ts";
import type { Block } from "../blocks/block.ts";
import { limits } from "../blocks/objects.ts";
import { markup, shortened } from "./words.ts";

const LONGEST_LABEL = 200;

export function shortLabel(item: Kpi): Kpi {
  return { ...item, label: shortened(item.label, LONGEST_LABEL) };
}

/** @param part with short labels */
export function kpiBlocks({ items }: KpisPart, lang: Lang): Block[] {
  const blocks: Block[] = [];
  for (let from = 0; from < items.length; from += limits.section.fields) {
    const fields = items.slice(from, from + limits.section.fields).map((item) => ({
      type: "mrkdwn" as const,
      text: fieldOf(item, lang),
      verbatim: true,
    }));
    blocks.push({ type: "section", fields });
  }
  return blocks;
}

function fieldOf(item: Kpi, lang: Lang): string {
  const figure = `*${markup(formatQuantity(item.quantity, lang))}*`;
  const compared = markup(comparedWords(item, lang));
  return [markup(item.label), [figure, compared].join("  ").trim()].join("\n").trim();
}
