// Patterns are compiled when they first meet a copy, twice until the engine makes machine code of them: done once beforehand, so that
// no single review has to wait for it. A hit of every rule goes all the way, rewrite included.

import { setImmediate } from "node:timers/promises";
import type { Packs } from "./packs.ts";
import { reviewText } from "./review.ts";
import type { Rule } from "./rule.ts";
import { copyOf } from "./self-test.ts";
import { viewOf } from "./text.ts";
import type { Matcher } from "./vocabulary.ts";

/** Letters of two bytes and of one are compiled apart. */
const SAMPLES = [
  "새로 나온 이불을 소개합니다. 오늘부터 만나 보세요.",
  "New blankets are here. Come and see them today.",
];

/** All of it at once, for commands that do nothing else. */
export function warmUp(packs: Packs): void {
  for (const step of steps(packs)) step();
}

/** A matcher at a time, so that a server answers people meanwhile. @param isOver whether the process is on its way out */
export async function warmBetween(packs: Packs, isOver: () => boolean): Promise<void> {
  for (const step of steps(packs)) {
    await setImmediate();
    if (isOver()) return;
    step();
  }
}

function* steps(packs: Packs): Generator<() => void> {
  const matchers = packs.rules.flatMap(matchersOf);
  for (const round of ["first", "again"]) {
    for (const sample of SAMPLES) {
      const view = viewOf(`${sample} ${round}`);
      for (const matcher of matchers) yield () => void matcher.find(view);
    }
  }
  for (const { policy } of packs.rules) {
    const [hit] = policy.tests.hit;
    if (hit) yield () => void reviewText(packs, copyOf(policy, hit));
  }
}

function matchersOf(rule: Rule): Matcher[] {
  const inner = rule.existence.flatMap(({ matcher, nearMatcher, notNearMatcher }) => [
    matcher,
    nearMatcher,
    notNearMatcher,
  ]);
  const elements = rule.require.flatMap(({ elements: each }) => each.map(({ matcher }) => matcher));
  const replacing = rule.replacing.map(({ matcher }) => matcher);
  const own = [rule.phrases, rule.senses, rule.clearing, rule.whenText, rule.at];
  return [...inner, ...elements, ...replacing, ...own].filter((matcher) => matcher !== undefined);
}
