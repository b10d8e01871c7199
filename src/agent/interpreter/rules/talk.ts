// Questions about the product, about a shown figure, about what is not measured here.

import type { Look } from "../look.ts";
import type { Rule } from "./rule.ts";

export const talkRules: readonly Rule[] = [
  {
    name: "where a figure comes from",
    intent: "explain_figure",
    when: (l) => l.has("explain") && !l.hasMetric,
  },
  {
    name: "how to connect",
    intent: "help",
    when: (l) => l.has("help_strong") && !l.hasMetric,
  },
  {
    name: "not measured here",
    intent: "other_data_not_available",
    when: (l) => l.missingWhole || (l.hasMissing && l.metrics === 0),
  },
  { name: "medium not read here", intent: "other_data_not_available", when: (l) => l.unreadOnly },
  {
    name: "how the product works",
    intent: "help",
    when: (l) => l.has("help") && !l.hasMetric && !l.hasTime && !l.has("trend", "compare") && !l.asksFigures,
  },
];

/** Cues of work: with one of them beside it, kind words are only kind words. */
const work = [
  "approve",
  "reject",
  "revoke",
  "approvals",
  "report",
  "schedule_word",
  "copy_word",
  "image_word",
  "review",
  "budget",
  "pause",
  "resume",
  "audience_word",
  "roles_word",
  "every",
  "trend",
  "compare",
  "why",
  "split",
  "explain",
  "create",
  "level_word",
  "bid",
  "runs_until",
  "rename",
  "undo",
  "landing",
];
/** Said as often around a request as without one: a period beside them is asked about. */
const aside: readonly string[] = [
  "greeting",
  "thanks",
  "celebrate",
  "tired",
  "love",
  "how_are_you",
  "insult",
];

export function isSmallTalk(l: Look): boolean {
  if (!l.chat || l.hasMetric || l.hasMedium || l.objects || l.money) return false;
  if (l.chat === "off_topic" || l.chat === "who") return !l.asksFigures && !l.has(...work.filter(isFirm));
  return !l.has(...work) && !(aside.includes(l.chat) && (l.hasTime || l.asksFigures));
}

/** A poem to compare or explain is still no work; one to review or send may be. */
function isFirm(cue: string): boolean {
  return !["compare", "explain", "why", "split", "trend"].includes(cue);
}
