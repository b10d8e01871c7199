// Words of messages, read alike by the copy rules and by the send gate.

import { z } from "zod";
import { loadData } from "../../../core/data-file.ts";
import { Vocabulary } from "../policy.ts";
import type { Lists } from "../terms.ts";
import type { View } from "../text.ts";
import { type Matcher, matcherOf } from "../vocabulary.ts";

/** Whether a message that serves a deal sells beside it; a discount that was taken off and a coupon that was used sell nothing. */
export function alsoSells(lists: Lists, view: View): boolean {
  const served = reader(lists, "sells-not").find(view);
  return reader(lists, "sells")
    .find(view)
    .some(({ start, end }) => !served.some((other) => other.start <= start && end <= other.end));
}

const table = loadData(new URL("./words.yaml", import.meta.url), z.record(z.string(), Vocabulary));

const readers = new WeakMap<Lists, Map<string, Matcher>>();

/** One entry of `words.yaml`, compiled once for each set of lists. */
export function reader(lists: Lists, name: "sells" | "sells-not" | "refusal" | "free-refusal"): Matcher {
  const known = readers.get(lists) ?? new Map<string, Matcher>();
  readers.set(lists, known);
  const words = table[name];
  if (!words) throw new Error(`words.yaml lacks ${name}`);
  const made = known.get(name) ?? matcherOf(words, lists);
  known.set(name, made);
  return made;
}
