// Proof on file that does not count for a text because it is of another product, or of none that is known: a finding says which one would
// answer it, found by judging the text once more as if it did.

import type { Facts } from "./facts.ts";
import type { KeptProof } from "./proof.ts";
import type { Finding, Review } from "./review.ts";
import { RANK } from "./severity.ts";

export function withOpening(
  review: Review,
  unheard: readonly { proof: KeptProof; facts: Facts }[],
  judgedBy: (facts: Facts) => Review,
): Review {
  if (review.verdict === "pass" || unheard.length === 0) return review;
  const others = unheard.map(({ proof, facts }) => ({ proof, found: judgedBy(facts).findings }));
  const findings = review.findings.map((one) => {
    const opens = others.find(({ found }) => isAnswered(one, found))?.proof;
    return opens ? { ...one, opens } : one;
  });
  return { ...review, findings };
}

function isAnswered(one: Finding, found: readonly Finding[]): boolean {
  if (one.severity === "note") return false;
  const same = found.find(
    ({ rule, start, end }) => rule === one.rule && start === one.start && end === one.end,
  );
  return same === undefined || RANK[same.severity] > RANK[one.severity];
}
