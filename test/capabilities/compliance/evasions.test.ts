// Every blocking rule's own hits, written in disguise: the longest word of what it points at, taken apart in each way people know.

import { disassemble } from "es-hangul";
import { describe, expect, it } from "vitest";
import type { Copy } from "../../../src/capabilities/compliance/copy.ts";
import { loadPacks, packsOf, type Packs } from "../../../src/capabilities/compliance/packs.ts";
import { reviewText } from "../../../src/capabilities/compliance/review.ts";
import { copyOf } from "../../../src/capabilities/compliance/self-test.ts";

const between = (sign: string) => (word: string) => Array.from(word).join(sign);

/** How much of the hits is still seen at least: blanks alone leave some words that may be two ordinary ones (맘 충). */
const DISGUISES: readonly [string, (word: string) => string, number][] = [
  ["dots", between("."), 0.98],
  ["middle dots", between("·"), 0.98],
  ["stars", between("*"), 0.98],
  ["hyphens", between("-"), 0.98],
  ["hearts", between("♥"), 0.98],
  ["pictures", between("🔥"), 0.98],
  ["two pictures", between("🔥🔥"), 0.98],
  ["blanks", between(" "), 0.95],
  ["stray jamo", disassemble, 0.98],
  ["zero-width signs", between("\u200b"), 1],
  ["taken-apart syllables", (word) => word.normalize("NFD"), 1],
];

type Sample = { packs: Packs; copy: Copy; start: number; word: string };

const samples: Sample[] = samplesOf(loadPacks());

describe("words in disguise", () => {
  it("are tried for nearly every rule that blocks", () => {
    const blocking = new Set(samples.map(({ packs }) => packs.rules[0]?.policy.id));
    expect(blocking.size).toBeGreaterThan(35);
    expect(samples.length).toBeGreaterThan(200);
  });

  it.each(DISGUISES)("%s hide nothing from a rule that blocks", (_, disguise, least) => {
    const slipped = samples.filter((sample) => !blocks(sample.packs, disguised(sample, disguise)));
    const allowed = Math.floor(samples.length * (1 - least));
    expect(slipped.slice(allowed).map((sample) => disguised(sample, disguise).text)).toEqual([]);
  });
});

/** One a hit, where a Korean word of two to six syllables stands in what the rule points at. */
function samplesOf({ rules, lists }: Packs): Sample[] {
  return rules.flatMap(({ policy }) => {
    const packs = packsOf([{ file: "", pack: "test", policy }], lists);
    return policy.tests.hit.flatMap((hit) => {
      const copy = copyOf(policy, hit);
      const word = wordToHide(packs, copy);
      return word ? [{ packs, copy, ...word }] : [];
    });
  });
}

function wordToHide(packs: Packs, copy: Copy): { start: number; word: string } | undefined {
  const { findings } = reviewText(packs, copy);
  const found = findings.find(({ severity, start, end }) => severity === "block" && end > start);
  if (!found) return undefined;
  const words = [...copy.text.slice(found.start, found.end).matchAll(/(?<![가-힣])[가-힣]{2,}/g)]
    .map(({ 0: word, index }) => ({ word, start: found.start + index }))
    .filter(({ word, start }) => word.length <= 6 && !/[가-힣]/.test(copy.text[start - 1] ?? ""));
  return words.toSorted((a, b) => b.word.length - a.word.length)[0];
}

function disguised({ copy, start, word }: Sample, disguise: (word: string) => string): Copy {
  const text = copy.text.slice(0, start) + disguise(word) + copy.text.slice(start + word.length);
  return { ...copy, text };
}

function blocks(packs: Packs, copy: Copy): boolean {
  return reviewText(packs, copy).findings.some(({ severity }) => severity === "block");
}
