// The packs as a workspace is judged by: those of the product, some of them more strictly, and its own rules beside them. Nothing of a
// workspace's own can take a rule of the packs away, or make its findings weaker.

import { createHash } from "node:crypto";
import { canonicalJson } from "../../../core/canonical.ts";
import { nameKey } from "../../../language/names.ts";
import type { Packs } from "../packs.ts";
import type { Severity } from "../policy.ts";
import type { Rule } from "../rule.ts";
import { RANK } from "../severity.ts";
import { OWN, type OwnRule, ownSlug, ruleFor } from "./rule.ts";

/** Packs of a workspace are built once for the same rules. */
const built = new WeakMap<Packs, Map<string, Packs>>();
const MOST_BUILT = 100;

/**
 * @param own the rules of one workspace that are on; a changed one has another version
 * @param about names of the thing judged: rules for one client stay silent about everybody else's
 */
export function withOwnRules(
  home: Packs,
  { workspaceId, own }: { workspaceId: string; own: readonly OwnRule[] },
  about: string,
): Packs {
  if (own.length === 0) return home;
  const meant = own.filter(({ policy }) => isMeant(policy.client, about));
  const all = own.map(({ number, version }) => `${number}@${version}`).join();
  const key = `${workspaceId} ${all} ${meant.map(({ number }) => number).join()}`;
  const known = built.get(home) ?? new Map<string, Packs>();
  built.set(home, known);
  const packs = known.get(key) ?? composed(home, meant, digestOf(own));
  if (known.size >= MOST_BUILT) known.clear(); // another workspace builds its own again
  known.set(key, packs);
  return packs;
}

/** Only the given rules, for trying them out. */
export function ownRulesAlone(home: Packs, own: readonly OwnRule[], about: string): Packs {
  const meant = own.filter(({ policy }) => isMeant(policy.client, about));
  const raised = raisesOf(meant);
  const rules = home.rules.filter(({ policy }) => raised.has(policy.id));
  return { ...composed({ ...home, rules, packs: [] }, meant, digestOf(own)) };
}

function isMeant(client: string | null, about: string): boolean {
  return client === null || nameKey(about).includes(nameKey(client));
}

function composed(home: Packs, own: readonly OwnRule[], digest: string): Packs {
  const raises = raisesOf(own);
  const rules = home.rules.map((rule) => raised(rule, raises.get(rule.policy.id)));
  const added = own.map((one) => ruleFor(one, home.lists)).filter((one) => one !== undefined);
  const slugs = own.map(({ number }) => ownSlug(number));
  const pack = { id: OWN.slice(0, -1), version: "1.0.0", owner: null, checkedOn: null, digest, slugs };
  return { rules: [...rules, ...added], packs: [...home.packs, pack], lists: home.lists };
}

function raisesOf(own: readonly OwnRule[]): Map<string, Severity> {
  const raises = new Map<string, Severity>();
  for (const { policy } of own) {
    const slug = policy.check.raises;
    if (slug !== undefined) raises.set(slug, stronger(policy.severity, raises.get(slug)));
  }
  return raises;
}

/** The rule at least as severe; conditions that would lower it lower it no further than to there. */
function raised(rule: Rule, to: Severity | undefined): Rule {
  if (to === undefined) return rule;
  const { policy } = rule;
  const severity = stronger(policy.severity, to);
  // oxlint-disable-next-line unicorn/no-thenable -- a row of the policy schema; nobody awaits it
  const severity_if = policy.severity_if.map(({ when, then }) => ({ when, then: stronger(then, to) }));
  return { ...rule, policy: { ...policy, severity, severity_if } };
}

function stronger(one: Severity, other: Severity | undefined): Severity {
  return other !== undefined && RANK[other] < RANK[one] ? other : one;
}

function digestOf(own: readonly OwnRule[]): string {
  const judged = own
    .map(({ number, version, policy }) => ({ number, version, policy }))
    .toSorted((a, b) => a.number - b.number);
  return createHash("sha256").update(canonicalJson(judged)).digest("hex");
}
