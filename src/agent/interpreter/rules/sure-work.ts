// Wishes around the work that their wording makes sure, read before anything that goes by single words.

import type { Look } from "../look.ts";
import type { Rule } from "./rule.ts";

const wishes: readonly Rule[] = [
  { name: "end of a schedule, by its wording", intent: "cancel_schedule", when: isEnd },
  { name: "schedules there are, by its wording", intent: "schedule_digest", when: isScheduleList },
  { name: "something at a rhythm, by its wording", intent: "schedule_digest", when: isRhythm },
  { name: "who may do what, by its wording", intent: "roles_admin", when: isPermission },
  { name: "how far automation goes, by its wording", intent: "roles_admin", when: isAutonomy },
  { name: "somebody new, by its wording", intent: "roles_admin", when: isInvitation },
  { name: "a text to check, by its wording", intent: "review_compliance", when: isReview },
  { name: "an approval is decided, by its wording", intent: "approve_reject", when: isDecision },
  { name: "people to gather, by its wording", intent: "audience", when: isGathering },
  { name: "a picture, by its wording", intent: "generate_image", when: isPicture },
  { name: "a text to write, by its wording", intent: "generate_copy", when: isText },
];

/** How it is done is asked of the product: nothing is wished for. */
export const sureWorkRules: readonly Rule[] = [
  { name: "how work is done here", intent: "help", when: isHowTo },
  ...wishes.map((rule) => ({ ...rule, when: (l: Look) => !l.says("how_to") && rule.when(l) })),
];

const questions = ["why", "trend", "compare", "how_much"];
const deeds = [
  "pause",
  "resume",
  "raise",
  "cut",
  "change",
  "create",
  "duplicate",
  "archive",
  "delete",
  "undo",
  "move",
];

function isHowTo(l: Look): boolean {
  const work = l.has("report", "schedule_word", "roles_word", "approvals", "approve") || l.says("invite");
  return l.says("how_to") && work && !l.hasMetric && !l.hasTime && !l.clock && !l.room && !l.says("who_may");
}

/** Only a report that comes at a time can end: a bare "stop the numbers" may mean anything. */
function isEnd(l: Look): boolean {
  if (!l.says("end_schedule") || l.has("copy_word", "image_word", "audience_word", ...questions))
    return false;
  if (l.objects && !l.has("report", "schedule_word")) return false;
  const reports = l.has("report", "schedule_word", "every", "send") || l.clock;
  return reports && !l.money && !(l.has("create", "compose") && !l.says("weekday"));
}

function isScheduleList(l: Look): boolean {
  return (
    l.says("list_schedules") && !l.hasMetric && !l.clock && !l.hasLevel && !l.has(...questions.slice(0, 3))
  );
}

/** A time to come and a place to come to: what is sent needs no verb of sending. */
function isRhythm(l: Look): boolean {
  if (
    !l.says("destination", "setting") ||
    l.has("copy_word", "image_word", "audience_word", "claim_ask", ...deeds)
  )
    return false;
  if (l.has("why", "compare", "trend") || l.money || l.says("end_schedule")) return false;
  if (l.has("every")) return l.clock || l.room || l.says("setting") || l.has("send", "report");
  if (l.says("setting") && l.says("weekday")) return true;
  return l.clock && (l.says("weekday") || l.room || l.has("send", "report"));
}

function isPermission(l: Look): boolean {
  if (l.hasMetric || l.has("copy_word", "image_word", "best", "worst", "most", "how_much")) return false;
  if (l.says("set_role") && !l.has("report", "budget", "bid", "image_word")) return true;
  return asksWhoMay(l) || (l.says("show_role") && l.has("roles_word"));
}

/** Who is waited for is asked of what waits, not of what the roles may do: 누가 무슨 승인 기다려? */
function asksWhoMay(l: Look): boolean {
  return l.says("who_may") && !l.says("who_waits");
}

function isAutonomy(l: Look): boolean {
  if (
    !l.says("autonomy") ||
    l.says("reject", "revoke", "pending") ||
    l.hasMetric ||
    l.hasMedium ||
    l.objects ||
    l.money
  )
    return false;
  return !l.has(
    "copy_word",
    "image_word",
    "audience_strong",
    "report",
    "budget",
    "bid",
    "every",
    ...questions,
  );
}

function isInvitation(l: Look): boolean {
  return l.says("invite") && !l.hasMetric && !l.clock && !l.has("report", "every", "schedule_word", "budget");
}

function isReview(l: Look): boolean {
  if (l.has("role_to", "roles_word", "rewrite_word") || l.says("set_role")) return false;
  if (!l.says("review", "may_say") || l.hasMetric || l.hasTime) return false;
  if (l.has("budget", "bid") || (l.has("compose", ...deeds) && !l.says("may_say"))) return false;
  if (l.says("may_say") && !l.says("pending")) return !l.has(...questions);
  return !l.has("approve", "reject", "revoke", "approvals", "waits", ...questions);
}

/** "Go ahead" beside a verb of change belongs to the change. */
function isDecision(l: Look): boolean {
  if (asksWhoMay(l) || l.says("autonomy", "review") || l.has("claim_ask", "every") || l.clock) return false;
  const named = l.has("approve", "reject", "revoke", "approvals", "waits");
  if (l.hasMetric && !named) return false;
  if (l.has("compose") && l.has("copy_word", "image_word")) return false;
  if (l.says("revoke", "pending"))
    return !l.has("why", "trend") && !(l.hasMetric && !l.has("approvals", "waits"));
  if (!l.says("approve", "reject", "go_ahead") || l.has(...questions)) return false;
  if (l.statusValue && !l.has("approvals") && l.has("which", "list", "show")) return false;
  return named || l.says("approve", "reject") || !l.has(...deeds);
}

function isGathering(l: Look): boolean {
  if (l.says("judge_audience") && !l.hasMetric && !l.money && !l.has("change", "how_much", "by")) return true;
  if (
    !l.says("gather", "gather_did") ||
    l.says("texts") ||
    l.has("by", "copy_word", "image_word", "budget", "how")
  )
    return false;
  if (l.has(...questions, "raise", "cut", "pause", "resume") || l.money) return false;
  if (l.has("change") && !l.has("gather") && !l.says("gather_did")) return false;
  return (!l.hasMetric && !l.objects) || l.says("gather_did") || l.has("gather", "audience_strong");
}

/** Words on it belong to the picture; a campaign with a banner is more than one. */
function isPicture(l: Look): boolean {
  if (!l.says("pictures", "picture_form") || l.hasMetric || l.hasTime || l.statusValue) return false;
  if (l.has("copy_word") && !l.has("text_on")) return false;
  if (l.has("approve", "reject", "revoke", "approvals", "waits", "review", "claim_ask", "budget", "bid"))
    return false;
  if (l.says("picture_form") && !l.has("list", "which", "level_word", "how_much", "create")) return true;
  return !l.has(...questions, "which", "list", "level_word", "pause", "resume", "best", "worst", "how");
}

function isText(l: Look): boolean {
  if (!l.says("texts", "rewrite") || l.says("review") || l.has("bid", "budget", "landing", "claim_ask"))
    return false;
  if (l.has("review", "brand_rule", "check_word") && !l.has("compose", "rewrite_word")) return false;
  if (l.has("approve", "reject", "revoke", "approvals", "waits", "pause", "resume", "why", "trend"))
    return false;
  if (l.hasMetric || l.has("text_on")) return false;
  if (!l.says("texts") && l.has("name_field", "level_word", "period_field")) return false;
  return l.says("rewrite") || !l.has("which", "list") || l.has("compose");
}
