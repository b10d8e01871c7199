// Near-duplicate campaign names that look like one campaign: offered for merging, never merged here.
// One letter lost, doubled, swapped or mistyped is a spelling; a number or a word more or less is another campaign.

import { editDistance } from "../../../../language/distance.ts";
import { decompose } from "../../../../language/jamo.ts";
import { nameKey } from "../../../../language/names.ts";
import type { SpellingGroup } from "../report.ts";

type NamedRows = { name: string; rows: number };

/** All spellings with one key: the same letters and digits, whatever stands between them. */
type Entry = {
  /** Letters (Hangul as jamo) and digits. */
  letters: string;
  /** Runs of digits, which no two spellings of one campaign differ in. */
  numbers: string;
  /** Word (as letters) that each letter belongs to. */
  words: string[];
  rows: number;
  names: NamedRows[];
  order: number;
  group: Entry | undefined;
};

const LEAST_LETTERS = 7;
const COMPARED_LETTERS = 120;
/** A spelling slip is this much rarer than the right spelling. */
const RARE = 10;
const MOST_IN_BUCKET = 50;

/** @param names distinct names in order of first appearance; @returns groups of two spellings and more, in that order */
export function findSpellings(names: NamedRows[]): SpellingGroup[] {
  const entries = entriesOf(names);
  joinAnd(entries);
  joinSlips(entries);
  const groups = new Map<Entry, Entry[]>();
  for (const entry of entries) {
    const root = rootOf(entry);
    groups.set(root, [...(groups.get(root) ?? []), entry]);
  }
  return [...groups.values()]
    .toSorted((a, b) => firstOf(a) - firstOf(b))
    .map((group) => group.flatMap((entry) => entry.names))
    .filter((spellings) => spellings.length > 1)
    .map(groupOf);
}

function groupOf(spellings: NamedRows[]): SpellingGroup {
  const ranked = spellings.toSorted((a, b) => b.rows - a.rows);
  return {
    keep: ranked[0]?.name ?? "",
    spellings: ranked.map((one) => one.name),
    rows: ranked.reduce((sum, one) => sum + one.rows, 0),
  };
}

function firstOf(group: Entry[]): number {
  return Math.min(...group.map((entry) => entry.order));
}

function entriesOf(names: NamedRows[]): Entry[] {
  const found = new Map<string, Entry>();
  for (const [order, one] of names.entries()) {
    const numbers = numbersOf(one.name);
    const key = `${nameKey(one.name)} ${numbers}`;
    const known = found.get(key);
    if (known) {
      if (one.rows > (known.names[0]?.rows ?? 0)) {
        known.words = wordsOf(one.name);
        known.names.unshift(one);
      } else known.names.push(one);
      known.rows += one.rows;
      continue;
    }
    const words = wordsOf(one.name);
    const letters = decompose(nameKey(one.name)).slice(0, COMPARED_LETTERS);
    found.set(key, { letters, numbers, words, rows: one.rows, names: [one], order, group: undefined });
  }
  return [...found.values()].filter((entry) => entry.letters.length > 0);
}

function numbersOf(name: string): string {
  return (name.normalize("NFKC").match(/\d+/g) ?? []).join(".");
}

function wordsOf(name: string): string[] {
  const words =
    name
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.flatMap((word) => {
    const letters = decompose(nameKey(word));
    return Array.from({ length: letters.length }, () => letters);
  });
}

/** `Fit & Lift` and `Fit and Lift` are one. */
function joinAnd(entries: Entry[]): void {
  const seen = new Map<string, Entry>();
  for (const entry of entries) {
    const bare =
      entry.names.map(({ name }) => name.replace(/(^|[\s_|-])(and|및)(?=$|[\s_|-])/gi, "$1"))[0] ?? "";
    const key = `${nameKey(bare)} ${entry.numbers}`;
    const known = seen.get(key);
    if (known) join(entry, known);
    else seen.set(key, entry);
  }
}

function joinSlips(entries: Entry[]): void {
  const common = commonWords(entries);
  const near = neighbours(entries);
  // The commonest first: what a slip may belong to has its place by then.
  for (const entry of entries.toSorted((a, b) => b.rows - a.rows || a.order - b.order)) {
    const candidates = (near.get(entry) ?? []).filter((other) => isSlip(entry, other, common));
    const roots = new Set(candidates.map(rootOf));
    // Between two campaigns a slip belongs to neither.
    if (roots.size === 1 && candidates[0]) join(entry, candidates[0]);
  }
}

/** Entries one letter apart: they share a text with one letter left out. Digits are never left out. */
function neighbours(entries: Entry[]): Map<Entry, Entry[]> {
  const buckets = new Map<string, Entry[]>();
  for (const entry of entries) {
    if (entry.letters.length < LEAST_LETTERS) continue;
    for (const variant of variantsOf(entry)) {
      const bucket = buckets.get(variant) ?? [];
      if (bucket.length < MOST_IN_BUCKET) bucket.push(entry);
      buckets.set(variant, bucket);
    }
  }
  const near = new Map<Entry, Set<Entry>>();
  for (const bucket of buckets.values()) {
    for (const a of bucket)
      for (const b of bucket) if (a !== b) near.set(a, (near.get(a) ?? new Set()).add(b));
  }
  return new Map(
    [...near].map(([entry, others]) => [entry, [...others].toSorted((a, b) => b.rows - a.rows)]),
  );
}

function variantsOf({ letters, numbers }: Entry): Set<string> {
  const variants = new Set([`${letters} ${numbers}`]);
  for (let at = 0; at < letters.length; at++) {
    if (/\d/.test(letters[at] ?? "")) continue;
    variants.add(`${letters.slice(0, at)}${letters.slice(at + 1)} ${numbers}`);
  }
  return variants;
}

type Words = ReadonlyMap<string, readonly Entry[]>;

/** The two commonest names each word stands in. */
function commonWords(entries: Entry[]): Words {
  const found = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const word of new Set(entry.words)) {
      const names = [...(found.get(word) ?? []), entry];
      found.set(word, names.toSorted((a, b) => b.rows - a.rows).slice(0, 2));
    }
  }
  return found;
}

/** Whether `slip` is a misspelling of `right`, the commoner of the two. */
function isSlip(slip: Entry, right: Entry, common: Words): boolean {
  if (slip.rows > right.rows || (slip.rows === right.rows && slip.order <= right.order)) return false;
  if (editDistance(slip.letters, right.letters, 1) > 1) return false;
  const at = firstDifference(slip.letters, right.letters);
  const longer = slip.letters.length - right.letters.length;
  // The letter more stands in one word of the longer text; in the shorter one it is missing from a word beside the gap.
  const meant = longer > 0 ? besideGap(right, at, slip.words[at] ?? "") : (right.words[at] ?? "");
  const wrong = longer < 0 ? besideGap(slip, at, meant) : (slip.words[at] ?? "");
  // A slip never turns one established word into another: Men is not a slip of Women.
  if (common.get(wrong)?.some((one) => one !== slip && one.rows * RARE >= right.rows)) return false;
  const rare = slip.rows * RARE <= right.rows;
  const shorter = Math.min(wrong.length, meant.length);
  if (longer === 0 && !isSwap(slip.letters, right.letters)) return rare && shorter >= 5;
  if (!rare) return shorter >= 5 && !isPlural(wrong, meant);
  // A word of one or two letters more or less is another name, not a slip.
  return (longer > 0 ? (slip.words[at] ?? "") : meant).length >= 3;
}

/** The word next to the gap that is `whole` less one letter; none when the slip split the word. */
function besideGap({ words }: Entry, at: number, whole: string): string {
  const beside = [words[at] ?? "", words[at - 1] ?? ""];
  return beside.find((word) => word !== "" && editDistance(word, whole, 1) <= 1) ?? "";
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function isPlural(a: string, b: string): boolean {
  return a === `${b}s` || b === `${a}s`;
}

/** Two texts of one length, one edit apart, with the same letters: neighbours changed places. */
function isSwap(a: string, b: string): boolean {
  return sortedLetters(a) === sortedLetters(b);
}

function sortedLetters(text: string): string {
  return text.split("").sort().join("");
}

function rootOf(entry: Entry): Entry {
  let root = entry;
  while (root.group) root = root.group;
  return root;
}

function join(entry: Entry, other: Entry): void {
  const [from, to] = [rootOf(entry), rootOf(other)];
  if (from !== to) from.group = to;
}
