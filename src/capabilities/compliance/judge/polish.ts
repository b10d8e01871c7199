// A rewrite that a language model proposes, accepted only when it says nothing new: the rules find nothing in it, and it keeps every figure,
// date, price and name and claims no proof that the text before it did not claim.

import type { Packs } from "../packs.ts";
import { proofWordsIn } from "../proof-kinds.ts";
import { reviewText } from "../review.ts";
import { saidFacts } from "../said-facts.ts";
import type { Piece } from "./candidates.ts";
import type { OpinionFinding } from "./opinion.ts";

/** How far a rewrite may grow or shrink: one that says the same in other words does neither. */
const LONGEST = 1.3;
const SHORTEST = 0.4;

/** @returns the text as it may be offered, `undefined` when the rules' own stays */
export function polished(
  packs: Packs,
  piece: Piece,
  { to, objects }: { to: string; objects: readonly OpinionFinding[] },
): string | undefined {
  const text = to.normalize("NFC").trim();
  const before = piece.text.ruled.rewrite ?? piece.text.text;
  const isSafe =
    text !== piece.text.text &&
    text.length <= before.length * LONGEST &&
    text.length >= before.length * SHORTEST &&
    saysTheSame(text, before, objects) &&
    objects.every(({ words }) => !text.includes(words)) &&
    isClean(packs, piece, text);
  return isSafe ? text : undefined;
}

/** Nothing new in it by the rules, notes included: a note may be a claim that only proof excuses. */
function isClean(packs: Packs, { copy, text: { ruled } }: Piece, text: string): boolean {
  const known = new Set(ruled.found.filter(({ severity }) => severity === "note").map(({ rule }) => rule));
  const facts = { ...saidFacts(text, packs), ...copy.facts };
  const { findings } = reviewText(packs, { ...copy, text, facts }, { rewrites: false });
  return findings.every(({ severity, rule }) => severity === "note" && known.has(rule));
}

/** @param objects whose words may go, with the figures in them */
function saysTheSame(text: string, before: string, objects: readonly OpinionFinding[]): boolean {
  const kept = objects.reduce((rest, { words }) => rest.replace(words, " "), before);
  const now = namesAndFigures(text);
  const all = namesAndFigures(before);
  if (!now.every((one) => all.includes(one))) return false;
  if (!namesAndFigures(kept).every((one) => now.includes(one))) return false;
  if (strangeIn(text) > strangeIn(before)) return false;
  const claimed = new Set(proofWordsIn(before));
  return proofWordsIn(text).every((word) => claimed.has(word)) && isBuiltFrom(text, before);
}

/** Figures with the unit beside them, words in Latin letters, and what stands in quotes: a name, a price, a date has one of these. */
function namesAndFigures(text: string): string[] {
  const plain = text.normalize("NFKC").toLowerCase();
  const figures = plain.match(/[₩$€¥]?\p{N}+(?:[.,:/~-]\p{N}+)*\s?(?:%|\p{L}{1,2})?/gu) ?? [];
  const latin = plain.match(/[a-z][a-z'&-]*/g) ?? [];
  const quoted = [...plain.matchAll(/['‘"“「『]([^'’"”」』\n]{1,40})['’"”」』]/g)].map(
    ([, inner = ""]) => inner,
  );
  return [...figures, ...latin.filter((word) => isName(word, text)), ...quoted].map((one) =>
    one.replace(/\s+/gu, ""),
  );
}

/** In Korean copy every Latin word is a name or a term; in English those that are capitalised within a sentence. */
function isName(word: string, text: string): boolean {
  if (/[가-힣ぁ-ヺ]/.test(text)) return true;
  const escaped = word.replace(/[^a-z]/g, "\\$&");
  return new RegExp(
    `[\\p{L}\\p{N},;:]\\s+${escaped[0]?.toUpperCase()}${escaped.slice(1)}(?!\\p{L})`,
    "u",
  ).test(text);
}

/** Links, addresses, markup. */
function strangeIn(text: string): number {
  return text.match(/[<>{}[\]|\\`*_#@]|https?:|www\.|\p{Cc}/giu)?.filter((one) => one !== "\n").length ?? 0;
}

/** Words of content that did not stand there before: a few help a sentence along, more say something else. */
const MOST_NEW_SHARE = 0.34;

function isBuiltFrom(text: string, before: string): boolean {
  const known = before.normalize("NFKC").toLowerCase();
  const all =
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/\p{L}{2,}/gu) ?? [];
  // Korean endings change with the sentence: the first two letters of a word are its stem, near enough.
  const fresh = all.filter(
    (word) => !known.includes(/[가-힣]/.test(word) ? word.slice(0, 2) : word.slice(0, 4)),
  );
  return fresh.length <= all.length * MOST_NEW_SHARE;
}
