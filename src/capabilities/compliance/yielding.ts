// Where two rules speak about the same words, the more specific one speaks alone: `yields_to` of the policy files.

import { RANK } from "./severity.ts";
import type { Finding } from "./review.ts";
import type { Rule } from "./rule.ts";

type Yield = { rule: string; scope: "overlap" | "text" };

/** A finding of a rule that yields goes when a finding of the other, at least as strong, stands on its words. */
export function withoutYielding(found: readonly Finding[], rules: readonly Rule[]): Finding[] {
  const yields = new Map<string, readonly Yield[]>();
  for (const { policy } of rules) if (policy.yields_to.length > 0) yields.set(policy.id, policy.yields_to);
  return found.filter((one) => {
    const others = yields.get(one.rule);
    return !others?.some((to) =>
      found.some((other) => isStronger(other, one) && isNamed(to.rule, other.rule) && meets(to, one, other)),
    );
  });
}

/** By the packs as well: a rule that a workspace wants told more strictly silences nothing that it did not silence before. */
function isStronger(other: Finding, one: Finding): boolean {
  return (
    other.rule !== one.rule &&
    RANK[other.severity] <= RANK[one.severity] &&
    RANK[other.own ?? other.severity] <= RANK[one.own ?? one.severity]
  );
}

function isNamed(pattern: string, slug: string): boolean {
  return pattern.endsWith("*") ? slug.startsWith(pattern.slice(0, -1)) : pattern === slug;
}

function meets({ scope }: Yield, one: Finding, other: Finding): boolean {
  if (scope === "text" || one.start === one.end || other.start === other.end) return true;
  return one.start < other.end && other.start < one.end;
}
