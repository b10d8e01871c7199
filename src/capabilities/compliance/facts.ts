// What the workspace knows beside the copy, and whether a rule's condition on it holds.

import type { Condition } from "./policy.ts";

export type Proof = { kind: string; ref?: string; on?: string; until?: string };
/** Facts of the brief, the product record, the evidence folder and the picture; absent means: not the case. */
export type Facts = Readonly<Record<string, unknown>> & { evidence?: readonly (string | Proof)[] };

const DEFAULTS: Readonly<Record<string, unknown>> = { purpose: "ad", field: "body" };

/** Facts that rules may ask for; anything else in a condition is a slip of its author. */
export const KNOWN_FACTS: readonly string[] = (
  "date field product functional_no hff_review prereview review reviewed_text evidence sponsored ai_person ai_image image likeness license " +
  "advertiser purpose terms reference_price lowest_30d offer_repeats countdown fine_print review_source review_verified targeting " +
  "media_daily_users age_target sender sender_address goods brand_banned brand_required brand_tone channel industry lang jurisdiction group text expert_role"
).split(" ");

/** Looks up words of the copy that a condition names: `text: [lexicon]`, `expert_role: true`. */
export type InCopy = (lexicon: string) => boolean;

export function holds(condition: Condition, facts: Facts, inCopy: InCopy): boolean {
  return Object.entries(condition).every(([key, wanted]) => holdsOne(key, wanted, facts, inCopy));
}

export function holdsAny(condition: Condition, facts: Facts, inCopy: InCopy): boolean {
  return Object.entries(condition).some(([key, wanted]) => holdsOne(key, wanted, facts, inCopy));
}

function holdsOne(key: string, wanted: Condition[string], facts: Facts, inCopy: InCopy): boolean {
  const list = Array.isArray(wanted) ? wanted : [wanted];
  if (key === "text") return list.some((name) => inCopy(String(name)));
  if (key === "expert_role") return inCopy("expert-roles") === list.includes(true);
  if (key === "evidence") return holdsEvidence(list, proofs(facts));
  const value = facts[key] ?? DEFAULTS[key];
  return list.some((one) => sameFact(one, value));
}

function sameFact(wanted: boolean | number | string, value: unknown): boolean {
  if (wanted === "present") return isThere(value);
  if (wanted === "absent" || wanted === false) return !isThere(value);
  if (wanted === true) return isThere(value);
  return Array.isArray(value) ? value.includes(wanted) : plain(value) === String(wanted);
}

function isThere(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== false && value !== "" && value !== "none_given";
}

function holdsEvidence(list: readonly (boolean | number | string)[], held: readonly Proof[]): boolean {
  if (list.includes("absent")) return held.length === 0;
  if (list.includes("present")) return held.length > 0;
  return held.some(({ kind }) => list.includes(kind));
}

/** Proof on file; `kind:reference` or an object, the reference may begin with its day. */
export function proofs(facts: Facts): Proof[] {
  return (facts.evidence ?? []).map((one) => {
    if (typeof one !== "string") return one;
    const [kind = "", ...rest] = one.split(":");
    const ref = rest.join(":");
    const on = /^\d{4}-\d{2}-\d{2}/.exec(ref)?.[0];
    return { kind, ...(ref ? { ref } : {}), ...(on ? { on } : {}) };
  });
}

function plain(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}
