// The tests inside a policy file: each copy is reviewed by that rule alone, in the scope the file itself names.

import { Copy } from "./copy.ts";
import { packsOf } from "./packs.ts";
import type { Case, Condition, Policy } from "./policy.ts";
import { reviewText } from "./review.ts";
import type { Lists } from "./terms.ts";

const TODAY = "2026-11-21";

/** What does not come out as the file says, a sentence each. */
export function selfTest(policy: Policy, lists: Lists): string[] {
  const packs = packsOf([{ file: "", pack: "test", policy }], lists);
  const check = (one: Case, isHit: boolean): string[] => {
    const copy = copyOf(policy, one);
    const { findings, rewrite } = reviewText(packs, copy);
    const serious = findings.filter(
      ({ severity }) => severity !== "note" || policy.status === "draft" || policy.severity === "note",
    );
    const told = (what: string): string[] => [`${policy.id} "${one.text}": ${what}`];
    if (!isHit) {
      const first = serious[0];
      return first
        ? told(`should pass, but "${copy.text.slice(first.start, first.end)}" is a ${first.severity}`)
        : [];
    }
    const [first] = serious;
    if (!first) return told(findings.length > 0 ? "is only a note" : "is not found");
    if (one.severity && first.severity !== one.severity)
      return told(`is ${first.severity}, not ${one.severity}`);
    if (one.rewrite !== undefined && one.rewrite !== rewrite)
      return told(`is rewritten as ${JSON.stringify(rewrite)}`);
    const at = copy.text.slice(first.start, first.end);
    return one.at !== undefined && one.at !== at ? told(`points at "${at}"`) : [];
  };
  return [
    ...policy.tests.hit.flatMap((one) => check(one, true)),
    ...policy.tests.miss.flatMap((one) => check(one, false)),
  ];
}

/** The scope of a test: its own words, the file's context, then what the rule itself asks for. */
export function copyOf(policy: Policy, one: Case): Copy {
  const own = { ...policy.tests.context, ...one };
  const first = (list: "all" | readonly string[], fallback: string): string =>
    list === "all" ? fallback : (list[0] ?? fallback);
  return Copy.parse({
    text: one.text,
    lang: own.lang ?? (/[가-힣]/.test(one.text) ? "ko" : "en"),
    jurisdiction: own.jurisdiction ?? first(policy.jurisdiction, "KR"),
    industry: own.industry ?? first(policy.industries, "ecommerce"),
    runsOn: (own.channel ?? first(policy.runs_on, "meta_feed")).replace("*", ""),
    field: own.field ?? first(policy.fields, "body"),
    date: own.date ?? (policy.effective_from > TODAY ? policy.effective_from : TODAY),
    flight: own.flight,
    facts: { ...factsOf(policy.applies_if), ...policy.tests.context?.facts, ...one.facts },
  });
}

/** Facts under which the rule speaks, the first way of each. */
function factsOf(condition: Condition): Record<string, unknown> {
  const facts: Record<string, unknown> = {};
  for (const [key, wanted] of Object.entries(condition)) {
    const value = Array.isArray(wanted) ? wanted[0] : wanted;
    if (key === "text" || key === "expert_role" || value === "absent" || value === false) continue;
    if (key === "evidence") facts[key] = [value];
    else facts[key] = value === "present" ? "given" : value;
  }
  return facts;
}
