// Words of a rule, found in a view of the copy with all the disguises the rule allows.

import type { Vocabulary } from "./policy.ts";
import { type Edge, hasGap, type Lists, type Manner, patternSource, termSource } from "./terms.ts";
import type { View } from "./text.ts";

/** `start`, `end` in the view; `disguised` when it took tolerance to see it. */
export type Match = { start: number; end: number; group: string | undefined; disguised: boolean };

export type Matcher = { find(view: View): Match[]; has(view: View): boolean };

type Span = { start: number; end: number };
type Bucket = {
  group: string | undefined;
  tolerance: Vocabulary["tolerance"];
  strict: RegExp;
  hasGap: boolean;
  misspelt: RegExp | undefined;
};

const wordEdge: Edge = { boundary: "auto", particles: true };

/** Compiled when first used: most rules never meet a copy of their trade. What it found last is kept: a rule asks several times. */
export function matcherOf(vocabulary: Vocabulary, lists: Lists, edge = wordEdge, group?: string): Matcher {
  let made: Bucket[] | undefined;
  let seen: View | undefined;
  let found: Match[] = [];
  const find = (view: View): Match[] => {
    if (view === seen) return found;
    made ??= bucketsOf(vocabulary, lists, edge, group);
    found = withoutInner(made.flatMap((bucket) => matches(bucket, view)));
    seen = view;
    return found;
  };
  return { find, has: (view) => find(view).length > 0 };
}

/** A matcher of bare terms, for lists such as `allow.phrases`. */
export function termsMatcher(terms: readonly string[], patterns: readonly string[], lists: Lists): Matcher {
  return matcherOf({ terms: [...terms], lexicon: [], patterns: [...patterns], tolerance: "none" }, lists);
}

function bucketsOf(vocabulary: Vocabulary, lists: Lists, edge: Edge, group: string | undefined): Bucket[] {
  const byKey = new Map<
    string,
    { group: string | undefined; tolerance: Vocabulary["tolerance"]; terms: string[] }
  >();
  const add = (term: string, of: string | undefined, tolerance: Vocabulary["tolerance"]): void => {
    const key = `${of ?? ""}/${tolerance}/${hasGap(term)}`;
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
    tolerance,
    hasGap: terms.some(hasGap),
    strict: union(terms, lists, "strict", edge),
    misspelt: tolerance === "jamo" ? union(terms, lists, "misspelt", edge) : undefined,
  }));
  const tolerance = vocabulary.tolerance === "none" ? "none" : "separator";
  for (const pattern of vocabulary.patterns) {
    const strict = new RegExp(patternSource(pattern, lists), "gu");
    made.push({ group, tolerance, strict, hasGap: false, misspelt: undefined });
  }
  return made;
}

function union(terms: readonly string[], lists: Lists, manner: Manner, edge: Edge): RegExp {
  const sources = terms
    .map((term) => termSource(term, lists, manner, edge))
    .filter((one) => one !== undefined);
  return new RegExp(sources.length === 0 ? "(?!)" : [...new Set(sources)].join("|"), "g");
}

function matches(bucket: Bucket, view: View): Match[] {
  const { group } = bucket;
  const found: Match[] = everywhere(bucket.strict, view.text, bucket.hasGap).map((at) => ({
    ...at,
    group,
    disguised: false,
  }));
  const add = (at: Span): void => {
    if (!found.some((other) => other.start < at.end && at.start < other.end))
      found.push({ ...at, group, disguised: true });
  };
  if (bucket.misspelt) everywhere(bucket.misspelt, view.text, false).forEach(add);
  if (bucket.tolerance !== "none") split(bucket, view).forEach(add);
  return found;
}

/** Matches in the skeleton whose gaps were put there on purpose. */
function split({ strict, tolerance, hasGap: gaps }: Bucket, view: View): Span[] {
  const { skeleton } = view;
  if (!skeleton) return [];
  const spans = everywhere(strict, skeleton.text, gaps).map(({ start, end }) => {
    return { start: skeleton.at[start] ?? 0, end: (skeleton.at[end - 1] ?? 0) + 1 };
  });
  return spans.filter(({ start, end }) => isDeliberate(view.text, start, end, tolerance));
}

function everywhere(pattern: RegExp, text: string, gaps: boolean): Span[] {
  const found: Span[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    if (match[0] === "" || (gaps && match[0].includes(". "))) pattern.lastIndex = match.index + 1;
    else found.push({ start: match.index, end: match.index + match[0].length });
  }
  return found;
}

const SIGN_INSIDE = /[\p{L}\p{N}][^\p{L}\p{N} ,/]{1,4}[\p{L}\p{N}]/u;
/** Three syllables set apart: by chance hardly ever just those of a term. */
const SET_APART = /(?<![가-힣])(?:[가-힣] ){2}[가-힣](?![가-힣])/;

/**
 * Whether signs or blanks inside a word were put there on purpose: a sign between letters is; blanks, commas and slashes are only when
 * the word stands alone (`슬 롯`, but not `이번 주 식당`).
 */
function isDeliberate(text: string, start: number, end: number, tolerance: Vocabulary["tolerance"]): boolean {
  const word = text.slice(start, end);
  const hasSign = SIGN_INSIDE.test(word);
  if (hasSign || !/[^\p{L}\p{N}]/u.test(word)) return tolerance !== "space" || !hasSign;
  if (/[가-힣a-z0-9]/.test(text[start - 1] ?? "")) return false;
  if (SET_APART.test(word)) return true;
  const letters = word.replace(/[^\p{L}\p{N}]/gu, "").length;
  const after = text.slice(end, end + 3);
  if (!/^[가-힣a-z0-9]/.test(after)) return true;
  return letters >= 3 && /^(?:[은는이가을를의에와과도로만]|으로)(?![가-힣])/.test(after);
}

function withoutInner(found: Match[]): Match[] {
  const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: Match[] = [];
  for (const match of sorted) if (!kept.some((other) => other.end >= match.end)) kept.push(match);
  return kept;
}
