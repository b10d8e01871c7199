// Whether anything that a review rests on has moved since it was made, and what of it explains a rule's change. Pure.

import { canonicalJson, storableJson } from "../../../core/canonical.ts";
import type { Packs } from "../packs.ts";
import type { Policy } from "../policy.ts";
import type { KeptProof } from "../proof.ts";
import type { Reason } from "./difference.ts";
import type { PackMark } from "./tables.ts";

/** A review as it was kept; `day` in the workspace's zone. */
export type Basis = {
  day: string;
  digest: string;
  facts: Readonly<Record<string, unknown>>;
  evidenceIds: readonly string[];
};

/** How things stand tonight. `marks` are the packs at the end of the last night, where one is known. */
export type Standing = Basis & { packs: Packs; marks: readonly PackMark[] | undefined };

/** Another pack, other facts or proof, or a day between the two on which a rule begins or ends or proof grows too old. */
export function hasMoved(last: Basis, now: Standing, proof: readonly KeptProof[]): boolean {
  if (last.digest !== now.digest) return true;
  if (sameText(last.facts) !== sameText(now.facts)) return true;
  if (last.evidenceIds.toSorted().join() !== now.evidenceIds.toSorted().join()) return true;
  return daysOf(now.packs, proof).some((day) => isBetween(day, last.day, now.day));
}

function sameText(facts: Readonly<Record<string, unknown>>): string {
  return canonicalJson(storableJson(facts));
}

/** ISO days from which something is judged otherwise by the calendar alone. */
function daysOf({ rules }: Packs, proof: readonly KeptProof[]): string[] {
  const turns = rules
    .flatMap(termsOf)
    .flatMap(({ effective_from: from, effective_to: to }) => [
      from,
      ...(to === null ? [] : [dayAfter(to, 0)]),
    ]);
  const ages = new Set(rules.flatMap(({ policy }) => policy.evidence?.max_age_days ?? []));
  const old = proof.flatMap(({ issuedOn }) =>
    issuedOn === null ? [] : [...ages].map((age) => dayAfter(issuedOn.toString(), age)),
  );
  return [...turns, ...old];
}

type Term = Pick<Policy, "effective_from" | "effective_to">;

/** Days of the rule itself and of what the workspace makes of it. */
function termsOf({ policy, raises = [] }: Packs["rules"][number]): Term[] {
  return [policy, ...raises];
}

/** The first day that lies more than `days` days after `day`. */
function dayAfter(day: string, days: number): string {
  return Temporal.PlainDate.from(day)
    .add({ days: days + 1 })
    .toString();
}

function isBetween(day: string, after: string, upTo: string): boolean {
  return day > after && day <= upTo;
}

/** @param proof all that is or was on file, what was taken back included */
export function reasonOf(rule: string, last: Basis, now: Standing, proof: readonly KeptProof[]): Reason {
  const rules = now.packs.rules.filter(({ policy }) => policy.id === rule);
  const policies = rules.map(({ policy }) => policy);
  return (
    byDate(rules.flatMap(termsOf), last.day, now.day) ??
    byProof(policies, last, now, proof) ??
    byPack(rule, last, now) ??
    (rule.startsWith("brand.") ? { kind: "brand" } : { kind: "facts" })
  );
}

function byDate(terms: readonly Term[], from: string, to: string): Reason | undefined {
  for (const { effective_from: first, effective_to: end } of terms) {
    if (isBetween(first, from, to)) return { kind: "started", on: first };
    if (end !== null && isBetween(dayAfter(end, 0), from, to)) return { kind: "ended", on: end };
  }
  return undefined;
}

function byProof(
  policies: readonly Policy[],
  last: Basis,
  now: Standing,
  proof: readonly KeptProof[],
): Reason | undefined {
  const asksFor = (kind: string): boolean => policies.some((policy) => speaksOfProof(policy, kind));
  const about = proof.filter(({ kind }) => asksFor(kind));
  const lost = about.find(({ id }) => last.evidenceIds.includes(id) && !now.evidenceIds.includes(id));
  if (lost?.withdrawnAt) return { kind: "proof_gone", proof: lost.kind };
  if (lost?.expiresOn) return { kind: "proof_out", proof: lost.kind, on: lost.expiresOn.toString() };
  const won = about.find(({ id }) => now.evidenceIds.includes(id) && !last.evidenceIds.includes(id));
  if (won) return { kind: "proof_new", proof: won.kind };
  const ages = policies.flatMap(({ evidence }) => evidence?.max_age_days ?? []);
  const old = about.find(
    ({ issuedOn }) =>
      issuedOn !== null &&
      ages.some((age) => isBetween(dayAfter(issuedOn.toString(), age), last.day, now.day)),
  );
  return old && { kind: "proof_old", proof: old.kind };
}

/** Kinds stand in what a rule accepts and in its conditions. */
function speaksOfProof(
  { evidence, applies_if, unless_if, severity_if, check }: Policy,
  kind: string,
): boolean {
  return JSON.stringify([evidence, applies_if, unless_if, severity_if, check]).includes(`"${kind}"`);
}

function byPack(rule: string, last: Basis, now: Standing): Reason | undefined {
  if (last.digest === now.digest) return undefined;
  const packs = now.packs.packs;
  const pack =
    packs.find(({ slugs }) => slugs.includes(rule)) ?? packs.find(({ id }) => rule.startsWith(`${id}.`));
  if (!pack) return undefined;
  const mark = now.marks?.find(({ id }) => id === pack.id);
  if (mark?.digest === pack.digest) return undefined;
  return { kind: "pack", pack: pack.id, ...(mark && { from: mark.version }), to: pack.version };
}
