// Questions about figures and campaigns.

import type { Look } from "../look.ts";
import type { Rule } from "./rule.ts";

export const figureRules: readonly Rule[] = [
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
      (l.has("forecast") || l.future) &&
      (l.future || !l.comparesPeriods) &&
      (l.hasMetric || l.future || l.has("budget", "how", "how_much")) &&
      !l.past &&
      !(l.hasLevel && l.has("started", "ended")),
  },
  { name: "which there are", intent: "list_campaigns", when: isListing },
  { name: "this against that", intent: "compare", when: isComparison },
  { name: "best or worst", intent: "top_n", when: isRanking },
  { name: "a change told, to be explained", intent: "root_cause", when: isPremise },
  { name: "over time", intent: "trend", when: (l) => l.has("trend") || l.grain },
  {
    name: "split",
    intent: "breakdown",
    when: (l) =>
      l.marked > 0 || (l.having > 0 && (!l.has("how_much") || l.hasLevel)) || (l.has("split") && l.loose > 0),
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

function isListing(l: Look): boolean {
  if (l.hasMetric || l.asksHow || l.comparesPeriods || l.grain || l.having > 0) return false;
  if (l.has("best", "worst", "most", "why", "compare", "trend", "down") || l.marked > 1) return false;
  if (l.has("up") && !l.has("list")) return false;
  const asks = l.has("list", "which", "how_much", "show");
  if (l.statusValue) return asks || l.hasLevel;
  if (l.hasTime && l.has("started", "ended") && (l.hasLevel || l.anyOnes)) return !l.hasMetric;
  if (!l.hasLevel || l.hasTime) return false;
  return (
    l.has("list", "started", "ended", "how_much") || (asks && isShelf(l)) || (l.hasLowLevel && l.hasName)
  );
}

/** "Show me the ad sets of Oat Latte", "which campaigns are there": what lies there, not how it did. */
function isShelf(l: Look): boolean {
  return l.marked === 0 && (l.hasLowLevel || (!l.hasName && (l.has("list", "which") || !l.hasMedium)));
}

function isComparison(l: Look): boolean {
  if (l.comparesPeriods) return true;
  if (l.movedOnes && l.hasMetric && !l.has("why", "most", "best", "worst", "trend") && !l.grain) return true;
  if (l.grain && l.has("trend") && !l.has("compare", "where")) return false;
  if (l.pairs && l.has("together") && !l.has("compare", "where", "which")) return false;
  if (l.pairs) return l.has("compare", "where", "which", "high", "low", "best", "worst") || !l.marked;
  return l.has("compare") && (l.media > 0 || l.marked > 0 || l.names > 1);
}

/** "ROAS가 반토막 났는데": told, not asked, so the reason is what is wanted. */
function isPremise(l: Look): boolean {
  if (!l.hasMetric || l.having > 0 || l.asksWhether || l.movedOnes || l.has("down") === l.has("up"))
    return false;
  if (l.grain || l.marked > 0) return false;
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
  if (l.has("one_each") && !l.limit && !l.has("order")) return false;
  const end =
    l.has("best", "worst", "most", "high", "low", "order", "top_end") ||
    l.places ||
    (l.limit && l.has("price"));
  if (!end && !asksForOne(l)) return false;
  return l.marked + l.loose > 0 || l.limit || asksForOne(l) || l.has("order");
}

/** Where did it cost least, which campaign: one of many is wanted. */
function asksForOne(l: Look): boolean {
  return (
    l.hasMetric &&
    l.having === 0 &&
    (l.has("where") || (l.has("which") && l.marked > 0)) &&
    !l.has("split", "by")
  );
}
