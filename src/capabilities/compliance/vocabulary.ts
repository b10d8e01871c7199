// Words of a rule, found in a view of the copy with all the disguises the rule allows.

import type { Vocabulary } from "./policy.ts";
import { type Edge, type Lists, type Manner, termSource } from "./terms.ts";
import type { View } from "./text.ts";

/** `start`, `end` in the view; `disguised` when it took tolerance to see it. */
export type Match = { start: number; end: number; group: string | undefined; disguised: boolean };

export type Matcher = { find(view: View): Match[]; has(view: View): boolean };

type Bucket = { group: string | undefined; strict: RegExp; disguises: RegExp[] };

const wordEdge: Edge = { boundary: "auto", particles: true };
const MANNERS = { none: [], space: ["space"], separator: ["split"], jamo: ["split", "misspelt"] } as const;

/** Compiled when first used: most rules never meet a copy of their trade. */
export function matcherOf(vocabulary: Vocabulary, lists: Lists, edge = wordEdge, group?: string): Matcher {
  let made: Bucket[] | undefined;
  const buckets = (): Bucket[] => (made ??= bucketsOf(vocabulary, lists, edge, group));
  return {
    find: (view) => withoutInner(buckets().flatMap((bucket) => matches(bucket, view))),
    has: (view) => buckets().some((bucket) => matches(bucket, view).length > 0),
  };
}

/** A matcher of bare terms, for lists such as `allow.phrases`. */
export function termsMatcher(terms: readonly string[], patterns: readonly string[], lists: Lists): Matcher {
  return matcherOf({ terms: [...terms], lexicon: [], patterns: [...patterns], tolerance: "none" }, lists);
}

function bucketsOf(vocabulary: Vocabulary, lists: Lists, edge: Edge, group: string | undefined): Bucket[] {
  const byKey = new Map<
    string,
    { group: string | undefined; tolerance: keyof typeof MANNERS; terms: string[] }
  >();
  const add = (term: string, of: string | undefined, tolerance: keyof typeof MANNERS): void => {
    const key = `${of ?? ""}/${tolerance}`;
    const bucket = byKey.get(key) ?? { group: of, tolerance, terms: [] };
    bucket.terms.push(term);
    byKey.set(key, bucket);
  };
  for (const term of vocabulary.terms) {
    if (typeof term === "string") add(term, group, vocabulary.tolerance);
    else add(term.term, term.group ?? group, term.tolerance ?? vocabulary.tolerance);
  }
  for (const name of vocabulary.lexicon)
    for (const word of lists(name)) add(word, group, vocabulary.tolerance);
  const made = [...byKey.values()].map(({ group: of, tolerance, terms }) => ({
    group: of,
    strict: union(terms, lists, "strict", edge),
    disguises: MANNERS[tolerance].map((manner) => union(terms, lists, manner, edge)),
  }));
  for (const pattern of vocabulary.patterns)
    made.push({ group, strict: new RegExp(pattern, "gu"), disguises: [] });
  return made;
}

function union(terms: readonly string[], lists: Lists, manner: Manner, edge: Edge): RegExp {
  const sources = terms
    .map((term) => termSource(term, lists, manner, edge))
    .filter((one) => one !== undefined);
  return new RegExp(sources.length === 0 ? "(?!)" : [...new Set(sources)].join("|"), "g");
}

function matches({ group, strict, disguises }: Bucket, view: View): Match[] {
  const found = everywhere(strict, view.text, () => true).map((at) => ({ ...at, group, disguised: false }));
  for (const disguise of disguises) {
    for (const at of everywhere(disguise, view.text, (start, end) => isDeliberate(view.text, start, end)))
      if (!found.some((other) => other.start < at.end && at.start < other.end))
        found.push({ ...at, group, disguised: true });
  }
  return found;
}

function everywhere(
  pattern: RegExp,
  text: string,
  keep: (start: number, end: number) => boolean,
): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const end = match.index + match[0].length;
    if (match[0] !== "" && keep(match.index, end)) found.push({ start: match.index, end });
    else pattern.lastIndex = match.index + 1;
  }
  return found;
}

/**
 * Whether signs or blanks inside a word were put there on purpose: a sign between letters is; blanks, commas and slashes are only when
 * the word stands alone (`슬 롯`, but not `이번 주 식당`).
 */
function isDeliberate(text: string, start: number, end: number): boolean {
  const word = text.slice(start, end);
  if (!/[^\p{L}\p{N}]/u.test(word) || /[\p{L}\p{N}][^\p{L}\p{N} ,/]{1,2}[\p{L}\p{N}]/u.test(word))
    return true;
  if (/[가-힣a-z0-9]/.test(text[start - 1] ?? "")) return false;
  const letters = word.replace(/[^\p{L}\p{N}]/gu, "").length;
  const after = text.slice(end, end + 3);
  return letters < 3
    ? !/^[가-힣a-z0-9]/.test(after)
    : !/^[가-힣a-z0-9]/.test(after) || /^(?:[은는이가을를의에와과도로만]|으로)(?![가-힣])/.test(after);
}

function withoutInner(found: Match[]): Match[] {
  const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: Match[] = [];
  for (const match of sorted) if (!kept.some((other) => other.end >= match.end)) kept.push(match);
  return kept;
}
