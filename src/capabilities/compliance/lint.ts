// What a schema cannot see in policy files: dates of one slug that overlap, facts nobody has, words without their homonyms, thin tests.

import { functionNames } from "./checks/functions.ts";
import { KNOWN_FACTS } from "./facts.ts";
import type { Condition, Existence, Policy } from "./policy.ts";
import { type Lists, syllables } from "./terms.ts";

type Found = { file: string; policy: Policy };

/** Sentences, one a problem, each with the file it is in; empty when all is well. */
export function lint(found: readonly Found[], lists: Lists): string[] {
  const problems = found.flatMap(({ file, policy }) =>
    problemsOf(policy, lists).map((one) => `policies/${file}: ${one}`),
  );
  return [...problems, ...overlaps(found)];
}

function problemsOf(policy: Policy, lists: Lists): string[] {
  return [
    ...thinTests(policy),
    ...unknownFacts(policy),
    ...badPatterns(policy),
    ...missingLists(policy, lists),
    ...withoutHomonyms(policy),
    ...emptyCheck(policy),
  ];
}

function thinTests({ tests }: Policy): string[] {
  return tests.hit.length < 3 || tests.miss.length < 3 ? ["needs three hits and three misses at least"] : [];
}

function unknownFacts(policy: Policy): string[] {
  const conditions: Condition[] = [
    policy.applies_if,
    policy.unless_if,
    policy.check.fact ?? {},
    ...policy.severity_if.map(({ when }) => when),
  ];
  for (const { elements } of policy.check.require) conditions.push(...elements.map(({ fact }) => fact ?? {}));
  const names = conditions.flatMap((condition) => Object.keys(condition));
  return names.filter((name) => !KNOWN_FACTS.includes(name)).map((name) => `no fact is called "${name}"`);
}

/** A pattern without bounds could take for ever on a hostile copy. */
function badPatterns(policy: Policy): string[] {
  return patternsOf({ ...policy, tests: null }).flatMap((pattern) => {
    const bare = pattern.replace(/\\./g, "").replace(/\[[^\]]*\]/g, "x");
    if (/[*+]|\{\d+,\}/.test(bare)) return [`pattern without a bound: ${pattern}`];
    try {
      new RegExp(pattern, "gu");
      return [];
    } catch (error) {
      return [`pattern ${pattern}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}

function patternsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(patternsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "patterns" && Array.isArray(inner) ? inner.map(String) : patternsOf(inner),
  );
}

function missingLists(policy: Policy, lists: Lists): string[] {
  const text = JSON.stringify({ ...policy, tests: null, message: null, fix: null, rewrite: null });
  const inTerms = [...text.matchAll(/<([a-z0-9-]+)>/g)].map((match) => match[1] ?? "");
  const named = policy.check.existence.flatMap(({ lexicon }) => lexicon);
  return [...new Set([...inTerms, ...named])].flatMap((name) => {
    if (name === "n" || name in policy.words) return [];
    try {
      lists(name);
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}

function withoutHomonyms({ check, allow, status }: Policy): string[] {
  if (status !== "active" || allow.phrases.length + allow.senses.length + allow.patterns.length > 0)
    return [];
  const short = check.existence.filter((one) => !one.near).flatMap(shortTerms);
  return short.length > 0
    ? [`short terms (${short.slice(0, 3).join(", ")}) need allow.phrases or allow.senses`]
    : [];
}

function shortTerms({ terms, boundary }: Existence): string[] {
  if (boundary === "word") return [];
  return terms
    .map((term) => (typeof term === "string" ? term : term.term))
    .filter((term) => (syllables(term) ?? 9) <= 2);
}

function emptyCheck({ check }: Policy): string[] {
  const some =
    check.existence.length + check.require.length + check.metric.length > 0 ||
    check.fact ||
    check.function ||
    check.judge;
  const known = !check.function || functionNames.includes(check.function.name);
  return [
    ...(some ? [] : ["check is empty"]),
    ...(known ? [] : [`no function is called "${check.function?.name}"`]),
  ];
}

function overlaps(found: readonly Found[]): string[] {
  const bySlug = Map.groupBy(found, ({ policy }) => policy.id);
  return [...bySlug.values()].flatMap((versions) => {
    const sorted = versions.toSorted((a, b) => (a.policy.effective_from < b.policy.effective_from ? -1 : 1));
    return sorted.slice(1).flatMap(({ file, policy }, at) => {
      const before = sorted[at]?.policy;
      const open = !before?.effective_to || before.effective_to >= policy.effective_from;
      return before && open && before.status !== "retired" && policy.status !== "retired"
        ? [
            `policies/${file}: ${policy.id} v${policy.version} and v${before.version} are both in force on ${policy.effective_from}`,
          ]
        : [];
    });
  });
}
