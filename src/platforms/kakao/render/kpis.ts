// Headline figures as rows of an itemCard, each with how it moved; what is too long for a row is said in words below it.

import type { Kpi, KpisPart } from "../../../core/card/kpis.ts";
import { comparedWords } from "../../../core/card/plain/kpis.ts";
import { formatQuantity } from "../../../core/format.ts";
import { words } from "../../../core/locale.ts";
import { limits } from "../skill/limits.ts";
import type { Bubbles } from "../skill/cards.ts";
import { type Bubble, type Drawn, ranks, textBubbles } from "./bubble.ts";
import type { PartPlace } from "./place.ts";
import { LONGEST_HEAD, titleOf } from "./place.ts";
import { fits, type Row, rowOf } from "./rows.ts";

/** Fewer figures stand among the words. */
const FEW = 2;

const heading = words("핵심 지표", "Key figures");
const before = words("이전", "before");

export function drawKpis({ items }: KpisPart, place: PartPlace): Drawn {
  const { lang } = place;
  const sum = summaryOf(items, place);
  const shown = items
    .filter((item) => item !== sum?.item)
    .map((item) => ({ item, row: rowFor(item, place) }));
  const rows = shown.flatMap(({ row }) => (row ? [row] : []));
  const rest = shown
    .filter(({ row }) => row?.whole !== true)
    .map(({ item, row }) => toldBelow(item, row, place));
  if (rows.length === 0 || items.length < FEW)
    return {
      bubbles: textBubbles(
        ranks.figures,
        [{ lines: items.map((item) => lineOf(item, place)), list: true }],
        lang,
      ),
      offers: [],
    };
  const cards: Bubble[] = [];
  for (let from = 0; from < rows.length; from += limits.itemCard.rows) {
    const last = from + limits.itemCard.rows >= rows.length;
    cards.push({
      rank: ranks.figures,
      kind: "card",
      output: {
        itemCard: {
          head: { title: titleOf(heading[lang], LONGEST_HEAD, place) },
          itemList: rows
            .slice(from, from + limits.itemCard.rows)
            .map(({ title, description }) => ({ title, description })),
          itemListAlignment: "right",
          ...(last && sum && { itemListSummary: sum.summary }),
        },
      },
    });
  }
  return { bubbles: [...cards, ...textBubbles(ranks.figures, [{ lines: rest }], lang)], offers: [] };
}

type Sum = { item: Kpi; summary: NonNullable<Bubbles["itemCard"]["itemListSummary"]> };

/** An amount that is compared with nothing stands large below the others; there is a place for one. */
function summaryOf(items: readonly Kpi[], { lang, features }: PartPlace): Sum | undefined {
  if (items.length < 2 || features.carousel === 0) return undefined;
  for (const item of items) {
    const { quantity, previous, change, label } = item;
    if (!sums.has(quantity.metric) || quantity.value === null || previous || change) continue;
    if (!["KRW", "USD"].includes(quantity.currency ?? "")) continue;
    const { title, description } = rowOf(label, formatQuantity(quantity, lang), lang);
    const { summaryTitle, summaryDescription } = limits.itemCard;
    if (title.length <= summaryTitle && description.length <= summaryDescription && amount.test(description))
      return { item, summary: { title, description } };
  }
  return undefined;
}

/** Money that was or will be spent or earned; a cost of one conversion is no sum. */
const sums: ReadonlySet<string> = new Set(["spend", "revenue", "budget"]);
const amount = /^[₩$]?[\d,.]+원?$/;

/** The figure before goes to the second line as one: `(이전 56,001)`. */
function together(compared: string): string {
  return compared.replace(/\(.*\)$/, (bracket) => bracket.replaceAll(" ", "\u00a0"));
}

/** The widest row that fits: with the figure before, without it, and none. */
function rowFor(item: Kpi, { lang }: PartPlace): (Row & { whole: boolean }) | undefined {
  const figure = formatQuantity(item.quantity, lang);
  const { previous: _was, ...now } = item;
  const whole = rowOf(item.label, `${figure} ${together(comparedWords(item, lang))}`, lang);
  if (fits(whole)) return { ...whole, whole: true };
  const short = rowOf(item.label, `${figure} ${comparedWords(now, lang)}`, lang);
  return fits(short) ? { ...short, whole: false } : undefined;
}

function toldBelow(item: Kpi, row: Row | undefined, place: PartPlace): string {
  const { label, previous } = item;
  if (!row || !previous) return lineOf(item, place);
  return `${label} ${before[place.lang]} ${formatQuantity(previous, place.lang)}`;
}

function lineOf(item: Kpi, { lang }: PartPlace): string {
  return `${item.label} ${formatQuantity(item.quantity, lang)} ${comparedWords(item, lang)}`.trim();
}
