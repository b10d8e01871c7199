// Wishes about campaigns and money: to plan, make, aim, switch and change.

import type { Look } from "../look.ts";
import type { Rule } from "./rule.ts";

export const campaignRules: readonly Rule[] = [
  { name: "money to place", intent: "budget_plan", when: isBudgetPlan },
  { name: "what if", intent: "forecast", when: isWhatIf },
  { name: "a change undone, doubled or put away", intent: "edit_campaign", when: isDeed },
  { name: "something new", intent: "create_campaign", when: isCreate },
  { name: "people a campaign is narrowed to", intent: "edit_campaign", when: isAimed },
  {
    name: "people to reach",
    intent: "audience",
    when: (l) =>
      l.has("audience_word") &&
      !l.hasMetric &&
      !l.has("budget", "why", "trend", ...changes) &&
      !(l.has("how", "asks_past") && (l.hasTime || l.objects)),
  },
  { name: "switch on", intent: "pause_resume", when: (l) => l.has("resume") && isSwitch(l) },
  { name: "switch off", intent: "pause_resume", when: (l) => l.has("pause") && isSwitch(l) },
  { name: "something new in a few words", intent: "create_campaign", when: isCreateTold },
  { name: "a change", intent: "edit_campaign", when: isEdit },
];

/** Read before wishes around the work. */
export const sureCampaignRules: readonly Rule[] = [
  { name: "a campaign from a template", intent: "create_campaign", when: isAtOnce },
  { name: "a campaign to plan", intent: "create_campaign", when: isPlanNew },
  { name: "a campaign over so many media", intent: "create_campaign", when: isOverMedia },
  { name: "people a campaign is aimed at anew", intent: "edit_campaign", when: isAimedAnew },
  { name: "another creative", intent: "edit_campaign", when: isSwap },
  { name: "a campaign doubled", intent: "edit_campaign", when: isDoubled },
  { name: "a campaign with its medium and money", intent: "create_campaign", when: isCreateSure },
];

const aims = ["aim_awareness", "aim_traffic", "aim_leads", "aim_sales"];
const changes = ["change", "raise", "cut", "runs_until", "rename"];
/** Verbs of a value, for a new campaign as well as for a running one. */
const verbs = [...changes, "sum_verb"];
const moves = ["runs_until", "rename", "raise", "cut"];
const fields = ["budget", "bid", "landing", "name_field", "period_field", "targeting"];
const questions = ["which", "why", "list", "trend", "compare"];

/** What was, why, how it went. */
function asksBack(l: Look): boolean {
  return l.has("why", "trend", "compare", "asks_past") || (l.has("was_off") && !l.has("pause", "resume"));
}

function isBudgetPlan(l: Look): boolean {
  if (l.has("why", "trend", "image_word", "copy_word")) return false;
  if (
    l.transfer &&
    !l.has("create") &&
    (l.money || l.percent || l.share || l.has("budget", "advice", "plan_word"))
  )
    return true;
  const money = l.money || l.percent || l.has("budget", "left");
  if (l.has("move") && !(l.has("create") && l.hasLevel)) return money || l.media >= 2;
  if (l.has("plan_word") && !l.has("report")) return money || l.future || l.hasMedium;
  if (l.has("plan_verb") && l.money && !l.hasMetric && !l.has("create")) return true;
  if (l.has("create") || (l.has("what_if") && !asksWhere(l))) return false;
  return l.has("spend_need") || isMoneySplit(l) || isAdviceSought(l);
}

function asksWhere(l: Look): boolean {
  return l.has("advice") && (l.has("where") || (l.has("which") && l.marked + l.loose > 0));
}

/** 캠페인별로 500만원 나눠줘: a sum and what it is divided over. */
function isMoneySplit(l: Look): boolean {
  if (!l.money || l.having > 0 || l.metrics > 1 || (l.hasTime && l.past)) return false;
  return l.has("split") || (l.has("where") && l.has("left"));
}

function isAdviceSought(l: Look): boolean {
  if (!l.has("advice")) return false;
  if (l.has("which", "where") && l.has("raise", "cut", "budget") && !l.hasMetric) return true;
  if (l.has("budget") || (l.money && (l.future || l.has("where", "which", "how_much", "split", "left"))))
    return true;
  return l.has("cut", "raise") && (l.money || l.percent || l.hasMedium) && !l.hasMetric;
}

function isWhatIf(l: Look): boolean {
  return l.has("what_if") && (l.hasMetric || l.has("budget")) && !l.has("move");
}

function isDeed(l: Look): boolean {
  if (!l.has("duplicate", "archive", "delete", "undo") || asksBack(l)) return false;
  if (l.has("audience_word", "report", "schedule_word", "roles_word")) return false;
  if (l.has("undo")) return !l.hasMetric;
  if (l.has("same_as") && l.has("create")) return false;
  return l.hasName || l.statusValue || l.has("level_word", "follow", "all_word");
}

function isDoubled(l: Look): boolean {
  return l.has("duplicate") && !l.has("copy_word", "create", "same_as") && isDeed(l);
}

function isCreate(l: Look): boolean {
  const made = l.has("create") || (l.has("start_off") && l.hasLevel && !l.has("pause", "budget"));
  if (!made || l.has("resume", "started_only", ...questions) || isStartedOnes(l)) return false;
  const told = l.has("new", ...aims) || (l.money && l.hasMedium);
  if (l.metrics > l.havingMetrics && !told) return false;
  if ((l.has("how") && !l.hasName) || (l.has("it_runs") && !l.hasLevel)) return false;
  if (l.has("runs_until") && l.has("follow", "change") && !l.has("new")) return false;
  if (l.hasLevel || l.money || l.has("campaign_kind", "test_word", "same_as", ...aims)) return true;
  return l.hasMedium && (l.hasName || l.has("new"));
}

/** 이번 달에 새로 시작한 캠페인 알려줘: those that began in a period, to be listed. */
function isStartedOnes(l: Look): boolean {
  return (
    l.has("started") &&
    l.has("show", "list", "how_much", "which") &&
    l.hasTime &&
    l.hasLevel &&
    !l.money &&
    !l.hasMetric
  );
}

/** "Video campaign on Facebook for the yoga class, 80k a day": no verb, but all that a new one needs. */
function isCreateTold(l: Look): boolean {
  if (l.has("how", "asks_figure", "pause", "resume", "report", ...questions, ...changes)) return false;
  if (l.hasMetric || l.having > 0 || isStartedOnes(l)) return false;
  const kind = l.has("campaign_kind", "test_word", "format_video", "format_carousel", ...aims);
  if (l.has("same_as") && (l.hasLevel || l.hasMedium)) return true;
  if (l.has("want_one", "test_word") && (l.hasLevel || kind)) return true;
  if (l.has("budget") && l.hasName && !l.has("format_video", ...aims)) return false;
  const told = [l.hasMedium, l.money, l.hasLevel || kind, l.people, l.future, l.has("start_off")];
  const enough = told.filter(Boolean).length;
  return (
    (l.hasMedium || l.hasLevel || kind) && (l.money || enough > 2) && (enough > 2 || (l.hasTime && l.hasName))
  );
}

/** 카페 오픈 캠페인 원클릭: the click in it is no figure. */
function isAtOnce(l: Look): boolean {
  return l.says("at_once") && l.metrics < 2 && !l.has(...questions, "how", "pause", "resume", "report");
}

/** "Plan a campaign for summer sandals, 3M KRW": a campaign is what is planned, not where money goes. */
function isPlanNew(l: Look): boolean {
  if (!l.says("plan_new") || l.hasMetric || l.having > 0) return false;
  return !l.has(
    ...questions,
    "move",
    "split",
    "how_much",
    "approve",
    "reject",
    "report",
    "it_runs",
    "what_if",
  );
}

/** 100만원으로 5개 매체에 캠페인: money, media by their number and something to make. */
function isOverMedia(l: Look): boolean {
  if (!l.says("many_media") || !l.money || l.hasMetric || l.having > 0) return false;
  if (l.has(...questions, "how_much", "move", "split", "advice", "plan_word", "what_if", ...changes))
    return false;
  return l.hasLevel || l.has("create");
}

/** Change the targeting of X to women in their 30s: no new group of people. */
function isAimedAnew(l: Look): boolean {
  if (!l.says("re_aim") || !l.people || !l.hasName || l.hasMetric || asksBack(l)) return false;
  return !l.money && !l.has(...questions, "create", "new", "gather", "how", "asks_figure");
}

/** 소재 B로 바꿔, swap it to creative B: what runs is to show something else; a picture or text to be made is said with its verb. */
function isSwap(l: Look): boolean {
  if (!l.says("swap_creative") || l.hasMetric || asksBack(l)) return false;
  if (l.has("review", "check_word", "approve", "reject") || l.says("review")) return false;
  return !l.has(
    ...questions,
    "write",
    "create",
    "compose",
    "claim_ask",
    "how",
    "budget",
    "bid",
    "name_field",
  );
}

/** A campaign, a medium and a sum: whoever is named beside them is whom it is for. */
function isCreateSure(l: Look): boolean {
  if (!l.has("level_word", "create") || !l.hasMedium || !l.money || l.having > 0 || l.hasMetric) return false;
  if (l.has("move", "plan_word", "plan_verb", "advice")) return false;
  if (l.has("show", "list") && !l.has("create")) return false;
  return isCreateTold(l) || isCreate(l);
}

/** A switch needs something to switch, and is no question about figures. */
function isSwitch(l: Look): boolean {
  if (asksBack(l) || l.has("asks_figure", "what_if") || l.isQuestion) return false;
  if (l.statusValue && l.has("which", "list") && !l.has("resume")) return false;
  return !l.hasMetric || l.having > 0 || l.has("high", "low", "best", "worst", "none_of");
}

function isEdit(l: Look): boolean {
  const verb = l.has(...verbs);
  if (asksBack(l) || l.has("forecast", "asks_figure")) return false;
  const sum = l.money || l.percent || l.share;
  if (l.hasMetric && l.having > 0 && !verb) return false;
  if (l.has(...fields)) return verb || ((sum || (l.has("period_field") && l.future)) && !l.has("create"));
  if (l.hasMetric || !verb || (l.has("how") && !sum)) return false;
  if (sum || l.has(...moves)) return l.hasName || l.hasMedium || l.has("level_word");
  return l.hasName && !l.has("show");
}

/** 키즈패딩 성별 타겟 여성만, only women for Lip Oil from now on: people a running campaign is narrowed to. */
function isAimed(l: Look): boolean {
  if (!l.people || !l.hasName || l.hasMetric || asksBack(l)) return false;
  if (l.has("how", "asks_figure", "create", "new", "audience_strong", "gather", ...questions)) return false;
  if (l.money || l.hasMedium) return false;
  if (l.has("change", "targeting") || (l.has("only") && l.has("audience_word", "aim_word"))) return true;
  return l.says("narrows") && l.has("audience_word", "aim_word");
}
