// All rules of a workspace over what a look found. Pure: the same ground gives the same verdicts.

import { delayed, type Ground } from "./ground.ts";
import { judgeBudget } from "./judge/budget.ts";
import { judgeMissing, judgeRejected } from "./judge/data.ts";
import { judgeNoConversions } from "./judge/no-conversions.ts";
import { judgeThreshold } from "./judge/threshold.ts";
import { judgeTracking } from "./judge/tracking.ts";
import type { AlertKind, Rule, Verdict } from "./rules.ts";

/** @param rules those that are on */
export function judgeAll(ground: Ground, rules: readonly Rule[]): Verdict[] {
  // What shares the cause of dead tracking is told by that, also where nobody wants to hear of the tracking itself.
  const dead = deadAccounts(ground);
  const judges: Readonly<Record<AlertKind, (rule: Rule) => Verdict[]>> = {
    threshold: (rule) =>
      judgeThreshold(ground, rule).map((verdict) => withTracking(ground, rule, verdict, dead)),
    tracking: (rule) => judgeTracking(ground, rule),
    no_conversions: (rule) => judgeNoConversions(ground, rule, dead),
    budget: (rule) => judgeBudget(ground, rule),
    missing: (rule) => judgeMissing(ground, rule),
    rejected: (rule) => judgeRejected(ground, rule),
  };
  return rules.flatMap((rule) => judges[rule.kind](rule));
}

const anyRule: Rule = {
  id: "",
  kind: "tracking",
  isUsual: true,
  personId: null,
  watch: undefined,
  isOn: true,
  mutedUntil: null,
};

function deadAccounts(ground: Ground): Set<string> {
  const amiss = judgeTracking(ground, anyRule).filter(({ seen }) => seen !== undefined);
  return new Set(amiss.map(({ subject }) => subject.replace("account:", "")));
}

function withTracking(
  { days }: Ground,
  { watch }: Rule,
  verdict: Verdict,
  dead: ReadonlySet<string>,
): Verdict {
  const { seen } = verdict;
  if (!seen || !watch || !delayed.has(watch.metric) || dead.size === 0) return verdict;
  const media = days.accounts.filter(({ id }) => dead.has(id)).map(({ medium }) => medium);
  const concerned = seen.about.medium === undefined || media.includes(seen.about.medium);
  return concerned ? { ...verdict, seen: { ...seen, untracked: true } } : verdict;
}
