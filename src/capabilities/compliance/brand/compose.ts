// The packs as a workspace is judged by: those of the product, some of them more strictly, and its own rules beside them. Nothing of a
// workspace's own can take a rule of the packs away, or make its findings weaker.

import { createHash } from "node:crypto";
import { canonicalJson } from "../../../core/canonical.ts";
import { nameKey } from "../../../language/names.ts";
import type { Packs } from "../packs.ts";
import type { Raise, Rule } from "../rule.ts";
import { clientKey, OWN, type OwnRule, ownSlug, raiseOf, ruleFor } from "./rule.ts";

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
  const packs =
    known.get(key) ?? composed(home, meant, { digest: digestOf(own), added: addedBy(home, meant) });
  if (known.size >= MOST_BUILT) known.clear(); // another workspace builds its own again
  known.set(key, packs);
  return packs;
}

/** Only the given rules, for trying them out: by the names of a thing; composed once for all things that the same rules speak about. */
export function ownRulesAlone(home: Packs, own: readonly OwnRule[]): (about: string) => Packs {
  const clients = [...new Set(own.flatMap(({ policy: { client } }) => client ?? []))];
  const digest = digestOf(own);
  const known = new Map<string, Packs>();
  const made = new Map(own.map((one) => [one, ruleFor(one, home.lists)]));
  const alone = (some: readonly OwnRule[]): Packs => {
    const raised = raisesOf(some);
    const rules = home.rules
      .filter(({ policy }) => raised.has(policy.id))
      .map((rule) => ({ ...rule, tried: true as const }));
    return composed({ ...home, rules, packs: [] }, some, {
      digest,
      added: some.flatMap((one) => made.get(one) ?? []),
    });
  };
  return (about) => {
    const meant = new Set(clients.filter((client) => isMeant(client, about)));
    const key = JSON.stringify([...meant]);
    const speaks = ({ policy: { client } }: OwnRule): boolean => client === null || meant.has(client);
    const packs = known.get(key) ?? alone(own.filter(speaks));
    known.set(key, packs);
    return packs;
  };
}

function addedBy({ lists }: Packs, own: readonly OwnRule[]): Rule[] {
  return own.flatMap((one) => ruleFor(one, lists) ?? []);
}

function isMeant(client: string | null, about: string): boolean {
  if (client === null) return true;
  const key = clientKey(client);
  return key !== undefined && nameKey(about).includes(key);
}

function composed(
  home: Packs,
  own: readonly OwnRule[],
  { digest, added }: { digest: string; added: readonly Rule[] },
): Packs {
  const raises = raisesOf(own);
  const rules = home.rules.map((rule) => {
    const raised = raises.get(rule.policy.id);
    return raised ? { ...rule, raises: raised } : rule;
  });
  const slugs = own.map(({ number }) => ownSlug(number));
  const pack = { id: OWN.slice(0, -1), version: "1.0.0", owner: null, checkedOn: null, digest, slugs };
  return { rules: [...rules, ...added], packs: [...home.packs, pack], lists: home.lists };
}

function raisesOf(own: readonly OwnRule[]): Map<string, Raise[]> {
  const raises = new Map<string, Raise[]>();
  for (const { policy } of own) {
    const slug = policy.check.raises;
    if (slug !== undefined) raises.set(slug, [...(raises.get(slug) ?? []), raiseOf(policy)]);
  }
  return raises;
}

function digestOf(own: readonly OwnRule[]): string {
  const judged = own
    .map(({ number, version, policy }) => ({ number, version, policy }))
    .toSorted((a, b) => a.number - b.number);
  return createHash("sha256").update(canonicalJson(judged)).digest("hex");
}
