// Wishes around the work: reports at a rhythm, people and roles, approvals, audiences, pictures, texts and their review.

import type { Look } from "../look.ts";
import type { Rule } from "./rule.ts";

export const workRules: readonly Rule[] = [
  { name: "end of a schedule", intent: "cancel_schedule", when: isEndOfSchedule },
  { name: "something at a rhythm", intent: "schedule_digest", when: isSchedule },
  {
    name: "a text to check",
    intent: "review_compliance",
    when: (l) => l.has("claim_ask"),
  },
  { name: "how far automation goes", intent: "roles_admin", when: isAutonomy },
  { name: "who may do what", intent: "roles_admin", when: isRoles },
  { name: "an approval is decided", intent: "approve_reject", when: isDecision },
  { name: "people to gather", intent: "audience", when: isAudience },
  { name: "a picture", intent: "generate_image", when: isImage },
  { name: "a text to check", intent: "review_compliance", when: isReview },
  { name: "a text to write", intent: "generate_copy", when: isCopy },
];

/** Words of questions about figures: with one of them a text, picture or group is asked about, not wished for. */
function asksFigures(l: Look): boolean {
  return l.has("why", "trend", "compare", "best", "worst", "high", "low", "most", "how", "how_much");
}

function isEndOfSchedule(l: Look): boolean {
  if (l.has("create", "compose") && !l.has("stop_sending")) return false;
  if (l.has("stop_sending")) return !l.objects || l.has("report", "every", "schedule_word");
  return (
    l.has("end_word") &&
    l.has("report", "schedule_word") &&
    !l.objects &&
    !l.has("copy_word", "why", "trend", "compare", "best", "worst", "how_much")
  );
}

/** A rhythm or a time of day with a place to send to; a report that exists and is to come at another time. */
function isSchedule(l: Look): boolean {
  if (l.says("how_to") && !l.clock && !l.room) return false;
  if (l.has("pause", "resume") && !l.has("report", "schedule_word")) return false;
  if (l.has("help", "copy_word", "image_word") && !l.clock && !l.room) return false;
  if (l.has("create") && !l.has("report", "send", "schedule_word") && !l.room) return false;
  if (l.has("every") && (l.has("send", "report", "schedule_word") || l.clock || l.room)) return true;
  if (l.has("every_part") && l.has("show")) return true;
  if (l.clock && (l.room || l.has("send"))) return true;
  if (l.room && l.grain) return true;
  if (l.clock && l.has("report") && !l.has("why", "compare")) return true;
  if (!l.has("schedule_word") || l.hasLevel || (l.has("create") && l.hasMedium)) return false;
  return !isBookings(l);
}

/** 예약이 늘었어?: bookings that people made, no report. */
function isBookings(l: Look): boolean {
  if (l.has("report", "send", "every") || l.clock || l.room) return false;
  return l.has("why", "up", "down", "trend", "by", "how", "how_much", "best", "most") || l.marked > 0;
}

function isAutonomy(l: Look): boolean {
  return (
    l.has("autonomy_word") &&
    !l.hasMetric &&
    !l.has("copy_word", "image_word", "audience_strong") &&
    !l.objects &&
    !l.hasMedium
  );
}

function isRoles(l: Look): boolean {
  if (l.says("who_waits")) return false;
  if (l.has("who_may")) return !l.has("best", "worst", "high", "low", "most") || l.has("approve");
  if (l.hasMetric || l.hasLevel || l.has("copy_word", "image_word", "audience_strong")) return false;
  if (l.has("roles_word", "role_to")) return true;
  if (l.has("can_do")) return l.hasName;
  if (!l.has("person_word")) return false;
  if (
    l.has(
      "raise",
      "cut",
      "change",
      "role_verb",
      "which",
      "list",
      "how_much",
      "send",
      "show",
      "create",
      "help",
    )
  )
    return true;
  return l.hasName && !l.hasTime && !asksFigures(l);
}

function isDecision(l: Look): boolean {
  if (l.chat === "thanks" && !l.has("reject", "revoke", "approvals", "waits") && !l.says("approve"))
    return false;
  if (l.has("image_word", "copy_word") && l.has("compose") && !l.has("reject", "revoke")) return false;
  if (l.has("revoke")) return !l.hasMetric || l.has("approvals");
  if (l.has("reject") || l.has("back_word")) return isRejection(l);
  if (l.has("waits")) return (!l.hasLevel && !l.has("copy_word", "image_word")) || l.has("approvals");
  if (l.hasMetric) return false;
  const waiting =
    !l.statusValue || l.has("approvals") || !(l.hasLevel || l.has("show", "list", "which", "how_much"));
  if (l.has("approve")) return !l.has("why", "trend", "compare") && waiting;
  return l.has("approvals") && l.has("show", "list", "which", "how_much", "how");
}

/** "Send the plan back" wants both words; a status word beside a level is a filter: 반려된 소재. */
function isRejection(l: Look): boolean {
  if (l.hasMetric && !l.has("approvals")) return false;
  if (!l.has("reject")) return l.has("send") && !l.clock && !l.has("every") && !l.hasMetric;
  return !l.statusValue || l.has("approvals");
}

function isAudience(l: Look): boolean {
  if (l.has("by", "why", "trend", "compare", "budget", "copy_word", "image_word")) return false;
  if (l.has("audience_strong")) return !l.hasMetric || l.has("gather");
  return l.has("audience_word") && l.has("gather") && !l.objects && !l.has("targeting");
}

/** Words on it make a text part of the picture; a bare "배너 1:1 한 장" wants one too. */
function isImage(l: Look): boolean {
  if (!l.has("image_word") || l.has("review", "claim_ask", "approve", "reject", "approvals")) return false;
  if (l.has("copy_word") && !l.has("text_on")) return false;
  if (l.hasMetric || l.has("why", "compare", "list", "which", "pause", "resume", "how_much")) return false;
  if (l.has("write", "create", "text_on", "format", "background_word")) return true;
  return (
    !l.hasLevel &&
    !l.hasTime &&
    !l.statusValue &&
    !l.has("how", "trend", "best", "worst", "high", "low", "change", "help")
  );
}

function isReview(l: Look): boolean {
  if (l.hasMetric || l.has("budget", "bid", "how_much_metric")) return false;
  if (l.has("pause") && (l.has("level_word") || l.hasName)) return false;
  if (l.has("brand_rule"))
    return !l.has("change", "help_strong") && !(l.has("copy_word") && l.has("compose"));
  if (l.has("compose")) return false;
  if (l.has("review", "claim_noun")) return !l.has("audience_strong", "report");
  return (
    l.has("check_word") &&
    !asksFigures(l) &&
    !l.hasTime &&
    !l.hasLevel &&
    !l.hasMedium &&
    !l.statusValue &&
    !l.has("help", "help_strong", "list", "which", "hello", "thanks", "approvals")
  );
}

/** A text is wished for unless figures are asked about texts; sure verbs of writing settle it. */
function isCopy(l: Look): boolean {
  if (l.has("rewrite_word") && !l.hasLevel && !l.has("budget")) return true;
  if (!l.has("copy_word")) return false;
  if (l.has("compose")) return true;
  if (l.hasMetric || l.has("why", "trend", "pause", "resume")) return false;
  return l.has("write") || (!asksFigures(l) && !l.has("which", "list")) || l.has("how_much");
}
