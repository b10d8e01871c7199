// Words of a customer's own: words, never a pattern. Nothing in them has another meaning; blanks and disguises do not matter.

import { escaped, PARTICLES } from "./terms.ts";
import { type View, viewOf } from "./text.ts";
import type { Match, Matcher } from "./vocabulary.ts";

/** `letters` without blanks: a view without them in a row is not looked at any closer. */
type Literal = { letters: string; pattern: RegExp; hasBlank: boolean };

/**
 * Each term wherever it stands, blanks between its letters or not. With such a blank it has to begin a word (저 렴 한, but not the end of
 * 추가 with the beginning of 격려); one syllable stands alone or with a particle.
 */
export function literalMatcher(terms: readonly string[]): Matcher {
  const literals = terms.map(literalOf).filter((one) => one !== undefined);
  const find = (view: View): Match[] =>
    literals.flatMap((one) => (isNear(one, view) ? found(one, view) : []));
  return { find, has: (view) => find(view).length > 0 };
}

const compacts = new WeakMap<View, string>();

/** Thousands of words are asked of one view, and hardly one of them is there. */
function isNear({ letters }: Literal, view: View): boolean {
  const compact = compacts.get(view) ?? view.text.replaceAll(" ", "");
  compacts.set(view, compact);
  return compact.includes(letters) || (view.skeleton?.text.includes(letters) ?? false);
}

function literalOf(term: string): Literal | undefined {
  const text = viewOf(term.trim()).text;
  const letters = text.replace(/\s/g, "");
  if (letters === "") return undefined;
  const single = /^[가-힣]$/.test(text);
  const before = single ? "(?<![가-힣a-z0-9])" : /^[a-z]/.test(text) ? "(?<![a-z])" : "";
  const after = single ? `(?=${PARTICLES}?(?![가-힣a-z0-9]))` : /[a-z]$/.test(text) ? "(?![a-z])" : "";
  const source = Array.from(letters, escaped).join(" ?");
  return { letters, pattern: new RegExp(before + source + after, "g"), hasBlank: /\s/.test(text) };
}

function found({ pattern, hasBlank }: Literal, view: View): Match[] {
  const open = [...view.text.matchAll(pattern)]
    .filter(({ 0: words, index }) => hasBlank || !words.includes(" ") || begins(view.text, index))
    .map(({ 0: words, index }) => matchAt(index, index + words.length, false));
  const { skeleton } = view;
  if (open.length > 0 || !skeleton) return open;
  return [...skeleton.text.matchAll(pattern)]
    .map(({ 0: words, index }) =>
      matchAt(skeleton.at[index] ?? 0, (skeleton.at[index + words.length - 1] ?? 0) + 1, true),
    )
    .filter(({ start }) => begins(view.text, start));
}

function begins(text: string, at: number): boolean {
  return !/[가-힣a-z0-9]/.test(text[at - 1] ?? "");
}

function matchAt(start: number, end: number, disguised: boolean): Match {
  return { start, end, group: undefined, disguised };
}
