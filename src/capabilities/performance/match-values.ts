// Filters on values of breakdowns (age, gender, device …) against the values that are stored.

import { nameKey } from "../../language/names.ts";
import { formsOf, knownValue, productOf } from "./known-words.ts";

/** Stored values that the words stand for; `undefined` when one of them has none. */
export function storedValues(
  field: string,
  words: readonly string[],
  stored: readonly string[],
): string[] | undefined {
  const found = new Set<string>();
  for (const word of words) {
    const values = field === "age" ? agesWithin(word, stored) : valuesOf(field, word, stored);
    if (values.length === 0) return undefined;
    for (const value of values) found.add(value);
  }
  return [...found];
}

function valuesOf(field: string, word: string, stored: readonly string[]): string[] {
  const meant = knownValue(field, word) ?? productOf(word)?.value ?? word;
  const forms = new Set(formsOf(field, meant).map(nameKey));
  return stored.filter((value) => forms.has(nameKey(value)) || knownValue(field, value) === meant);
}

/** Stored age groups that together make exactly the asked range; a range that cuts through a group has no figures. */
function agesWithin(word: string, stored: readonly string[]): string[] {
  const same = stored.filter((value) => nameKey(value) === nameKey(word));
  if (same.length > 0) return same;
  const asked = ages(word);
  if (!asked) return [];
  const inside = stored.filter((value) => {
    const group = ages(value);
    return group && group.min >= asked.min && group.max <= asked.max;
  });
  const years = inside.reduce((sum, value) => sum + lengthOf(ages(value)), 0);
  return years === lengthOf(asked) ? inside : [];
}

type Ages = { min: number; max: number };

/** `25-34`, `20대`, `65+`. */
function ages(text: string): Ages | undefined {
  const range = /^(\d+)\s*[-~–]\s*(\d+)/.exec(text);
  if (range) return { min: Number(range[1]), max: Number(range[2]) };
  const decade = /^(\d+)대$/.exec(text);
  if (decade) return { min: Number(decade[1]), max: Number(decade[1]) + 9 };
  const open = /^(\d+)\+$/.exec(text);
  return open ? { min: Number(open[1]), max: OLDEST } : undefined;
}

const OLDEST = 120;

function lengthOf(group: Ages | undefined): number {
  return group ? group.max - group.min + 1 : 0;
}
