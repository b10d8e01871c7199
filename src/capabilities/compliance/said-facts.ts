// Facts that the copy itself tells: what stands in plain words nobody has to state beside it.

import type { Facts } from "./facts.ts";
import type { Packs } from "./packs.ts";
import { viewOf } from "./text.ts";
import { type Matcher, matcherOf } from "./vocabulary.ts";

const matchers = new WeakMap<Packs["lists"], Matcher>();

/** Of one text alone: what another says of itself is no fact about it. A fact that is stated stands before these. */
export function saidFacts(text: string, { lists }: Pick<Packs, "lists">): Facts {
  const person = matchers.get(lists) ?? personIn(lists);
  matchers.set(lists, person);
  return person.has(viewOf(text)) ? { ai_person: true } : {};
}

function personIn(lists: Packs["lists"]): Matcher {
  return matcherOf({ terms: [], lexicon: ["ai-person"], patterns: [], tolerance: "separator" }, lists);
}
