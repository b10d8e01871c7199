// Single English words of the lexicons: what a slip may have been meant as.

import { timeSpellings } from "./spellings.ts";
import { type Meaning, vocabulary } from "./vocabulary.ts";

/** Figures and what splits them come first, what is not measured here last. */
const asked: readonly Meaning["kind"][] = ["metric", "medium", "dimension", "grain", "value"];
const LAST = 3;

const ranks: ReadonlyMap<string, number> = rankedWords();
const small: ReadonlySet<string> = new Set(
  vocabulary.flatMap(({ text, meaning }) =>
    meaning.kind === "filler" && /^[a-z]{1,5}$/.test(text) ? [text] : [],
  ),
);
/** Words of longer forms too. */
const inside: ReadonlySet<string> = new Set(
  vocabulary.flatMap(({ text }) => (text.endsWith("~") ? [] : (text.match(/[a-z]{2,}/g) ?? []))),
);

/** A word of the lexicons as it stands there, or one that time is told with. */
export function isLexical(word: string): boolean {
  return ranks.has(word);
}

/** The smaller, the likelier a word is meant in a message about figures. */
export function rankOf(word: string): number {
  return ranks.get(word) ?? LAST;
}

/** A word that says nothing by itself: of, the, please. */
export function isSmallWord(word: string): boolean {
  return small.has(word);
}

/** A word of the lexicons, by itself or inside of a longer form. */
export function isInLexicons(word: string): boolean {
  return ranks.has(word) || inside.has(word);
}

function rankedWords(): Map<string, number> {
  const found = new Map<string, number>(timeSpellings.map((word) => [word, 0]));
  for (const { text, meaning } of vocabulary) {
    if (!/^[a-z]{2,}$/.test(text)) continue;
    const rank = asked.includes(meaning.kind) ? 0 : meaning.kind === "missing" ? LAST - 1 : 1;
    found.set(text, Math.min(rank, found.get(text) ?? rank));
  }
  return found;
}
