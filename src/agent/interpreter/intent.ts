// What is wanted, by a table of rules in their order: the first that fits stands, and its name is the reason that can be printed.

import type { Look } from "./look.ts";
import type { Intent } from "./interpretation.ts";

type Rule = { name: string; intent: Intent; when: (look: Look) => boolean };

const rules: readonly Rule[] = [
  { name: "never done", intent: "smalltalk_out_of_scope", when: (l) => l.has("attack") },
  {
    name: "end of a schedule",
    intent: "cancel_schedule",
    when: (l) =>
      l.has("end_word") &&
      l.has("report", "schedule_word") &&
      !l.hasMetric &&
      !l.objects &&
      !l.has("copy_word", "create"),
  },
  { name: "something at a rhythm", intent: "schedule_digest", when: isSchedule },
  {
    name: "who may do what",
    intent: "roles_admin",
    when: (l) => l.has("roles_word") && !l.hasMetric && !l.has("how_much_metric") && !l.hasLevel,
  },
  { name: "an approval is decided", intent: "approve_reject", when: isDecision },
  {
    name: "a picture",
    intent: "generate_image",
    when: (l) => l.has("image_word") && l.has("write") && !l.has("copy_word", "review") && !l.hasMetric,
  },
  {
    name: "a text to check",
    intent: "review_compliance",
    when: (l) => l.has("review") && !l.hasMetric && !l.has("budget"),
  },
  {
    name: "a text to write",
    intent: "generate_copy",
    when: (l) => l.has("copy_word") && !l.hasMetric && !l.has("why", "trend", "by"),
  },
  {
    name: "what if",
    intent: "forecast",
    when: (l) => l.has("what_if") && (l.hasMetric || l.has("budget")) && !l.has("move"),
  },
  { name: "money to place", intent: "budget_plan", when: isBudgetPlan },
  { name: "something new", intent: "create_campaign", when: isCreate },
  {
    name: "people to reach",
    intent: "audience",
    when: (l) => l.has("audience_word") && !l.hasMetric && !l.has("budget"),
  },
  { name: "switch on", intent: "pause_resume", when: (l) => l.has("resume") && isSwitch(l) },
  { name: "switch off", intent: "pause_resume", when: (l) => l.has("pause") && isSwitch(l) },
  { name: "a change", intent: "edit_campaign", when: isEdit },
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
  {
    name: "why it moved",
    intent: "root_cause",
    when: (l) =>
      l.has("why") && (l.has("down", "up") || l.hasMetric || l.hasTime || l.hasName || l.hasMedium),
  },
  {
    name: "what is to come",
    intent: "forecast",
    when: (l) =>
      (l.has("forecast") || l.future) && (l.hasMetric || l.future || l.has("budget", "how", "how_much")),
  },
  { name: "which there are", intent: "list_campaigns", when: isListing },
  { name: "this against that", intent: "compare", when: isComparison },
  { name: "best or worst", intent: "top_n", when: isRanking },
  { name: "a change told, to be explained", intent: "root_cause", when: isPremise },
  { name: "over time", intent: "trend", when: (l) => l.has("trend") || l.grain },
  {
    name: "split",
    intent: "breakdown",
    when: (l) => l.marked > 0 || l.having > 0 || (l.has("split") && l.loose > 0),
  },
  {
    name: "did it move",
    intent: "compare",
    when: (l) =>
      l.hasMetric && l.has("down", "up") && !l.has("show") && l.having === 0 && !l.has("high", "low"),
  },
  { name: "how much", intent: "query_performance", when: (l) => l.hasMetric || l.asksFigures },
  {
    name: "a name alone",
    intent: "query_performance",
    when: (l) => l.hasMedium || ((l.hasTime || l.hasName) && !l.has("hello", "thanks")),
  },
  { name: "hello", intent: "smalltalk_out_of_scope", when: (l) => l.has("hello") },
  { name: "thanks", intent: "smalltalk_out_of_scope", when: (l) => l.has("thanks") },
  { name: "figures in general", intent: "query_performance", when: (l) => l.has("how") || l.hasLevel },
];

export type Decision = { intent: Intent; because: string } | undefined;

export function decide(look: Look): Decision {
  const rule = rules.find(({ when }) => when(look));
  return rule && { intent: rule.intent, because: rule.name };
}

function isSchedule(l: Look): boolean {
  if (l.has("pause", "resume", "create") && !l.has("report", "send")) return false;
  const rhythm = l.has("every") && (l.has("send", "report", "schedule_word") || l.clock || l.room);
  return rhythm || (l.has("schedule_word") && !l.has("create") && !l.hasLevel);
}

function isDecision(l: Look): boolean {
  if (l.hasMetric) return false;
  if (l.has("reject", "revoke")) return !l.statusValue || l.has("approvals");
  if (l.has("approve") && !l.statusValue) return !l.has("why", "how_much") || l.has("approvals");
  return l.has("approvals") && l.has("show", "list", "which", "how_much", "how");
}

function isBudgetPlan(l: Look): boolean {
  if (!l.has("move")) return false;
  return l.has("budget", "left") || l.money || l.percent || l.media >= 2;
}

function isCreate(l: Look): boolean {
  if (!l.has("create") || l.has("which", "how", "why", "list", "started_only") || l.metrics > l.havingMetrics)
    return false;
  return l.hasLevel || l.money || (l.has("new") && l.hasMedium);
}

/** A switch needs something to switch, and is no question about figures. */
function isSwitch(l: Look): boolean {
  if (l.has("why", "how_much", "trend", "compare")) return false;
  return (!l.hasMetric || l.having > 0 || l.has("high", "low", "best", "worst")) && !l.isQuestion;
}

function isEdit(l: Look): boolean {
  const field = l.has("budget", "bid", "landing", "name_field", "period_field", "targeting");
  const verb = l.has("change", "raise", "cut");
  if (l.has("forecast", "why", "how_much", "trend")) return false;
  if (l.has("duplicate", "archive", "delete", "undo"))
    return l.hasLevel || l.hasName || l.has("follow", "budget", "change");
  if (field) return verb || l.money || l.percent;
  return verb && l.hasName && !l.hasMetric && !l.has("show", "how", "compare");
}

function isListing(l: Look): boolean {
  if (!l.hasLevel || l.hasMetric || l.has("best", "worst", "most") || l.marked > 1) return false;
  const asks = l.has("list", "which", "how_much", "show");
  return (
    (asks && (l.has("started", "ended") || l.statusValue)) ||
    (l.has("list") && !l.asksHow) ||
    (l.has("how_much") && !l.hasTime && !l.asksHow)
  );
}

function isComparison(l: Look): boolean {
  if (l.comparesPeriods) return true;
  if (l.pairs) return l.has("compare", "where", "which", "high", "low", "best", "worst") || !l.marked;
  return l.has("compare") && (l.media > 0 || l.marked > 0 || l.names > 1);
}

/** "ROAS가 반토막 났는데": told, not asked, so the reason is what is wanted. */
function isPremise(l: Look): boolean {
  if (!l.hasMetric || l.having > 0 || l.asksWhether || l.movedOnes || l.has("down") === l.has("up"))
    return false;
  return !l.has(
    "show",
    "compare",
    "trend",
    "high",
    "low",
    "how",
    "how_much",
    "list",
    "which",
    "where",
    "budget",
  );
}

function isRanking(l: Look): boolean {
  const end = l.has("best", "worst", "most", "high", "low", "order");
  if (!end && !asksForOne(l)) return false;
  return l.marked + l.loose > 0 || l.limit || asksForOne(l) || l.has("order");
}

/** Where did it cost least, which campaign: one of many is wanted. */
function asksForOne(l: Look): boolean {
  return l.hasMetric && l.having === 0 && (l.has("where") || (l.has("which") && l.marked > 0));
}
