// The review of one copy by the rules: a pure function of the packs and the copy, offline, the same answer every time.

import type { Words } from "../../core/locale.ts";
import { josa, type JosaPair } from "../../language/josa.ts";
import { existenceHits, hitOf } from "./checks/existence.ts";
import { functionHits } from "./checks/functions.ts";
import type { Hit, Seen } from "./checks/hit.ts";
import { metricHits } from "./checks/metric.ts";
import { requireHits } from "./checks/require.ts";
import { type Copy, seenOf } from "./copy.ts";
import { type Answer, answerOf } from "./evidence.ts";
import { holds } from "./facts.ts";
import { withoutOrders } from "./orders.ts";
import type { Packs } from "./packs.ts";
import type { Policy, Severity } from "./policy.ts";
import type { KeptProof } from "./proof.ts";
import { rewriteOf } from "./rewrite.ts";
import type { Rule } from "./rule.ts";
import { factsHold, isWithin, speaksOf } from "./scope.ts";
import { RANK, SEVERITIES, type Verdict, verdictOf } from "./severity.ts";
import { withoutYielding } from "./yielding.ts";

/** One place that one rule objects to; `start = end` where something is missing. */
export type Finding = {
  rule: string;
  version: number;
  severity: Severity;
  /** By the packs alone, where a workspace wants it told more strictly. */
  own?: Severity;
  /** Nobody has compared the citation with the statute: a block of it is a hold that a person decides. */
  provisional: boolean;
  act: string;
  article: string;
  url: string;
  start: number;
  end: number;
  /** What is missing by name, for rules that demand something. */
  missing: readonly { name: Words; insert?: string | undefined }[];
  /** Proof that would answer it, when the rule takes any. */
  evidence: Answer | undefined;
  /** Proof on file that would answer it, were it known to be of this product. */
  opens?: KeptProof;
  /** The first day of a rule that does not hold yet on the day of the review. */
  startsOn: string | undefined;
  message: Words;
  fix: Words;
};

export type Review = {
  verdict: Verdict;
  findings: readonly Finding[];
  /** The whole copy made to pass, or `null` when nothing honest is left. */
  rewrite: string | null;
  packs: readonly { id: string; version: string; digest: string }[];
};

/** @param rewrites left out for a text that is too long to be made over as a whole: its cost grows with findings times length */
export function reviewText(packs: Packs, copy: Copy, { rewrites = true } = {}): Review {
  const findings = findingsOf(packs, copy);
  const verdict = verdictOf(findings);
  return {
    verdict,
    findings,
    rewrite:
      verdict === "pass" || !rewrites
        ? null
        : rewriteOf(packs, copy, findings, (text) => findingsOf(packs, { ...copy, text })),
    packs: packs.packs.map(({ id, version, digest }) => ({ id, version, digest })),
  };
}

/** Findings of all rules, in one order; what orders the reviewer about counts as copy and can add findings, never take any away. */
function findingsOf(packs: Packs, copy: Copy): Finding[] {
  const rules = packs.rules.filter((rule) => speaksOf(rule, copy));
  const seen = seenOf(copy, packs.lists);
  const found = rules.flatMap((rule) => judge(rule, copy, seen, hitsOf));
  const bare = withoutOrders(copy.text);
  if (bare !== copy.text) {
    const without = seenOf(copy, packs.lists, bare);
    found.push(...rules.flatMap((rule) => judge(rule, copy, without, existenceHits)));
  }
  // Nor does a word inside an order stand in for a notice that readers are owed.
  const unsaid = withoutOrders(copy.text, true);
  if (unsaid !== copy.text) {
    const owed = seenOf(copy, packs.lists, unsaid);
    found.push(...rules.flatMap((rule) => judge(rule, copy, owed, owedHits)));
  }
  return withoutYielding(oncePerSpan(found), packs.rules).toSorted(inOrder);
}

function judge(rule: Rule, copy: Copy, seen: Seen, look: (rule: Rule, seen: Seen) => Hit[]): Finding[] {
  if (!factsHold(rule, seen)) return [];
  return look(rule, seen).map((hit) => raised(finding(rule.policy, hit, copy, seen), rule, copy));
}

/** As severe as the workspace wants it; what proof has answered, and drafts, stay notes. */
function raised(found: Finding, { policy, raises = [] }: Rule, copy: Copy): Finding {
  if (policy.status === "draft" || found.evidence?.answered) return found;
  const least = raises.filter((one) => isWithin(one, copy)).map(({ severity }) => RANK[severity]);
  const severity = SEVERITIES[Math.min(RANK[found.severity], ...least)] ?? found.severity;
  return severity === found.severity ? found : { ...found, severity, own: found.severity };
}

function hitsOf(rule: Rule, seen: Seen): Hit[] {
  return [
    ...existenceHits(rule, seen),
    ...requireHits(rule, seen),
    ...metricHits(rule, seen),
    ...factHits(rule, seen),
    ...functionHits(rule, seen),
  ];
}

/** What must be said. */
function owedHits(rule: Rule, seen: Seen): Hit[] {
  return [...requireHits(rule, seen), ...functionHits(rule, seen)];
}

function factHits(rule: Rule, seen: Seen): Hit[] {
  const { fact } = rule.policy.check;
  if (!fact || !holds(fact, seen.facts, seen.inCopy)) return [];
  const pointed = rule.at?.find(seen.view).map((match) => hitOf(match, seen)) ?? [];
  return pointed.length > 0 ? pointed : [{ start: 0, end: rule.at ? 0 : seen.text.length }];
}

/** What a rule says of one place, with the severity that its facts and the proof on file give it. */
export function finding(policy: Policy, hit: Hit, copy: Copy, seen: Seen): Finding {
  const evidence = answerOf(policy, seen.view, seen.facts, copy.date);
  const missing = hit.missing ?? [];
  const term = copy.text.slice(hit.start, hit.end).trim();
  const told = (text: string, lang: "ko" | "en"): string =>
    filled(text, { term, missing: missing.map(({ name }) => name[lang]).join(", ") });
  return {
    rule: policy.id,
    version: policy.version,
    severity: severityOf(policy, hit, seen, evidence),
    provisional: policy.citation.confirmed_by === null,
    act: policy.citation.act,
    article: policy.citation.article,
    url: policy.citation.url,
    start: hit.start,
    end: hit.end,
    missing,
    evidence,
    startsOn: policy.effective_from > copy.date ? policy.effective_from : undefined,
    message: { ko: told(policy.message.ko, "ko"), en: told(policy.message.en, "en") },
    fix: { ko: told(policy.fix.ko, "ko"), en: told(policy.fix.en, "en") },
  };
}

const PARTICLES: Readonly<Record<string, JosaPair>> = {
  "은(는)": "은/는",
  "이(가)": "이/가",
  "을(를)": "을/를",
  "과(와)": "와/과",
  "(으)로": "으로/로",
};

/** Names in their places, each with the particle that fits its sound. */
export function filled(text: string, names: Readonly<Record<"term" | "missing", string>>): string {
  return text.replace(
    /\{(term|missing)\}(['’”"]?)(은\(는\)|이\(가\)|을\(를\)|과\(와\)|\(으\)로)?/g,
    (_, name: "term" | "missing", quote: string, pair?: string) => {
      const particle = pair === undefined ? undefined : PARTICLES[pair];
      const word = names[name];
      return particle ? `${word}${quote}${josa(word, particle).slice(word.length)}` : `${word}${quote}`;
    },
  );
}

/** Proof turns an objection into a note; a draft never does more than note. */
function severityOf(policy: Policy, hit: Hit, seen: Seen, evidence: Answer | undefined): Severity {
  if (policy.status === "draft" || evidence?.answered) return "note";
  const facts = { ...seen.facts, group: hit.group };
  return policy.severity_if.find(({ when }) => holds(when, facts, seen.inCopy))?.then ?? policy.severity;
}

function inOrder(a: Finding, b: Finding): number {
  return (
    RANK[a.severity] - RANK[b.severity] ||
    a.start - b.start ||
    a.end - b.end ||
    (a.rule < b.rule ? -1 : Number(a.rule > b.rule))
  );
}

/** One finding per rule and span, the strongest; spans of one rule that overlap are one. */
function oncePerSpan(found: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const one of found.toSorted(inOrder)) {
    const same = kept.some((other) => other.rule === one.rule && touches(other, one));
    if (!same) kept.push(one);
  }
  return kept;
}

function touches(a: Finding, b: Finding): boolean {
  if (a.start === a.end || b.start === b.end) return a.start === a.end && b.start === b.end;
  return a.start < b.end && b.start < a.end;
}
