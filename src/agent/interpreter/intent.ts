// What is wanted, by tables of rules in their order: the first that fits stands, and its name is the reason that can be printed.

import type { Intent } from "./interpretation.ts";
import type { Look } from "./look.ts";
import { campaignRules, sureCampaignRules } from "./rules/campaigns.ts";
import { figureRules } from "./rules/figures.ts";
import type { Rule } from "./rules/rule.ts";
import { isSmallTalk, talkRules } from "./rules/talk.ts";
import { sureWorkRules } from "./rules/sure-work.ts";
import { workRules } from "./rules/work.ts";

const rules: readonly Rule[] = [
  ...sureCampaignRules,
  ...sureWorkRules,
  {
    name: "not measured here, by its wording",
    intent: "other_data_not_available",
    when: (l) => l.missingSure,
  },
  {
    name: "about the product, by its wording",
    intent: "help",
    when: (l) =>
      l.helpSure &&
      !(l.has("why") && l.hasMetric && l.has("down", "up")) &&
      (l.hasMetric || !l.has("explain")),
  },
  { name: "small talk", intent: "smalltalk_out_of_scope", when: isSmallTalk },
  ...workRules,
  ...campaignRules,
  ...talkRules,
  ...figureRules,
];

export type Decision = { intent: Intent; because: string } | undefined;

const decided = new WeakMap<Look, Decision>();

export function decide(look: Look): Decision {
  if (decided.has(look)) return decided.get(look);
  const rule = rules.find(({ when }) => when(look));
  const decision = rule && { intent: rule.intent, because: rule.name };
  decided.set(look, decision);
  return decision;
}
