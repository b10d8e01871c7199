// Copy held against what the workspace knows: the approved wording, the real conditions, the lowest price.

import { viewOf } from "../text.ts";
import type { Hit, Seen } from "./hit.ts";

const letters = (text: string): string => viewOf(text).text.replace(/[^\p{L}\p{N}%]/gu, "");

/** The number was given for another wording. */
export function reviewedText(seen: Seen): Hit[] {
  const approved = seen.facts["reviewed_text"];
  if (typeof approved !== "string" || approved === "" || letters(approved) === letters(seen.text)) return [];
  return [{ start: 0, end: seen.text.length }];
}

const EMPTY = new Set([
  "조건",
  "한함",
  "한정",
  "적용",
  "경우",
  "대상",
  "고객",
  "가능",
  "이상",
  "이하",
  "구매",
  "the",
  "and",
  "with",
  "for",
  "only",
  "per",
]);

/** The real conditions behind the offer are not said: none of their figures or, where they have none, of their words. */
export function hiddenTerms(seen: Seen): Hit[] {
  const terms = seen.facts["terms"];
  if (typeof terms !== "string" || terms.trim() === "") return [];
  const said = seen.view.text.replace(/[\s,]/g, "");
  const plain = viewOf(terms).text;
  const figures = [...plain.matchAll(/\d[\d,.]*(?:만|천|개월|일|년|회|%|원|명|개)?/g)].map(([figure]) =>
    figure.replace(/[,\s]/g, ""),
  );
  const nouns = [...plain.matchAll(/[가-힣]{2,}|[a-z]{3,}/g)].map(([word]) =>
    word.replace(/(?:으로|에서|부터|까지|은|는|이|가|을|를|의|에|시|만|로)$/, ""),
  );
  const keys = nouns.filter((word) => word.length > 1 && !EMPTY.has(word));
  const missesFigure = figures.some((figure) => !said.includes(figure));
  const missesWords = keys.length > 0 && keys.filter((word) => said.includes(word)).length * 2 < keys.length;
  if (figures.length > 0 ? !missesFigure : !missesWords) return [];
  const end = seen.text.trimEnd().length;
  return [
    {
      start: end,
      end,
      missing: [{ name: { ko: `조건: ${terms}`, en: `the conditions: ${terms}` }, insert: `(${terms})` }],
    },
  ];
}

/** A reference price above the lowest one of the last thirty days. */
export function lowestPrice(seen: Seen): Hit[] {
  const lowest = Number(seen.facts["lowest_30d"]);
  if (!Number.isFinite(lowest) || lowest <= 0) return [];
  const amount =
    /(?:[€$£₩]\s?)?(\d{1,3}(?:[,.]\d{3})+(?:[.,]\d{2})?|\d+(?:[.,]\d{1,2})?)(?:\s?(?:€|euros?|eur|usd|dollars?|원|円|pounds?))?/giu;
  const reference =
    /(?:was|before|instead of|statt|rrp|previously|정가|원래|기존|regular(?:ly)?|old price|previous(?: price)?|prior price|list price|uvp|ancien prix|au lieu de|from|down from|originally|통상|通常価格)[^\d€$£₩]{0,14}$/iu;
  return [...seen.text.matchAll(amount)].flatMap((match) => {
    const isReference = reference.test(seen.text.slice(0, match.index));
    const price = Number((match[1] ?? "").replace(/[,.](?=\d{3}(?!\d))/g, "").replace(",", "."));
    return isReference && price > lowest
      ? [{ start: match.index, end: match.index + match[0].trimEnd().length }]
      : [];
  });
}
