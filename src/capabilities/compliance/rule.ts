// A policy made ready to judge: its word lists resolved, its matchers built (and compiled when first used).

import type { Element, Existence, Near, Policy, Require } from "./policy.ts";
import type { Lists } from "./terms.ts";
import { type Matcher, matcherOf, termsMatcher } from "./vocabulary.ts";

export type ExistenceRule = Existence & {
  matcher: Matcher;
  nearMatcher: Matcher | undefined;
  notNearMatcher: Matcher | undefined;
};
export type ElementRule = Element & { matcher: Matcher };
export type RequireRule = Omit<Require, "elements"> & { elements: readonly ElementRule[] };

/** The least severity a workspace wants a rule of the packs told at, and where and when it does. */
export type Raise = Pick<Policy, "severity" | "industries" | "runs_on" | "effective_from" | "effective_to">;

export type Rule = {
  policy: Policy;
  raises?: readonly Raise[];
  /** Tried out for what it raises: silent everywhere else. */
  tried?: true;
  pack: string;
  lists: Lists;
  existence: readonly ExistenceRule[];
  require: readonly RequireRule[];
  at: Matcher | undefined;
  whenText: Matcher | undefined;
  phrases: Matcher;
  senses: Matcher;
  clearing: Matcher;
  /** `particles`: a Korean particle behind the old words is made to fit the new ones. */
  replacing: readonly { matcher: Matcher; words: string; particles?: boolean }[];
};

export function ruleOf(policy: Policy, pack: string, shared: Lists): Rule {
  const lists: Lists = (name) => policy.words[name] ?? shared(name);
  const { check, allow, when_text: whenText } = policy;
  return {
    policy,
    pack,
    lists,
    existence: check.existence.map((one) => existenceRule(one, lists)),
    require: check.require.map((one) => requireRule(one, lists)),
    at: check.at && matcherOf(check.at, lists),
    whenText: whenText && matcherOf(whenText, lists),
    phrases: termsMatcher(allow.phrases, allow.patterns, lists),
    senses: termsMatcher(allow.senses, [], lists),
    clearing: termsMatcher(allow.text, [], lists),
    replacing: policy.rewrite.replace.map(([from, words]) => ({
      matcher: matcherOf({ terms: [from], lexicon: [], patterns: [], tolerance: "separator" }, lists),
      words,
    })),
  };
}

function existenceRule(one: Existence, lists: Lists): ExistenceRule {
  const near = (other: Near | undefined): Matcher | undefined => other && matcherOf(other, lists);
  return {
    ...one,
    matcher: matcherOf(one, lists, { boundary: one.boundary, particles: one.particles }, one.group),
    nearMatcher: near(one.near),
    notNearMatcher: near(one.not_near),
  };
}

/** `all` and `any` become elements named by their own words. */
function requireRule(one: Require, lists: Lists): RequireRule {
  const bare = (terms: readonly string[]): Element[] =>
    terms.length === 0
      ? []
      : [{ name: { ko: terms[0] ?? "", en: terms[0] ?? "" }, any: [...terms], lexicon: [], patterns: [] }];
  const elements = [...one.all.flatMap((term) => bare([term])), ...bare(one.any), ...one.elements];
  return {
    ...one,
    elements: elements.map((element) => ({
      ...element,
      matcher: matcherOf(
        { terms: element.any, lexicon: element.lexicon, patterns: element.patterns, tolerance: "none" },
        lists,
      ),
    })),
  };
}
